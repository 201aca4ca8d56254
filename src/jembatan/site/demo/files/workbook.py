"""Workbooks written row by row, each cell with the type the real exporters give it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jembatan.site.demo.dates import AS_OF
from jembatan.tabular.tables import whole_file

Cell = str | int | float | date | None


class Book:
    """One workbook being written. Use as a context manager; it appears at `path` whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._whole = whole_file(path)
        # In memory: a village has some 10,000 rows, and temporary files cost more than they spare.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(self._whole.__enter__()), options)
        # A fixed day of creation: the same seed gives the same bytes, and imports know files by their bytes.
        made = datetime(AS_OF.year, AS_OF.month, AS_OF.day)  # noqa: DTZ001 - Excel knows no time zones
        words = {"title": "Data contoh Jembatan", "comments": "Data rekaan, bukan orang sebenarnya"}
        self.book.set_properties({**words, "created": made})
        self.day: Format = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.digits: Format = self.book.add_format({"num_format": "0"})
        self.head: Format = self.book.add_format(
            {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *failure: object) -> None:
        self.book.close()
        self._whole.__exit__(*failure)  # type: ignore[arg-type]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; names are cut to the 31 characters Excel allows."""
        return self.book.add_worksheet(name[:31])

    def rows(self, sheet: Worksheet, rows: Iterable[Sequence[Cell]], start: int) -> int:
        """Write `rows` from the 0-based row `start` on; empty cells are left out. Returns the next row."""
        text, number = sheet.write_string, sheet.write_number
        for at, row in enumerate(rows, start):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    text(at, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, self.day)
                elif isinstance(cell, float) and cell > 1e12:
                    number(at, column, cell, self.digits)
                else:
                    number(at, column, cell)
            start = at + 1
        return start
