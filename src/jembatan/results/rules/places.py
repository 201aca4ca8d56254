"""Where an agreement works and since when, and who else works there: what attribution has to admit.

Places are codes, periods are days; an open end is None. A place counts once: whoever works in a whole district and
in one of its villages is counted for the district.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jembatan.accounts.rules.places import covers, widest
from jembatan.workflow.refusals import Refused


class OutsideRegion(Refused):
    code = "results.outside_region"
    status = 400
    sentence = "The place %(place)s does not lie in the region of this agreement. Choose a place inside it."


class NoSuchPlace(Refused):
    code = "results.no_such_place"
    status = 400
    sentence = "There is no place with the code %(place)s. Choose one from the list."


class AlreadyThere(Refused):
    code = "results.already_there"
    sentence = "The agreement already works in %(place)s at that time. End that period first."


class EndsBeforeStart(Refused):
    code = "results.ends_before_start"
    status = 400
    sentence = "The last day must not be before the first, %(first)s."


@dataclass(frozen=True, slots=True)
class Period:
    """From a day, until a day or still (None); both days belong to it."""

    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= on and (self.last is None or on <= self.last)

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )


@dataclass(frozen=True, slots=True)
class Work:
    """An agreement, by its id, works in a place for a period."""

    agreement: int
    place: str
    period: Period


def check_place(region: str, place: str) -> None:
    """Raise OutsideRegion unless `place` lies in `region` (COUNTRY covers all)."""
    if not covers(region, place):
        raise OutsideRegion(place=place)


def check_period(period: Period) -> None:
    """Raise EndsBeforeStart unless its days are in order."""
    if period.last is not None and period.last < period.first:
        raise EndsBeforeStart(first=period.first)


def places_on(works: Iterable[Work], on: date) -> tuple[str, ...]:
    """The places worked in on the day, without those that lie in another of them; sorted."""
    return widest([work.place for work in works if work.period.holds(on)])


def others_there(own: Iterable[Work], all_works: Iterable[Work]) -> dict[int, tuple[str, ...]]:
    """By id, the other agreements that work in one of the same places at the same time, with those places.

    A place is shared when one lies in the other; the narrower of the two is named.
    """
    mine = list(own)
    found: dict[int, set[str]] = {}
    for other in all_works:
        for work in mine:
            if other.agreement != work.agreement and other.period.meets(work.period):
                if covers(work.place, other.place):
                    found.setdefault(other.agreement, set()).add(other.place)
                elif covers(other.place, work.place):
                    found.setdefault(other.agreement, set()).add(work.place)
    return {agreement: tuple(sorted(places)) for agreement, places in sorted(found.items())}
