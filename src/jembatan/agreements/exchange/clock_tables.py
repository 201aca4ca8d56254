"""Lists of the pipeline and the calendar as CSV, row by row: nothing is held that has been sent."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from jembatan.documents.rules.guarding import printable, unarmed

LINES_AT_ONCE = 100
Cell = str | int | date | None


class _Echo:
    """A file that gives back what is written: the csv module writes, the answer sends."""

    def write(self, line: str) -> str:
        return line


def table_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The CSV in pieces of many lines, with the mark that makes Excel read UTF-8.

    Missing cells are empty, dates ISO 8601; a text that would run as a formula gets an apostrophe.
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    lines = ["\ufeff" + writer.writerow(header)]
    for row in rows:
        lines.append(writer.writerow([_written(cell) for cell in row]))
        if len(lines) == LINES_AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return unarmed(printable(cell)) if isinstance(cell, str) else str(cell)
