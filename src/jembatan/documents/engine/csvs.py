"""CSV files that people open in a spreadsheet: UTF-8 with its mark, and no cell that runs as a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from jembatan.documents.rules.guarding import printable, unarmed
from jembatan.tabular.tables import whole_file

Cell = str | int | Decimal | date | None


def save_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write `rows` under `header` to `path`, whole or not at all.

    Missing cells are empty; dates are ISO 8601; texts that would run as a formula get an apostrophe.
    The byte-order mark makes Excel read the file as UTF-8.
    """
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([unarmed(title) for title in header])
        writer.writerows([_written(cell) for cell in row] for row in rows)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return unarmed(printable(cell)) if isinstance(cell, str) else str(cell)
