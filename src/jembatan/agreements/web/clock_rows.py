"""A clock in words: what runs out when, how it was counted, by which rule, and who owes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clocks import Ticking
from jembatan.agreements.rules.clocks import Clock, ClockState, Measure
from jembatan.agreements.rules.kinds import OFFICES
from jembatan.agreements.words import clocks as words
from jembatan.agreements.words.register import in_language, said
from jembatan.workflow.law import Grade, Rule, Rulebook

WEEKEND = ("Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class RuleShown:
    """The rule a clock rests on: its code, where it stands, and how far it is to be trusted."""

    code: str
    citation: str
    grade: str
    meaning: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class ClockShown:
    """One clock, in the language of the page. `due_on` is None where only the age is measured."""

    clock: Clock
    name: str
    due_on: date | None
    when: str
    state: str
    shape: str
    owner: str
    rule: RuleShown | None
    counted: str
    rest: list[tuple[date, str]]
    is_provisional: bool
    provisional_years: str


@dataclass(frozen=True, slots=True)
class TickingShown:
    """One clock and the agreement it belongs to."""

    agreement: Agreement
    title: str
    shown: ClockShown


def shown(tickings: Iterable[Ticking], law: Rulebook, today: date) -> list[TickingShown]:
    """Clocks of several agreements in words."""
    return [
        TickingShown(one.agreement, title_of(one.agreement), clock_shown(one, law, today)) for one in tickings
    ]


def title_of(agreement: Agreement) -> str:
    """The title in the language of the page."""
    return in_language(agreement.title_id, agreement.title_en)


def clock_shown(ticking: Ticking, law: Rulebook, today: date) -> ClockShown:
    """One clock in words."""
    clock = ticking.clock
    due = clock.due
    unread = clock.state is ClockState.AGEING and due is not None and due.day < today
    return ClockShown(
        clock=clock,
        name=said(words.clock_name(clock, ticking.about)),
        due_on=ticking.due_on,
        when=_when(clock, today),
        state=str(words.PAST_UNREAD if unread else words.STATES[clock.state]),
        shape=words.SHAPES[ClockState.DUE_SOON if unread else clock.state],
        owner=said(OFFICES[clock.owner]),
        rule=rule_shown(clock.rule, law, clock.starts_on),
        counted=_counted(clock),
        rest=[(day, reason) for day, reason in due.rest_days if reason not in WEEKEND] if due else [],
        is_provisional=clock.is_provisional,
        provisional_years=", ".join(str(year) for year in due.provisional_years) if due else "",
    )


def rule_shown(code: str, law: Rulebook, on: date) -> RuleShown | None:
    """The rule as it stood on a day, else its newest version; None where the parties set the day themselves."""
    if code not in law.codes:
        return None
    rule = law.standing_on(code, on) or law.versions(code)[-1]
    return RuleShown(code, said(rule.citation), str(rule.grade), grade_of(rule), not rule.grade.is_read)


def grade_of(rule: Rule) -> str:
    """What the grade of a rule means."""
    return str(words.GRADES[Grade(rule.grade)])


def _when(clock: Clock, today: date) -> str:
    """How far the due day is, or how long it has run."""
    left = clock.days_left(today)
    if left is None:
        age = clock.age(today)
        return ngettext("for %(days)s day", "for %(days)s days", age) % {"days": age}
    if clock.stopped_on is not None:
        return _("met on %(day)s") % {"day": date_format(clock.stopped_on, "j F Y")}
    if left < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -left) % {"days": -left}
    if left == 0:
        return _("today")
    return ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}


def _counted(clock: Clock) -> str:
    """How the due day was found, in one sentence or two."""
    start = date_format(clock.starts_on, "j F Y")
    due = clock.due
    if due is None:
        return _("Since %(start)s. The law sets no limit: the age is measured and nobody is in default.") % {
            "start": start
        }
    if clock.measure is Measure.WORKING:
        weekends = sum(reason in WEEKEND for _day, reason in due.rest_days)
        return _(
            "%(days)s working days from %(start)s; the day after it is day 1. %(weekends)s Saturdays and Sundays and "
            "%(holidays)s holidays in between do not count."
        ) % {
            "days": due.days,
            "start": start,
            "weekends": weekends,
            "holidays": len(due.rest_days) - weekends,
        }
    if clock.measure is Measure.CALENDAR:
        return _("%(days)s days from %(start)s; every day counts.") % {"days": due.days, "start": start}
    return _("From %(start)s to a day that a document, a rule or the parties name.") % {"start": start}
