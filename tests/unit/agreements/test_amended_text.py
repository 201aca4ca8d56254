"""Clauses of a text as an amendment sees them, and the text after it."""

from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.rules.amended_text import clauses_of, key_of, with_clauses
from jembatan.agreements.rules.clauses import Text, parse

INDONESIAN = """MEMORANDUM SALING PENGERTIAN

Kedua pihak sepakat:

Pasal 1
Tujuan

Tujuan kerja sama ini adalah pertukaran guru.

Pasal 2
Ruang Lingkup

(1) Pendidikan.
(2) Kebudayaan.

Ditandatangani di Jember."""
ENGLISH = """MEMORANDUM OF UNDERSTANDING

Article 1
Aim

The aim of this cooperation is an exchange of teachers.

Article 2
Scope

(1) Education.
(2) Culture."""
TEXT = Text((parse("id", INDONESIAN), parse("en", ENGLISH)))


def test_clauses_are_known_by_their_ordinal_in_every_language():
    clauses = clauses_of(TEXT)

    assert list(clauses) == ["1", "2"]
    assert clauses["2"]["en"] == "Scope\n\n(1) Education.\n\n(2) Culture."


def test_what_says_the_same_stays_as_it_is():
    assert with_clauses(TEXT, clauses_of(TEXT)) == TEXT


def test_a_changed_clause_is_read_anew_and_the_rest_stays():
    clauses = clauses_of(TEXT)
    clauses["2"]["id"] = "Ruang Lingkup\n\n(1) Pendidikan.\n\n(2) Kesehatan.\n\nPasal 1 tetap berlaku."

    indonesian, english = with_clauses(TEXT, clauses).versions

    assert [line.shown for line in indonesian.clauses[1].lines] == [
        "(1) Pendidikan.",
        "(2) Kesehatan.",
        "Pasal 1 tetap berlaku.",
    ]
    assert indonesian.clauses[1].heading == "Ruang Lingkup"
    assert indonesian.clauses[0] == TEXT.versions[0].clauses[0]
    assert (english, indonesian.closing) == (TEXT.versions[1], TEXT.versions[0].closing)


def test_a_new_clause_is_numbered_like_the_others_and_one_struck_out_is_gone():
    clauses = clauses_of(TEXT)
    del clauses["1"]
    clauses["3"] = {
        "id": "Perselisihan diselesaikan melalui musyawarah.",
        "en": "Disputes are settled amicably.",
    }

    indonesian, english = with_clauses(TEXT, clauses).versions

    assert [clause.number for clause in indonesian.clauses] == ["Pasal 2", "Pasal 3"]
    assert [clause.number for clause in english.clauses] == ["Article 2", "Article 3"]
    assert english.clauses[1].heading == ""


def test_a_language_that_only_the_clauses_have_becomes_a_version():
    clauses = clauses_of(TEXT) | {"Penutup": {"id": "Akhir kata."}}
    clauses["1"]["ja"] = "目的"

    text = with_clauses(TEXT, clauses)

    assert text.languages == ("id", "en", "ja")
    assert [clause.number for clause in text.versions[2].clauses] == ["Article 1"]
    assert key_of(text.versions[0].clauses[-1]) == "Penutup"


@given(st.text("abc. ()1\n", max_size=80))
def test_whatever_is_typed_into_a_clause_is_kept_word_for_word(words):
    clauses = clauses_of(TEXT)
    clauses["1"]["id"] = words

    text = with_clauses(TEXT, clauses)

    first = text.versions[0].clauses[0]
    kept = " ".join(part for part in (first.heading, *(line.shown for line in first.lines)) if part)
    assert kept.split() == words.split()
