"""Random lives of an agreement, driven by whoever presses whatever: nobody reaches a signature by a short cut.

Whatever order people act in, an agreement is in force only when every stage on its road up to the signature was
done with an outcome that leads on, or lawfully waived with basis, document and officer.
"""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, StageEvent
from jembatan.agreements.queries.road import road_of, standing_of
from jembatan.agreements.rules.kinds import Kind, Office
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.roads import WAIVED, Course
from jembatan.agreements.rules.standing import PASSED
from jembatan.workflow.refusals import Refused
from tests.cooperation import OPENED, Cast, cast, day_for, paper, started, supply, take, walk

pytestmark = pytest.mark.django_db

KINDS = (Kind.SISTER_REGENCY_CITY, Kind.KSDLL_CONTINUATION, Kind.KSDLL_BY_APPROVAL)
# Kind, stages walked, and a stage waived where the road then stands.
BEGINNINGS = (
    (Kind.SISTER_REGENCY_CITY, "SURAT_KUASA", False),
    (Kind.KSDLL_CONTINUATION, "SURAT_KUASA", True),
    (Kind.KSDLL_BY_APPROVAL, "KONSULTASI", False),
)


def begun(people: Cast) -> None:
    """The cooperations every life begins with one of."""
    for kind, until, waived in BEGINNINGS:
        agreement = started(people, kind)
        basis = paper(agreement, "waiver_document", people, on=OPENED)
        if waived:
            walk(agreement, people, until="DPRD")
            waiver = actions.WaiverGiven(
                "dasar hukum contoh", "Kepala Biro", day_for(agreement, "DPRD"), basis
            )
            actions.waive_stage(agreement, "DPRD", waiver=waiver, by=people.officer)
        walk(agreement, people, until=until)


