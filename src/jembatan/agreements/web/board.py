"""The pipeline: by stage and age, as a board, as a table, as a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.exchange.clock_tables import Cell, table_lines
from jembatan.agreements.queries import board as queries
from jembatan.agreements.queries.board import Board, Card, Column
from jembatan.agreements.queries.missing import missing_in
from jembatan.agreements.rules.kinds import OFFICES, Office
from jembatan.agreements.rules.roads import PHASES
from jembatan.agreements.web import clock_filters
from jembatan.agreements.web.clock_rows import title_of
from jembatan.agreements.words import register as words

TABLE = "tabel"


@dataclass(frozen=True, slots=True)
class CardShown:
    """One agreement where it stands."""

    card: Card
    title: str
    home: str
    partner: str
    kind: str
    stage: str
    turn: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One stage with its cases. `thousandths` is the length of its bar: its median age beside the largest."""

    column: Column
    name: str
    actor: str
    cards: list[CardShown]
    thousandths: int


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_board(request: HttpRequest) -> HttpResponse:
    """The cooperations on their road that the viewer may see; one stage of them as a table when asked."""
    sieve = clock_filters.read(request.GET)
    as_table = request.GET.get("tampilan") == TABLE or bool(sieve.stage)
    return _table(request, sieve) if as_table else _board(request, sieve)


def _board(request: HttpRequest, sieve: queries.Sieve) -> HttpResponse:
    by, today = viewer(request), timezone.localdate()
    found = queries.board(by, today, sieve)
    shown = [card.agreement.pk for column in found.columns for card in column.cards]
    columns = _columns(found, missing_in(shown, today=today))
    context = {
        **_frame(request, sieve, today),
        "board": found,
        "phases": [
            {
                "code": phase,
                "name": words.said(PHASES[phase]),
                "columns": [columns[one.stage.code] for one in some if one.ages.count],
                "none": ", ".join(words.said(one.stage.name) for one in some if not one.ages.count),
            }
            for phase, some in found.phases.items()
        ],
        "ages": [columns[one.stage.code] for one in found.columns if one.ages.count],
    }
    return render(request, "agreements/clocks/board.html", context)


def _table(request: HttpRequest, sieve: queries.Sieve) -> HttpResponse:
    by, today = viewer(request), timezone.localdate()
    page = queries.page_of(by, today, sieve, after=request.GET.get("mulai", "")[:40])
    missing = missing_in((card.agreement.pk for card in page.cards), today=today)
    context = {
        **_frame(request, sieve, today),
        "page": page,
        "rows": [_card(card, missing) for card in page.cards],
        "stages": [(stage.code, words.said(stage.name)) for stage in queries.stages_of(sieve.kind)],
    }
    return render(request, "agreements/clocks/board_table.html", context)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def take_board(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a file, all of it, row by row."""
    today = timezone.localdate()
    cards = queries.every_card(viewer(request), today, clock_filters.read(request.GET))
    response = StreamingHttpResponse(
        table_lines(_header(today), _rows(cards)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="alur-kerja-sama-{today.isoformat()}.csv"'
    return response


def _header(today: date) -> list[str]:
    return [
        _("Reference"),
        _("Title"),
        _("Region"),
        _("Partner"),
        _("Kind"),
        _("Stage"),
        _("At this stage since"),
        _("Working days at this stage on %(day)s") % {"day": today.isoformat()},
        _("Whose turn"),
        _("Next due day"),
        _("Past a due day"),
    ]


def _rows(cards: Iterable[Card]) -> Iterator[list[Cell]]:
    for card in cards:
        shown, row = _card(card), card.agreement
        late = _("yes") if card.is_overdue else _("no")
        yield [
            row.reference,
            shown.title,
            shown.home,
            shown.partner,
            shown.kind,
            shown.stage,
            row.stage_since,
            card.age,
            shown.turn,
            row.next_due_on,
            late,
        ]


def _frame(request: HttpRequest, sieve: queries.Sieve, today: date) -> dict[str, Any]:
    by = viewer(request)
    return {
        "crumbs": [{"name": _("Cooperation"), "url": "/kerja-sama/"}, {"name": _("Pipeline"), "url": None}],
        "today": today,
        "sieve": sieve,
        "said": clock_filters.sentence(sieve),
        "choices": clock_filters.choices(by, sieve),
    }


def _columns(found: Board, missing: dict[int, int]) -> dict[str, ColumnShown]:
    largest = max((column.ages.median or 0 for column in found.columns), default=0) or 1
    return {
        column.stage.code: ColumnShown(
            column,
            words.said(column.stage.name),
            words.said(OFFICES[column.stage.actor]),
            [_card(card, missing) for card in column.cards],
            1000 * (column.ages.median or 0) // largest,
        )
        for column in found.columns
    }


def _card(card: Card, missing: Mapping[int, int] = MappingProxyType({})) -> CardShown:
    row = card.agreement
    return CardShown(
        card,
        title_of(row),
        row.home_name,
        row.counterpart.official_name,
        words.kind(row.kind),
        words.said(name) if (name := queries.stage_name(row)) else row.stage,
        words.said(OFFICES[Office(row.turn)]) if row.turn else "",
        missing.get(row.pk, 0),
    )
