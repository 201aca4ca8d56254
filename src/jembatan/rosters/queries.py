"""Questions about what was received: the batches in force for a place, their records as tables."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import QuerySet

from jembatan.accounts.models import within_any
from jembatan.documents.originals import open_original
from jembatan.rosters.engine.inspecting import Handover, Inspected, inspect
from jembatan.rosters.models import Batch, Record
from jembatan.rosters.rules.batches import Kind, State
from jembatan.rosters.rules.departures import SENTENCES, Pull, obstacle
from jembatan.rosters.rules.record import COLUMNS

POLARS_KIND = {
    "text": pl.String(),
    "date": pl.Date(),
    "integer": pl.Int64(),
    "decimal": pl.Float64(),
    "json": pl.String(),
}
SCHEMA: dict[str, pl.DataType] = {column.name: POLARS_KIND[column.kind] for column in COLUMNS}

# Read in slices, so that a whole district does not stand in memory twice.
SLICE = 5_000


@dataclass(frozen=True, slots=True)
class Sources:
    """The batches that a reconciliation of a place on a day would use, by kind."""

    batches: tuple[Batch, ...]

    def of(self, *kinds: Kind) -> list[Batch]:
        """The batches of these kinds."""
        return [batch for batch in self.batches if batch.kind in kinds]

    def as_rows(self) -> list[dict[str, Any]]:
        """What a page shows of them: one row a batch."""
        return [
            {
                "batch": batch.pk,
                "kind": batch.kind,
                "profile": batch.profile,
                "file": batch.file_name,
                "place": batch.place_id,
                "npsn": batch.npsn,
                "cut_off": batch.cut_off.isoformat(),
                "rows": batch.rows_kept,
            }
            for batch in self.batches
        ]


def sources_of(place_code: str, on: date) -> Sources:
    """The newest committed batch of every source that speaks for `place_code` or a part of it."""
    inside = within_any([place_code], "place_id")
    return Sources(tuple(Batch.objects.in_force(on).filter(inside).order_by("id")))


def same_file(inspected: Inspected) -> Batch | None:
    """The staged or committed batch of the same content for the same place and school, if any."""
    return (
        Batch.objects.filter(
            sha256=inspected.reading.sha256,
            place_id=inspected.place_code,
            npsn=inspected.npsn,
            state__in=[State.STAGED, State.COMMITTED],
        )
        .order_by("-id")
        .first()
    )


@contextmanager
def original_of(batch: Batch) -> Iterator[Inspected]:
    """The batch's original, opened and read again as it was staged; its copy is gone after the block.

    Raises OriginalMissing, or what the reader raises.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"original{Path(batch.file_name).suffix}"
        path.write_bytes(open_original(batch.sha256))
        handover = Handover(
            profile=batch.profile,
            place=batch.place_id,
            npsn=batch.npsn or None,
            cut_off=batch.cut_off,
            file_name=batch.file_name,
        )
        yield inspect(path, handover, today=batch.cut_off)


@dataclass(frozen=True, slots=True)
class Departures:
    """Pupils of the list before who are not in this one: candidates for having left, never more than that.

    `obstacle` is the sentence that says why the two lists must not be compared; then `records` is empty.
    """

    before: Batch
    obstacle: str | None
    records: tuple[Record, ...]


def departures(batch: Batch) -> Departures | None:
    """Who vanished since the list before, for a committed list of pupils; None when there is none before.

    The same pupil is one with the same NIK or NISN, the same name and birth date, or, where the list comes
    from the school's own web service, the same id.
    """
    if batch.kind not in (Kind.ROSTER, Kind.MADRASAH) or batch.state != State.COMMITTED:
        return None
    same_source = Batch.objects.committed().filter(
        profile=batch.profile, place_id=batch.place_id, npsn=batch.npsn, cut_off__lt=batch.cut_off
    )
    before = same_source.order_by("-cut_off", "-id").first()
    if before is None:
        return None
    pulls = [Pull(one.npsn, one.cut_off, one.rows_kept) for one in (before, batch)]
    if reason := obstacle(*pulls):
        return Departures(before, SENTENCES[reason], ())
    now = {sign for record in batch.records.all() for sign in _signs(record, batch)}
    gone = [record for record in before.records.order_by("name", "id") if not now & _signs(record, before)]
    return Departures(before, None, tuple(gone))


def _signs(record: Record, batch: Batch) -> set[tuple[Any, ...]]:
    signs: set[tuple[Any, ...]] = {("who", record.name, record.birth_date)}
    if record.nik_index:
        signs.add(("nik", record.nik_index))
    if record.nisn:
        signs.add(("nisn", record.nisn))
    if batch.profile == "dapodik_ws":
        signs.add(("id", record.key))
    return signs


def canonical_table(batches: Iterable[Batch]) -> pl.DataFrame:
    """The records of `batches` as the canonical table; `record_id` is the record's number here.

    Identity numbers are opened: one of the few places where they stand in clear (docs/data-protection.md).
    """
    profiles = {batch.pk: batch.profile for batch in batches}
    records: QuerySet[Record] = Record.objects.filter(batch_id__in=profiles).order_by("id")
    slices: list[pl.DataFrame] = []
    rows: list[dict[str, Any]] = []
    for record in records.iterator(chunk_size=SLICE):
        rows.append(_row(record, profiles[record.batch_id]))
        if len(rows) == SLICE:
            slices.append(pl.DataFrame(rows, schema=SCHEMA))
            rows = []
    slices.append(pl.DataFrame(rows, schema=SCHEMA))
    return pl.concat(slices)


def _row(record: Record, profile: str) -> dict[str, Any]:
    known = {name: value for name, value in record.facts.items() if name in SCHEMA}
    return {
        **dict.fromkeys(SCHEMA),
        **known,
        "record_id": str(record.pk),
        "name": record.name or None,
        "sex": record.sex or None,
        "birth_date": record.birth_date,
        "village_code": record.village_code or None,
        "npsn": record.npsn or None,
        "nik": record.nik,
        "kk": record.kk,
        "nisn": record.nisn,
        "source_profile": profile,
        "source_sheet": record.sheet or None,
        "source_row": record.row,
    }
