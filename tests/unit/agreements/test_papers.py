"""A text as a paper: side by side, with the mark of its source."""

import hashlib
from datetime import date

import pytest

from jembatan.agreements.rules.clauses import Text, parse, source_bytes
from jembatan.agreements.rules.papers import PaperFacts, compose
from jembatan.documents.rules import blocks
from jembatan.documents.rules.fingerprints import fingerprints_in

ID = parse(
    "id", "Judul\n\nPembuka.\n\nPasal 1\nTujuan\n(1) Satu:\na. anak.\n\nPasal 2\nDua.\n\nDemikian dibuat."
)
EN = parse("en", "Title\n\nOpening.\n\nArticle 1\nPurpose\n(1) One:\na. child.")
FACTS = PaperFacts(author="Kabupaten Contoh", dated=date(2026, 11, 22), version="3")


def shown(book):
    return book.sections[0].blocks


def test_two_languages_stand_side_by_side_clause_against_clause():
    (parallel,) = shown(compose(Text((ID, EN)), FACTS))

    assert [it.name for it in parallel.languages] == ["Bahasa Indonesia", "English"]
    title, opening, first, second, closing = parallel.rows
    assert [it.heading for it in title] == ["Judul", "Title"]
    assert [it.paragraphs for it in opening] == [("Pembuka.",), ("Opening.",)]
    assert [it.number for it in first] == ["Pasal 1", "Article 1"]
    assert first[0].paragraphs == ("(1) Satu:", "    a. anak.")
    assert second[1] == blocks.Passage()
    assert closing[0].paragraphs == ("Demikian dibuat.",)


def test_one_language_runs_down_the_page():
    book = compose(Text((ID,)), FACTS)

    assert [(it.text, it.kind) for it in shown(book)] == [
        ("Judul", "subtitle"),
        ("Pembuka.", "body"),
        ("Pasal 1 Tujuan", "strong"),
        ("(1) Satu:", "body"),
        ("    a. anak.", "body"),
        ("Pasal 2", "strong"),
        ("Dua.", "body"),
        ("Demikian dibuat.", "body"),
    ]
    assert book.language == "id"


def test_every_page_carries_version_and_checksum_of_the_source():
    text = Text((ID, EN))
    book = compose(text, FACTS)

    sha256 = hashlib.sha256(source_bytes(text)).hexdigest()
    assert book.fingerprint == f"Versi/Version 3 · SHA-256 {sha256}"
    assert fingerprints_in(" ".join(book.keywords)) == (sha256,)


def test_a_draft_says_so_and_a_final_text_does_not():
    final = PaperFacts(author="x", dated=date(2026, 11, 22), version="3", draft=False)

    assert compose(Text((ID,)), FACTS).watermark == "RANCANGAN / DRAFT"
    assert compose(Text((ID,)), final).watermark == ""


def test_letterhead_and_signatures_frame_the_text():
    facts = PaperFacts(
        author="x",
        dated=date(2026, 11, 22),
        version="3",
        letterhead=blocks.Letterhead(("KABUPATEN CONTOH",)),
        signatories=[blocks.Signatory("Bupati", place_and_date="Contoh, 1 Mei 2026")],
    )

    parts = shown(compose(Text((ID, EN)), facts))

    assert [type(part) for part in parts] == [blocks.Letterhead, blocks.Parallel, blocks.Signatures]


def test_a_text_without_a_title_is_called_a_draft_and_a_long_title_is_cut():
    untitled = compose(Text((parse("id", "Pasal 1\nSatu."),)), FACTS)
    long = compose(Text((parse("id", "x" * 90 + "\n\nPasal 1\nSatu."),)), FACTS)

    assert untitled.title == "RANCANGAN / DRAFT"
    assert len(long.footer) == 70


def test_a_page_does_not_hold_four_languages():
    with pytest.raises(AssertionError):
        compose(Text((ID, EN, ID, EN)), FACTS)
