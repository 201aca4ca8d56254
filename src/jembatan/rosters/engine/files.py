"""What a file is by its content, and every reason not to open it.

Nothing is unpacked before sizes, names and ratios have been looked at: the extension is a claim,
the first bytes are evidence.
"""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from jembatan.rosters.engine.compound import is_sound
from jembatan.rosters.rules import remarks
from jembatan.workflow.refusals import Refused

# Largest file accepted, in bytes: the biggest district export seen is some 40 MB.
LARGEST_FILE = 100 * 1024 * 1024
# Largest content of a workbook or archive once unpacked, and the largest ratio of the two.
LARGEST_UNPACKED = 600 * 1024 * 1024
LARGEST_RATIO = 200
# Below this size a high ratio is harmless (a sheet of empty styled cells packs very well).
RATIO_MATTERS_FROM = 20 * 1024 * 1024
MOST_MEMBERS = 5_000
# Rows a sheet may have, and cells its outline may span: 430,000 pupils of 66 columns are 28 million.
MOST_ROWS = 1_048_576
MOST_CELLS = 40_000_000

Kind = Literal["xlsx", "xls", "csv", "json", "xml", "opendk"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table, which is already a clean table"),
    (b"MZ", "a program"),
    (b"{\\rtf", "a word-processor document"),
)
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|table|body|head|meta|style|div)\b", re.IGNORECASE)
_XHTML = re.compile(rb"<\?xml[^>]*>\s*(<!doctype\s+html|<html)\b", re.IGNORECASE)


class BadFile(Refused):
    status = 400


class NoSuchFile(BadFile):
    code = "rosters.no_such_file"
    status = 404
    sentence = "%(file)s: there is no such file. Check the path."


class TooLarge(BadFile):
    code = "rosters.too_large"
    status = 413
    sentence = (
        "%(file)s has %(megabytes)d MB; at most %(limit)d MB are read. Split it by subdistrict or village."
    )


class EmptyFile(BadFile):
    code = "rosters.empty_file"
    sentence = "%(file)s is empty. Export it again."


class WrongKind(BadFile):
    code = "rosters.wrong_kind"
    sentence = "%(file)s is %(kind)s, not a table. Export it as .xlsx, .xls, .csv or .json and try again."


class HtmlAsWorkbook(BadFile):
    code = "rosters.html_as_workbook"
    sentence = (
        "%(file)s is a web page saved with the name of a workbook. "
        "Open it in a spreadsheet program, save it as .xlsx and try again."
    )


class Protected(BadFile):
    code = "rosters.password_protected"
    sentence = "%(file)s is protected by a password. Save it without the password and try again."


class ZipBomb(BadFile):
    code = "rosters.zip_bomb"
    sentence = "%(file)s would unpack to %(megabytes)d MB; that is refused. Export it again."


class UnsafeArchive(BadFile):
    code = "rosters.unsafe_archive"
    sentence = "%(file)s holds a file that points outside the archive; it is refused. Export it again."


class NoWorkbookInArchive(BadFile):
    code = "rosters.no_workbook_in_archive"
    sentence = "%(file)s is an archive without exactly one .xlsx file. Give the workbook itself."


