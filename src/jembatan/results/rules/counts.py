"""What was counted, place by place, and how it adds up. Unknown is never 0, and a hidden number stays hidden.

Small numbers of children are hidden from whoever may see no child; the sum shown to them is the sum of what they are
shown anyway, marked "at least" when something in it is hidden, so that nothing follows from it by subtraction.
Source: children.rules.suppression; docs/algorithms/results.md.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jembatan.results.rules.levels import Direction

# Why something cannot be counted.
NO_PLACES = "no_places"
NOT_RECONCILED = "not_reconciled"
NO_CHILD_KNOWN = "no_child_known"
NO_PLAN = "no_plan"
NOTHING_SAID = "nothing_said"
DIFFERENT_BASES = "different_bases"
NOT_YET = "not_yet"
NO_BASELINE = "no_baseline"


@dataclass(frozen=True, slots=True)
class Part:
    """What was counted in one place ("" for the agreement itself).

    `value` None: it cannot be counted there, `why` says so. `shown` is what whoever may see no child is shown; None
    when that is hidden. `basis` is the rule the number rests on (definition and ages) and `rests_on` what it was
    counted from, both "" where there is none. `unsaid` is how many lines nobody gave a number for.
    """

    place: str
    value: Decimal | None
    shown: Decimal | None
    why: str = ""
    basis: str = ""
    rests_on: str = ""
    unsaid: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure on a day: its parts by place, and what they come to.

    `value` None: it cannot be counted, `why` says so. `is_floor`: `shown` is the least it can be, since parts are
    hidden. It was counted in `counted` of `of` places.
    """

    parts: tuple[Part, ...]
    value: Decimal | None
    shown: Decimal | None
    is_floor: bool
    counted: int
    of: int
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it was counted everywhere, and nothing is unsaid."""
        return self.value is not None and self.counted == self.of and not any(p.unsaid for p in self.parts)


def summed(parts: Sequence[Part], *, why: str = NO_PLACES) -> Counted:
    """What the parts come to, in whatever order they are given; `why` is said when there are none.

    Parts that rest on different rules (another definition or other ages) are not added up.
    """
    ordered = tuple(sorted(parts, key=lambda part: part.place))
    known = [part for part in ordered if part.value is not None]
    open_parts = [part.shown for part in known if part.shown is not None]
    if not known:
        reasons = [part.why for part in ordered if part.why]
        return Counted(ordered, None, None, False, 0, len(ordered), reasons[0] if reasons else why)
    if len({part.basis for part in known}) > 1:
        return Counted(ordered, None, None, False, len(known), len(ordered), DIFFERENT_BASES)
    return Counted(
        ordered,
        value=sum((part.value for part in known if part.value is not None), Decimal(0)),
        shown=sum(open_parts, Decimal(0)) if open_parts else None,
        is_floor=0 < len(open_parts) < len(known),
        counted=len(known),
        of=len(ordered),
    )


def fingerprint(code: str, counted: Counted) -> str:
    """SHA-256 over the measure and all its parts: the same inputs give the same sign, in whatever order."""
    content = json.dumps([code, written(counted.parts)], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def written(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Parts as plain values, to be kept; `read` is the way back."""
    return [
        {
            "place": part.place,
            "value": None if part.value is None else str(part.value),
            "shown": None if part.shown is None else str(part.shown),
            "why": part.why,
            "basis": part.basis,
            "rests_on": part.rests_on,
            "unsaid": part.unsaid,
        }
        for part in parts
    ]


def read(kept: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Parts as they were kept by `written`."""
    return tuple(
        Part(
            place=part["place"],
            value=None if part["value"] is None else Decimal(part["value"]),
            shown=None if part["shown"] is None else Decimal(part["shown"]),
            why=part["why"],
            basis=part["basis"],
            rests_on=part["rests_on"],
            unsaid=part["unsaid"],
        )
        for part in kept
    )


def progress(baseline: Decimal | None, now: Decimal | None, target: Decimal | None) -> Decimal | None:
    """How far from baseline to target, in whole per cent; below 0 is away from it, above 100 beyond it.

    None when one of the three is unknown, or when there is no way to go.
    """
    if baseline is None or now is None or target is None or target == baseline:
        return None
    return (100 * (now - baseline) / (target - baseline)).quantize(Decimal(1), ROUND_HALF_UP)


def is_reached(now: Decimal | None, target: Decimal | None, direction: Direction) -> bool | None:
    """Whether the target is reached; None when the value or the target is unknown."""
    if now is None or target is None:
        return None
    return now >= target if direction is Direction.UP else now <= target


def target_for(targets: Mapping[int, Decimal], year: int) -> tuple[int, Decimal] | None:
    """The target to look at in `year`: the nearest year from then on, else the last one; None without targets."""
    if not targets:
        return None
    ahead = [one for one in targets if one >= year]
    chosen = min(ahead) if ahead else max(targets)
    return chosen, targets[chosen]
