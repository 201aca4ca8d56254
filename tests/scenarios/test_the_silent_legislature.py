"""The DPRD says nothing for sixty working days: the clock is overdue, and nothing else happens."""

from datetime import date, timedelta

import pytest

from jembatan.agreements import actions
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, StageEvent
from jembatan.agreements.queries.clocks import clocks_of
from jembatan.agreements.queries.road import case_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.clocks import ClockState
from jembatan.agreements.rules.lifecycle import State
from jembatan.ledger.acting import NotAllowed
from jembatan.workflow.clocks import working_deadline
from tests.cooperation import cast, day_for, paper, started, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def asked(people):
    """A plan whose request letter the DPRD received a few days after the plan was done."""
    agreement = started(people)
    walk(agreement, people, until="DPRD")
    on = day_for(agreement, "DPRD")
    paper(agreement, "dprd_request", people, on=on, stage="DPRD")
    actions.state_fact(
        agreement, "DPRD", "fact.dprd_received", on, by=people.officer, source="tanda terima sekretariat"
    )
    return agreement


def received_on(agreement: Agreement) -> date:
    return date.fromisoformat(agreement.statements.get(code="fact.dprd_received").value)


def test_the_clock_runs_for_45_working_days_and_is_then_overdue(asked):
    received = received_on(asked)
    due = working_deadline(received, 45).day

    states = {
        day: next(clock.state for clock in clocks_of(asked, day) if clock.code == "T1")
        for day in (received + timedelta(days=1), due, due + timedelta(days=1))
    }

    assert next(iter(states.values())) is ClockState.RUNNING
    assert states[due] is not ClockState.OVERDUE
    assert states[due + timedelta(days=1)] is ClockState.OVERDUE


def test_silence_of_sixty_working_days_is_no_consent(people, asked):
    later = working_deadline(received_on(asked), 60).day
    before = StageEvent.objects.count()

    refresh(asked, today=later)

    assert (asked.stage, asked.state) == ("DPRD", State.ON_THE_ROAD)
    assert case_of(asked, today=later).standing.current == "DPRD"
    assert StageEvent.objects.count() == before
    with pytest.raises(StageBlocked) as refused:
        actions.take_stage(asked, "DPRD", "approved", on=later, by=people.council)
    assert "document.dprd_decision" in [blocker.code for blocker in refused.value.blockers]


def test_the_desk_cannot_approve_in_the_place_of_the_dprd(people, asked):
    later = working_deadline(received_on(asked), 60).day

    for user in (people.officer, people.head, people.ministry):
        with pytest.raises(NotAllowed):
            actions.take_stage(asked, "DPRD", "approved", on=later, by=user)
    with pytest.raises(StageBlocked):
        actions.take_stage(asked, "VERIFIKASI", "draft_text", on=later, by=people.ministry)

    assert not StageEvent.objects.filter(stage__in=("DPRD", "VERIFIKASI")).exists()
