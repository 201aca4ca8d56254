"""What a handed-over file really is, told from its content, and why it may not come in.

Signatures of the kinds: ISO 32000-1 (PDF), ISO/IEC 10918-1 (JPEG), ISO/IEC 15948 (PNG), ECMA-376 (Office).
Nothing is run or drawn; packed parts are measured before they are unpacked.
"""

import io
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from jembatan.documents.engine.pdf_reading import START, read_pdf
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class FileKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXTENSIONS = {
    "pdf": FileKind.PDF,
    "jpg": FileKind.JPEG,
    "jpeg": FileKind.JPEG,
    "png": FileKind.PNG,
    "docx": FileKind.DOCX,
    "xlsx": FileKind.XLSX,
}
MAIN_PARTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
PNG_START, JPEG_START, JPEG_END = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd9"
ZIP_START, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 5000
MOST_UNPACKED = 300 * 1024 * 1024
# Real office files are packed to a tenth or so; what expands a thousandfold was made to fill the disk.
MOST_EXPANSION = 200
MOST_PIXELS = 150_000_000
MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "activex/")


class FileUnknown(Refused):
    code = "documents.file_unknown"
    status = 415
    sentence = "%(file)s: this is none of the files that are taken (%(accepted)s). Save it as one of them."


class WrongExtension(Refused):
    code = "documents.wrong_extension"
    status = 415
    sentence = (
        "%(file)s: the content is %(kind)s, the name says otherwise. Rename the file or export it again."
    )


class FileLocked(Refused):
    code = "documents.file_locked"
    status = 422
    sentence = "%(file)s: the file is protected with a password. Save it without one and hand it over again."


class FileRuns(Refused):
    code = "documents.file_runs"
    status = 422
    sentence = "%(file)s: the file holds macros or programs. Save it without them, or as PDF."


class FileDamaged(Refused):
    code = "documents.file_damaged"
    status = 422
    sentence = "%(file)s: the file is not whole (%(reason)s). Hand it over again or export it anew."


class FileSwells(Refused):
    code = "documents.file_swells"
    status = 413
    sentence = "%(file)s: unpacked, the file is far larger than a document is. Export it anew."


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """`pages` None for pictures' kinds that have none to count and where the file does not tell."""

    kind: FileKind
    pages: int | None


def check_file(name: str, content: bytes) -> CheckedFile:
    """What `content` is. `name` is only used for its extension and in the sentences.

    Raises FileUnknown, WrongExtension, FileLocked, FileRuns, FileDamaged or FileSwells.
    """
    kind = _kind(name, content)
    wanted = EXTENSIONS.get(PurePosixPath(name).suffix.lstrip(".").casefold())
    if wanted is not kind:
        raise WrongExtension(file=name, kind=kind.upper())
    if kind is FileKind.PDF:
        return CheckedFile(kind, _checked_pdf(name, content))
    if kind is FileKind.PNG:
        _check_png(name, content)
    elif kind is FileKind.JPEG:
        _check_jpeg(name, content)
    else:
        return CheckedFile(kind, None)
    return CheckedFile(kind, 1)


def _kind(name: str, content: bytes) -> FileKind:
    if START in content[:1024]:
        return FileKind.PDF
    if content.startswith(PNG_START):
        return FileKind.PNG
    if content.startswith(JPEG_START):
        return FileKind.JPEG
    if content.startswith(OLD_OFFICE):
        raise _old_office(name, content)
    if content.startswith(ZIP_START):
        return _office_kind(name, content)
    raise FileUnknown(file=name, accepted=_accepted())


def _accepted() -> str:
    return ", ".join(kind.upper() for kind in FileKind)


def _old_office(name: str, content: bytes) -> Refused:
    """The container of .doc and .xls, and of any Office file behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileLocked(file=name)
    return FileUnknown(file=name, accepted=_accepted())


def _checked_pdf(name: str, content: bytes) -> int | None:
    facts = read_pdf(content)
    if not facts.is_whole:
        raise FileDamaged(file=name, reason=_("its end is missing"))
    if facts.is_locked:
        raise FileLocked(file=name)
    if facts.runs_programs:
        raise FileRuns(file=name)
    return facts.pages


def _check_png(name: str, content: bytes) -> None:
    if len(content) < 33 or content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        raise FileDamaged(file=name, reason=_("the picture is cut off"))
    width, height = struct.unpack(">II", content[16:24])
    if width * height > MOST_PIXELS:
        raise FileSwells(file=name)


def _check_jpeg(name: str, content: bytes) -> None:
    if JPEG_END not in content[-4096:]:
        raise FileDamaged(file=name, reason=_("the picture is cut off"))
    size = _jpeg_size(content)
    if size is None:
        raise FileDamaged(file=name, reason=_("the picture has no size"))
    if size[0] * size[1] > MOST_PIXELS:
        raise FileSwells(file=name)


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the frame header, the first segment of kind C0 to CF but C4, C8 and CC."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def _office_kind(name: str, content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(name, members, len(content))
            kinds = [kind for part, kind in MAIN_PARTS.items() if any(it.filename == part for it in members)]
            if not kinds:
                raise FileUnknown(file=name, accepted=_accepted())
            _check_parts(name, archive)
            return kinds[0]
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise FileDamaged(file=name, reason=_("it cannot be unpacked")) from error


def _check_members(name: str, members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_PARTS or unpacked > min(MOST_UNPACKED, packed * MOST_EXPANSION):
        raise FileSwells(file=name)
    if any(member.flag_bits & 1 for member in members):
        raise FileLocked(file=name)
    if any(sign in member.filename.casefold() for member in members for sign in MACROS):
        raise FileRuns(file=name)


def _check_parts(name: str, archive: zipfile.ZipFile) -> None:
    """The list of parts must not speak of macros, and no part may define entities of its own."""
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(member) as part:
            beginning = part.read(65536)
        if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
            raise FileSwells(file=name)
        if member.filename == "[Content_Types].xml" and b"macroEnabled" in beginning:
            raise FileRuns(file=name)
