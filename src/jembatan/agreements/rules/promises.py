"""What is owed and by when: reports of a grant quarter by quarter, promises made at meetings, permits, risks.

Pure. Sources: PP 2/2012 art. 29(1) (a report each quarter; the day it is due is not stated there: an unverified
number of days); PP 59/2016 arts 7, 16 (permits of foreign organisations run 3 years at most and are renewed at
least 3 months before they end). The words for risk are those of the UN HACT micro-assessment, the cut-offs ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jembatan.agreements.rules.clocks import months_later
from jembatan.workflow.refusals import Refused

MOST_QUARTERS = 80
GRANT_REPORT = "grant_report"
PROMISE = "promise"


class PermitTooLong(Refused):
    code = "agreements.permit_too_long"
    status = 400
    sentence = (
        "A permit of a foreign organisation runs %(years)s years at most (PP 59/2016 arts 7, 16); this one would "
        "run from %(first)s to %(last)s. Check the days on the document."
    )


class OutlivesPrincipal(Refused):
    code = "agreements.permit_outlives_principal"
    status = 400
    sentence = (
        "An operational permit never runs longer than the principal permit, which ends on %(last)s (PP 59/2016). "
        "Check the days, or record the new principal permit first."
    )


class TooManyPeriods(Refused):
    code = "agreements.too_many_periods"
    status = 400
    sentence = (
        "From %(first)s to %(last)s there are more than %(most)s quarters. Check the days of the grant."
    )


class Level(StrEnum):
    """How grave a risk is."""

    LOW = "low"
    MODERATE = "moderate"
    SIGNIFICANT = "significant"
    HIGH = "high"


# The least product of likelihood and impact (1 to 5 each) of each level, gravest first. Ours, grade D.
FLOORS = ((15, Level.HIGH), (10, Level.SIGNIFICANT), (5, Level.MODERATE), (1, Level.LOW))


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of a calendar year and the day its report is due."""

    first: date
    last: date
    due_on: date

    @property
    def name(self) -> str:
        """2026Q3."""
        return f"{self.first.year}Q{(self.first.month + 2) // 3}"


def quarters(starts_on: date, ends_on: date, *, grace_days: int) -> tuple[Period, ...]:
    """Every quarter that a grant touches, whole, its report due `grace_days` after its last day.

    Raises TooManyPeriods when the days cannot be right.
    """
    first = date(starts_on.year, 3 * ((starts_on.month - 1) // 3) + 1, 1)
    found = []
    while first <= ends_on:
        after = months_later(first, 3)
        last = after - timedelta(days=1)
        found.append(Period(first, last, last + timedelta(days=grace_days)))
        first = after
        if len(found) > MOST_QUARTERS:
            raise TooManyPeriods(first=starts_on, last=ends_on, most=MOST_QUARTERS)
    return tuple(found)


def check_permit(
    issued_on: date, valid_until: date, *, longest_years: int, principal_until: date | None = None
) -> None:
    """Raise PermitTooLong beyond the longest term; OutlivesPrincipal beyond the principal permit (None: this
    is the principal permit, or none is known)."""
    if valid_until > months_later(issued_on, 12 * longest_years):
        raise PermitTooLong(years=longest_years, first=issued_on, last=valid_until)
    if principal_until is not None and valid_until > principal_until:
        raise OutlivesPrincipal(last=principal_until)


def renewal_by(valid_until: date, *, months_before: int) -> date:
    """The last day to ask for the renewal of a permit."""
    return months_later(valid_until, -months_before)


def level_of(likelihood: int, impact: int) -> Level:
    """How grave a risk of this likelihood and impact (1 to 5 each) is."""
    score = likelihood * impact
    return next(level for floor, level in FLOORS if score >= floor)


def decisions_in(text: str) -> Iterator[str]:
    """The decisions of a meeting, one a line as people write them: "1. …", "- …"."""
    for line in text.splitlines():
        stripped = line.strip().lstrip("-*•").strip()
        number, dot, rest = stripped.partition(".")
        words = rest.strip() if dot and number.isdigit() else stripped
        if words:
            yield words
