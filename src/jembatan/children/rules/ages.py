"""Ages in completed years, months of absence, and what a NIK says about a birth date.

Sources: UIS Information Paper 34 (age at the survey against age at the start of the school year);
SPMB, Permendikdasmen 3/2025 (reference day 1 July); Dukcapil (NIK: day of birth + 40 for girls).
"""

import calendar
import re
from datetime import date
from functools import lru_cache

# SPMB counts ages on this day; the school year runs July to June.
REFERENCE_MONTH, REFERENCE_DAY = 7, 1

NIK_PATTERN = re.compile(r"\d{16}")
GIRLS_DAY_OFFSET = 40
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]00:00:00(?:\.0+)?)?")


def completed_years(birth_date: date, at: date) -> int | None:
    """Completed years of age on day `at`; None when the person was not born yet.

    Somebody born on 29 February has the birthday on 1 March of a year without that day.
    """
    if birth_date > at:
        return None
    before_birthday = (at.month, at.day) < (birth_date.month, birth_date.day)
    return at.year - birth_date.year - before_birthday


def july_before(at: date) -> date:
    """The 1 July on or before `at`: the start of the school year that `at` lies in."""
    reference = date(at.year, REFERENCE_MONTH, REFERENCE_DAY)
    return reference if at >= reference else reference.replace(year=at.year - 1)


def whole_months(since: date, until: date) -> int:
    """Whole months from `since` to `until`; negative when `until` comes first.

    A month is over on the same day number, or on the last day of a shorter month:
    31 August plus six months is 28 February.
    """
    months = (until.year - since.year) * 12 + until.month - since.month
    last_day = calendar.monthrange(until.year, until.month)[1]
    return months - (until.day < min(since.day, last_day))


def earliest_day(written: str) -> date | None:
    """The first day that a date, a year-month or a year can mean; None when it is none of them.

    A child who left in `2026-01` counts from 1 January: only a provably recent leaver is recent.
    """
    match = _PARTIAL_DATE.fullmatch(written.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nik_birth_date(nik: str | None, birth_date: date | None, sex: str | None) -> str:
    """Whether the birth date inside `nik` is `birth_date`: agrees, differs, other_sex or unknown.

    `other_sex` means that the date agrees once the 40 days of girls are added or taken away.
    A NIK that is not 16 digits says nothing. `sex` is L, P or None; None accepts either.
    """
    if nik is None or birth_date is None or not NIK_PATTERN.fullmatch(nik):
        return "unknown"
    written = nik[6:12]
    boys, girls = _written_in_a_nik(birth_date)
    if written not in (boys, girls):
        return "differs"
    if sex is None or written == (girls if sex == "P" else boys):
        return "agrees"
    return "other_sex"


@lru_cache(maxsize=20_000)
def _written_in_a_nik(birth_date: date) -> tuple[str, str]:
    """The six digits of a boy and of a girl born on `birth_date`."""
    month_and_year = f"{birth_date.month:02d}{birth_date.year % 100:02d}"
    return f"{birth_date.day:02d}{month_and_year}", f"{birth_date.day + GIRLS_DAY_OFFSET:02d}{month_and_year}"
