"""How long cases have waited where they stand: working days, and the middle and the oldest of many.

Pure. Working days are those of workflow.clocks; years without a joint decree count their fixed holidays
only. An age is measured, never enforced: verification, inter-ministry meeting, approval and negotiation
have no limit in PP 28/2018 (T12).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from jembatan.workflow.clocks import Calendar, standard_calendar


class WorkingDays:
    """The working days of a stretch of time, counted once, so that thousands of ages cost little."""

    def __init__(self, first: date, last: date, calendar: Calendar | None = None) -> None:
        known = calendar or standard_calendar()
        days = ((last - first).days + 1) if last >= first else 0
        stretch = (first + timedelta(days=number) for number in range(days))
        self._working = [day for day in stretch if known.rest_reason(day) is None]
        self.first, self.last = first, last

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; 0 when `end` is not later.

        Both days lie in the stretch; a day outside is taken as its nearest end.
        """
        return max(bisect_right(self._working, end) - bisect_right(self._working, start), 0)


@dataclass(frozen=True, slots=True)
class Ages:
    """How many cases wait, and for how long in working days. None where nobody knows since when."""

    count: int
    median: int | None
    oldest: int | None


def ages_of(ages: Iterable[int | None]) -> Ages:
    """The sum of the ages of one stage; an unknown age (None) is counted but not measured."""
    every = list(ages)
    known = sorted(age for age in every if age is not None)
    return Ages(len(every), _middle(known), known[-1] if known else None)


def _middle(known: Sequence[int]) -> int | None:
    """The median, halves rounded up: of two cases the older one does not vanish."""
    return int(median(known) + 0.5) if known else None
