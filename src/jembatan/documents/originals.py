"""Originals: files as they were handed over, sealed on disk and found by checksum.

A file is written once under its SHA-256 and never changed; opening it checks the sum again. A table that
needs an original names it in a column `sha256`; by this `sweep` knows what nobody needs any more, such as
the file of an upload that was cut off between keeping it and recording it.
"""

import hashlib
import os
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from jembatan.accounts.sealing import seal_bytes, unseal_bytes
from jembatan.tabular.tables import whole_file
from jembatan.workflow.refusals import Refused

COLUMN = "sha256"
SUFFIX = ".sealed"
AT_ONCE = 500


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
    """Seal `content` into the store unless it is there already. Returns its checksum.

    One that is there becomes as fresh as a new one, so that no `sweep` takes it before it is recorded.
    """
    sha256 = checksum(content)
    path = _path(sha256)
    try:
        os.utime(path)
    except FileNotFoundError:
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


def needed_originals(sha256s: Collection[str], *, besides: type[Model] | None = None) -> set[str]:
    """Those of `sha256s` that a row of any table names; the table of `besides` is left out."""
    found: set[str] = set()
    for some in batched(sha256s, AT_ONCE):
        for model in _tables_with_originals():
            if model is not besides:
                rows = model._default_manager.filter(**{f"{COLUMN}__in": some})
                found.update(rows.values_list(COLUMN, flat=True))
    return found


def sweep(*, before: datetime) -> tuple[str, ...]:
    """Remove originals that no table needs and that were last kept before `before` (UTC).

    `before` lies well in the past (a day), so that what is being recorded now is left alone. Halves of files
    from a write that was cut off go too. Returns the checksums that are gone, sorted.
    """
    old = {path for path in _folder().rglob("*") if path.is_file() and _kept_at(path) < before}
    whole = {path.name.removesuffix(SUFFIX): path for path in old if not path.name.startswith(".")}
    gone = sorted(set(whole) - needed_originals(sorted(whole)))
    for path in (*(whole[sha256] for sha256 in gone), *(path for path in old if path.name.startswith("."))):
        path.unlink(missing_ok=True)
    return tuple(gone)


def _tables_with_originals() -> Iterator[type[Model]]:
    for model in apps.get_models():
        try:
            model._meta.get_field(COLUMN)
        except FieldDoesNotExist:
            continue
        yield model


def _kept_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "originals"


def _path(sha256: str) -> Path:
    return _folder() / sha256[:2] / f"{sha256}{SUFFIX}"
