"""The action plan of an agreement: lines planned, carried out, cancelled, and a sheet taken over."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from jembatan.agreements.actions import activities
from jembatan.agreements.actions.activities import AlreadyPlanned, Carried, StartedEarlier
from jembatan.agreements.actions.belonging import NotLiving, NotYetThere, WrongPaper
from jembatan.agreements.models import Activity
from jembatan.agreements.rules.activities import BadActivity, Draft
from jembatan.agreements.rules.reasons import NoReason
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.workflow.lifecycles import WrongState
from tests.cooperation import cast, paper, signed_agreement, started

pytestmark = pytest.mark.django_db
DRAFT = Draft("Pertukaran guru", date(2026, 3, 1), date(2026, 12, 31), "Dinas Pendidikan", Decimal(0), "APBD")


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return started(people)


@pytest.fixture
def line(people, agreement):
    return activities.plan_activity(agreement, draft=DRAFT, by=people.agency)


def test_an_agency_plans_a_line_and_nobody_said_is_kept_apart_from_nothing(people, agreement, line):
    other = replace(DRAFT, title="Beasiswa", budget=None)

    unsaid = activities.plan_activity(agreement, draft=other, by=people.agency)

    assert (Activity.objects.get(pk=line.pk).budget, Activity.objects.get(pk=unsaid.pk).budget) == (0, None)
    assert Entry.objects.filter(event="agreements.activity_planned").count() == 2


def test_a_line_stands_once_and_only_under_what_lives(people, agreement, line):
    with pytest.raises(AlreadyPlanned):
        activities.plan_activity(agreement, draft=replace(DRAFT, title="PERTUKARAN GURU"), by=people.agency)
    with pytest.raises(BadActivity):
        activities.plan_activity(agreement, draft=replace(DRAFT, title=""), by=people.agency)

    agreement.state = "dropped"
    agreement.save(update_fields=["state"])
    with pytest.raises(NotLiving):
        activities.plan_activity(agreement, draft=replace(DRAFT, title="Lain"), by=people.agency)


@pytest.mark.parametrize("who", ["head", "member", "council", "ministry", "governor", "outsider"])
def test_others_plan_nothing(people, agreement, who):
    with pytest.raises(NotAllowed):
        activities.plan_activity(agreement, draft=DRAFT, by=people.everybody[who])

    assert not Activity.objects.exists()


def test_a_line_is_changed_until_it_is_carried_out(people, agreement, line):
    other = activities.plan_activity(agreement, draft=replace(DRAFT, title="Beasiswa"), by=people.agency)
    activities.change_activity(line, draft=replace(DRAFT, budget=Decimal(500)), by=people.agency)
    activities.change_activity(line, draft=replace(DRAFT, budget=Decimal(500)), by=people.agency)
    assert line.budget == 500

    with pytest.raises(AlreadyPlanned):
        activities.change_activity(other, draft=DRAFT, by=people.agency)
    activities.begin_activity(line, by=people.agency)
    activities.realise_activity(line, carried=Carried(date(2026, 4, 1)), by=people.agency)
    with pytest.raises(WrongState):
        activities.change_activity(line, draft=DRAFT, by=people.agency)


def test_carrying_out_a_line_tells_what_came_of_it_and_keeps_the_last_day_of_life(people):
    agreement = signed_agreement(people)
    line = activities.plan_activity(agreement, draft=DRAFT, by=people.agency)
    proof = paper(agreement, "other", people, on=date(2026, 11, 1))
    on = timezone.localdate() - timedelta(days=1)
    carried = Carried(on, " 12 guru ", Decimal(250), 12, proof)

    activities.realise_activity(line, carried=carried, by=people.agency)

    kept = Activity.objects.get()
    assert (kept.state, kept.done_on, kept.outcome, kept.spent, kept.participants, kept.evidence) == (
        "done", on, "12 guru", 250, 12, proof,
    )  # fmt: skip
    agreement.refresh_from_db()
    assert agreement.last_active_on == on


def test_what_cannot_have_been_carried_out(people, line):
    foreign = paper(started(people, title="Lain"), "other", people, on=date(2026, 3, 1))
    for carried, refusal in (
        (Carried(timezone.localdate() + timedelta(days=1)), NotYetThere),
        (Carried(date(2026, 2, 28)), StartedEarlier),
        (Carried(date(2026, 4, 1), spent=Decimal(-1)), BadActivity),
        (Carried(date(2026, 4, 1), evidence=foreign), WrongPaper),
    ):
        with pytest.raises(refusal):
            activities.realise_activity(line, carried=carried, by=people.agency)

    assert Activity.objects.get().state == "planned"


def test_a_line_is_cancelled_with_its_reason_and_taken_back(people, line):
    with pytest.raises(NoReason):
        activities.cancel_activity(line, because="", by=people.agency)

    activities.cancel_activity(line, because="Anggaran dialihkan", spent=Decimal(100), by=people.agency)
    assert (line.state, line.cancelled_because, line.spent) == ("cancelled", "Anggaran dialihkan", 100)

    activities.plan_again(line, by=people.agency)
    assert (line.state, line.cancelled_because) == ("planned", "")
    with pytest.raises(WrongState):
        activities.plan_again(line, by=people.agency)


def test_a_sheet_adds_changes_and_leaves_lines_all_or_none(people, agreement, line):
    begun = activities.plan_activity(agreement, draft=replace(DRAFT, title="Berjalan"), by=people.agency)
    activities.begin_activity(begun, by=people.agency)
    drafts = [
        replace(DRAFT, budget=Decimal(750)),
        replace(DRAFT, title="Beasiswa"),
        replace(DRAFT, title="Berjalan", budget=Decimal(1)),
    ]

    with pytest.raises(BadActivity):
        activities.take_over_plan(agreement, drafts=[*drafts, replace(DRAFT, title="")], by=people.agency)
    assert Activity.objects.count() == 2
    taken = activities.take_over_plan(agreement, drafts=drafts, by=people.agency)

    assert (taken.added, taken.changed, taken.same) == (1, 1, 1)
    assert Activity.objects.get(title="Pertukaran guru").budget == 750
    assert Activity.objects.get(title="Berjalan").budget == 0
