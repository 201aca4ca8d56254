"""The calendar of due days: a month, a list, a file; and who is in default, by office."""

from calendar import Calendar as Weeks
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.exchange.clock_tables import Cell, table_lines
from jembatan.agreements.queries.clocks import Ticking, clocks_of_many
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.clocks import months_later
from jembatan.agreements.rules.kinds import OFFICES, Office
from jembatan.agreements.rules.life_clocks import is_awaited, is_default
from jembatan.agreements.web import clock_filters
from jembatan.agreements.web.clock_rows import TickingShown, shown
from jembatan.agreements.words.register import said
from jembatan.workflow.clocks import standard_calendar
from jembatan.workflow.law import Rulebook

SOON = timedelta(days=30)
ON_A_PAGE, MOST_OVERDUE, MOST_OF_OFFICE, MOST_OF_MONTH = 50, 5, 50, 300
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of the month: None outside it."""

    day: date | None
    holiday: str
    is_rest: bool
    due: list[TickingShown]


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """An office in default: how many due days it let pass, the oldest of them first."""

    code: str
    name: str
    count: int
    agreements: int
    oldest: date
    rows: list[TickingShown]


@dataclass(frozen=True, slots=True)
class Asked:
    """What every page of clocks has at hand."""

    today: date
    law: Rulebook
    tickings: list[Ticking]


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_calendar(request: HttpRequest) -> HttpResponse:
    """The due days of a month, and what is overdue already."""
    asked = _asked(request)
    first = _month(request.GET.get("bulan", ""), asked.today)
    after = months_later(first, 1)
    due = [
        one for one in asked.tickings if one.due_on and first <= one.due_on < after and is_awaited(one.clock)
    ]
    late = [one for one in asked.tickings if is_default(one.clock)]
    rows = shown(due[:MOST_OF_MONTH], asked.law, asked.today)
    context = {
        **_frame(request, asked, _("Calendar")),
        "first": first,
        "before": months_later(first, -1),
        "after": after,
        "weeks": _weeks(first, rows),
        "weekdays": list(WEEKDAYS.values()),
        "rows": rows,
        "left_out": max(len(due) - MOST_OF_MONTH, 0),
        "late_count": len(late),
        "late": shown(late[:MOST_OVERDUE], asked.law, asked.today),
        "soon": sum(1 for one in asked.tickings if _is_soon(one, asked.today)),
    }
    return render(request, "agreements/clocks/calendar.html", context)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """Everything that will be due, the nearest first."""
    asked = _asked(request)
    coming = [one for one in asked.tickings if is_awaited(one.clock) and not _is_past(one, asked.today)]
    behind = [one for one in coming if _key(one) > request.GET.get("mulai", "")[:200]]
    rows = behind[:ON_A_PAGE]
    context = {
        **_frame(request, asked, _("Due days")),
        "rows": shown(rows, asked.law, asked.today),
        "whole": len(coming),
        "next_key": _key(rows[-1]) if len(behind) > ON_A_PAGE else "",
    }
    return render(request, "agreements/clocks/list.html", context)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def take_list(request: HttpRequest) -> StreamingHttpResponse:
    """Every clock the list knows as a file, overdue ones too, each with its rule and how it was counted."""
    asked = _asked(request)
    lines = table_lines(_header(), _rows(asked))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tenggat-{asked.today.isoformat()}.csv"'
    return response


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_defaults(request: HttpRequest) -> HttpResponse:
    """Who is in default, by office."""
    asked = _asked(request)
    late: dict[Office, list[Ticking]] = {}
    for one in asked.tickings:
        if is_default(one.clock):
            late.setdefault(one.clock.owner, []).append(one)
    chosen = request.GET.get("kantor", "")
    offices = [
        _office(office, rows, asked, whole=office == chosen)
        for office, rows in sorted(late.items(), key=lambda pair: -len(pair[1]))
        if chosen not in tuple(Office) or office == chosen
    ]
    context = {
        **_frame(request, asked, _("Who is in default")),
        "offices": offices,
        "chosen": chosen if chosen in tuple(Office) else "",
        "whole": sum(len(rows) for rows in late.values()),
    }
    return render(request, "agreements/clocks/defaults.html", context)


def _office(office: Office, rows: list[Ticking], asked: Asked, *, whole: bool) -> OfficeShown:
    found = shown(rows if whole else rows[:MOST_OF_OFFICE], asked.law, asked.today)
    oldest = rows[0].due_on or asked.today
    return OfficeShown(
        str(office), said(OFFICES[office]), len(rows), len({one.agreement.pk for one in rows}), oldest, found
    )


def _asked(request: HttpRequest) -> Asked:
    today, law, sieve = timezone.localdate(), law_in_use(), clock_filters.read(request.GET)
    tickings = clocks_of_many(viewer(request), today, within=sieve.place, kind=sieve.kind, law=law)
    return Asked(today, law, tickings)


def _frame(request: HttpRequest, asked: Asked, here: str) -> dict[str, Any]:
    sieve = clock_filters.read(request.GET)
    return {
        "crumbs": [{"name": _("Cooperation"), "url": "/kerja-sama/"}, {"name": here, "url": None}],
        "today": asked.today,
        "said": clock_filters.sentence(sieve),
        "choices": clock_filters.choices(viewer(request), sieve, turns=False),
    }


def _month(written: str, today: date) -> date:
    """The first day of the month an address asks for ("2026-11"); of this month when it asks for none."""
    try:
        first = date.fromisoformat(f"{written[:7]}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else today.replace(day=1)


def _weeks(first: date, rows: list[TickingShown]) -> list[list[DayShown]]:
    """The weeks of a month from Monday on, each day with what is due."""
    by_day: dict[date | None, list[TickingShown]] = {}
    for row in rows:
        by_day.setdefault(row.shown.due_on, []).append(row)
    known = standard_calendar()
    return [
        [_day(day, first, known.rest_reason(day), by_day) for day in week]
        for week in Weeks().monthdatescalendar(first.year, first.month)
    ]


def _day(
    day: date, first: date, reason: str | None, by_day: dict[date | None, list[TickingShown]]
) -> DayShown:
    if day.month != first.month:
        return DayShown(None, "", is_rest=True, due=[])
    holiday = reason if reason and reason not in ("Saturday", "Sunday") else ""
    return DayShown(day, holiday, reason is not None, by_day.get(day, []))


def _is_past(one: Ticking, today: date) -> bool:
    return one.due_on is not None and one.due_on < today


def _is_soon(one: Ticking, today: date) -> bool:
    return one.due_on is not None and today <= one.due_on <= today + SOON and is_awaited(one.clock)


def _key(one: Ticking) -> str:
    """Where a clock stands in the list; its own order."""
    day = one.due_on or date.max
    return f"{day.isoformat()}_{one.clock.starts_on.isoformat()}_{one.agreement.reference}_{one.clock.code}"


def _header() -> list[str]:
    return [
        _("Reference"),
        _("Region"),
        _("Due day or age"),
        _("Whose turn"),
        _("Since"),
        _("Due"),
        _("Provisional"),
        _("State"),
        _("Rule"),
        _("Source"),
        _("Grade of certainty"),
        _("How it was counted"),
    ]


def _rows(asked: Asked) -> Iterator[list[Cell]]:
    for one in asked.tickings:
        (row,) = shown([one], asked.law, asked.today)
        rule = row.shown.rule
        yield [
            one.agreement.reference,
            one.agreement.home_name,
            row.shown.name,
            row.shown.owner,
            one.clock.starts_on,
            one.due_on,
            _("yes") if row.shown.is_provisional else _("no"),
            row.shown.state,
            rule.code if rule else "",
            rule.citation if rule else "",
            rule.grade if rule else "",
            row.shown.counted,
        ]
