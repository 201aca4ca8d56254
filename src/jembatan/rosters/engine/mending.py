"""The refused rows in the layout they came in, to be corrected and read again.

Identity numbers are written as text. A cell is always written as a value, never as a formula.
"""

from pathlib import Path

import polars as pl
import xlsxwriter

from jembatan.rosters.engine.files import open_file
from jembatan.rosters.engine.grids import Grid
from jembatan.rosters.engine.headings import Heading
from jembatan.rosters.engine.outcome import Reading
from jembatan.rosters.engine.sheets import sheets_of
from jembatan.tabular.tables import whole_file

# Rows nobody has to correct: they are listed with their reason only.
_NOTHING_TO_MEND = ("blank_row", "repeated_header", "total_row")
REASON_HEADING, MEND_HEADING = "Alasan ditolak", "Perbaikan"
REASON_SHEET = "Alasan"
_LONGEST_SHEET_NAME = 31


def error_workbook(reading: Reading, path_in: Path | str, path_out: Path | str) -> None:
    """Write the refused rows of `path_in` to the workbook `path_out`, whole or not at all.

    Each sheet has the header rows of the source, the rows that can be mended with their values as
    text, and two columns on the right with the reason and what to do; the last sheet lists every refusal.
    """
    sheets, _ = sheets_of(open_file(path_in), reading.profile)
    with whole_file(Path(path_out)) as part, xlsxwriter.Workbook(str(part)) as book:
        for grid, heading in sheets:
            of_sheet = pl.col("sheet").eq_missing(pl.lit(grid.sheet, dtype=pl.String))
            if reading.profile == "opendk":
                of_sheet = pl.lit(True)
            refused = reading.refusals.filter(of_sheet, ~pl.col("reason_code").is_in(_NOTHING_TO_MEND))
            if refused.height:
                _write_rows(book, grid, heading, refused)
        _write_reasons(book, reading.refusals)


def _write_rows(book: xlsxwriter.Workbook, grid: Grid, heading: Heading, refused: pl.DataFrame) -> None:
    sheet = book.add_worksheet((grid.sheet or "Data")[:_LONGEST_SHEET_NAME])
    for row in range(heading.first):
        _write_cells(sheet, row, grid.row(row))
    width = grid.cells.width
    sheet.write_string(heading.top, width, REASON_HEADING)
    sheet.write_string(heading.top, width + 1, MEND_HEADING)
    place_of = {number: place for place, number in enumerate(grid.rows or range(1, grid.height + 1))}
    answers = refused.select("row", "reason", "mend").iter_rows()
    for line, (number, reason, mend) in enumerate(answers, start=heading.first):
        _write_cells(sheet, line, grid.row(place_of[number]))
        sheet.write_string(line, width, reason)
        sheet.write_string(line, width + 1, mend)


def _write_cells(sheet: xlsxwriter.worksheet.Worksheet, row: int, cells: list[str | None]) -> None:
    for column, cell in enumerate(cells):
        if cell is not None:
            sheet.write_string(row, column, cell)


def _write_reasons(book: xlsxwriter.Workbook, refusals: pl.DataFrame) -> None:
    sheet = book.add_worksheet(REASON_SHEET)
    names = ["sheet", "row", "column", "value_kind", "reason_code", "reason", "mend"]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name)
    for line, cells in enumerate(refusals.select(names).iter_rows(), start=1):
        _write_cells(sheet, line, [None if cell is None else str(cell) for cell in cells])
