"""Every road is walked once; at every step every role and every guard is tried through the real verbs.

The table is made from the roads themselves: for each stage and outcome, who may close it, and what keeps it
from being closed. A step that no rule allows leaves no trace.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction

from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, StageEvent
from jembatan.agreements.queries.road import case_of, road_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.kinds import Kind, Office
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.roads import Course, Stage
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.workflow.refusals import Refused
from tests.cooperation import OPENED, Cast, cast, day_for, paper, started, supply, take

pytestmark = pytest.mark.django_db

ROADS = (
    Kind.SISTER_REGENCY_CITY,
    Kind.KSDLL_BY_APPROVAL,
    Kind.KSDLL_CONTINUATION,
    Kind.FOREIGN_NGO,
    Kind.GRANT,
)
# Who holds the permission of an office; an office without people here is written down by the region.
OWN = {
    Office.REGION: {"officer"},
    Office.DPRD: {"council"},
    Office.HOME_MINISTRY: {"ministry"},
    Office.FOREIGN_MINISTRY: {"foreign"},
}

AS_ACTED = actions.Written()


class TriedOut(Exception):
    """Ends a trial whose effects are thrown away."""


def tried(verb) -> str:
    """What the verb answers: "done", or the code of its refusal. Nothing of it is kept."""
    try:
        with transaction.atomic():
            verb()
            raise TriedOut
    except TriedOut:
        return "done"
    except Refused as refusal:
        return refusal.code


def taking(agreement: Agreement, stage: str, outcome: str, by, on: date, written=AS_ACTED):
    """A trial on a copy of the row, so that the caller's stays as it is."""
    copy = Agreement.objects.get(pk=agreement.pk)
    return lambda: actions.take_stage(copy, stage, outcome, on=on, by=by, written=written)


@pytest.mark.parametrize("kind", ROADS, ids=str)
def test_no_role_and_no_guard_lets_a_stage_be_taken_that_is_not_due(kind):
    people = cast()
    agreement = started(people, kind)
    road = road_of(agreement)
    paper(agreement, "waiver_document", people, on=OPENED)
    walked = []

    while agreement.state == State.ON_THE_ROAD:
        step = road.stage(agreement.stage)
        others_are_not_open(agreement, step, people)
        guards_hold(agreement, step, people)
        forward = next(o.code for o in step.outcomes if o.course is Course.FORWARD)
        supply(agreement, step.code, forward, people)
        roles_are_held_to(agreement, step, forward, people)
        days_are_held_to(agreement, step, forward, people)
        for outcome in step.outcomes:
            outcome_leads_where_it_should(agreement, step, outcome.code, people)
        take(agreement, step.code, forward, people)
        walked.append(step.code)

    assert agreement.state == State.IN_FORCE
    assert walked == [step.code for step in road.before_signature]


def others_are_not_open(agreement: Agreement, step: Stage, people: Cast) -> None:
    """No other stage can be taken: by the rules none of them, by the verb neither the next nor the signature."""
    road, case = road_of(agreement), case_of(agreement, today=date.today())
    before, at = Entry.objects.count(), road.place(step.code)
    for other in road.stages:
        if other.code != step.code:
            found = case.blockers(other.code, other.outcomes[0].code)
            assert [b.code for b in found] in (["stage.not_open"], ["stage.already_closed"]), other.code
    for other in {road.stages[at + 1].code, road.signature} - {step.code}:
        tried_stage = road.stage(other)
        written = actions.Written(agreement.papers.first(), "", tried_stage.actor not in OWN)
        verb = taking(
            agreement,
            other,
            tried_stage.outcomes[0].code,
            people.of(tried_stage.actor),
            date.today(),
            written,
        )
        assert tried(verb) == "agreements.stage_blocked", other
    assert Entry.objects.count() == before


def guards_hold(agreement: Agreement, step: Stage, people: Cast) -> None:
    """Every outcome that lacks something is refused with exactly what lacks, and the refusal names the rules."""
    on, case = day_for(agreement, step.code), case_of(agreement, today=date.today())
    written = actions.Written(agreement.papers.first(), "", step.actor not in OWN)
    for outcome in step.outcomes:
        found = [b for b in case.blockers(step.code, outcome.code, on) if b.blocks]
        if not found:
            continue
        verb = taking(agreement, step.code, outcome.code, people.of(step.actor), on, written)
        with pytest.raises(StageBlocked) as refused, transaction.atomic():
            verb()
        assert [b.code for b in refused.value.blockers] == [b.code for b in found]
        assert all(b.citation and b.grade and b.supplied_by for b in found if b.rule)
    assert not StageEvent.objects.filter(agreement=agreement, stage=step.code).exists()


def roles_are_held_to(agreement: Agreement, step: Stage, outcome: str, people: Cast) -> None:
    """With nothing missing, only the stage's own office closes it, or the region in writing with the proof."""
    on, proof = day_for(agreement, step.code), agreement.papers.first()
    for part, user in people.everybody.items():
        plain = tried(taking(agreement, step.code, outcome, user, on, actions.Written(proof)))
        behalf = tried(taking(agreement, step.code, outcome, user, on, actions.Written(proof, "", True)))
        own = OWN.get(step.actor, {"officer"})
        assert plain == ("done" if part in own else NotAllowed.code), (step.code, part)
        writes = own if step.actor is Office.REGION else {"officer"}
        assert behalf == ("done" if part in writes else NotAllowed.code), (step.code, part)


def days_are_held_to(agreement: Agreement, step: Stage, outcome: str, people: Cast) -> None:
    """Not tomorrow, and not before the stage was opened."""
    opened = case_of(agreement, today=date.today()).standing.of(step.code).opened_on
    written = actions.Written(agreement.papers.first(), "", step.actor not in OWN)
    for day in (date.today() + timedelta(days=1), opened - timedelta(days=1)):
        got = tried(taking(agreement, step.code, outcome, people.of(step.actor), day, written))
        assert got == "agreements.stage_blocked", (step.code, day)


def outcome_leads_where_it_should(agreement: Agreement, step: Stage, outcome: str, people: Cast) -> None:
    """An outcome that can be had leads on, back, or out of the road, as the road says."""
    road, copy = road_of(agreement), Agreement.objects.get(pk=agreement.pk)
    course = road.outcome(step.code, outcome).course
    try:
        with transaction.atomic():
            take(copy, step.code, outcome, people)
            if course is Course.END:
                assert copy.state == State.DROPPED and copy.stage == ""
            elif course is Course.BACK:
                assert road.place(copy.stage) < road.place(step.code)
                assert copy.state == State.ON_THE_ROAD
            elif step.code == road.signature:
                assert copy.state == State.IN_FORCE
            else:
                assert road.place(copy.stage) == road.place(step.code) + 1
            raise TriedOut
    except TriedOut:
        return
    except StageBlocked as refused:
        # What nobody can bring here: an exception that is switched off, an approval there never was.
        hard = {blocker.code.partition(".")[0] for blocker in refused.blockers}
        assert hard <= {"exception", "powers", "outcome"}, (step.code, outcome, refused.detail)
