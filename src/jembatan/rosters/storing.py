"""Records into the database, many at a time, past the object layer (rosters.bulk).

`tests/db/rosters` holds what is stored to what the models read back.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from jembatan.accounts.sealing import blind_index, seal
from jembatan.rosters.bulk import insert_rows
from jembatan.rosters.models import Batch, Record

# Rows sealed and sent before the progress is told.
ROWS_AT_ONCE = 2_000
FIELDS = (
    "batch",
    "key",
    "sheet",
    "row",
    "name",
    "sex",
    "birth_date",
    "village_code",
    "npsn",
    "nik",
    "nik_index",
    "kk",
    "kk_index",
    "nisn",
    "facts",
    "flags",
)
# Canonical columns that have a column of their own, or that only the original keeps.
OWN_COLUMNS = frozenset(
    {"record_id", "name", "sex", "birth_date", "village_code", "npsn", "nik", "kk", "nisn", "flags", "raw"}
    | {"source_sheet", "source_row", "source_profile", "lat", "lon"}
)
Values = tuple[int | str | date | None, ...]


def add_records(batch: Batch, kept: pl.DataFrame) -> Iterator[int]:
    """Add the canonical records `kept` to `batch`; yields how many were added, slice by slice.

    Call inside the transaction of the verb.
    """
    for start in range(0, kept.height, ROWS_AT_ONCE):
        part = kept.slice(start, ROWS_AT_ONCE)
        insert_rows(Record, FIELDS, list(_values(batch.pk, part)))
        yield part.height


def _values(batch_id: int, part: pl.DataFrame) -> Iterator[Values]:
    facts = [name for name in part.columns if name not in OWN_COLUMNS]
    told = part.select(facts).iter_rows()
    own = part.select(sorted(OWN_COLUMNS & set(part.columns))).iter_rows(named=True)
    for row, values in zip(own, told, strict=True):
        yield _record(batch_id, row, dict(zip(facts, values, strict=True)))


def _record(batch_id: int, row: dict[str, Any], facts: dict[str, Any]) -> Values:
    """The values of FIELDS."""
    return (
        batch_id,
        row["record_id"][:80],
        (row["source_sheet"] or "")[:60],
        row["source_row"] or 0,
        (row["name"] or "")[:120],
        row["sex"] or "",
        row["birth_date"],
        row["village_code"] or "",
        (row["npsn"] or "")[:8],
        seal(row["nik"]),
        blind_index(row["nik"]),
        seal(row["kk"]),
        blind_index(row["kk"]),
        seal(row["nisn"]),
        json.dumps({name: value for name, value in facts.items() if value is not None}),
        row["flags"] or "[]",
    )
