"""When two pulls of a school's pupil list may be compared, and what a disappearance means.

Dapodik's web service lists active pupils only and gives no exit reason: leaving shows as being gone
between two complete pulls. That is a candidate, to be confirmed by the school, never a fact.
Source: `docs/formats.md`, difference rule (a rule of this project, not of a regulation).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jembatan.workflow.messages import message as _

# The later pull must have at least this share of the earlier one's pupils; fewer is a broken pull.
LEAST_SHARE = 0.8
# Promotion and graduation happen on 1 July: no comparison across it.
NEW_SCHOOL_YEAR = (7, 1)

Obstacle = Literal["other_school", "school_unknown", "wrong_order", "new_school_year", "too_few"]

SENTENCES: dict[str, str] = {
    "other_school": _("The two pulls are of different schools."),
    "school_unknown": _("It is not known which school the pulls are of."),
    "wrong_order": _("The second pull is not later than the first."),
    "new_school_year": _("A 1 July lies between the pulls: pupils were promoted or graduated."),
    "too_few": _("The second pull has too few pupils to be complete."),
}


@dataclass(frozen=True, slots=True)
class Pull:
    """One successful pull: the school, the day, and how many pupils it listed."""

    npsn: str | None
    on: date
    pupils: int


def obstacle(earlier: Pull, later: Pull, *, least_share: float = LEAST_SHARE) -> Obstacle | None:
    """Why the two pulls must not be compared; None when they may."""
    if not earlier.npsn or not later.npsn:
        return "school_unknown"
    if earlier.npsn != later.npsn:
        return "other_school"
    if later.on <= earlier.on:
        return "wrong_order"
    if crosses_new_year(earlier.on, later.on):
        return "new_school_year"
    if later.pupils < least_share * earlier.pupils:
        return "too_few"
    return None


def crosses_new_year(earlier: date, later: date) -> bool:
    """Whether a 1 July lies after `earlier` and not after `later`."""
    first = date(earlier.year, *NEW_SCHOOL_YEAR)
    following = first if earlier < first else date(earlier.year + 1, *NEW_SCHOOL_YEAR)
    return following <= later
