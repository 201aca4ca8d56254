"""From a grid and its headings to rows of fields: what is a row, what is not, and where it stood."""

from dataclasses import dataclass, field

import polars as pl

from jembatan.rosters.engine.cells import column_letters
from jembatan.rosters.engine.grids import Grid
from jembatan.rosters.engine.headings import Heading
from jembatan.rosters.rules.spelling import compact

# Fields that hold identity numbers: a cell that a spreadsheet kept as a number may have lost digits.
NUMBER_FIELDS = ("nik", "kk", "nisn", "mother_nik", "father_nik")
# Fields whose formulas must have a stored result for the row to be readable.
KEY_FIELDS = ("name", "nik", "nisn", "kk", "birth_date")
_TOTAL = r"(?i)^\s*(jumlah|total|grand total|residu)\b"
BLANKS = r"[\s\x{00a0}\x{2000}-\x{200d}\x{202f}\x{feff}]+"
EMPTY_WORDS = ["", "-", "--", "---", "null", "none", "nan", "n/a", "#n/a", "<na>"]


@dataclass(slots=True)
class Rows:
    """Rows of one sheet by field.

    `frame` has the fields as text ("f_" + field, blanks and empty words cleaned away), `source_row`,
    `raw`, and "n_" + field: the stored digits where a cell of an identity number is a number.
    `labels` and `letters` say for each field its heading and spreadsheet column.
    """

    frame: pl.DataFrame
    labels: dict[str, str]
    letters: dict[str, str]
    refused: list[tuple[int, str, str | None, str]] = field(default_factory=list)
    sheet: str | None = None
    formulas: dict[str, list[int]] = field(default_factory=dict)
    rows_read: int = 0


def extract(grid: Grid, heading: Heading) -> Rows:
    """The rows below the headings. Rows that are no record are in `refused`: (row, reason, column, kind)."""
    body = grid.cells.slice(heading.first)
    places = pl.Series("place", range(heading.first, grid.height), dtype=pl.Int64)
    numbers = pl.Series(grid.rows[heading.first :], dtype=pl.Int64) if grid.rows else places + 1
    width = min(len(heading.labels), body.width)
    names = unique_labels(heading.labels[:width])
    left = grid.facts.left
    rows = Rows(
        pl.DataFrame(),
        {name: heading.labels[column] for name, column in heading.fields.items()},
        {name: column_letters(column + left) for name, column in heading.fields.items()},
        sheet=grid.sheet,
    )
    raw = pl.struct([pl.col(f"c{column}").alias(names[column]) for column in range(width)])
    frame = body.select(
        places.alias("place"),
        numbers.alias("source_row"),
        raw.struct.json_encode().alias("raw"),
        *_fields(heading),
        *_numbers(grid, heading),
        (~pl.concat_str(pl.all(), ignore_nulls=True).str.contains(r"[^ \t\r\n\x{00a0}]")).alias("is_blank"),
    )
    frame = _without_trailing_blanks(frame)
    rows.rows_read = frame.height
    rows.frame = _set_aside(frame, rows, grid, heading)
    return rows


def unique_labels(labels: tuple[str, ...] | list[str]) -> list[str]:
    """Headings as keys: empty ones numbered, repeated ones told apart by their place."""
    seen: dict[str, int] = {}
    names = []
    for place, label in enumerate(labels):
        name = label or f"column {column_letters(place)}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def cleaned(column: pl.Expr) -> pl.Expr:
    """Text without surrounding, doubled or unbreakable blanks and leading apostrophe; null if empty."""
    text = column.str.replace_all(BLANKS, " ").str.strip_chars(" ").str.strip_chars_start("'`\u2019")
    text = text.str.strip_chars(" ")
    return pl.when(text.str.to_lowercase().is_in(EMPTY_WORDS)).then(None).otherwise(text)


def _fields(heading: Heading) -> list[pl.Expr]:
    """Every field of the profile as text; a field without a column is null."""
    chosen = []
    for name in heading.profile.headings:
        column = heading.fields.get(name)
        source = pl.lit(None, dtype=pl.String) if column is None else cleaned(pl.col(f"c{column}"))
        chosen.append(source.alias(f"f_{name}"))
    return chosen


def _numbers(grid: Grid, heading: Heading) -> list[pl.Expr]:
    """For identity numbers: the digits as stored where the cell is a number, else null."""
    chosen: list[pl.Expr] = []
    for name in NUMBER_FIELDS:
        if name not in heading.profile.headings:
            continue
        column = heading.fields.get(name)
        digits: pl.Expr = pl.lit(None, dtype=pl.String)
        if column is not None and column in grid.has_numbers:
            digits = pl.col(f"c{column}")
        elif column is not None:
            stored = _stored_numbers(grid, column, heading.first)
            if stored is not None:
                digits = pl.lit(stored)
        chosen.append(digits.alias(f"n_{name}"))
    return chosen


