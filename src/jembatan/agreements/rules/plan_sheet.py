"""The sheet an action plan goes out and comes back in: its columns by their headings in either language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jembatan.agreements.rules.activities import COLUMNS, Problem
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

HEADINGS: Mapping[str, Wording] = {
    "title": Wording("Kegiatan", "Activity"),
    "starts_on": Wording("Hari pertama", "First day"),
    "ends_on": Wording("Hari terakhir", "Last day"),
    "agency": Wording("Perangkat daerah", "Agency"),
    "budget": Wording("Anggaran (Rp)", "Budget (Rp)"),
    "fund": Wording("Sumber dana", "Source of money"),
    "person": Wording("Penanggung jawab", "Person in charge"),
    "field": Wording("Bidang", "Field"),
    "direction": Wording("Arah", "Direction"),
    "continues": Wording("Berlanjut tiap tahun", "Continues every year"),
}
NEEDED = ("title", "starts_on", "ends_on", "agency")
# How far down the headings may stand.
LAST_HEADING_ROW = 20
MOST_ROWS = 2000


class NoHeadings(Refused):
    code = "agreements.plan_sheet_without_headings"
    status = 422
    sentence = (
        "%(file)s: no row holds the headings %(headings)s. Download the sheet from this page and fill that "
        "one in."
    )


class TooManyLines(Refused):
    code = "agreements.plan_sheet_too_long"
    status = 413
    sentence = "%(file)s has more than %(most)s rows. An action plan is shorter; check the sheet."


class NothingFilledIn(Refused):
    code = "agreements.plan_sheet_empty"
    status = 422
    sentence = "%(file)s: no activity is filled in below the headings."


class SheetRefused(Refused):
    """Carries the problems, row by row; nothing of the sheet was taken over."""

    code = "agreements.plan_sheet_refused"
    status = 422
    sentence = "The sheet has %(count)s mistakes; nothing of it was taken over. Mend them and send it again."

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table of a sheet stands: the row of its headings and the place of each column, from 0."""

    heading_row: int
    places: Mapping[str, int]


def table_in(rows: Sequence[Sequence[Any]], *, file: str) -> Table:
    """The first row that names every needed column, in either language. Raises NoHeadings."""
    for number, cells in enumerate(rows[:LAST_HEADING_ROW]):
        places = _places(cells)
        if all(column in places for column in NEEDED):
            return Table(number, places)
    raise NoHeadings(file=file, headings=", ".join(HEADINGS[column].id for column in NEEDED))


def rows_of(rows: Sequence[Sequence[Any]], *, file: str) -> Iterable[tuple[int, dict[str, Any]]]:
    """(row as people count, column → cell) of every row below the headings. Raises NoHeadings, TooManyLines."""
    if len(rows) > MOST_ROWS:
        raise TooManyLines(file=file, most=MOST_ROWS)
    table = table_in(rows, file=file)
    return [
        (number + 1, {column: cells[place] for column, place in table.places.items() if place < len(cells)})
        for number, cells in enumerate(rows)
        if number > table.heading_row
    ]


def _places(cells: Sequence[Any]) -> dict[str, int]:
    known = {
        _folded(word): column for column, heading in HEADINGS.items() for word in (heading.id, heading.en)
    }
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = known.get(_folded(cell))
        if column is not None:
            found.setdefault(column, place)
    return found


def _folded(cell: Any) -> str:
    return "".join(sign for sign in str(cell or "").casefold() if sign.isalnum())


assert tuple(HEADINGS) == COLUMNS
