"""The clocks of one case: what runs out when, whose clock it is, and what is only measured.

Pure; today is passed in, and every number comes from the rulebook (law.toml, rules T1 to T12 and the
unverified parameters). Working days are those of the joint decrees; a date beyond the last decree is
provisional. No clock decides anything: passing the 45 working days of the DPRD only makes it overdue.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jembatan.agreements.rules.kinds import Office
from jembatan.workflow.clocks import Calendar, Deadline, calendar_deadline, working_deadline
from jembatan.workflow.law import Rulebook

# The unverified rules that say when a clock is "due soon" (days) and the rungs of the reminder ladder.
DUE_SOON, REMINDER = "DUE_SOON", "REMINDER."


class Measure(StrEnum):
    """How a clock counts. NONE: the law sets no limit, only the age is measured."""

    WORKING = "working"
    CALENDAR = "calendar"
    MONTHS = "months"
    NONE = "none"


class ClockState(StrEnum):
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    AGEING = "ageing"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Clock:
    """`code` is unique within a case. `rule` sets its length. `due` is None where there is no limit.

    `stopped_on` is the day of what it waited for, None while it runs. MET: in time; OVERDUE also when what
    it waited for came too late (then `stopped_on` is set); STOPPED: a clock without limit that ended.
    """

    code: str
    rule: str
    owner: Office
    starts_on: date
    measure: Measure
    due: Deadline | None
    state: ClockState
    stopped_on: date | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether a joint decree still to come can move the due day."""
        return self.due is not None and self.due.is_provisional

    def age(self, today: date) -> int:
        """Calendar days it has run, up to the day it stopped."""
        return ((self.stopped_on or today) - self.starts_on).days

    def days_left(self, today: date) -> int | None:
        """Calendar days until due, negative when past; None without a limit."""
        return None if self.due is None else (self.due.day - today).days


@dataclass(frozen=True, slots=True)
class Rung:
    """A reminder that is due: `days` before the due day of `clock`, reached on the day `on`."""

    clock: Clock
    days: int
    on: date


@dataclass(frozen=True, slots=True)
class Span:
    """What a clock waits for: since when, by whom, under which rule, and when it happened (None: not yet).

    `past` is the state once the due day has gone by: OVERDUE, or AGEING where the length is no legal limit.
    """

    code: str
    rule: str
    owner: Office
    starts_on: date
    stopped_on: date | None = None
    past: ClockState = ClockState.OVERDUE


@dataclass(frozen=True, slots=True)
class Reading:
    """What every clock is read with: the day, the law, and the calendar (None: the published decrees)."""

    today: date
    law: Rulebook
    calendar: Calendar | None = None

    def number(self, rule: str) -> int:
        """The parameter of a rule on the day of reading."""
        return self.law.parameter(rule, self.today)


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` on (or back, when negative), or that month's last day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_clock(span: Span, reading: Reading) -> Clock:
    """A clock of as many working days as the rule sets on the day the span starts. T1, T2, T9, T10."""
    days = reading.law.parameter(span.rule, span.starts_on)
    due = working_deadline(span.starts_on, days, provisional=True, calendar=reading.calendar)
    return _clock(span, Measure.WORKING, due, reading)


def days_clock(span: Span, reading: Reading) -> Clock:
    """A clock of as many calendar days as the rule sets on the day the span starts."""
    due = calendar_deadline(span.starts_on, reading.law.parameter(span.rule, span.starts_on))
    return _clock(span, Measure.CALENDAR, due, reading)


def dated_clock(span: Span, due_on: date, reading: Reading) -> Clock:
    """A clock that runs out on a known day; counted in months or years, not in days."""
    due = Deadline(span.starts_on, (due_on - span.starts_on).days, due_on, (), ())
    return _clock(span, Measure.MONTHS, due, reading)


def ageing_clock(span: Span, reading: Reading) -> Clock:
    """A clock without any limit: only its age is measured. T12."""
    return _clock(span, Measure.NONE, None, reading)


def _clock(span: Span, measure: Measure, due: Deadline | None, reading: Reading) -> Clock:
    state = _state(span, due.day if due else None, reading)
    return Clock(span.code, span.rule, span.owner, span.starts_on, measure, due, state, span.stopped_on)


def _state(span: Span, due_on: date | None, reading: Reading) -> ClockState:
    if due_on is None:
        return ClockState.STOPPED if span.stopped_on else ClockState.AGEING
    if span.stopped_on:
        return ClockState.MET if span.stopped_on <= due_on else ClockState.OVERDUE
    if reading.today > due_on:
        return span.past
    soon = timedelta(days=reading.number(DUE_SOON))
    return ClockState.DUE_SOON if due_on - reading.today <= soon else ClockState.RUNNING


def ladder(reading: Reading) -> tuple[int, ...]:
    """How many days before a due day people are reminded, longest first: the rules REMINDER.1, .2 …"""
    codes = [code for code in reading.law.codes if code.startswith(REMINDER)]
    rungs = {rule.parameter for code in codes if (rule := reading.law.standing_on(code, reading.today))}
    return tuple(sorted((rung for rung in rungs if rung), reverse=True))


def reminders_due(clocks: Iterable[Clock], today: date, ladder: Sequence[int]) -> tuple[Rung, ...]:
    """The rung of the ladder each running clock stands on, nearest due day first.

    One rung per clock: the last one reached. A caller that keeps what it has sent (clock, due day, rung)
    loses none when a night is missed and sends none twice. A rung that would lie before the clock's start
    does not exist; clocks that are met, stopped, past due or without limit have none.
    """
    found = []
    for clock in clocks:
        if clock.due is None or clock.stopped_on or today > clock.due.day:
            continue
        days_on = {days: clock.due.day - timedelta(days=days) for days in ladder}
        reached = [days for days, on in days_on.items() if clock.starts_on <= on <= today]
        if reached:
            found.append(Rung(clock, min(reached), days_on[min(reached)]))
    return tuple(sorted(found, key=lambda rung: (rung.days, rung.clock.code)))


def in_default(clocks: Iterable[Clock]) -> dict[Office, tuple[Clock, ...]]:
    """The clocks that are overdue and still wait, by the office that owes; oldest due day first."""
    late = [clock for clock in clocks if clock.state is ClockState.OVERDUE and not clock.stopped_on]
    late.sort(key=lambda clock: clock.due.day if clock.due else clock.starts_on)
    owners = dict.fromkeys(clock.owner for clock in late)
    return {owner: tuple(clock for clock in late if clock.owner is owner) for owner in owners}
