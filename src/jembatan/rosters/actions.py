"""Everything a person can do with a file that was handed over: stage, commit, discard, undo."""

from typing import Any

import polars as pl
from django.db import IntegrityError, transaction
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.masking import first_name_and_initials, masked
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.sealing import blind_index
from jembatan.documents.originals import keep_original
from jembatan.ledger.acting import action, creating, note
from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.rosters.disk import forget_unless_needed
from jembatan.rosters.engine.inspecting import Inspected, flag_counts, rows_of
from jembatan.rosters.models import Batch
from jembatan.rosters.queries import original_of, same_file
from jembatan.rosters.rules.batches import LIFECYCLE, State
from jembatan.rosters.storing import add_records
from jembatan.tabular.progress import Progress
from jembatan.workflow.refusals import Refused

# Rows of the dry-run report that show what was understood, names shortened and numbers masked.
PREVIEW_ROWS = 5
# Refused rows that the page lists one by one; the downloadable error file holds them all.
REFUSALS_LISTED = 50


class AlreadyImported(Refused):
    code = "rosters.already_imported"
    sentence = "%(file)s was handed over before (batch %(batch)s). Nothing was changed."


class ReadsDifferently(Refused):
    code = "rosters.reads_differently"
    sentence = "%(file)s now reads differently than when it was staged. Discard it and hand it over again."


@creating(Permission.BATCH_STAGE, "rosters.batch_staged")
def stage(inspected: Inspected, *, at: str, by: User) -> Batch:
    """Keep the file and its dry-run report, without adding a record. `at` is `inspected.place_code`.

    Raises AlreadyImported when the same content for the same place is staged or committed.
    """
    _refuse_if_here(inspected)
    try:
        with transaction.atomic():
            batch = _staged(inspected, at, by)
    except IntegrityError:
        # Somebody handed the same file over while this one was being read.
        _refuse_if_here(inspected)
        raise
    note(profile=batch.profile, rows=batch.rows_read, sha256=batch.sha256)
    return batch


@action(Permission.BATCH_COMMIT, "rosters.batch_committed")
def commit(
    batch: Batch, *, by: User, inspected: Inspected | None = None, progress: Progress | None = None
) -> None:
    """Add the batch's records, all or none. `inspected` spares reading the file a second time.

    Raises WrongState, OriginalMissing, or ReadsDifferently when the file no longer reads as staged.
    """
    LIFECYCLE.check(batch.state, State.COMMITTED)
    kept = _kept_again(batch) if inspected is None else inspected.kept
    if kept.height != batch.rows_kept:
        raise ReadsDifferently(file=batch.file_name)
    for added in add_records(batch, kept):
        if progress is not None:
            progress.advance(added)
    batch.state, batch.committed_by, batch.committed_at = State.COMMITTED, by, timezone.now()
    batch.save(update_fields=["state", "committed_by", "committed_at"])
    note(rows=batch.rows_kept)


@action(Permission.BATCH_COMMIT, "rosters.batch_discarded")
def discard(batch: Batch, *, by: User) -> None:
    """Drop a staged batch and its file. Raises WrongState."""
    LIFECYCLE.check(batch.state, State.DISCARDED)
    _end(batch, State.DISCARDED, by)


@action(Permission.BATCH_UNDO, "rosters.batch_undone")
def undo(batch: Batch, *, by: User) -> None:
    """Take a committed batch back: its records and its file go, the report stays. Raises WrongState."""
    LIFECYCLE.check(batch.state, State.UNDONE)
    removed, _ = batch.records.all().delete()
    note(rows=batch.rows_kept, removed=removed)
    _end(batch, State.UNDONE, by)


def _refuse_if_here(inspected: Inspected) -> None:
    earlier = same_file(inspected)
    if earlier is not None:
        raise AlreadyImported(file=inspected.file_name, batch=earlier.pk)


def _staged(inspected: Inspected, at: str, by: User) -> Batch:
    reading, kept = inspected.reading, inspected.kept
    content = inspected.path.read_bytes()
    return Batch.objects.create(
        profile=reading.profile,
        kind=inspected.kind,
        file_name=inspected.file_name[:200],
        sha256=keep_original(content),
        size=len(content),
        place_id=at,
        village_id=inspected.village,
        npsn=inspected.npsn,
        cut_off=inspected.cut_off,
        rows_read=reading.rows_read,
        rows_kept=kept.height,
        rows_refused=reading.refusals.height,
        rows_outside_purpose=reading.records.height - kept.height,
        report=_report(inspected, kept),
        staged_by=by,
        staged_at=timezone.now(),
    )


def _end(batch: Batch, state: State, by: User) -> None:
    batch.state, batch.undone_by, batch.undone_at = state, by, timezone.now()
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    # Only once the change is certain: a rolled-back undo must still find its file.
    transaction.on_commit(lambda: forget_unless_needed(batch.sha256))


def _kept_again(batch: Batch) -> pl.DataFrame:
    with original_of(batch) as inspected:
        return inspected.kept


def _report(inspected: Inspected, kept: pl.DataFrame) -> dict[str, Any]:
    reading = inspected.reading
    refusals = reading.refusals.head(REFUSALS_LISTED)
    reasons = (
        reading.refusals.group_by("reason", "mend")
        .len("rows")
        .sort("rows", "reason", descending=[True, False])
    )
    return {
        "evidence": list(reading.evidence),
        "preview": [_masked_row(row) for row in rows_of(kept.head(PREVIEW_ROWS))],
        "flags": flag_counts(reading.records),
        "reasons": reasons.to_dicts(),
        "refusals": refusals.select("sheet", "row", "column", "reason_code", "reason", "mend").to_dicts(),
        "against_earlier": _against_earlier(inspected, kept),
    }


def _masked_row(row: dict[str, Any]) -> dict[str, Any]:
    village = Gazetteer.packaged().region(row["village_code"]) if row["village_code"] else None
    return {
        "row": row["source_row"],
        "name": first_name_and_initials(row["name"]),
        "sex": row["sex"],
        "birth_year": row["birth_date"].year if row["birth_date"] else None,
        "nik": masked(row["nik"]),
        "village": village.name if village else row["village_code"],
        "level": row["level"],
        "grade": row["grade"],
        "attending": row["attending"],
    }


def _against_earlier(inspected: Inspected, kept: pl.DataFrame) -> dict[str, Any]:
    """How the file stands to the one before it from the same source: new, known, conflicting, gone."""
    earlier = (
        Batch.objects.committed()
        .filter(profile=inspected.reading.profile, place_id=inspected.place_code, npsn=inspected.npsn)
        .order_by("-cut_off", "-id")
        .first()
    )
    if earlier is None:
        return {"batch": None, "new": kept.height, "known": 0, "conflicting": 0, "gone": 0}
    records = earlier.records.exclude(nik_index=None)
    before = {
        str(nik): (name, birth) for nik, name, birth in records.values_list("nik_index", "name", "birth_date")
    }
    now = {
        str(blind_index(row["nik"])): (row["name"] or "", row["birth_date"])
        for row in rows_of(kept)
        if row["nik"]
    }
    known = before.keys() & now.keys()
    return {
        "batch": earlier.pk,
        "new": kept.height - len(known),
        "known": len(known),
        "conflicting": len([nik for nik in known if before[nik] != now[nik]]),
        "gone": len(before.keys() - now.keys()),
    }
