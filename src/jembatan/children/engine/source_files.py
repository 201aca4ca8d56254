"""Files of a reconciliation: raw files are read by their layout, tables already read are taken as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from jembatan.children.engine.classifying import BadTable, check_answers
from jembatan.rosters.engine.reading import read_file
from jembatan.rosters.rules.record import NAMES
from jembatan.tabular.progress import Progress
from jembatan.tabular.tables import load_table


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its canonical records and what became of its rows."""

    records: pl.DataFrame
    summary: dict[str, Any]


def read_sources(paths: Sequence[Path], *, label: str, village: str | None = None) -> list[Source]:
    """Each of `paths` read, with progress. `village` fills what a file does not say. Raises BadFile, Refused."""
    sources = []
    with Progress(label, len(paths)) as progress:
        for path in paths:
            sources.append(_source(path, village))
            progress.advance()
    return sources


def together(sources: Sequence[Source], *, role: str) -> pl.DataFrame:
    """The records of `sources` in one table. Ids that occur in several files get the file's number in front."""
    ids = pl.concat([source.records["record_id"] for source in sources])
    if ids.n_unique() == len(ids):
        return pl.concat([source.records for source in sources])
    numbered = [
        source.records.with_columns(
            record_id=pl.concat_str([pl.lit(f"{role}{number}:"), pl.col("record_id")])
        )
        for number, source in enumerate(sources, start=1)
    ]
    return pl.concat(numbered)


def apart(*tables: pl.DataFrame | None, roles: Sequence[str]) -> list[pl.DataFrame | None]:
    """The tables with ids that occur in one of them only: where two share one, each gets its role in front."""
    ids = pl.concat([table["record_id"] for table in tables if table is not None])
    if ids.n_unique() == len(ids):
        return list(tables)
    return [
        table.with_columns(record_id=pl.concat_str([pl.lit(f"{role}:"), pl.col("record_id")]))
        if table is not None
        else None
        for table, role in zip(tables, roles, strict=True)
    ]


def _source(path: Path, village: str | None) -> Source:
    if _is_read_already(path):
        table = load_table(path, required=("record_id",))
        profiles = table["source_profile"].unique().to_list() if "source_profile" in table.columns else []
        records = _canonical(table)
        _refuse_unknown_words(records, path)
        profile = ", ".join(sorted(filter(None, profiles))) or "table"
        return Source(records, _summary(path, profile, (table.height, table.height, 0)))
    reading = read_file(path, village=village)
    counts = (reading.rows_read, reading.records.height, reading.refusals.height)
    return Source(_canonical(reading.records), _summary(path, reading.profile, counts))


def _summary(path: Path, profile: str, counts: tuple[int, int, int]) -> dict[str, Any]:
    names = ("rows_read", "rows_kept", "rows_refused")
    return {"file": path.name, "profile": profile} | dict(zip(names, counts, strict=True))


def _refuse_unknown_words(records: pl.DataFrame, path: Path) -> None:
    try:
        check_answers(records)
    except BadTable as refusal:
        raise refusal.named(path.name) from refusal


def _is_read_already(path: Path) -> bool:
    """A Parquet file, or a CSV whose header has our own record_id."""
    if path.suffix.lower() == ".parquet":
        return True
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.readline(65536)
    names = header.decode("utf-8", "replace").lstrip("\ufeff").replace('"', "").strip().split(",")
    return "record_id" in names


def _canonical(table: pl.DataFrame) -> pl.DataFrame:
    """The canonical columns without the untouched values, as text; typed again when records are gathered."""
    wanted = [name for name in NAMES if name != "raw"]
    return table.select(
        pl.col(name).cast(pl.String) if name in table.columns else pl.lit(None, pl.String).alias(name)
        for name in wanted
    )
