"""What a file really is, and which files may not come in."""

import io
import struct
import zipfile
import zlib

import docx
import openpyxl
import pytest

from jembatan.documents.engine import file_kinds
from jembatan.documents.engine.file_kinds import (
    FileDamaged,
    FileKind,
    FileLocked,
    FileRuns,
    FileSwells,
    FileUnknown,
    WrongExtension,
    check_file,
)

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Pages/Count 2>>\nendobj\n%%EOF\n"
TYPES = '<Types><Override ContentType="application/vnd.openxml.document.main+xml"/></Types>'


def png(width=10, height=10):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def jpeg(width=10, height=10, before=b"\xff\xe0\x00\x04ab"):
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + before + frame + b"\x00" * 20 + b"\xff\xd9"


def office(parts, main="word/document.xml", **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {"[Content_Types].xml": TYPES, main: "<document/>", **parts}.items():
            archive.writestr(name, body, **options)
    return out.getvalue()


def word():
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def workbook():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("surat.pdf", PDF, FileKind.PDF, 2),
        ("SURAT.PDF", b"\n\n" + PDF, FileKind.PDF, 2),
        ("foto.png", png(), FileKind.PNG, 1),
        ("foto.jpg", jpeg(), FileKind.JPEG, 1),
        ("foto.jpeg", jpeg(before=b"\xff\xff\xe0\x00\x04ab"), FileKind.JPEG, 1),
        ("surat.docx", word(), FileKind.DOCX, None),
        ("daftar.xlsx", workbook(), FileKind.XLSX, None),
    ],
)
def test_a_file_is_known_by_its_content(name, content, kind, pages):
    checked = check_file(name, content)

    assert (checked.kind, checked.pages) == (kind, pages)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("surat.docx", PDF, WrongExtension),
        ("surat", PDF, WrongExtension),
        ("surat.pdf.exe", PDF, WrongExtension),
        ("surat.docm", word(), WrongExtension),
        ("surat.pdf", b"MZ\x90\x00", FileUnknown),
        ("surat.html", b"<html><script>", FileUnknown),
        ("surat.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, FileUnknown),
        (
            "surat.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            FileLocked,
        ),
        ("surat.pdf", PDF[:-10], FileDamaged),
        ("surat.pdf", PDF.replace(b"%%EOF", b"/Encrypt 5 0 R %%EOF"), FileLocked),
        ("surat.pdf", PDF.replace(b"/Type", b"/A<</S /JavaScript>>/Type"), FileRuns),
        ("foto.png", png()[:40], FileDamaged),
        ("foto.png", png(60_000, 60_000), FileSwells),
        ("foto.jpg", jpeg()[:-2], FileDamaged),
        ("foto.jpg", b"\xff\xd8\xff\xd9", FileDamaged),
        ("foto.jpg", jpeg(60_000, 60_000), FileSwells),
        ("surat.docx", office({})[:-30], FileDamaged),
        ("surat.zip", office({}, main="other.xml"), FileUnknown),
        ("surat.docx", office({"word/vbaProject.bin": "x"}), FileRuns),
        ("daftar.xlsx", office({"xl/macrosheets/sheet1.xml": "x"}, main="xl/workbook.xml"), FileRuns),
        ("surat.docx", office({"[Content_Types].xml": "application/macroEnabled.main+xml"}), FileRuns),
        ("surat.docx", office({"word/a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>"}), FileSwells),
        ("surat.docx", office({"word/a.bin": "\0" * 5_000_000}), FileSwells),
    ],
)
def test_a_file_that_may_not_come_in_is_refused(name, content, refusal):
    with pytest.raises(refusal) as told:
        check_file(name, content)

    assert str(told.value).startswith(f"{name}: ")
    assert told.value.detail["file"] == name


def test_an_archive_with_a_password_is_refused():
    content = bytearray(office({}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        content[place + at] |= 1

    with pytest.raises(FileLocked):
        check_file("surat.docx", bytes(content))


def test_an_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(file_kinds, "MOST_PARTS", 3)

    with pytest.raises(FileSwells):
        check_file("surat.docx", office({"a": "", "b": ""}))
