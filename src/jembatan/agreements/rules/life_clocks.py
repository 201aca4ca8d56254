"""Clocks of what an agreement owes, holds and plans: permits, obligations, meetings, reviews, journeys.

Pure. The clocks of the law's own table are in case_clocks.py; here every due day stands in a document or was
set by people, so the rule says why it matters, not how it is counted. A clock's code names the row it comes
from ("permit.12.end"), so that it stays the same for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jembatan.agreements.rules.case_clocks import (
    DORMANT,
    INTENT_AGEING,
    PERMIT_LONGEST,
    PERMIT_RENEWAL,
)
from jembatan.agreements.rules.clocks import Clock, ClockState, Reading, Span, dated_clock, months_later
from jembatan.agreements.rules.kinds import Office
from jembatan.workflow.law import Rulebook

TRAVEL, TERM, REPORT_DUTY = "E10", "TERM", "IMPLEMENTATION"
# Lengths of our own: past them something is marked, and nobody is in default.
OWN_THRESHOLDS = frozenset({DORMANT, INTENT_AGEING})


@dataclass(frozen=True, slots=True)
class PermitHeld:
    """A permit as its document says; `filed_on` is the day its renewal was asked for, None: not yet."""

    key: int
    issued_on: date
    valid_until: date
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty with a day: `rule` is "" for a promise; `since` the day it arose."""

    key: int
    rule: str
    owner: Office
    since: date
    due_on: date
    met_on: date | None = None


def permit_clocks(permit: PermitHeld, reading: Reading) -> tuple[Clock, ...]:
    """T8: the last day to ask for the renewal of a permit, and its end (PP 59/2016 arts 7, 16).

    Once the renewal was asked for, only the end is left: what the ministry owes then has no clock.
    """
    file_by = months_later(permit.valid_until, -reading.number(PERMIT_RENEWAL))
    start, name = permit.issued_on, f"permit.{permit.key}"
    filing = Span(f"{name}.renewal", PERMIT_RENEWAL, Office.PARTNER, start, permit.filed_on)
    ending = Span(f"{name}.end", PERMIT_LONGEST, Office.PARTNER, start)
    return (
        dated_clock(filing, max(file_by, start), reading),
        dated_clock(ending, permit.valid_until, reading),
    )


def owed_clock(owed: Owed, reading: Reading) -> Clock:
    """The clock of an obligation, by the day it was given."""
    span = Span(f"obligation.{owed.key}", owed.rule, owed.owner, min(owed.since, owed.due_on), owed.met_on)
    return dated_clock(span, owed.due_on, reading)


def journey_clock(key: int, planned_on: date, leaves_on: date, reading: Reading) -> Clock:
    """E10: the permit of the head or deputy head is there before the departure (UU 23/2014 art. 76(1)i)."""
    span = Span(f"mission.{key}", TRAVEL, Office.REGION, min(planned_on, leaves_on))
    return dated_clock(span, leaves_on, reading)


def meeting_clock(key: int, planned_on: date, entered_on: date, reading: Reading) -> Clock:
    """The day a meeting is planned for; past it, and not held, it is overdue. No rule: the parties planned it."""
    span = Span(f"meeting.{key}", "", Office.REGION, min(entered_on, planned_on))
    return dated_clock(span, planned_on, reading)


def review_clock(key: int, meets_on: date, convened_on: date, reading: Reading) -> Clock:
    """The day the cooperation team meets on an open review; until then its members answer. No rule was read."""
    span = Span(f"review.{key}", "", Office.REGION, min(convened_on, meets_on))
    return dated_clock(span, meets_on, reading)


def diligence_clock(assessed_on: date, valid_until: date, reading: Reading) -> Clock:
    """The end of the due diligence of the partner: our own standard, so past it nobody is in default."""
    span = Span("diligence", "", Office.REGION, assessed_on, past=ClockState.AGEING)
    return dated_clock(span, valid_until, reading)


def next_due(clocks: Iterable[Clock]) -> date | None:
    """The earliest due day that still waits, past or to come; None when nothing waits.

    Thresholds of our own and periods that nobody has read do not count once they are past.
    """
    return min((clock.due.day for clock in clocks if is_awaited(clock) and clock.due), default=None)


def judged(clock: Clock, law: Rulebook) -> Clock:
    """The clock, overdue only where a text that was read or a promise says so.

    Past a period that nobody has read in a law (grade C or D) it ages: the case is marked, nobody is in default.
    """
    if clock.state is not ClockState.OVERDUE or not clock.rule:
        return clock
    rule = law.standing_on(clock.rule, clock.starts_on) or law.versions(clock.rule)[-1]
    if rule.grade.is_read:
        return clock
    return replace(clock, state=ClockState.STOPPED if clock.stopped_on else ClockState.AGEING)


def is_default(clock: Clock) -> bool:
    """Whether the office it belongs to is in default: the day has passed and it still waits."""
    return clock.state is ClockState.OVERDUE and clock.stopped_on is None


def is_awaited(clock: Clock) -> bool:
    """Whether somebody has to do something by the due day of this clock."""
    if clock.due is None or clock.stopped_on is not None or clock.state is ClockState.AGEING:
        return False
    return clock.code not in OWN_THRESHOLDS
