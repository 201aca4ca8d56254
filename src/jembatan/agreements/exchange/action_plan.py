"""The action plan as a workbook, as a sheet to fill in, and the filled-in sheet read back."""

import io
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jembatan.agreements.engine.sheet_cells import first_sheet
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.models import Activity, Agreement
from jembatan.agreements.queries.life import plan_page
from jembatan.agreements.rules.activities import Draft, State, drafts_in
from jembatan.agreements.rules.plan_sheet import HEADINGS, NothingFilledIn, SheetRefused, rows_of
from jembatan.agreements.words import life as words
from jembatan.documents.engine.file_kinds import FileKind
from jembatan.documents.engine.workbook import Cell, Column, Line, Sheet, save_workbook
from jembatan.documents.receiving import receive
from jembatan.workflow.wording import Wording

__all__ = ["SheetRefused", "drafts_of", "plan_workbook", "template_workbook"]

WIDTHS = {"title": 42.0, "agency": 28.0, "person": 24.0, "fund": 18.0, "field": 18.0}
EMPTY_LINES = 20
MOST_BYTES = 5 * 1024 * 1024
YES = Wording("ya", "yes")
SIDES = {
    "out": Wording("ke mitra", "to the counterpart"),
    "in": Wording("dari mitra", "from the counterpart"),
    "both": Wording("dua arah", "both ways"),
}


def drafts_of(name: str, content: bytes) -> tuple[Draft, ...]:
    """The lines of a filled-in sheet.

    Raises SheetRefused with every mistake by row and column, NoHeadings, NothingFilledIn, TooManyLines,
    UnreadableSheet, or what `documents.receiving.receive` raises for a file that is no workbook.
    """
    file = receive(name, content, kinds=frozenset({FileKind.XLSX}), most=MOST_BYTES).name
    drafts, problems = drafts_in(rows_of(first_sheet(content, file=file), file=file))
    if problems:
        raise SheetRefused(problems)
    if not drafts:
        raise NothingFilledIn(file=file)
    return drafts


def template_workbook(agreement: Agreement, *, dated: date) -> io.BytesIO:
    """A sheet to fill in: the planned lines as they stand, and empty ones below."""
    lines = [line for line in plan_page(agreement).lines if line.state == State.PLANNED]
    rows = [Line(tuple(_cells(line))) for line in lines]
    rows += [Line((None,) * len(HEADINGS)) for _number in range(EMPTY_LINES)]
    columns = [_column(name) for name in HEADINGS]
    notes = (
        _("A line of the same name and first day is changed; others are added; none is taken away."),
        _("Leave a budget empty when nobody has said; write 0 when it costs nothing."),
        _("Direction: %(words)s.") % {"words": ", ".join(_said(word) for word in SIDES.values())},
        _("Field: %(codes)s.") % {"codes": ", ".join(fields())},
    )
    title = _("Action plan to fill in")
    # The hints stand above the headings: below them everything is read as a line.
    titles = (*_titles(agreement, title), *notes)
    return _saved(agreement, Sheet(title, columns, rows, titles=titles), dated)


def plan_workbook(agreement: Agreement, *, dated: date) -> io.BytesIO:
    """The whole action plan with what came of it and its money added up."""
    columns = [
        *(_column(name) for name in HEADINGS),
        Column(_("State"), width=14),
        Column(_("Carried out on"), "date", 12),
        Column(_("Spent (Rp)"), "money", 16, total=True),
        Column(_("Participants"), "count", 12, total=True),
        Column(_("What came of it"), width=44),
    ]
    rows = [Line((*_cells(line), *_outcome(line))) for line in plan_page(agreement).lines]
    notes = (
        _("An empty budget means that nobody has said; it is not counted as 0."),
        _("The budget of cancelled lines is shown and not part of the sums of the page."),
    )
    title = _("Action plan")
    return _saved(
        agreement, Sheet(title, columns, rows, titles=_titles(agreement, title), notes=notes), dated
    )


def _cells(line: Activity) -> Iterator[Cell]:
    for name in HEADINGS:
        value = getattr(line, name)
        if name == "direction":
            yield _said(SIDES[value])
        elif name == "continues":
            yield _said(YES) if value else None
        else:
            yield value


def _outcome(line: Activity) -> tuple[Cell, ...]:
    state = str(words.ACTIVITIES[State(line.state)])
    return (state, line.done_on, line.spent, line.participants, line.outcome or line.cancelled_because)


def _column(name: str) -> Column:
    kind = {"starts_on": "date", "ends_on": "date", "budget": "money"}.get(name, "text")
    return Column(_said(HEADINGS[name]), kind, WIDTHS.get(name, 14.0))  # type: ignore[arg-type]


def _said(wording: Wording) -> str:
    return wording.in_language(get_language() or "id")


def _titles(agreement: Agreement, title: str) -> tuple[str, ...]:
    return (title, f"{agreement.reference} · {agreement.title_id}")


def _saved(agreement: Agreement, sheet: Sheet, dated: date) -> io.BytesIO:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        save_workbook(path, [sheet], title=sheet.titles[1], author=agreement.home_name, dated=dated)
        return io.BytesIO(path.read_bytes())