def _stored_numbers(grid: Grid, column: int, first: int) -> pl.Series | None:
    inside = column + grid.facts.left
    found = {row: digits for (place, row), digits in grid.facts.numbers.items() if place == inside}
    if not found:
        return None
    return pl.Series([found.get(row) for row in range(first, grid.height)], dtype=pl.String)


def _without_trailing_blanks(frame: pl.DataFrame) -> pl.DataFrame:
    filled = frame.filter(~pl.col("is_blank"))["place"]
    if filled.is_empty():
        return frame.clear()
    last = filled[-1]
    return frame.filter(pl.col("place") <= last)


def _set_aside(frame: pl.DataFrame, rows: Rows, grid: Grid, heading: Heading) -> pl.DataFrame:
    """The frame without rows that are no record; those are noted in `rows.refused` with the reason."""
    reasons: dict[int, tuple[str, str | None, str]] = {}
    for place in frame.filter(pl.col("is_blank"))["place"]:
        reasons[place] = ("blank_row", None, "empty")
    for place in _damaged(frame, _overlong(grid, heading)):
        reasons[place] = ("too_many_cells", None, "text")
    for place in _damaged(frame, grid.broken):
        reasons[place] = ("broken_text", None, "text")
    for place in _repeated_headers(frame, heading):
        reasons[place] = ("repeated_header", None, "text")
    for place in _totals(frame, grid, heading):
        reasons.setdefault(place, ("total_row", None, "text"))
    for place, name in _formulas(frame, rows, grid, heading):
        reasons.setdefault(place, ("formula_without_value", rows.labels[name], "formula"))
    if not reasons:
        return frame.drop("is_blank")
    row_of = dict(frame.select("place", "source_row").iter_rows())
    rows.refused += [(row_of[place], *reason) for place, reason in sorted(reasons.items())]
    return frame.filter(~pl.col("place").is_in(list(reasons))).drop("is_blank")


def _damaged(frame: pl.DataFrame, places: frozenset[int]) -> list[int]:
    return frame.filter(pl.col("place").is_in(list(places)))["place"].to_list() if places else []


def _overlong(grid: Grid, heading: Heading) -> frozenset[int]:
    """Rows of a text table with values beyond the last cell of the header row."""
    if not grid.widths:
        return frozenset()
    width = max(grid.widths[heading.top : heading.first], default=0)
    longer = [place for place in range(heading.first, grid.height) if grid.widths[place] > width]
    return frozenset(place for place in longer if any(cell is not None for cell in grid.row(place)[width:]))


def _repeated_headers(frame: pl.DataFrame, heading: Heading) -> list[int]:
    """Rows in which the name column holds the heading itself, and others do too."""
    spoken = {name: compact(heading.labels[column]) for name, column in heading.fields.items()}
    spoken |= {
        f"{name}/": compact(heading.labels[c].rsplit("/", 1)[-1]) for name, c in heading.fields.items()
    }
    words = {"name", spoken["name"], spoken["name/"]}
    suspects = frame.filter(
        pl.col("f_name").str.to_lowercase().str.replace_all(r"[^a-z0-9]", "").is_in(list(words))
    )
    found = []
    for row in suspects.iter_rows(named=True):
        same = sum(
            compact(row[f"f_{name}"]) in (spoken[name], spoken[f"{name}/"])
            for name in heading.fields
            if row[f"f_{name}"]
        )
        if same >= min(3, len(heading.fields)):
            found.append(row["place"])
    return found


def _totals(frame: pl.DataFrame, grid: Grid, heading: Heading) -> list[int]:
    """Rows that begin with Jumlah, Total or Residu and name no number or birth date of anybody."""
    looked_at = {*range(min(3, grid.cells.width)), heading.fields["name"]}
    opens = [pl.col(f"c{column}").str.contains(_TOTAL) for column in sorted(looked_at)]
    said = grid.cells.slice(heading.first).select(pl.any_horizontal(*opens).fill_null(False))
    places = said.with_row_index("place", offset=heading.first).filter(pl.col(said.columns[0]))["place"]
    if places.is_empty():
        return []
    nobody = [pl.col(f"f_{name}").is_null() for name in ("nik", "birth_date") if f"f_{name}" in frame.columns]
    return frame.filter(pl.col("place").is_in(places.to_list()), *nobody)["place"].to_list()


def _formulas(frame: pl.DataFrame, rows: Rows, grid: Grid, heading: Heading) -> list[tuple[int, str]]:
    """Key cells that are formulas without a result; formulas with one are noted for a flag."""
    if not grid.facts.formulas:
        return []
    kept = set(frame["place"].to_list())
    field_of = {column + grid.facts.left: name for name, column in heading.fields.items()}
    dead = []
    for (column, place), has_value in grid.facts.formulas.items():
        name = field_of.get(column)
        if name is None or place not in kept:
            continue
        if has_value:
            rows.formulas.setdefault(name, []).append(place)
        elif name in KEY_FIELDS:
            dead.append((place, name))
    return dead
