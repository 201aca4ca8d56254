"""Legal clocks: the day on which a period of working days or calendar days runs out.

Day 1 is the first working day after the start. Saturdays, Sundays, national holidays and cuti bersama
do not count. Holidays are those of the yearly joint decree of three ministers (SKB 3 Menteri) and of
Presidential Decrees for election days; provenance in workflow/data/SOURCES.md.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from jembatan.workflow.refusals import Refused

SATURDAY = 5
# Holidays that fall on the same day every year; all that is known of a year without a decree.
FIXED_HOLIDAYS: Mapping[tuple[int, int], str] = {
    (1, 1): "Tahun Baru Masehi",
    (5, 1): "Hari Buruh Internasional",
    (6, 1): "Hari Lahir Pancasila",
    (8, 17): "Proklamasi Kemerdekaan",
    (12, 25): "Hari Raya Natal",
}
LONGEST_PERIOD = 3660


class NoDecreeYet(Refused):
    code = "workflow.no_decree_yet"
    status = 409
    sentence = (
        "This period reaches into %(year)s, for which no joint decree on holidays is known "
        "(%(first)s to %(last)s are). Ask for a provisional date, or add the decree of that year."
    )


class BadPeriod(Refused):
    code = "workflow.bad_period"
    status = 400
    sentence = "A period has 1 to %(longest)s days; %(days)s is not possible."


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are holidays, with their names, and for which years a joint decree is known."""

    holidays: Mapping[date, str]
    decreed_years: frozenset[int]

    def rest_reason(self, day: date) -> str | None:
        """Why nobody works on `day`, or None on a working day. Without a decree: fixed holidays."""
        if name := self.holidays.get(day):
            return name
        if day.weekday() >= SATURDAY:
            return "Saturday" if day.weekday() == SATURDAY else "Sunday"
        if day.year not in self.decreed_years:
            return FIXED_HOLIDAYS.get((day.month, day.day))
        return None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period.

    `rest_days` are the days inside the period that did not count, with the reason of each; empty for
    calendar days. `provisional_years` are the years counted without a joint decree; empty when certain.
    """

    start: date
    days: int
    day: date
    rest_days: tuple[tuple[date, str], ...]
    provisional_years: tuple[int, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether a joint decree that is still to come can move the day."""
        return bool(self.provisional_years)


@lru_cache(maxsize=1)
def standard_calendar() -> Calendar:
    """The published joint decrees that come with the program."""
    text = (files("jembatan.workflow") / "data" / "holidays_id.csv").read_text("utf-8")
    holidays: dict[date, str] = {}
    years = set()
    for row in csv.DictReader(text.splitlines()):
        day = date.fromisoformat(row["date"])
        leave = "cuti bersama " if row["kind"] == "collective_leave" else ""
        holidays.setdefault(day, leave + row["name_id"])
        if row["basis"].startswith("SKB"):
            years.add(day.year)
    return Calendar(holidays, frozenset(years))


def working_deadline(
    start: date, working_days: int, *, provisional: bool = False, calendar: Calendar | None = None
) -> Deadline:
    """The day on which `working_days` (1 or more) run out, day 1 being the first working day after `start`.

    With `provisional`, years without a joint decree count weekends and the fixed holidays only, and the
    answer names them. Raises BadPeriod; NoDecreeYet when such a year is reached without `provisional`.
    """
    _check_period(working_days)
    known = calendar or standard_calendar()
    rest_days: list[tuple[date, str]] = []
    undecreed: set[int] = set()
    day, counted = start, 0
    while counted < working_days:
        day += timedelta(days=1)
        if day.year not in known.decreed_years:
            if not provisional:
                raise _no_decree(day.year, known)
            undecreed.add(day.year)
        if reason := known.rest_reason(day):
            rest_days.append((day, reason))
        else:
            counted += 1
    return Deadline(start, working_days, day, tuple(rest_days), tuple(sorted(undecreed)))


def calendar_deadline(start: date, days: int) -> Deadline:
    """The day on which `days` calendar days (1 or more) run out; day 1 is the day after `start`.

    Raises BadPeriod.
    """
    _check_period(days)
    return Deadline(start, days, start + timedelta(days=days), (), ())


def _check_period(days: int) -> None:
    if not 1 <= days <= LONGEST_PERIOD:
        raise BadPeriod(days=days, longest=LONGEST_PERIOD)


def _no_decree(year: int, known: Calendar) -> NoDecreeYet:
    return NoDecreeYet(year=year, first=min(known.decreed_years), last=max(known.decreed_years))
