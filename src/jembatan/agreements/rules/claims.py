"""Claims about a fact: sources disagree, dates are only as precise as their source, one claim is preferred.

Pure. House rule "conflicting claims stay claims" (the domain's registry facts); grades as in workflow.law.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

GRADES = ("A", "B", "C", "D")
GRADE_WORDS = {
    "A": _("the text itself was read"),
    "B": _("an official page"),
    "C": _("press, a paper or a thesis"),
    "D": _("unverified: a forum, or no text was seen"),
}
LONGEST_VALUE = 500
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Fact(StrEnum):
    """What a source may say something about."""

    SIGNED_ON = "signed_on"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    INTENT_ON = "intent_on"
    DPRD_ON = "dprd_on"
    LAUNCHED_ON = "launched_on"
    RENEWED_ON = "renewed_on"
    AMENDED_ON = "amended_on"
    LAPSED_ON = "lapsed_on"
    STATUS = "status"
    PARTNER = "partner"
    PLACE = "place"
    FIELDS = "fields"
    STUDIED = "studied"


FACT_WORDS = {
    Fact.SIGNED_ON: _("Signed on"),
    Fact.STARTS_ON: _("In force from"),
    Fact.ENDS_ON: _("In force until"),
    Fact.INTENT_ON: _("Letter of intent of"),
    Fact.DPRD_ON: _("Approved by the DPRD on"),
    Fact.LAUNCHED_ON: _("Programme launched on"),
    Fact.RENEWED_ON: _("Renewed on"),
    Fact.AMENDED_ON: _("Amended on"),
    Fact.LAPSED_ON: _("Lapsed on"),
    Fact.STATUS: _("Status"),
    Fact.PARTNER: _("Name of the partner"),
    Fact.PLACE: _("Place"),
    Fact.FIELDS: _("Fields"),
    Fact.STUDIED: _("Years studied"),
}
# Facts whose value is a date, and those of them that are columns of the agreement.
COLUMNS = frozenset({Fact.SIGNED_ON, Fact.STARTS_ON, Fact.ENDS_ON})
DATES = COLUMNS | {
    Fact.INTENT_ON,
    Fact.DPRD_ON,
    Fact.LAUNCHED_ON,
    Fact.RENEWED_ON,
    Fact.AMENDED_ON,
    Fact.LAPSED_ON,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says: `url` may be empty; `stated_on` is the day it said so, None when unknown."""

    fact: str
    value: str
    source: str
    grade: str
    url: str = ""
    stated_on: date | None = None
    remark: str = ""


class BadClaim(Refused):
    code = "agreements.bad_claim"
    status = 400
    sentence = "%(field)s: “%(value)s” cannot be used. %(mend)s"


class ClaimKnown(Refused):
    code = "agreements.claim_known"
    status = 409
    sentence = "This source has already been entered with this value. Look for it under the same fact."


class ReasonMissing(Refused):
    code = "agreements.claim_reason_missing"
    status = 400
    sentence = "Say why this claim is preferred to the others."


class OwnPapersDecide(Refused):
    code = "agreements.own_papers_decide"
    status = 409
    sentence = (
        "This agreement was signed in this register, so its dates come from its own documents. "
        "Keep the claim beside them, or correct the document."
    )


class EndBeforeStart(Refused):
    code = "agreements.claim_end_before_start"
    status = 409
    sentence = "The agreement would end before it begins. Prefer a claim for the other day first."


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day. `month` and `day` are 0 when the source does not say them."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def exact(self) -> date | None:
        """The day; None when the source gives only a month or a year."""
        return date(self.year, self.month, self.day) if self.day else None

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        if self.day:
            return date(self.year, self.month, self.day)
        if self.month:
            following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        return date(self.year, 12, 31)

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether both can mean the same day: 2017-10 agrees with 2017 and with 2017-10-06."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return all(mine == theirs or 0 in (mine, theirs) for mine, theirs in pairs)


def partial_date(text: str) -> PartialDate | None:
    """The date in `text`: 2017, 2017-10 or 2017-10-06; None when it is none of these or no such day exists."""
    found = _PARTIAL.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    read = PartialDate(year, month, day)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return read if found[2] != "00" and found[3] != "00" else None


def check_claim(fact: str, value: str, grade: str) -> str:
    """The value as it is kept. Raises BadClaim for an unknown fact or grade, no value, or no date."""
    value = value.strip()
    if fact not in tuple(Fact):
        raise BadClaim(field=_("Fact"), value=fact, mend=_("Choose one of the list."))
    if grade not in GRADES:
        raise BadClaim(field=_("Grade"), value=grade, mend=_("Write A, B, C or D."))
    if not value or len(value) > LONGEST_VALUE:
        raise BadClaim(field=_("Value"), value=value[:40], mend=_("Write between 1 and 500 characters."))
    if fact in DATES and partial_date(value) is None:
        raise BadClaim(
            field=_("Value"), value=value[:40], mend=_("Write a date as 2017, 2017-10 or 2017-10-06.")
        )
    return value


def differs(fact: str, value: str, preferred: str) -> bool:
    """Whether a claim contradicts the preferred one: a coarser date that fits does not."""
    if fact in DATES:
        mine, theirs = partial_date(value), partial_date(preferred)
        if mine is not None and theirs is not None:
            return not mine.agrees_with(theirs)
    return value.strip().casefold() != preferred.strip().casefold()


def column_after(fact: str, value: str, held: date | None) -> date | None:
    """What the agreement's column says once this claim is preferred.

    An exact day is written. A month or a year leaves a day that fits it, and empties one that does not.
    """
    read = partial_date(value)
    assert fact in COLUMNS and read is not None, "only checked dates have a column"
    if read.exact is not None:
        return read.exact
    return (
        held if held is not None and read.agrees_with(PartialDate(held.year, held.month, held.day)) else None
    )
