"""Bringing files in without a person at the screen: one file, or a folder of thousands.

Every file is a batch of its own, whole or absent; what is in already is passed over. So a run that was
cut off, or that met broken files, is simply started again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jembatan.accounts.models import User
from jembatan.rosters import actions
from jembatan.rosters.disk import all_or_nothing
from jembatan.rosters.engine.inspecting import Inspected
from jembatan.rosters.engine.reading_ahead import Handed, inspected_ahead
from jembatan.rosters.models import Batch
from jembatan.rosters.queries import same_file
from jembatan.rosters.rules.batches import State
from jembatan.tabular.progress import Progress
from jembatan.workflow.refusals import Refused


@dataclass(slots=True)
class Summary:
    """What became of many files. `refused` has the file's path and the sentence of its refusal."""

    new: int = 0
    already_in: int = 0
    rows_read: int = 0
    rows_kept: int = 0
    rows_refused: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    def count(self, read: Inspected) -> None:
        """One more new file, and its rows."""
        self.new += 1
        self.rows_read += read.reading.rows_read
        self.rows_kept += read.kept.height
        self.rows_refused += read.reading.refusals.height


def bring_in(inspected: Inspected, *, by: User, progress: Progress | None = None) -> tuple[Batch, bool]:
    """Stage and commit what was read. Returns the batch, and False when it was in before.

    Raises DiskFull, NotAllowed, and what `stage` and `commit` raise.
    """
    batch = same_file(inspected)
    if batch is not None and batch.state == State.COMMITTED:
        return batch, False
    with all_or_nothing(file=inspected.file_name, sha256=inspected.reading.sha256):
        batch = batch or actions.stage(inspected, at=inspected.place_code, by=by)
        actions.commit(batch, by=by, inspected=inspected, progress=progress)
    return batch, True


def bring_in_all(files: Sequence[Handed], *, by: User, today: date, jobs: int = 2) -> Summary:
    """Bring every file in that is not in yet, in this order; a refused one does not stop the others."""
    unknown = [handed for handed in files if not _is_in(handed)]
    summary = Summary(already_in=len(files) - len(unknown))
    with Progress("import", len(files)) as progress:
        progress.advance(summary.already_in)
        for handed, read in inspected_ahead(unknown, today=today, jobs=min(jobs, len(unknown))):
            _count(handed, read, by, summary)
            progress.advance()
    return summary


def look_at_all(files: Sequence[Handed], *, today: date, jobs: int = 2) -> Summary:
    """What `bring_in_all` would do, without doing it."""
    unknown = [handed for handed in files if not _is_in(handed)]
    summary = Summary(already_in=len(files) - len(unknown))
    with Progress("look", len(unknown)) as progress:
        for handed, read in inspected_ahead(unknown, today=today, jobs=min(jobs, len(unknown))):
            if isinstance(read, Refused):
                summary.refused.append((str(handed.path), str(read)))
            else:
                summary.count(read)
            progress.advance()
    return summary


def _count(handed: Handed, read: Inspected | Refused, by: User, summary: Summary) -> None:
    try:
        if isinstance(read, Refused):
            raise read
        _, is_new = bring_in(read, by=by)
    except Refused as refusal:
        summary.refused.append((str(handed.path), str(refusal)))
        return
    if is_new:
        summary.count(read)
    else:
        summary.already_in += 1


def _is_in(handed: Handed) -> bool:
    """Whether this content is in for the place and school named; spares reading it again."""
    if not handed.path.is_file():
        return False
    with handed.path.open("rb") as content:
        found = Batch.objects.committed().filter(sha256=hashlib.file_digest(content, "sha256").hexdigest())
    if handed.handover.place:
        found = found.filter(place_id=handed.handover.place)
    if handed.handover.npsn:
        found = found.filter(npsn=handed.handover.npsn)
    return found.exists()
