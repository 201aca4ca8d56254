"""How a cooperation is told in IATI 2.03: codes for states, parties, places; what must be there to tell it at all.

Sources: IATI Standard 2.03, activity schema and codelists (CC BY 4.0, iatistandard.org); its ruleset 6.11.1 (a
planned or actual start), 6.2.2 (a sector), 2.1.2 (percentages sum to 100), 1.1.21 (identifier begins with the
publisher's). Pure.
"""

import re
from dataclasses import dataclass
from datetime import date

from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.agreements.rules.term import has_lapsed
from jembatan.counterparts.rules.kinds import Kind as PartnerKind
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

IMPLEMENTATION, FINALISATION, CLOSED, SUSPENDED = "2", "3", "4", "6"
FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
GOVERNMENT, LOCAL_GOVERNMENT, OTHER = "10", "11", "90"
# Organisation type and role of a partner. Who pays is not known of most; a multilateral or a development partner
# brings its programme's money, everybody else carries out.
PARTNERS = {
    PartnerKind.LOCAL_GOVERNMENT: (LOCAL_GOVERNMENT, IMPLEMENTING),
    PartnerKind.ORGANISATION: ("40", FUNDING),
    PartnerKind.NONPROFIT: ("21", IMPLEMENTING),
    PartnerKind.DEVELOPMENT_PARTNER: (GOVERNMENT, FUNDING),
    PartnerKind.OTHER_INSTITUTION: (OTHER, IMPLEMENTING),
}
# Scope of an activity and designation of a place by the depth of its code; 0 is the country.
SCOPES = {0: "4", 1: "6", 2: "7", 3: "8", 4: "8"}
DESIGNATIONS = {1: "ADM1", 2: "ADM2", 3: "ADM3", 4: "ADM4"}
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)+")


class BadPublisher(Refused):
    code = "agreements.iati_publisher"
    status = 400
    sentence = (
        "“%(publisher)s” is no identifier of a publisher. Use the one IATI has given your organisation, "
        "such as XI-IATI-EXAMPLE."
    )


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of the term. `launched_on` is the day a programme was launched without a text of its own."""

    starts_on: date | None
    signed_on: date | None
    launched_on: date | None
    ends_on: date | None
    ended_on: date | None

    @property
    def first(self) -> date | None:
        """The day it began: in force, else signed, else launched; None when nobody gives a day."""
        return self.starts_on or self.signed_on or self.launched_on


def check_publisher(identifier: str) -> str:
    """The identifier as it is. Raises BadPublisher for one that could stand in no file."""
    if not _IDENTIFIER.fullmatch(identifier):
        raise BadPublisher(publisher=identifier[:60])
    return identifier


def why_left_out(state: str, days: Days) -> str:
    """Message id of the reason why a cooperation cannot be told in IATI; "" when it can."""
    if state not in (State.IN_FORCE, State.SUSPENDED, State.ENDED):
        return _("It was not signed.")
    if days.first is None:
        return _("No source gives the exact day it began.")
    if days.ended_on is not None and days.ended_on < days.first:
        return _("It would end before it began.")
    return ""


def status_of(state: str, term_type: str, ends_on: date | None, today: date) -> str:
    """The activity status; a term that ran out without anybody ending it is "finalisation"."""
    if state == State.ENDED:
        return CLOSED
    if state == State.SUSPENDED:
        return SUSPENDED
    return FINALISATION if has_lapsed(TermType(term_type), ends_on, today) else IMPLEMENTATION


def dates_of(days: Days, today: date) -> tuple[tuple[str, date], ...]:
    """Activity dates by type: 1 planned start, 2 actual start, 3 planned end, 4 actual end; actual ones are past."""
    first = days.first
    assert first is not None, "ask why_left_out first"
    told = [("2" if first <= today else "1", first)]
    if days.ends_on is not None and days.ends_on >= first:
        told.append(("3", days.ends_on))
    if days.ended_on is not None and days.ended_on <= today:
        told.append(("4", days.ended_on))
    return tuple(told)


def percentage(hundredths: int) -> str:
    """Hundredths of a per cent as a decimal number: 3334 is 33.34, 10000 is 100."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)
