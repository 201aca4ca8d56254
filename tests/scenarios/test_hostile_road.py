"""Story: nobody gets a cooperation signed around a stage, however it is tried."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jembatan.agreements import actions
from jembatan.agreements.actions.papers import StillNeeded
from jembatan.agreements.models import Agreement, AgreementText
from jembatan.agreements.queries.road import case_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.clauses import Text, parse, to_parts
from jembatan.agreements.rules.editing import OpenedInFuture, SomebodySigned
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.lifecycle import State
from jembatan.workflow.refusals import Refused
from tests.cooperation import agreement_at, cast, forward_of, paper, partner_for, started, supply, walk
from tests.register import KLATEN, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def test_a_case_dated_before_the_regulation_needs_everything_all_the_same(people):
    long_ago = date(2017, 1, 2)
    agreement = started(people, on=long_ago)

    with pytest.raises(StageBlocked) as refused:
        actions.take_stage(agreement, "PRAKARSA", "recorded", on=long_ago, by=people.officer)

    assert [blocker.code for blocker in refused.value.blockers] == ["document.initiative_letter"]


def test_a_cooperation_is_not_opened_on_a_day_to_come(people):
    with pytest.raises(OpenedInFuture):
        started(people, on=timezone.localdate() + timedelta(days=1))

    assert not Agreement.objects.exists()


def test_a_letter_of_intent_from_a_list_is_not_signed_by_recording_an_old_stage():
    enter()
    people = cast("33.10")
    agreement = Agreement.objects.get(reference=KLATEN)
    paper(agreement, "initiative_letter", people, on=date(2026, 1, 5), stage="PRAKARSA")

    with pytest.raises(Refused):
        actions.take_stage(agreement, "PRAKARSA", "recorded", on=date(2026, 1, 6), by=people.officer)

    agreement.refresh_from_db()
    assert agreement.state == State.ON_THE_ROAD


def test_a_detour_over_an_easier_road_does_not_save_the_plan_its_content(people):
    agreement = started(people, Kind.KSDLL_CONTINUATION, partner=partner_for(Kind.GRANT))
    walk(agreement, people, until="RENCANA")
    actions.set_kind(agreement, kind=Kind.GRANT, because="hibah", by=people.officer)
    walk(agreement, people, until="RENCANA")
    today = timezone.localdate()
    plan = paper(agreement, "cooperation_plan", people, on=today, stage="RENCANA")
    actions.tick_items(plan, items={}, by=people.officer)
    actions.take_stage(agreement, "RENCANA", forward_of(agreement, "RENCANA"), on=today, by=people.officer)

    with pytest.raises(StageBlocked) as refused:
        actions.set_kind(agreement, kind=Kind.KSDLL_CONTINUATION, because="kembali", by=people.officer)

    assert "item.cooperation_plan.background" in {blocker.code for blocker in refused.value.blockers}


def test_terms_stand_once_a_party_has_signed(people):
    agreement = agreement_at("PENANDATANGANAN", people)
    supply(agreement, "PENANDATANGANAN", "signed", people)

    with pytest.raises(SomebodySigned):
        actions.edit_agreement(
            agreement, values={"ends_on": date(2099, 1, 1)}, version=agreement.version, by=people.officer
        )
    with pytest.raises(SomebodySigned):
        actions.set_kind(agreement, kind=Kind.KSDPL_OTHER, because="iseng", by=people.officer)

    for party in agreement.parties.all():
        actions.take_back_signature(agreement, party, because="salah catat", by=people.officer)
    actions.edit_agreement(
        agreement, values={"title_id": "Judul lain"}, version=agreement.version, by=people.officer
    )
    assert agreement.title_id == "Judul lain"


def test_the_request_a_decision_rests_on_is_not_withdrawn_afterwards(people):
    agreement = agreement_at("VERIFIKASI", people)
    request = agreement.papers.get(type="dprd_request")

    with pytest.raises(StillNeeded):
        actions.withdraw_paper(request, because="iseng", by=people.officer)

    paper(agreement, "dprd_request", people, on=request.dated_on, stage="DPRD")
    actions.withdraw_paper(request, because="salinan ganda", by=people.officer)
    assert request.withdrawn_because == "salinan ganda"


def test_a_bilingual_letter_does_not_lend_its_languages_to_the_agreement(people):
    agreement = agreement_at("PENANDATANGANAN", people)
    keep_text(agreement, people, "mou", ["id"])
    keep_text(agreement, people, "consultation_letter", ["id", "en"])

    found = case_of(agreement, today=timezone.localdate()).facts.text.languages

    assert found == {"id"}


def keep_text(agreement, people, type_, languages):
    """A text as if it was written here."""
    text = Text(tuple(parse(code, "Judul\n\nPasal 1\n\nIsi.") for code in languages))
    AgreementText.objects.create(
        agreement=agreement,
        type=type_,
        version=1,
        clauses=to_parts(text),
        sha256="0" * 64,
        written_by=people.officer,
        written_at=timezone.now(),
    )
