"""The one way this program writes an Excel workbook.

Texts stay texts (never a formula, never a link), identifiers keep their leading zeros, money is a
number with Indonesian thousands, headings are frozen and repeated in print. Source of the formula
danger: OWASP, "CSV Injection".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from jembatan.documents.rules.guarding import printable
from jembatan.tabular.tables import whole_file

Kind = Literal["text", "code", "count", "money", "date", "percent"]
LineKind = Literal["plain", "group", "subtotal", "total"]
Cell = str | int | Decimal | date | None
# Excel's numbers of paper sizes: A4, and Folio (216 x 330 mm), which Indonesian offices call F4.
PAPERS = {"a4": 9, "f4": 14}
NUMBER_FORMATS: dict[Kind, str] = {
    "text": "@",
    "code": "@",
    "count": "#,##0",
    "money": "#,##0",
    "date": "yyyy-mm-dd",
    "percent": "0.0%",
}
MIDDLE = {"align": "center", "valign": "vcenter"}
HEADING = {**MIDDLE, "bold": True, "text_wrap": True, "border": 1, "bg_color": "#D9E5EC"}
# Texts are never read as something else, whatever they begin with.
PLAIN_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
UNSIGNED = "(.................................)"
SHADES: dict[LineKind, dict[str, Any]] = {
    "plain": {},
    "group": {"bold": True, "bg_color": "#EEF3F6"},
    "subtotal": {"bold": True, "bg_color": "#F6F6F6"},
    "total": {"bold": True, "bg_color": "#D9E5EC", "top": 2},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in characters; `total` adds it up in the last line; `group` is a heading above it,
    shared with neighbours that name the same one."""

    title: str
    kind: Kind = "text"
    width: float = 14.0
    total: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Cells of one line, one per column. A `group` line uses only its first cell, across the table. A
    `subtotal` line with nothing but its first cell adds up the lines since the last group or subtotal."""

    cells: Sequence[Cell]
    kind: LineKind = "plain"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: heading lines over a table, and notes under it.

    `signatures` are (capacity, name) pairs set side by side under the notes. `total_word` labels the sum
    that is added when a column asks for a total; "" leaves the sums to the lines given.
    """

    name: str
    columns: Sequence[Column]
    lines: Iterable[Line]
    titles: Sequence[str] = ()
    notes: Sequence[str] = ()
    signatures: Sequence[tuple[str, str]] = ()
    total_word: str = ""
    paper: Literal["a4", "f4"] = "f4"
    landscape: bool = True


def save_workbook(path: Path, sheets: Sequence[Sheet], *, title: str, author: str, dated: date) -> None:
    """Write `sheets` to `path`, whole or not at all; the same content gives the same file.

    `dated` is written as the date of making. Text longer than an Excel cell holds (32,767) is cut.
    """
    with whole_file(path) as part:
        book = xlsxwriter.Workbook(str(part), PLAIN_TEXTS)
        moment = datetime.combine(dated, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "author": author, "created": moment})
        for sheet in sheets:
            _Writer(book, sheet).write()
        book.close()


