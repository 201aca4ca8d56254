"""Sheets as grids of text cells, whatever they came from, and as fast as the source allows."""

from dataclasses import dataclass, field

import fastexcel
import polars as pl

from jembatan.rosters.engine.cells import CellFacts, Unreadable, sheet_facts
from jembatan.rosters.engine.files import MOST_CELLS, MOST_ROWS, BadFile, Opened, Truncated
from jembatan.rosters.engine.plain_text import BROKEN, QUOTE, decode, read_text, separator_of
from jembatan.rosters.rules import remarks


class TooManyRows(BadFile):
    code = "rosters.too_many_rows"
    status = 413
    sentence = "%(file)s has more than %(limit)d rows. Split it by subdistrict or village."


class TooManyCells(BadFile):
    code = "rosters.too_many_cells"
    status = 413
    sentence = (
        "%(file)s: the sheet reaches far beyond its table. Delete the stray cells on the right and below, "
        "save it and try again."
    )


@dataclass(slots=True)
class Grid:
    """One sheet. `cells`: text columns c0, c1, ...; empty cells are null; row i of the frame is row
    `rows[i]` of the sheet as a person counts, or i + 1 when `rows` is None. `facts` is known for .xlsx only.

    `broken` are rows of a text table that cannot be trusted, `widths` the number of cells of its rows;
    `has_numbers` are the columns in which an old workbook keeps long numbers.
    """

    sheet: str | None
    cells: pl.DataFrame
    rows: list[int] | None = None
    facts: CellFacts = field(default_factory=CellFacts)
    broken: frozenset[int] = frozenset()
    widths: list[int] = field(default_factory=list)
    has_numbers: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        return self.cells.height

    def row(self, index: int) -> list[str | None]:
        return list(self.cells.row(index))


def grids_of(opened: Opened) -> tuple[list[Grid], tuple[str, ...]]:
    """All sheets that hold anything, and what was noticed while reading them."""
    if opened.kind == "csv":
        return _text_grid(opened)
    if opened.kind == "xls":
        return _workbook_grids(opened, {}), ()
    return _workbook_grids(opened, _facts(opened)), ()


def _facts(opened: Opened) -> dict[str, CellFacts]:
    try:
        facts = sheet_facts(opened.content)
    except Unreadable as error:
        raise Truncated(file=opened.path.name, reason=str(error)) from error
    if any(sheet.span > MOST_CELLS for sheet in facts.values()):
        raise TooManyCells(file=opened.path.name)
    return facts


def _workbook_grids(opened: Opened, facts: dict[str, CellFacts]) -> list[Grid]:
    try:
        reader = fastexcel.read_excel(opened.content)
        grids = [
            grid for name in reader.sheet_names if (grid := _sheet(reader, name, opened, facts)) is not None
        ]
        if opened.kind == "xls":
            for grid in grids:
                grid.has_numbers = _number_columns(reader, grid)
        return grids
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError) as error:
        raise Truncated(file=opened.path.name, reason=str(error).splitlines()[0][:120]) from error
    except BaseException as error:
        # The workbook reader panics on some damaged files; its panic is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise Truncated(file=opened.path.name, reason=remarks.BROKEN) from None


def _sheet(
    reader: fastexcel.ExcelReader, name: str, opened: Opened, facts: dict[str, CellFacts]
) -> Grid | None:
    """One sheet; None when it holds nothing. Raises TooManyRows."""
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    if sheet.height > MOST_ROWS:
        raise TooManyRows(file=opened.path.name, limit=MOST_ROWS)
    if not sheet.height or not sheet.width:
        return None
    cells = sheet.to_polars()
    cells.columns = [f"c{index}" for index in range(cells.width)]
    return Grid(name, cells, facts=facts.get(name, CellFacts()))


def _number_columns(reader: fastexcel.ExcelReader, grid: Grid) -> frozenset[int]:
    """Columns of an old workbook with 16-digit values that are, at least in part, numbers."""
    long = pl.all().str.contains(r"^\d{16}$").fill_null(False).any()
    suspects = [index for index, yes in enumerate(grid.cells.select(long).row(0)) if yes]
    numeric = set()
    for index in suspects:
        try:
            sheet = reader.load_sheet(
                grid.sheet or 0,
                header_row=None,
                skip_rows=0,
                use_columns=[index],
                dtype_coercion="strict",
                schema_sample_rows=None,
            )
            if sheet.to_polars().dtypes[0] != pl.String:
                numeric.add(index)
        except fastexcel.FastExcelError:
            numeric.add(index)
    return frozenset(numeric)


def _text_grid(opened: Opened) -> tuple[list[Grid], tuple[str, ...]]:
    text, encoding = decode(opened.content)
    separator = separator_of(text)
    grid = _plain_grid(text, separator)
    if grid is None:
        grid = _quoted_grid(text, separator, opened)
    if grid.height > MOST_ROWS:
        raise TooManyRows(file=opened.path.name, limit=MOST_ROWS)
    return [grid], (f"text in {encoding}, separated by {separator!r}",)


def _plain_grid(text: str, separator: str) -> Grid | None:
    """The table of a text without quotation marks, damage or ragged rows, read in columns; None otherwise."""
    lined = text.replace("\r\n", "\n")
    if any(mark in lined for mark in (QUOTE, BROKEN, "\r", "\n\n")) or lined.startswith("\n"):
        return None
    counts = pl.Series(lined.split("\n")).str.count_matches(separator, literal=True)
    if counts.is_empty() or counts.max() != counts[0]:
        return None
    try:
        cells = pl.read_csv(
            lined.encode(),
            separator=separator,
            has_header=False,
            infer_schema=False,
            quote_char=None,
            null_values=[""],
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return None
    cells.columns = [f"c{column}" for column in range(cells.width)]
    return Grid(None, cells)


def _quoted_grid(text: str, separator: str, opened: Opened) -> Grid:
    """The table of any other text, read row by row. Raises TooManyCells."""
    table = read_text(text, separator)
    width = max((len(cells) for cells in table.rows), default=0)
    if width * len(table.rows) > MOST_CELLS:
        raise TooManyCells(file=opened.path.name)
    columns = {
        f"c{column}": pl.Series(
            [cells[column] if column < len(cells) else None for cells in table.rows], dtype=pl.String
        )
        for column in range(width)
    }
    widths = [len(cells) for cells in table.rows]
    return Grid(None, pl.DataFrame(columns), broken=frozenset(table.broken), widths=widths)