class Life(RuleBasedStateMachine):
    """One agreement; every rule is a person doing something sensible, hasty or wrong."""

    people: Cast

    @initialize(which=st.sampled_from(range(len(BEGINNINGS))))
    def begin(self, which: int) -> None:
        """One of the cooperations that have come some way: to look at late stages often, not only at the first."""
        self.agreement = Agreement.objects.order_by("pk")[which]
        self.basis = self.agreement.papers.get(type="waiver_document")
        self.stages = [step.code for step in road_of(self.agreement).stages]

    @rule(steps=st.integers(1, 3))
    def go_on_properly(self, steps: int) -> None:
        """Everything is supplied and taken by its office, a few stages in a row."""
        for _step in range(steps):
            if self.agreement.state != State.ON_THE_ROAD:
                return
            step = road_of(self.agreement).stage(self.agreement.stage)
            forward = next(o.code for o in step.outcomes if o.course is Course.FORWARD)
            self.attempt(
                lambda step=step, forward=forward: take(self.agreement, step.code, forward, self.people)
            )

    @rule(which=st.integers(0, 30), outcome=st.integers(0, 5), day=st.integers(-20, 330))
    def take_at_random(self, which: int, outcome: int, day: int) -> None:
        """Any stage, any outcome, any day, without bringing anything."""
        step = road_of(self.agreement).stage(self.stages[which % len(self.stages)])
        chosen = step.outcomes[outcome % len(step.outcomes)].code
        written = actions.Written(self.basis, "", step.actor is not Office.REGION)
        on = OPENED + timedelta(days=day)
        self.attempt(
            lambda: actions.take_stage(
                self.agreement, step.code, chosen, on=on, by=self.people.officer, written=written
            )
        )

    @rule(outcome=st.integers(0, 5))
    def turn_off(self, outcome: int) -> None:
        """The open stage ends in any of its outcomes, with all it needs: back, out of the road, on."""
        if self.agreement.state != State.ON_THE_ROAD:
            return
        step = road_of(self.agreement).stage(self.agreement.stage)
        chosen = step.outcomes[outcome % len(step.outcomes)].code
        self.attempt(lambda: take(self.agreement, step.code, chosen, self.people))

    @rule(which=st.integers(0, 30), complete=st.booleans())
    def waive_at_random(self, which: int, complete: bool) -> None:
        """Any stage is waived, with everything a waiver needs or without its document."""
        stage = self.stages[which % len(self.stages)]
        waiver = actions.WaiverGiven(
            "dasar hukum contoh", "Kepala Biro", date.today(), self.basis if complete else None
        )
        self.attempt(
            lambda: actions.waive_stage(self.agreement, stage, waiver=waiver, by=self.people.officer)
        )

    @rule()
    def waive_the_open_stage(self) -> None:
        waiver = actions.WaiverGiven("dasar hukum contoh", "Kepala Biro", date.today(), self.basis)
        self.attempt(
            lambda: actions.waive_stage(
                self.agreement, self.agreement.stage, waiver=waiver, by=self.people.officer
            )
        )

    @rule(accepts=st.booleans())
    def answer_a_waiver(self, accepts: bool) -> None:
        event = StageEvent.objects.filter(agreement=self.agreement, outcome=WAIVED).order_by("id").last()
        if event is not None:
            self.attempt(
                lambda: actions.answer_waiver(
                    event, accepts=accepts, text="jawaban contoh", by=self.people.ministry
                )
            )

    @rule(again=st.booleans())
    def give_up(self, again: bool) -> None:
        """It is dropped, or a dropped one is taken up again."""
        verb = actions.take_up_again if again else actions.drop
        more = {} if again else {"on": date.today()}
        self.attempt(lambda: verb(self.agreement, because="alasan contoh", by=self.people.officer, **more))

    @rule(kind=st.sampled_from(KINDS))
    def change_the_road(self, kind: Kind) -> None:
        self.attempt(
            lambda: actions.set_kind(
                self.agreement, kind=kind, because="alasan contoh", by=self.people.officer
            )
        )
        self.stages = [step.code for step in road_of(self.agreement).stages]

    @rule()
    def sign_at_once(self) -> None:
        """Somebody tries to sign and to close the stage of signing, whatever is missing."""
        road = road_of(self.agreement)
        self.attempt(lambda: supply(self.agreement, road.signature, "signed", self.people, on=date.today()))
        self.attempt(
            lambda: actions.take_stage(
                self.agreement, road.signature, "signed", on=date.today(), by=self.people.officer
            )
        )

    def attempt(self, verb) -> None:
        """What is refused leaves no trace; the object is read again as a page would."""
        with contextlib.suppress(Refused), transaction.atomic():
            verb()
        self.agreement = Agreement.objects.get(pk=self.agreement.pk)

    @invariant()
    def a_signature_has_its_whole_road_behind_it(self) -> None:
        if not hasattr(self, "agreement"):
            return
        standing, road = standing_of(self.agreement), road_of(self.agreement)
        assert (self.agreement.state == State.IN_FORCE) == standing.is_signed
        if not standing.is_signed:
            assert self.agreement.signed_on is None
            return
        for step in road.before_signature:
            assert standing.of(step.code).state in PASSED, step.code
        for event in StageEvent.objects.filter(agreement=self.agreement, outcome=WAIVED):
            assert event.legal_basis and event.waiver_officer and event.product_id and event.question
        assert not any(
            event.question == "objected"
            for event in StageEvent.objects.filter(agreement=self.agreement, outcome=WAIVED)
            if event.answered_on and event.answered_on < self.agreement.signed_on
        )

    @invariant()
    def the_row_says_what_the_events_say(self) -> None:
        if hasattr(self, "agreement"):
            standing = standing_of(self.agreement)
            assert self.agreement.stage == (standing.current or "")
            assert not standing.disregarded or self.agreement.kind


def test_no_random_life_reaches_a_signature_by_a_short_cut():
    everybody = cast()
    begun(everybody)

    class OneLife(Life):
        people = everybody

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.life.__exit__(None, None, None)

        def __init__(self) -> None:
            super().__init__()
            # What one life leaves behind is thrown away before the next.
            self.life = transaction.atomic()
            self.life.__enter__()

    run_state_machine_as_test(
        OneLife,
        settings=settings(
            max_examples=15,
            stateful_step_count=8,
            suppress_health_check=list(HealthCheck),
        ),
    )
