"""Originals: files as they were handed over, sealed on disk and found by checksum.

A file is written once under its SHA-256 and never changed; opening it checks the sum again.
"""

import hashlib
from pathlib import Path

from django.conf import settings

from jembatan.accounts.sealing import seal_bytes, unseal_bytes
from jembatan.tabular.tables import whole_file
from jembatan.workflow.refusals import Refused


class OriginalMissing(Refused):
    code = "documents.original_missing"
    status = 410
    sentence = "The original file is no longer kept (%(sha256)s). Hand it over again."


class OriginalDamaged(Refused):
    code = "documents.original_damaged"
    status = 500
    sentence = "The kept original does not match its checksum (%(sha256)s). Restore it from the backup."


def checksum(content: bytes) -> str:
    """SHA-256 of `content`, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep_original(content: bytes) -> str:
    """Seal `content` into the store unless it is there already. Returns its checksum."""
    sha256 = checksum(content)
    path = _path(sha256)
    if not path.exists():
        with whole_file(path, mode=0o600) as part:
            part.write_bytes(seal_bytes(content))
    return sha256


def open_original(sha256: str) -> bytes:
    """The content kept under `sha256`. Raises OriginalMissing or OriginalDamaged."""
    path = _path(sha256)
    if not path.exists():
        raise OriginalMissing(sha256=sha256)
    content = unseal_bytes(path.read_bytes())
    if checksum(content) != sha256:
        raise OriginalDamaged(sha256=sha256)
    return content


def forget_original(sha256: str) -> None:
    """Remove what is kept under `sha256`; nothing happens when it is not there."""
    _path(sha256).unlink(missing_ok=True)


def _path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "originals" / sha256[:2] / f"{sha256}.sealed"
