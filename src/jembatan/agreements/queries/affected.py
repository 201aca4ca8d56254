"""Which cases a change of the law touches: before it is saved, and the same list afterwards."""

from dataclasses import dataclass
from datetime import date

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement, RuleVersion
from jembatan.agreements.queries.clock_sources import gather
from jembatan.agreements.queries.clocks import Ticking, clocks_in, live, living_rows
from jembatan.agreements.queries.law import law_in_use, rule_of
from jembatan.agreements.queries.road import road_of
from jembatan.agreements.rules.clocks import Clock, Reading
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.roads import Stage, rules_of
from jembatan.workflow.law import Rule, Rulebook, changed_rules

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock that reads differently: None where it does not exist under one of the two laws."""

    before: Clock | None
    after: Clock | None
    about: str

    @property
    def clock(self) -> Clock:
        """Whichever of the two there is, to name it."""
        found = self.after or self.before
        assert found is not None, "a clock that moved stood somewhere"
        return found


@dataclass(frozen=True, slots=True)
class Affected:
    """One agreement a change touches. `stage` is its open stage where that rests on the rule, else None."""

    agreement: Agreement
    stage: Stage | None
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of them, by reference. `on` is the day they were looked at; `next_key` "" on the last page."""

    on: date
    cases: list[Affected]
    whole: int
    next_key: str


def affected_by(viewer: User, rule: Rule, today: date, *, after: str = "") -> Page:
    """The living agreements the viewer sees whose open stage or clocks would stand differently with this version.

    They are read on the day the version begins, or today when it has begun already. A dozen queries.
    """
    law = law_in_use()
    return _differences(viewer, rule, (law, law.amended([rule])), today, after)


def affected_by_standing(viewer: User, version: RuleVersion, today: date, *, after: str = "") -> Page:
    """The same for a version that was saved: the law with it, compared with the law as it was without it."""
    before, law = law_in_use(without=version.pk), law_in_use()
    return _differences(viewer, rule_of(version, law), (before, law), today, after)


def _differences(viewer: User, rule: Rule, laws: tuple[Rulebook, Rulebook], today: date, after: str) -> Page:
    """The agreements whose clocks or open stage the two laws read differently."""
    on = max(today, rule.effective_from)
    found = live(viewer)
    rows, sources = living_rows(found), gather(found, today)
    read = [_by_clock(clocks_in(rows, sources, Reading(on, law))) for law in laws]
    moved = _moved(*read)
    is_changed = rule.code in changed_rules(*laws, on)
    cases = [
        Affected(row, stage, tuple(moved.get(row.pk, ())))
        for row in sorted(rows, key=lambda row: row.reference)
        if (stage := _resting(row, rule.code) if is_changed else None) or row.pk in moved
    ]
    behind = [case for case in cases if case.agreement.reference > after]
    shown = behind[:ON_A_PAGE]
    return Page(on, shown, len(cases), shown[-1].agreement.reference if len(behind) > ON_A_PAGE else "")


def _by_clock(tickings: list[Ticking]) -> dict[tuple[int, str], Ticking]:
    return {(one.agreement.pk, one.clock.code): one for one in tickings}


def _moved(
    before: dict[tuple[int, str], Ticking], after: dict[tuple[int, str], Ticking]
) -> dict[int, list[Moved]]:
    """The clocks whose due day or state differs, by agreement."""
    found: dict[int, list[Moved]] = {}
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if _face(old) != _face(new):
            about = (new or old).about  # type: ignore[union-attr]
            moved = Moved(old.clock if old else None, new.clock if new else None, about)
            found.setdefault(key[0], []).append(moved)
    return found


def _face(ticking: Ticking | None) -> tuple[date | None, str] | None:
    return None if ticking is None else (ticking.due_on, str(ticking.clock.state))


def _resting(row: Agreement, rule: str) -> Stage | None:
    """The open stage of an agreement on its road, if it rests on the rule."""
    road = road_of(row)
    if road is None or row.state != State.ON_THE_ROAD:
        return None
    stage = next((one for one in road.stages if one.code == row.stage), None)
    return stage if stage is not None and rule in rules_of(stage) else None
