"""The starting register that comes with the program, and register files of others; see data/register/SOURCES.md."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from jembatan.agreements.rules.register import COLUMNS, REQUIRED
from jembatan.tabular.tables import load_table

REGISTER = Path(__file__).resolve().parents[1] / "data" / "register"
CLAIM_COLUMNS = ("reference", "fact", "value", "source", "url", "grade", "preferred", "remark")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What one source says about one fact of the agreement `reference`; `is_preferred` with its `remark`."""

    reference: str
    fact: str
    value: str
    source: str
    url: str
    grade: str
    is_preferred: bool
    remark: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row as it stands in its file: line 2 is the first below the heading."""

    line: int
    cells: dict[str, str | None]


def starting_register() -> list[RegisterRow]:
    """Umbrellas first, then the cooperations under and beside them."""
    return [
        RegisterRow(number, dict(row))
        for name in ("umbrellas.csv", "cooperations.csv")
        for number, row in enumerate(_rows(name), 2)
    ]


@lru_cache(maxsize=1)
def starting_claims() -> tuple[ClaimRow, ...]:
    """Claims of further sources, and which of several is preferred."""
    return tuple(_claim(row) for row in _rows("claims.csv"))


def register_of(path: Path) -> list[RegisterRow]:
    """The rows of somebody's register file (CSV or Parquet), umbrellas first so that parents come before children.

    Raises what load_table raises: NoSuchFile, UnknownExtension, UnreadableTable, MissingColumns.
    """
    table = load_table(path, required=REQUIRED)
    kept = table.select([name for name in COLUMNS if name in table.columns]).cast(pl.String)
    rows = [RegisterRow(number, cells) for number, cells in enumerate(kept.iter_rows(named=True), 2)]
    return sorted(rows, key=lambda row: row.cells.get("tier") != "umbrella")


def claims_of(path: Path) -> tuple[ClaimRow, ...]:
    """The claims of somebody's claims file (CSV or Parquet). Raises what load_table raises."""
    table = load_table(path, required=CLAIM_COLUMNS).select(CLAIM_COLUMNS).cast(pl.String).fill_null("")
    return tuple(_claim(row) for row in table.iter_rows(named=True))


def _claim(row: dict[str, str]) -> ClaimRow:
    return ClaimRow(
        reference=row["reference"],
        fact=row["fact"],
        value=row["value"],
        source=row["source"],
        url=row["url"],
        grade=row["grade"],
        is_preferred=row["preferred"] == "yes",
        remark=row["remark"],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (REGISTER / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
