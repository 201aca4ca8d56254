"""Records into the database, many at a time: COPY on PostgreSQL, one prepared statement on SQLite.

Written past the ORM because a district has half a million rows and building a model instance of each
costs three times as much as everything else; `tests/db/rosters` holds both ways to the same result.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from jembatan.accounts.sealing import blind_index, seal
from jembatan.rosters.models import Batch, Record

# Rows sealed and sent before the progress is told.
ROWS_AT_ONCE = 2_000
COLUMNS = (
    "batch_id",
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
_TABLE = Record._meta.db_table

Values = tuple[int | str | date | None, ...]


def add_records(batch: Batch, kept: pl.DataFrame) -> Iterator[int]:
    """Add the canonical records `kept` to `batch`; yields how many were added, slice by slice.

    Call inside the transaction of the verb.
    """
    for start in range(0, kept.height, ROWS_AT_ONCE):
        part = kept.slice(start, ROWS_AT_ONCE)
        _write(list(_values(batch.pk, part)))
        yield part.height


def _write(rows: list[Values]) -> None:
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{_TABLE}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(COLUMNS))
        cursor.executemany(f'INSERT INTO "{_TABLE}" ({columns}) VALUES ({places})', rows)  # noqa: S608 - own names


def _values(batch_id: int, part: pl.DataFrame) -> Iterator[Values]:
    facts = [name for name in part.columns if name not in OWN_COLUMNS]
    told = part.select(facts).iter_rows()
    own = part.select(sorted(OWN_COLUMNS & set(part.columns))).iter_rows(named=True)
    for row, values in zip(own, told, strict=True):
        yield _record(batch_id, row, dict(zip(facts, values, strict=True)))


def _record(batch_id: int, row: dict[str, Any], facts: dict[str, Any]) -> Values:
    """The values of COLUMNS."""
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
