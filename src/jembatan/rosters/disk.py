"""A full disk is a sentence, not a crash; and a file that no batch needs is not left behind."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from jembatan.documents.originals import forget_original, needed_originals
from jembatan.rosters.models import Batch
from jembatan.rosters.rules.batches import State
from jembatan.workflow.refusals import Refused

# Disk full, quota used up, file larger than this process may write.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# How SQLite and PostgreSQL say the same (SQLite reports a refused write as an I/O error).
NO_ROOM_SENTENCES = ("disk is full", "disk I/O error", "No space left on device", "could not extend file")


class DiskFull(Refused):
    code = "rosters.disk_full"
    status = 507
    sentence = "The disk of the server is full. Nothing of %(file)s was added. Free space and try again."


@contextmanager
def all_or_nothing(*, file: str, sha256: str) -> Iterator[None]:
    """Around `stage` or `commit` of the file with this checksum, outside their transaction.

    When they fail, the original they may have kept goes too unless a batch needs it. Raises DiskFull
    when there was no room, else what they raise.
    """
    try:
        yield
    except (OSError, DatabaseError) as error:
        forget_unless_needed(sha256)
        if _is_for_want_of_room(error):
            raise DiskFull(file=file) from error
        raise


def forget_unless_needed(sha256: str) -> None:
    """Remove the original with this checksum when no batch that may still be read again, nor a paper, has it."""
    is_in_a_batch = Batch.objects.filter(sha256=sha256, state__in=[State.STAGED, State.COMMITTED]).exists()
    if not is_in_a_batch and not needed_originals([sha256], besides=Batch):
        forget_original(sha256)


def _is_for_want_of_room(error: OSError | DatabaseError) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return any(sentence in str(error) for sentence in NO_ROOM_SENTENCES)
