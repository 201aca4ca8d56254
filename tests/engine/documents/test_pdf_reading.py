"""What a PDF tells about itself, read without opening it."""

import zlib
from datetime import UTC, datetime

import pytest

from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.engine.pdf_reading import read_pdf
from tests.engine.documents.builders import bilingual_book, book
from tests.engine.documents.signed_pdfs import signed

SUM = "ab" * 32


@pytest.fixture
def pdf(tmp_path):
    save_pdf(tmp_path / "text.pdf", bilingual_book(keywords=("Versi 3 · SHA-256 " + SUM,)))
    return (tmp_path / "text.pdf").read_bytes()


def small(*objects, trailer=b"<</Root 1 0 R>>"):
    """A bare PDF of the given objects."""
    body = b"\n".join(b"%d 0 obj\n%s\nendobj" % (at, it) for at, it in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"\ntrailer" + trailer + b"\nstartxref\n0\n%%EOF"


def packed(kind, body):
    """An object stream, packed."""
    data = zlib.compress(body)
    return b"<</Type/%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (kind, len(data), data)


def test_a_paper_of_ours_tells_pages_and_source(pdf):
    facts = read_pdf(pdf)

    assert facts.is_whole and not facts.is_locked and not facts.runs_programs
    assert (facts.pages, facts.signatures, facts.fingerprints) == (1, (), (SUM,))


def test_pages_of_a_longer_paper_are_counted(tmp_path):
    save_pdf(tmp_path / "plan.pdf", book())

    assert read_pdf((tmp_path / "plan.pdf").read_bytes()).pages == 3


def test_pages_are_counted_at_the_root_and_not_by_an_outline():
    outline = b"<</Type/Outlines/Count 50>>"
    branch = b"<</Type/Pages/Parent 3 0 R/Count 4/Kids[<</A<</B 1>>>>]>>"
    root = b"<</Kids[2 0 R]/X<</Count 99>>/Type /Pages /Y<</Z 1>> /Count 7>>"

    assert read_pdf(small(outline, branch, root)).pages == 7


def test_pages_within_a_packed_stream_are_counted():
    assert read_pdf(small(packed(b"ObjStm", b"<</Type/Pages/Count 12>>"))).pages == 12


def test_pages_without_a_tree_are_counted_one_by_one():
    assert read_pdf(small(b"<</Type/Page>>", b"<</Type/Page /A 1>>")).pages == 2
    assert read_pdf(small(b"<</A 1>>")).pages is None


def test_a_stream_that_cannot_be_unpacked_tells_nothing():
    damaged = b"<</Type/ObjStm/Filter/FlateDecode>>\nstream\nnot packed\nendstream"

    assert read_pdf(small(damaged)).pages is None


def test_a_plain_metadata_stream_names_its_source():
    plain = b"<</Type/Metadata>>\nstream\nSHA-256 " + SUM.encode() + b"\nendstream"

    assert read_pdf(small(plain)).fingerprints == (SUM,)


def test_a_stream_without_an_end_is_left_alone():
    cut = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm>>\nstream\nabc"

    facts = read_pdf(cut)

    assert not facts.is_whole and facts.pages is None


def test_a_password_is_told():
    locked = small(b"<</A 1>>", trailer=b"<</Root 1 0 R/Encrypt 5 0 R>>")

    assert read_pdf(locked).is_locked
    assert read_pdf(small(b"<</A 1>>", trailer=b"<</Encrypt<</V 4>>>>")).is_locked


def test_the_word_for_a_password_inside_a_drawing_is_none():
    drawn = b"<</Length 20>>\nstream\n/Encrypt 5 0 R\nendstream"

    assert not read_pdf(small(drawn)).is_locked


@pytest.mark.parametrize("kind", [b"JavaScript", b"Launch"])
def test_programs_are_told_even_when_packed(kind):
    action = b"<</S/%s/JS(x)>>" % kind

    assert read_pdf(small(action)).runs_programs
    assert read_pdf(small(packed(b"ObjStm", action))).runs_programs


def test_a_signature_is_told_with_its_certificate(pdf):
    facts = read_pdf(signed(pdf))

    (signature,) = facts.signatures
    assert signature.covers_file and signature.is_unchanged and not signature.is_timestamp
    assert signature.certificate.holder == "Bupati Contoh"
    assert signature.certificate.issuer == "Penerbit Contoh"
    assert signature.certificate.valid_until == datetime(2028, 1, 1, tzinfo=UTC)
    assert facts.fingerprints == (SUM,)
    assert facts.pages == 1


def test_a_second_signature_leaves_the_first_one_behind(pdf):
    first, second = read_pdf(signed(signed(pdf), "Mayor")).signatures

    assert [first.covers_file, second.covers_file] == [False, True]
    assert first.is_unchanged and second.is_unchanged


def test_bytes_changed_after_signing_are_told(pdf):
    changed = signed(pdf).replace(b"/Lang(id)", b"/Lang(xx)", 1)

    (signature,) = read_pdf(changed).signatures
    assert signature.is_unchanged is False and signature.covers_file


def test_something_added_after_signing_is_told(pdf):
    (signature,) = read_pdf(signed(pdf) + b"\n% added").signatures

    assert signature.is_unchanged and not signature.covers_file


def test_a_timestamp_is_no_signature_of_a_person(pdf):
    (signature,) = read_pdf(signed(pdf, kind="DocTimeStamp")).signatures

    assert signature.is_timestamp


@pytest.mark.parametrize("digits", [b"zz", b"31" * 20, b"3003020101", b"30", b"308203" + b"00" * 20])
def test_a_signature_that_cannot_be_read_names_nobody(digits):
    start = len(b"%PDF-1.7\n")
    content = b"%PDF-1.7\n<" + digits + b">"
    content += b"/ByteRange[0 %d %d 4]" % (start, len(content))

    found = read_pdf(content).signatures

    assert [(it.certificate, bool(it.is_unchanged)) for it in found] in ([(None, False)], [])


@pytest.mark.parametrize("reach", [b"5 10 20 4", b"0 99999 100000 4", b"0 3 9 4"])
def test_a_range_that_fits_no_signature_is_none(reach):
    assert read_pdf(b"%PDF-1.7\n<3003020101>/ByteRange[" + reach + b"]").signatures == ()
