"""Where a case stands on its road, from the events recorded of it. Nothing else is stored.

Pure and deterministic: events are taken by day, then by sequence. An event that does not fit the place it
is recorded at (the stage was not open, another round, an outcome the stage does not have, a waiver without
its papers) moves nothing and is kept apart as disregarded, so no order of events can skip a stage.
Source of the shape: PP 28/2018 arts 28-33, 38-40; legacy cases: art. 48.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.roads import DROPPED, WAIVED, Course, Effect, Outcome, Road, Route, Stage


class State(StrEnum):
    """What is known of one stage of one case."""

    AHEAD = "ahead"
    OPEN = "open"
    DONE = "done"
    WAIVED = "waived"
    PRECLUDED = "precluded"
    UNKNOWN = "unknown"


PASSED = (State.DONE, State.WAIVED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Waiver:
    """On what a stage was waived: never silently. `officer` is an opaque key of who decided."""

    legal_basis: str
    document: str
    officer: str

    @property
    def is_complete(self) -> bool:
        """Whether legal basis, document and officer are all given."""
        return all(part.strip() for part in (self.legal_basis, self.document, self.officer))


@dataclass(frozen=True, slots=True)
class StageEvent:
    """That a stage ended in an outcome on a day, in its round (1, 2 …).

    `outcome` is one of the stage's, or WAIVED (then with `waiver`), or DROPPED (the case was given up).
    `sequence` orders events of one day as they were recorded.
    """

    stage: str
    outcome: str
    on: date
    round: int = 1
    sequence: int = 0
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One stage as it stands. `round` is 0 before it was ever opened; `opened_on` None if not known.

    `closed_on` and `outcome` belong to the present round, except that a stage that repeats (reporting)
    keeps the outcome of its last one. `is_due` is False for a stage after the signature that may be taken but
    waits for nobody (extension, amendment, termination).
    """

    stage: str
    state: State = State.AHEAD
    round: int = 0
    opened_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """All stages in the road's order, the events that moved them, and those that could not."""

    places: tuple[Place, ...]
    history: tuple[StageEvent, ...]
    disregarded: tuple[StageEvent, ...]
    whose_turn: tuple[Office, ...]
    signed_on: date | None
    is_signed: bool
    is_legacy: bool
    ended_on: date | None
    ended_by: StageEvent | None

    def of(self, stage: str) -> Place:
        """The place of a stage. Raises KeyError for a stage of another road."""
        for place in self.places:
            if place.stage == stage:
                return place
        raise KeyError(stage)

    @property
    def is_ended(self) -> bool:
        """Whether the case has left its road: dropped, not continued or terminated."""
        return self.ended_by is not None

    @property
    def open_stages(self) -> tuple[str, ...]:
        """The stages waiting for an outcome, in the road's order."""
        return tuple(place.stage for place in self.places if place.state is State.OPEN)

    @property
    def due_stages(self) -> tuple[str, ...]:
        """The open stages that wait for somebody, in the road's order."""
        return tuple(place.stage for place in self.places if place.state is State.OPEN and place.is_due)

    @property
    def current(self) -> str | None:
        """The first open stage, or None when none is open."""
        return next(iter(self.open_stages), None)

    @property
    def waived(self) -> tuple[str, ...]:
        """The stages that stand waived: the open compliance questions of the case."""
        return tuple(place.stage for place in self.places if place.state is State.WAIVED)

    def rounds_of(self, stage: str) -> tuple[StageEvent, ...]:
        """Every outcome a stage has had, oldest first."""
        return tuple(event for event in self.history if event.stage == stage)


def standing(
    road: Road, events: Iterable[StageEvent], *, legacy: bool = False, started_on: date | None = None
) -> Standing:
    """Where a case stands after these events, in whatever order they are given.

    `started_on` is the day the case was opened, None if not known. With `legacy` (signed before
    13 July 2018) the stages up to the signature are unknown, not missing, and the case counts as signed;
    an event recorded for such a stage still makes it known.
    """
    walk = _Walk(road, legacy, started_on)
    for event in sorted(events, key=lambda event: (event.on, event.sequence)):
        walk.take(event)
    return walk.standing()


def had_earlier(history: Iterable[StageEvent], stage: str, outcome: Outcome) -> bool:
    """Whether a stage once had the outcome that this one stands on; True when it stands on none."""
    return outcome.earlier is None or any(
        (event.stage, event.outcome) == (stage, outcome.earlier) for event in history
    )


