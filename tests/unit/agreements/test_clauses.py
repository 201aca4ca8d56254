"""Pasted text becomes clauses, and a text travels through JSON unchanged."""

import json

import pytest

from jembatan.agreements.rules.clauses import (
    LONGEST_TEXT,
    MOST_CLAUSES,
    Line,
    TextTooLong,
    TooManyClauses,
    as_plain,
    from_parts,
    parse,
    source_bytes,
    to_parts,
)
from jembatan.agreements.rules.clauses import Text as WholeText

PASTED = """NOTA KESEPAHAMAN
ANTARA KABUPATEN CONTOH DAN KOTA LAIN

Para Pihak,

menimbang hubungan baik,

Pasal 1
Tujuan
(1) Kerja sama ini bertujuan
    memajukan sekolah.
(2) Bidangnya:
a. guru;
b. murid.

Pasal 2

Masa Berlaku

Berlaku 5 (lima) tahun, lihat
Pasal 1 ayat (2).

Sebagai bukti, Para Pihak menandatangani.

Bupati Contoh
"""


def test_pasted_text_becomes_clauses():
    version = parse("id", PASTED)

    assert version.title == "NOTA KESEPAHAMAN ANTARA KABUPATEN CONTOH DAN KOTA LAIN"
    assert [line.text for line in version.opening] == ["Para Pihak,", "menimbang hubungan baik,"]
    assert [(clause.number, clause.ordinal, clause.heading) for clause in version.clauses] == [
        ("Pasal 1", 1, "Tujuan"),
        ("Pasal 2", 2, "Masa Berlaku"),
    ]
    assert version.clauses[0].lines == (
        Line("Kerja sama ini bertujuan memajukan sekolah.", "(1)"),
        Line("Bidangnya:", "(2)"),
        Line("guru;", "a.", 1),
        Line("murid.", "b.", 1),
    )
    assert version.clauses[1].body == "Berlaku 5 (lima) tahun, lihat Pasal 1 ayat (2)."
    assert [line.text for line in version.closing] == [
        "Sebagai bukti, Para Pihak menandatangani.",
        "Bupati Contoh",
    ]


def test_japanese_text_becomes_clauses():
    version = parse("ja", "覚書\n\n第一条\n目的\n両者は協力する。\n\n第二条 期間\n五年とする。")

    assert [(clause.ordinal, clause.heading, clause.body) for clause in version.clauses] == [
        (1, "目的", "両者は協力する。"),
        (2, "期間", "五年とする。"),
    ]


def test_a_heading_on_its_own_line_is_parted_from_the_paragraph_below():
    version = parse("en", "Article 1\nPurpose\nThe Parties cooperate in schools.\n\nArticle 2\nPurpose")

    assert [(clause.heading, clause.body) for clause in version.clauses] == [
        ("Purpose", "The Parties cooperate in schools."),
        ("Purpose", ""),
    ]


def test_a_sentence_is_no_heading():
    version = parse("en", "Article 1\n\nThe Parties cooperate.\n\nArticle 2\n\n(1) One.")

    assert [clause.heading for clause in version.clauses] == ["", ""]


def test_a_text_may_begin_with_its_first_clause():
    version = parse("en", "Article 1\nOne.")

    assert (version.title, version.opening) == ("", ())
    assert parse("en", "(1) One.").opening == (Line("One.", "(1)"),)


def test_a_text_without_clauses_is_all_opening():
    version = parse("en", "Letter\n\nDear Mayor,\n\nwe agree.")

    assert (version.title, version.clauses) == ("Letter", ())
    assert [line.text for line in version.opening] == ["Dear Mayor,", "we agree."]
    assert parse("en", " \n ").title == ""


def test_a_text_longer_than_any_agreement_is_refused():
    with pytest.raises(TextTooLong):
        parse("en", "x" * (LONGEST_TEXT + 1))


def test_more_clauses_than_any_agreement_has_are_refused():
    with pytest.raises(TooManyClauses) as refusal:
        parse("id", "Pasal 1\n" * (MOST_CLAUSES + 1))

    assert refusal.value.detail == {"count": 301, "most": 300}


def test_text_written_out_reads_back_the_same():
    version = parse("id", PASTED)

    assert parse("id", as_plain(version)) == version


def test_a_text_travels_through_json_unchanged():
    text = WholeText((parse("id", PASTED), parse("en", "Article 1\nOne.")))

    assert from_parts(json.loads(json.dumps(to_parts(text)))) == text
    assert source_bytes(from_parts(to_parts(text))) == source_bytes(text)


def test_a_text_finds_its_languages():
    text = WholeText((parse("id", PASTED), parse("en", "Article 1\nOne.")))

    assert text.languages == ("id", "en")
    assert text.version("en").language == "en"
    assert text.version("ja") is None