class Truncated(BadFile):
    code = "rosters.truncated"
    sentence = "%(file)s is cut off or damaged (%(reason)s). Copy or export it again."


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that may be read: its kind by content, its bytes, and what was noticed on the way.

    `content` is the workbook itself when the file is an archive around one; `member` is then its name.
    """

    path: Path
    kind: Kind
    content: bytes
    sha256: str
    member: str | None = None
    notes: tuple[str, ...] = ()


def open_file(path: Path | str) -> Opened:
    """The content of `path`, checked. Raises a BadFile that says in one sentence what is wrong."""
    path = Path(path)
    if not path.is_file():
        raise NoSuchFile(file=path.name)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise TooLarge(file=path.name, megabytes=size // 2**20, limit=LARGEST_FILE // 2**20)
    content = path.read_bytes()
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise EmptyFile(file=path.name)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(_ZIP):
        return _open_zip(path, content, digest)
    if content.startswith(b"PK"):
        raise EmptyFile(file=path.name)
    if content.startswith(_OLE):
        return _open_ole(path, content, digest)
    return Opened(path, _text_kind(path, content), content, digest)


def _open_zip(path: Path, content: bytes, digest: str) -> Opened:
    names = _safe_names(path, content)
    if "xl/workbook.xml" in names:
        has_macros = any(name.endswith("vbaProject.bin") for name in names)
        notes = (remarks.NO_MACROS,) if has_macros else ()
        return Opened(path, "xlsx", content, digest, notes=notes)
    for part, kind in (
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("xl/workbook.bin", "a binary workbook (.xlsb)"),
        ("mimetype", "an OpenDocument file"),
    ):
        if part in names:
            raise WrongKind(file=path.name, kind=kind)
    workbooks = [name for name in names if name.lower().endswith(".xlsx")]
    if len(workbooks) != 1:
        raise NoWorkbookInArchive(file=path.name)
    inner = _read_member(path, content, workbooks[0])
    if not inner.startswith(_ZIP) or "xl/workbook.xml" not in _safe_names(path, inner):
        raise NoWorkbookInArchive(file=path.name)
    return Opened(path, "opendk", inner, digest, member=Path(workbooks[0]).name)


def _safe_names(path: Path, content: bytes) -> list[str]:
    """The member names of an archive whose sizes and paths are harmless."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Truncated(file=path.name, reason=remarks.NO_END) from error
    unpacked = sum(member.file_size for member in members)
    too_dense = unpacked > RATIO_MATTERS_FROM and unpacked > LARGEST_RATIO * len(content)
    if unpacked > LARGEST_UNPACKED or too_dense or len(members) > MOST_MEMBERS:
        raise ZipBomb(file=path.name, megabytes=unpacked // 2**20)
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        is_link = (member.external_attr >> 28) == 0o12
        if parts[0] == "" or ":" in parts[0] or ".." in parts or is_link:
            raise UnsafeArchive(file=path.name)
        if member.flag_bits & 1:
            raise Protected(file=path.name)
    return [member.filename for member in members]


def _read_member(path: Path, content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(name) as member:
            inner = member.read(LARGEST_UNPACKED + 1)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise Truncated(file=path.name, reason=remarks.DAMAGED_PART) from error
    if len(inner) > LARGEST_UNPACKED:
        raise ZipBomb(file=path.name, megabytes=len(inner) // 2**20)
    return inner


def _open_ole(path: Path, content: bytes, digest: str) -> Opened:
    def named(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if named("EncryptedPackage") or named("EncryptionInfo"):
        raise Protected(file=path.name)
    if named("WordDocument"):
        raise WrongKind(file=path.name, kind="a Word document")
    if named("PowerPoint Document"):
        raise WrongKind(file=path.name, kind="a presentation")
    if not named("Workbook") and not named("Book"):
        raise WrongKind(file=path.name, kind="an old Office file that is not a workbook")
    if not is_sound(content):
        raise Truncated(file=path.name, reason=remarks.BROKEN)
    notes = (remarks.NO_MACROS,) if named("_VBA_PROJECT") else ()
    return Opened(path, "xls", content, digest, notes=notes)


def _text_kind(path: Path, content: bytes) -> Kind:
    for start, kind in _NOT_TABLES:
        if content.startswith(start):
            raise WrongKind(file=path.name, kind=kind)
    head = content[:4096].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if head[:1] in (b"{", b"["):
        return "json"
    if _HTML.match(head) or _XHTML.match(head):
        raise HtmlAsWorkbook(file=path.name)
    if head.startswith(b"<?xml") or re.match(rb"<[A-Za-z]", head):
        return "xml"
    if head.startswith(b"MIME-Version"):
        raise HtmlAsWorkbook(file=path.name)
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or wide_encoding(content) is not None
    if not is_wide and b"\x00" in content[:65536]:
        raise WrongKind(file=path.name, kind="a file of an unknown binary kind")
    return "csv"


def wide_encoding(content: bytes) -> str | None:
    """utf-16-le or utf-16-be when the first letters are two bytes each, mostly Latin; else None."""
    head = content[:400]
    half = len(head) // 2
    if half < 4 or head.count(0) < half // 2:
        return None
    if head[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > half * 0.6 else None