class _Walk:
    """The walk along a road, event by event."""

    def __init__(self, road: Road, legacy: bool, started_on: date | None) -> None:
        self.road, self.legacy = road, legacy
        self.places = {stage.code: Place(stage.code) for stage in road.stages}
        self.history: list[StageEvent] = []
        self.disregarded: list[StageEvent] = []
        self.ended_by: StageEvent | None = None
        if legacy:
            for stage in road.before_signature:
                self._put(stage.code, state=State.UNKNOWN)
            self._follow(road.signature, road.stage(road.signature).forward.code, None)
        else:
            self._open(road.stages[0].code, started_on, Effect.CAUSES)

    def take(self, event: StageEvent) -> None:
        if not self._fits(event):
            self.disregarded.append(event)
            return
        self.history.append(event)
        if event.outcome == DROPPED:
            self._end(event)
            return
        if self.places[event.stage].state is State.UNKNOWN:
            self._put(event.stage, state=State.DONE, closed_on=event.on, outcome=event.outcome)
            return
        stage = self.road.stage(event.stage)
        waived = event.outcome == WAIVED
        outcome = stage.forward.code if waived else event.outcome
        state = State.WAIVED if waived else State.DONE
        self._put(event.stage, state=state, closed_on=event.on, outcome=event.outcome)
        self._follow(event.stage, outcome, event.on)
        if self.road.outcome(event.stage, outcome).course is Course.END:
            self._end(event)

    def standing(self) -> Standing:
        places = tuple(self.places.values())
        signature = self.places[self.road.signature]
        is_due = {place.stage for place in places if place.state is State.OPEN and place.is_due}
        turns = dict.fromkeys(stage.actor for stage in self.road.stages if stage.code in is_due)
        return Standing(
            places=places,
            history=tuple(self.history),
            disregarded=tuple(self.disregarded),
            whose_turn=tuple(turns),
            signed_on=signature.closed_on,
            is_signed=signature.state in (State.DONE, State.UNKNOWN),
            is_legacy=self.legacy,
            ended_on=self.ended_by.on if self.ended_by else None,
            ended_by=self.ended_by,
        )

    def _fits(self, event: StageEvent) -> bool:
        place = self.places.get(event.stage)
        if place is None or self.ended_by:
            return False
        stage = self.road.stage(event.stage)
        if place.state is State.UNKNOWN:
            return stage.outcome(event.outcome) is not None
        if place.state is not State.OPEN or place.round != event.round:
            return False
        if event.outcome == DROPPED:
            return stage.is_before_signature
        if event.outcome == WAIVED:
            return stage.waivable is not None and event.waiver is not None and event.waiver.is_complete
        outcome = stage.outcome(event.outcome)
        return outcome is not None and had_earlier(self.history, event.stage, outcome)

    def _follow(self, stage: str, outcome: str, on: date | None) -> None:
        for route in self.road.routes_from(stage, outcome):
            if route.effect is Effect.PRECLUDES:
                self._put(route.to, state=State.PRECLUDED)
            else:
                self._go(route, on)

    def _go(self, route: Route, on: date | None) -> None:
        """Open a stage; going back, every stage passed since then lies ahead again."""
        first, last = self.road.place(route.to), self.road.place(route.stage)
        for passed in self.road.stages[first + 1 : last + 1]:
            self._ahead(passed)
        self._open(route.to, on, route.effect)

    def _ahead(self, stage: Stage) -> None:
        self._put(stage.code, state=State.AHEAD, opened_on=None, closed_on=None, outcome=None)

    def _open(self, stage: str, on: date | None, effect: Effect) -> None:
        place, before = self.places[stage], self.road.stage(stage).is_before_signature
        if place.state is State.OPEN:
            return
        self.places[stage] = Place(
            stage=stage,
            state=State.OPEN,
            round=place.round + 1,
            opened_on=on,
            outcome=None if before else place.outcome,
            is_due=before or effect is Effect.CAUSES,
        )

    def _end(self, event: StageEvent) -> None:
        self.ended_by = event
        for code, place in self.places.items():
            if place.state in (State.OPEN, State.AHEAD):
                self._put(code, state=State.PRECLUDED)

    def _put(self, code: str, **changes: object) -> None:
        self.places[code] = replace(self.places[code], **changes)  # type: ignore[arg-type]
