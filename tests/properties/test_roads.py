"""Random lives on every road: none is ever signed with a stage skipped, and the DPRD's silence is no consent."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jembatan.agreements.engine.law_files import standard_roads, standard_rulebook
from jembatan.agreements.rules.case_clocks import case_clocks
from jembatan.agreements.rules.clocks import ClockState, Reading
from jembatan.agreements.rules.facts import CaseFacts
from jembatan.agreements.rules.kinds import Kind, RoadCode
from jembatan.agreements.rules.roads import DROPPED, WAIVED, Course, Road
from jembatan.agreements.rules.standing import (
    StageEvent,
    Standing,
    State,
    Waiver,
    standing,
)
from tests.spec.agreements.whole_case import START, path_to

ROADS = standard_roads()
LAWFUL = Waiver("Perpres 1/2020", "surat/12", "officer-7")
WAIVERS = st.sampled_from([LAWFUL, LAWFUL, None, Waiver("", "surat/12", "officer-7"), Waiver("x", " ", "y")])


def is_lawfully_signed(road: Road, life: Standing) -> bool:
    """Told from the history alone: the last outcome of every stage up to the signature leads on or is a
    lawful waiver, and these last outcomes were recorded in the order of the road."""
    last = {event.stage: place for place, event in enumerate(life.history)}
    places = []
    for stage in road.before_signature:
        if stage.code not in last:
            return False
        event = life.history[last[stage.code]]
        if event.outcome == WAIVED:
            lawful = stage.waivable is not None and event.waiver is not None and event.waiver.is_complete
        else:
            outcome = road.outcome(stage.code, event.outcome)
            former = [past.outcome for past in life.rounds_of(stage.code)[:-1]]
            lawful = outcome.course is Course.FORWARD and outcome.earlier in (None, *former)
        if not lawful:
            return False
        places.append(last[stage.code])
    return places == sorted(places)


class Life(RuleBasedStateMachine):
    """A clerk who records whatever comes to mind, in whatever order, sometimes what is open."""

    @initialize(code=st.sampled_from(list(ROADS)))
    def set_out(self, code: RoadCode) -> None:
        self.road = ROADS[code]
        self.events: list[StageEvent] = []
        self.day = START
        self.now = standing(self.road, ())

    @rule(data=st.data(), days=st.integers(0, 40), waiver=WAIVERS)
    def record_something_open(self, data: st.DataObject, days: int, waiver: Waiver | None) -> None:
        stages = self.now.open_stages or tuple(stage.code for stage in self.road.stages)
        stage = self.road.stage(data.draw(st.sampled_from(stages)))
        outcome = data.draw(st.sampled_from([*(o.code for o in stage.outcomes), stage.forward.code, WAIVED]))
        self._record(stage.code, outcome, self.now.of(stage.code).round, days, waiver)

    @rule(data=st.data(), days=st.integers(-90, 90), round_=st.integers(0, 3), waiver=WAIVERS)
    def record_anything(self, data: st.DataObject, days: int, round_: int, waiver: Waiver | None) -> None:
        stage = data.draw(st.sampled_from(self.road.stages))
        outcome = data.draw(st.sampled_from([*(o.code for o in stage.outcomes), WAIVED, DROPPED, "nonsense"]))
        self._record(stage.code, outcome, round_, days, waiver)

    @rule(steps=st.integers(1, 20))
    def walk_straight_on(self, steps: int) -> None:
        for _ in range(steps):
            code = self.now.current
            if code is not None and self.road.stage(code).is_before_signature:
                forward = self.road.stage(code).forward.code
                self._record(code, forward, self.now.of(code).round, 1, None)

    def _record(self, stage: str, outcome: str, round_: int, days: int, waiver: Waiver | None) -> None:
        self.day += timedelta(days=max(days, 0))
        on = self.day + timedelta(days=min(days, 0))
        self.events.append(StageEvent(stage, outcome, on, round_, len(self.events), waiver))
        self.now = standing(self.road, self.events)

    @invariant()
    def nobody_signs_with_a_stage_skipped(self) -> None:
        if self.now.is_signed:
            assert is_lawfully_signed(self.road, self.now)

    @invariant()
    def a_signed_case_has_every_stage_done_or_waived(self) -> None:
        if self.now.is_signed:
            for stage in self.road.before_signature:
                assert self.now.of(stage.code).state in (State.DONE, State.WAIVED)

    @invariant()
    def only_what_may_be_waived_is_waived(self) -> None:
        assert all(self.road.stage(code).waivable for code in self.now.waived)

    @invariant()
    def one_stage_at_a_time_is_open_before_the_signature(self) -> None:
        before = {stage.code for stage in self.road.before_signature}
        waiting = 0 if self.now.is_signed or self.now.is_ended else 1
        assert len(before & set(self.now.open_stages)) == waiting

    @invariant()
    def nothing_beyond_the_open_stage_counts_as_passed(self) -> None:
        places = [self.now.of(stage.code) for stage in self.road.before_signature]
        for number, place in enumerate(places):
            if place.state is State.OPEN:
                assert {later.state for later in places[number + 1 :]} <= {State.AHEAD, State.PRECLUDED}

    @invariant()
    def every_event_is_kept_once(self) -> None:
        kept = [*self.now.history, *self.now.disregarded]
        assert sorted(event.sequence for event in kept) == list(range(len(self.events)))

    @invariant()
    def the_order_of_telling_does_not_matter(self) -> None:
        told = list(self.events)
        random.Random(len(told)).shuffle(told)
        assert standing(self.road, told) == self.now

    @invariant()
    def an_ended_case_waits_for_nobody(self) -> None:
        assert not self.now.is_ended or not self.now.whose_turn


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


@pytest.mark.parametrize("road", ROADS.values(), ids=list(ROADS))
def test_a_straight_walk_reaches_the_signature(road):
    events = path_to(road, road.signature)
    signed = StageEvent(road.signature, road.stage(road.signature).forward.code, date(2027, 1, 1))

    before, after = standing(road, events), standing(road, [*events, signed])

    assert not before.is_signed
    assert after.is_signed
    assert is_lawfully_signed(road, after)


@given(code=st.sampled_from(list(ROADS)), gone=st.data())
def test_a_straight_walk_without_one_of_its_steps_never_reaches_it(code, gone):
    road = ROADS[code]
    signed = StageEvent(road.signature, road.stage(road.signature).forward.code, date(2027, 1, 1))
    walk = [*path_to(road, road.signature), signed]
    walk.remove(gone.draw(st.sampled_from(walk)))

    assert not standing(road, walk).is_signed


@given(
    code=st.sampled_from([code for code in ROADS if code != RoadCode.GRANT]),
    waited=st.integers(0, 3000),
)
def test_silence_of_the_dprd_is_never_consent(code, waited):
    road, law = ROADS[code], standard_rulebook()
    events = path_to(road, "DPRD")
    received = events[-1].on
    today = received + timedelta(days=waited)
    life = standing(road, events)
    facts = CaseFacts(Kind.SISTER_PROVINCE, today, dprd_received_on=received)

    clock = next(c for c in case_clocks(road, life, facts, Reading(today, law)) if c.code == "T1")

    assert life.of("DPRD").state is State.OPEN
    assert life.of("VERIFIKASI").state is State.AHEAD
    assert (clock.state is ClockState.OVERDUE) == (today > clock.due.day)
    assert clock.stopped_on is None


@given(code=st.sampled_from(list(ROADS)), days=st.lists(st.integers(0, 999), max_size=12), told=st.randoms())
def test_a_legacy_case_knows_no_missing_stages(code, days, told):
    road = ROADS[code]
    events = []
    for number, day in enumerate(days):
        stage = told.choice(road.before_signature)
        outcome = told.choice(stage.outcomes).code
        events.append(StageEvent(stage.code, outcome, date(2010, 1, 1) + timedelta(day), 1, number))

    life = standing(road, events, legacy=True)

    assert life.is_signed
    known = {event.stage for event in events}
    for stage in road.before_signature:
        assert life.of(stage.code).state is (State.DONE if stage.code in known else State.UNKNOWN)