class _Writer:
    """Writes one sheet from top to bottom; `row` is the next free row, `sums` what its plain lines add up to."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self.book, self.sheet, self.row = book, sheet, 0
        self.page = book.add_worksheet(_sheet_name(sheet.name))
        self.last = len(sheet.columns) - 1
        self.styles: dict[tuple[str, str], Any] = {}

    def write(self) -> None:
        self._titles()
        self._headings()
        self._lines()
        self._notes()
        self._signatures()
        self._print_setup()

    def _titles(self) -> None:
        for number, title in enumerate(self.sheet.titles):
            style = self.book.add_format(
                {"bold": number == 0, "align": "center", "font_size": 13 if number == 0 else 11}
            )
            self.page.merge_range(self.row, 0, self.row, max(self.last, 1), "", style)
            self.page.write_string(self.row, 0, printable(title), style)
            self.row += 1
        self.row += bool(self.sheet.titles)

    def _headings(self) -> None:
        style = self.book.add_format(HEADING)
        self.first_heading = self.row
        grouped = any(column.group for column in self.sheet.columns)
        for start, end, group in _spans(self.sheet.columns) if grouped else ():
            if group and end > start:
                self.page.merge_range(self.row, start, self.row, end, group, style)
            else:
                for at in range(start, end + 1):
                    self.page.merge_range(self.row, at, self.row + 1, at, "", style)
        for at, column in enumerate(self.sheet.columns):
            lowered = grouped and _in_wide_group(self.sheet.columns, at)
            self.page.write_string(self.row + lowered, at, column.title, style)
            self.page.set_column(at, at, column.width)
        self.row += 1 + grouped
        self.page.freeze_panes(self.row, 1)

    def _lines(self) -> None:
        self.first_line = self.group_start = self.row
        self.sums = [Decimal(0) for _ in self.sheet.columns]
        self.group_sums = list(self.sums)
        for line in self.sheet.lines:
            self._line(line)
        if self.sheet.total_word and self.row > self.first_line:
            self._sum_up(self.sheet.total_word, "total", self.first_line, self.sums)

    def _line(self, line: Line) -> None:
        if line.kind == "group":
            style = self.book.add_format({**SHADES["group"], "border": 1, "text_wrap": True})
            self.page.merge_range(self.row, 0, self.row, max(self.last, 1), "", style)
            self.page.write_string(self.row, 0, printable(str(line.cells[0])), style)
            self.row += 1
            self._start_group()
        elif line.kind == "subtotal" and all(cell is None for cell in line.cells[1:]):
            self._sum_up(str(line.cells[0] or ""), "subtotal", self.group_start, self.group_sums)
            self._start_group()
        else:
            self._plain_line(line)

    def _plain_line(self, line: Line) -> None:
        for at, (column, cell) in enumerate(zip(self.sheet.columns, line.cells, strict=True)):
            self._cell(at, cell, self._style(column.kind, line.kind))
            if line.kind == "plain" and isinstance(cell, int | Decimal):
                self.sums[at] += cell
                self.group_sums[at] += cell
        self.row += 1

    def _start_group(self) -> None:
        self.group_start = self.row
        self.group_sums = [Decimal(0) for _ in self.sheet.columns]

    def _cell(self, at: int, cell: Cell, style: Any) -> None:
        if cell is None:
            self.page.write_blank(self.row, at, None, style)
        elif isinstance(cell, date):
            self.page.write_datetime(self.row, at, datetime.combine(cell, time()), style)
        elif isinstance(cell, int | Decimal):
            self.page.write_number(self.row, at, cell, style)
        else:
            self.page.write_string(self.row, at, printable(cell)[:32767], style)

    def _sum_up(self, word: str, kind: LineKind, start: int, sums: Sequence[Decimal]) -> None:
        """A line of sums as formulas with their values: they follow a change, and show without recalculation.

        SUBTOTAL leaves other subtotals out of its sum, so that nothing is counted twice.
        """
        for at, column in enumerate(self.sheet.columns):
            style = self._style(column.kind, kind)
            if column.total and self.row > start:
                area = f"{xl_rowcol_to_cell(start, at)}:{xl_rowcol_to_cell(self.row - 1, at)}"
                self.page.write_formula(self.row, at, f"=SUBTOTAL(9,{area})", style, sums[at])
            elif column.total:
                self.page.write_number(self.row, at, 0, style)
            else:
                self._cell(at, None, style)
        self.page.write_string(self.row, 0, printable(word), self._style("text", kind))
        self.row += 1

    def _notes(self) -> None:
        style = self.book.add_format({"italic": True, "font_size": 9, "text_wrap": True, "valign": "top"})
        for note in self.sheet.notes:
            self.row += 1
            self.page.merge_range(self.row, 0, self.row, max(self.last, 1), "", style)
            self.page.write_string(self.row, 0, printable(note), style)
            self.page.set_row(self.row, 14 * (1 + len(note) // 150))

    def _signatures(self) -> None:
        if not self.sheet.signatures:
            return
        self.row += 2
        style = self.book.add_format({"align": "center", "text_wrap": False})
        step = (self.last + 1) / len(self.sheet.signatures)
        for number, (capacity, name) in enumerate(self.sheet.signatures):
            at = int(number * step + step / 2)
            self.page.write_string(self.row, at, printable(capacity), style)
            self.page.write_string(self.row + 4, at, printable(name) or UNSIGNED, style)

    def _print_setup(self) -> None:
        self.page.set_paper(PAPERS[self.sheet.paper])
        if self.sheet.landscape:
            self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(self.first_heading, self.first_line - 1)
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.page.set_footer("&L&8&A&R&8&P / &N")

    def _style(self, kind: Kind, line: LineKind) -> Any:
        if (kind, line) not in self.styles:
            look = {
                "border": 1,
                "valign": "top",
                "text_wrap": kind == "text",
                "num_format": NUMBER_FORMATS[kind],
            }
            self.styles[kind, line] = self.book.add_format({**look, **SHADES[line]})
        return self.styles[kind, line]


def _spans(columns: Sequence[Column]) -> Iterable[tuple[int, int, str]]:
    """First and last index of each run of columns that share a group heading."""
    start = 0
    for at, column in enumerate(columns):
        if at + 1 == len(columns) or columns[at + 1].group != column.group:
            yield start, at, column.group
            start = at + 1


def _in_wide_group(columns: Sequence[Column], at: int) -> bool:
    return any(start <= at <= end and group and end > start for start, end, group in _spans(columns))


def _sheet_name(name: str) -> str:
    """Excel allows 31 characters and none of []:*?/\\ in the name of a sheet."""
    return "".join("-" if letter in "[]:*?/\\" else letter for letter in printable(name))[:31].strip("'")
