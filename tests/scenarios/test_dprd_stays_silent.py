"""The DPRD lets its 45 working days pass: everybody concerned is told, the case stays where it is, until it decides."""

from datetime import date, timedelta

import pytest
from django.test import Client

from jembatan.agreements import actions, notices
from jembatan.agreements.jobs import keep_night
from jembatan.agreements.models import StageEvent
from jembatan.agreements.queries.clocks import clocks_of
from jembatan.agreements.queries.tonight import tonight
from jembatan.agreements.rules.clocks import ClockState
from jembatan.correspondence.models import Notice
from jembatan.workflow.clocks import working_deadline
from tests.cooperation import agreement_at, cast, day_for, take

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def test_silence_raises_a_notice_and_never_a_consent():
    people = cast()
    agreement = agreement_at("DPRD", people)
    asked_on = day_for(agreement, "DPRD") - timedelta(days=1)
    actions.state_fact(
        agreement, "DPRD", "fact.dprd_received", asked_on, by=people.officer, source="tanda terima contoh"
    )
    due = working_deadline(asked_on, 45).day
    agreement.refresh_from_db()
    assert agreement.next_due_on == due

    keep_night(due - timedelta(days=15))
    assert told(notices.CLOCK_REMINDER.code) == {"sekwan"}
    keep_night(due)
    assert not told(notices.DPRD_OVERDUE.code)
    events = StageEvent.objects.count()
    preview = tonight(due + timedelta(days=1))
    keep_night(due + timedelta(days=1))

    assert {telling.kind for telling in preview.tellings} == {notices.DPRD_OVERDUE}
    assert told(notices.DPRD_OVERDUE.code) == {"sekwan", "desk", "gwpp"}
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.state, StageEvent.objects.count()) == ("DPRD", "on_the_road", events)

    keep_night(due + timedelta(days=2))
    assert Notice.objects.filter(kind=notices.DPRD_OVERDUE.code).count() == 3

    client = Client()
    client.force_login(people.ministry)
    assert agreement.reference in client.get("/kerja-sama/tenggat/lalai/?kantor=dprd").content.decode()
    assert agreement.reference in client.get("/kerja-sama/alur/?tahap=DPRD").content.decode()


def test_a_decision_that_comes_late_is_still_a_decision_and_the_clock_says_how_late():
    people = cast()
    agreement = agreement_at("DPRD", people)
    asked_on = day_for(agreement, "DPRD")
    actions.state_fact(
        agreement, "DPRD", "fact.dprd_received", asked_on, by=people.officer, source="tanda terima contoh"
    )
    late = working_deadline(asked_on, 45).day + timedelta(days=10)

    take(agreement, "DPRD", "approved", people, on=late)

    agreement.refresh_from_db()
    clock = next(clock for clock in clocks_of(agreement, date(2026, 11, 22)) if clock.code == "T1")
    assert (clock.state, clock.stopped_on) == (ClockState.OVERDUE, late)
    assert agreement.stage == "VERIFIKASI"
    assert agreement.next_due_on is None
    assert not [one for one in tonight(late + timedelta(days=1)).tellings if one.kind == notices.DPRD_OVERDUE]
