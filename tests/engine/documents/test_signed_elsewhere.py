"""Files that were signed elsewhere tell what they carry, and no more."""

import json

import pytest

from jembatan.documents.engine.file_kinds import FileUnknown
from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.engine.word import save_word
from jembatan.documents.signing.elsewhere import SignedElsewhere, receive_signed
from jembatan.documents.signing.port import Passphrase, SignerFacts, SigningOff, Verdict
from tests.engine.documents.builders import bilingual_book
from tests.engine.documents.signed_pdfs import signed
from tests.engine.documents.test_file_kinds import jpeg, workbook

SUM = "ab" * 32
BOOK = bilingual_book(keywords=("Versi 3 · SHA-256 " + SUM,))


@pytest.fixture
def pdf(tmp_path):
    save_pdf(tmp_path / "text.pdf", BOOK)
    return (tmp_path / "text.pdf").read_bytes()


def test_nothing_is_signed_here(pdf):
    with pytest.raises(SigningOff):
        SignedElsewhere().sign(pdf, signatory="99", passphrase=Passphrase("x"))

    assert not SignedElsewhere().can_sign


def test_a_signed_pdf_tells_signatory_and_source(pdf):
    received, report = receive_signed("naskah.pdf", signed(pdf))

    assert received.pages == 1
    assert (report.verdict, report.covers_file, report.is_signed) == (Verdict.FOUND, True, True)
    assert report.names_source(SUM) and not report.names_source("cd" * 32)
    assert [(it.name, it.is_unchanged, it.is_trusted) for it in report.signers] == [
        ("Bupati Contoh", True, None)
    ]


def test_the_report_is_kept_as_json(pdf):
    _, report = receive_signed("naskah.pdf", signed(pdf))

    parts = json.loads(json.dumps(report.as_parts()))

    assert (parts["signed"], parts["verdict"], parts["checked_by"]) == (True, "found", "here")
    assert parts["signers"][0]["valid_until"] == "2028-01-01T00:00:00+00:00"
    assert parts["signers"][0]["signed_at"] is None


def test_a_pdf_changed_after_signing_is_broken(pdf):
    changed = signed(pdf).replace(b"/Lang(id)", b"/Lang(xx)", 1)

    assert SignedElsewhere().verify(changed).verdict is Verdict.BROKEN


def test_a_pdf_signed_by_nobody_readable_is_told_without_a_name():
    head = b"%PDF-1.7\n"
    body = b"<3003020101>/ByteRange[0 9 21 30]".ljust(42)
    content = head + body

    assert SignedElsewhere().verify(content).signers == (SignerFacts("", "", is_unchanged=False),)


def test_only_a_timestamp_is_no_signature(pdf):
    assert SignedElsewhere().verify(signed(pdf, kind="DocTimeStamp")).verdict is Verdict.UNSIGNED


def test_an_unsigned_pdf_still_names_its_source(pdf):
    report = SignedElsewhere().verify(pdf)

    assert (report.verdict, report.fingerprints, report.covers_file) == (Verdict.UNSIGNED, (SUM,), None)


def test_a_word_file_names_its_source_in_its_footer_and_properties(tmp_path):
    save_word(tmp_path / "text.docx", BOOK)

    received, report = receive_signed("naskah.docx", (tmp_path / "text.docx").read_bytes())

    assert (received.kind, report.verdict, report.fingerprints) == ("docx", Verdict.UNSIGNED, (SUM,))


def test_a_word_file_that_cannot_be_unpacked_names_nothing():
    assert SignedElsewhere().verify(b"PK\x03\x04 broken").fingerprints == ()


def test_a_scan_is_taken_and_names_nothing():
    received, report = receive_signed("naskah.jpg", jpeg())

    assert (received.pages, report.verdict, report.fingerprints) == (1, Verdict.UNSIGNED, ())


def test_a_workbook_is_no_signed_text():
    with pytest.raises(FileUnknown):
        receive_signed("naskah.xlsx", workbook())
