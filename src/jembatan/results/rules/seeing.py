"""What one viewer is shown of a count: everything where that person may see children, else the protected number."""

from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal

from jembatan.results.rules.counts import Counted, Part


@dataclass(frozen=True, slots=True)
class Seen:
    """A number as shown. `value` None with `is_hidden`: there is a number that is not shown; else `why` says what
    is missing. `is_floor`: it is at least `value`. Counted in `counted` of `of` places; `unsaid` lines are unknown."""

    value: Decimal | None
    is_hidden: bool = False
    is_floor: bool = False
    is_whole: bool = True
    counted: int = 1
    of: int = 1
    unsaid: int = 0
    why: str = ""

    @property
    def exact(self) -> Decimal | None:
        """The number when it is shown, complete and no mere floor; None otherwise."""
        return self.value if self.is_whole and not self.is_floor else None


def is_open(part: Part, open_places: Set[str]) -> bool:
    """Whether this viewer is shown the part as it is; the agreement itself ("") hides nothing."""
    return not part.place or part.place in open_places


def seen_part(part: Part, open_places: Set[str]) -> Seen:
    """One place's number for a viewer who may see the children of `open_places`."""
    value = part.value if is_open(part, open_places) else part.shown
    return Seen(
        value,
        is_hidden=part.value is not None and value is None,
        is_whole=part.value is not None and not part.unsaid,
        unsaid=part.unsaid,
        why=part.why,
    )


def seen(counted: Counted, open_places: Set[str]) -> Seen:
    """The whole number for a viewer who may see the children of `open_places`.

    Exact only for whoever may see the children of every place counted: a sum of exact and hidden parts would tell.
    """
    whole = all(is_open(part, open_places) for part in counted.parts if part.value is not None)
    is_floor = counted.is_floor and not whole
    value = counted.value if whole else counted.shown
    if is_floor and not value:
        # "At least 0" says nothing.
        value, is_floor = None, False
    return Seen(
        value,
        is_hidden=counted.value is not None and value is None,
        is_floor=is_floor,
        is_whole=counted.is_whole,
        counted=counted.counted,
        of=counted.of,
        unsaid=sum(part.unsaid for part in counted.parts),
        why=counted.why,
    )
