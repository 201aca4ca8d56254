"""A table of counts with its totals, and the same table with small counts hidden. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jembatan.children.rules.suppression import protect


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, its counts in the order of the columns, its total. None is a hidden number."""

    key: str
    counts: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Crosstable:
    """Lines and the totals below them."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[int | None, ...]
    total: int | None


def crosstable(
    counted: Mapping[tuple[str, str], int], *, rows: Sequence[str], columns: Sequence[str], protected: bool
) -> Crosstable:
    """The table of `counted` (row key, column key -> count); keys that do not occur count zero.

    With `protected`, counts of one to four are hidden, and those that would give them away.
    """
    cells = [[counted.get((row, column), 0) for column in columns] for row in rows]
    if protected and rows:
        shown = protect(cells)
        lines = zip(rows, shown.cells, shown.row_totals, strict=True)
        made = tuple(Line(key, counts, total) for key, counts, total in lines)
        return Crosstable(tuple(columns), made, shown.column_totals, shown.total)
    totals = tuple(sum(row[at] for row in cells) for at in range(len(columns)))
    plain = tuple(Line(key, tuple(row), sum(row)) for key, row in zip(rows, cells, strict=True))
    return Crosstable(tuple(columns), plain, totals, sum(totals))
