"""Finding the header row: by what the headings say, never by where they stand."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jembatan.rosters.engine.grids import Grid
from jembatan.rosters.rules.profiles import PROFILES, Profile
from jembatan.rosters.rules.spelling import compact, leaf, one_line, pandas_position

DATA = Path(__file__).resolve().parents[1] / "data"
# Header rows are looked for in the first rows only: titles and notes stand above them.
LOOKED_AT = 30
# How the two kinds of proof weigh in the confidence.
MARKER_WEIGHT, HEADING_WEIGHT = 0.6, 0.4
# Below this a layout is not taken for found.
LEAST_CONFIDENCE = 0.35
# From here on no further row is looked at.
PLAIN_CONFIDENCE = 0.75
# A row with fewer words of a layout than this is not its header row.
LEAST_WORDS = 2
# Profiles whose headings are question paths.
PATHS = frozenset({"kobo", "odk"})


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings of a profile stand in a grid.

    `top` is the 0-based first header row, `first` the first row below. `labels` are the joined
    headings, one a column, "" where empty. `fields` maps a field to its column. `confidence` 0 to 1.
    """

    profile: Profile
    top: int
    first: int
    labels: tuple[str, ...]
    fields: dict[str, int]
    confidence: float
    found: tuple[str, ...]


def best_heading(grid: Grid, wanted: str = "auto") -> Heading | None:
    """The most convincing header row of `grid`, of one profile or of any; None if there is none."""
    profiles = tuple(PROFILES.values()) if wanted == "auto" else (PROFILES[wanted],)
    best: Heading | None = None
    for top in range(min(LOOKED_AT, grid.height)):
        if best is not None and best.confidence >= PLAIN_CONFIDENCE:
            break
        row = grid.row(top)
        said = {compact(cell) for cell in row if cell} | {compact(leaf(cell)) for cell in row if cell}
        below: list[str | None] = grid.row(top + 1) if top + 1 < grid.height else [None] * len(row)
        for profile in profiles:
            if len(said & _vocabulary(profile)) < LEAST_WORDS and not _is_pandas_half(row):
                continue
            heading = _heading(profile, top, row, below)
            if heading and (best is None or heading.confidence > best.confidence):
                best = heading
    if best is None or (wanted == "auto" and best.confidence < LEAST_CONFIDENCE):
        return None
    return _past_numbering(best, grid)


def _heading(profile: Profile, top: int, row: list[str | None], below: list[str | None]) -> Heading | None:
    labels, height = _joined(profile, row, below)
    spellings: dict[str, int] = {}
    for column, label in enumerate(labels):
        spellings.setdefault(compact(label), column)
    if profile.code in PATHS:
        for column, label in enumerate(labels):
            spellings.setdefault(compact(leaf(label)), column)
    spellings.pop("", None)
    fields: dict[str, int] = {}
    for name, ways in profile.headings.items():
        place = next((spellings[way] for way in ways if way in spellings), None)
        if place is not None and place not in fields.values():
            fields[name] = place
    if any(name not in fields for name in profile.needed):
        return None
    proofs = [(group, tuple(marker for marker in group if marker in spellings)) for group in profile.markers]
    group, found = max(proofs, key=lambda proof: len(proof[1]) / len(proof[0]))
    confidence = MARKER_WEIGHT * len(found) / len(group)
    confidence += HEADING_WEIGHT * len(fields) / len(profile.headings)
    proof = tuple(labels[spellings[marker]] for marker in found)
    return Heading(profile, top, top + height, tuple(labels), fields, round(confidence, 3), proof)


def _joined(profile: Profile, row: list[str | None], below: list[str | None]) -> tuple[list[str], int]:
    """The headings, group and sub-heading joined by "/", and how many rows they take."""
    plain = [one_line(cell) for cell in row]
    if not profile.two_level:
        return plain, 1
    if _is_pandas_half(row):
        return _pandas_lower_half(row), 1
    groups = {index for index, label in enumerate(plain) if compact(label) in profile.groups}
    if not groups:
        return plain, 1
    joined, group = [], ""
    for index, label in enumerate(plain):
        lower = one_line(below[index]) if index < len(below) else ""
        if label:
            group = label if index in groups else ""
        joined.append(f"{group}/{lower}" if group and lower else label)
    return joined, 2


def _is_pandas_half(row: list[str | None]) -> bool:
    return sum(pandas_position(cell) is not None for cell in row) > max(len(row) // 3, 1)


def _vocabulary(profile: Profile) -> frozenset[str]:
    """Every compact heading of a profile, and its groups."""
    known = _VOCABULARIES.get(profile.code)
    if known is None:
        spellings = {way for ways in profile.headings.values() for way in ways}
        known = _VOCABULARIES[profile.code] = frozenset(spellings | set(profile.groups))
    return known


_VOCABULARIES: dict[str, frozenset[str]] = {}


def _pandas_lower_half(row: list[str | None]) -> list[str]:
    """Headings of a file of which only pandas' lower level is left: the numbers name the columns."""
    order = dapodik_columns()
    labels = []
    for index, cell in enumerate(row):
        position = pandas_position(cell)
        place = index if position is None else position
        labels.append(order[place] if place < len(order) else one_line(cell))
    return labels


@cache
def dapodik_columns() -> tuple[str, ...]:
    """The 66 headings of the Dapodik list in order, groups joined by "/"."""
    with (DATA / "dapodik_columns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        f"{row['column']}/{row['sub_column']}" if row["sub_column"] else row["column"] for row in rows
    )


def _past_numbering(heading: Heading, grid: Grid) -> Heading:
    """Skip a row that only numbers the columns: (1) (2) (3), which spreadsheets read as -1 -2 -3."""
    if heading.first >= grid.height:
        return heading
    cells = [cell for cell in grid.row(heading.first) if cell is not None]
    numbers = [cell.strip("()- ").removesuffix(".0") for cell in cells]
    if len(numbers) < 5 or numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        return heading
    return Heading(
        heading.profile,
        heading.top,
        heading.first + 1,
        heading.labels,
        heading.fields,
        heading.confidence,
        heading.found,
    )
