"""Files people hand over: checked by their content, then kept as originals.

The check reads no more than the limit, runs nothing, and says in one sentence what is wrong and what to do.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Protocol

from jembatan.documents.engine.file_kinds import MEDIA_TYPES, FileKind, FileUnknown, check_file
from jembatan.documents.originals import checksum, keep_original
from jembatan.workflow.refusals import Refused

MOST_BYTES = 25 * 1024 * 1024
LONGEST_NAME = 200


class FileEmpty(Refused):
    code = "documents.file_empty"
    status = 422
    sentence = "%(file)s: the file is empty. Choose another one."


class FileTooLarge(Refused):
    code = "documents.file_too_large"
    status = 413
    sentence = "%(file)s: the file is larger than %(most)s MB. Scan it with fewer dots per inch, or part it."


class Upload(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that may come in. `name` without folders; `size` in bytes; `pages` None when it does not tell."""

    name: str
    sha256: str
    media_type: str
    size: int
    pages: int | None
    kind: FileKind


def receive(
    name: str, content: bytes, *, kinds: frozenset[FileKind] = frozenset(FileKind), most: int = MOST_BYTES
) -> ReceivedFile:
    """Check `content`, at most `most` bytes of one of `kinds`; nothing is kept yet.

    Raises FileEmpty, FileTooLarge, or what `file_kinds.check_file` raises.
    """
    shown = clean_name(name)
    if not content:
        raise FileEmpty(file=shown)
    if len(content) > most:
        raise FileTooLarge(file=shown, most=most // (1024 * 1024))
    checked = check_file(shown, content)
    if checked.kind not in kinds:
        raise FileUnknown(file=shown, accepted=", ".join(sorted(kind.upper() for kind in kinds)))
    return ReceivedFile(
        name=shown,
        sha256=checksum(content),
        media_type=MEDIA_TYPES[checked.kind],
        size=len(content),
        pages=checked.pages,
        kind=checked.kind,
    )


def receive_and_keep(
    name: str, content: bytes, *, kinds: frozenset[FileKind] = frozenset(FileKind), most: int = MOST_BYTES
) -> ReceivedFile:
    """`receive`, then keep the file as an original under its checksum."""
    received = receive(name, content, kinds=kinds, most=most)
    keep_original(content)
    return received


def read_upload(upload: Upload, *, most: int = MOST_BYTES) -> bytes:
    """The content of an upload, read no further than one byte beyond `most`: `receive` then refuses it."""
    return upload.read(most + 1)


def clean_name(name: str) -> str:
    """`name` without folders, control characters and more than 200 characters; "file" when nothing is left."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())
    if len(plain) > LONGEST_NAME:
        path = PurePosixPath(plain)
        plain = path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]
    return plain.strip(". ") or "file"
