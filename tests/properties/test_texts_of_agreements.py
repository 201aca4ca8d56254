"""Texts of agreements: nothing is lost between versions, formats and languages."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.rules.bilingual import compare
from jembatan.agreements.rules.clauses import Clause, LanguageVersion, Line, Text, from_parts, parse, to_parts
from jembatan.agreements.rules.fact_words import FactKind, fact_in_words
from jembatan.agreements.rules.figures import contradictions, figures
from jembatan.agreements.rules.text_changes import Change, text_changes, word_changes
from jembatan.documents.engine.pdf_reading import read_pdf

WORDS = st.text("ab 12.,;()\nPasal第条", max_size=80)
LINES = st.builds(
    Line, text=st.text(max_size=20), mark=st.sampled_from(["", "(1)", "a."]), depth=st.integers(0, 3)
)
CLAUSES = st.builds(
    Clause,
    number=st.sampled_from(["Pasal 1", "Pasal 2", "Article 3"]),
    heading=st.text(max_size=10),
    lines=st.lists(LINES, max_size=4).map(tuple),
    ordinal=st.none() | st.integers(1, 4),
)
VERSIONS = st.builds(
    LanguageVersion,
    language=st.sampled_from(["id", "en", "ja"]),
    title=st.text(max_size=10),
    clauses=st.lists(CLAUSES, max_size=5).map(tuple),
)


@given(WORDS, WORDS)
def test_marks_of_a_change_give_both_versions_back(before, after):
    marks = word_changes(before, after)

    assert "".join(mark.text for mark in marks if mark.change is not Change.ADDED) == before
    assert "".join(mark.text for mark in marks if mark.change is not Change.REMOVED) == after


@given(VERSIONS, VERSIONS)
def test_every_clause_of_both_versions_is_told_once(before, after):
    found = text_changes(before, after).clauses

    assert [it.before for it in found if it.before] == list(before.clauses)
    assert [it.after for it in found if it.after] == list(after.clauses)
    assert text_changes(before, before).is_empty


@given(st.lists(VERSIONS, max_size=3))
def test_a_text_comes_back_from_json_as_it_went(versions):
    text = Text(tuple(versions))

    assert from_parts(json.loads(json.dumps(to_parts(text)))) == text


@given(st.lists(VERSIONS, max_size=3))
def test_any_text_can_be_compared(versions):
    for found in compare(Text(tuple(versions))):
        assert found.sentence


@given(WORDS)
def test_no_word_of_a_pasted_text_is_lost(pasted):
    version = parse("id", pasted)

    lines = [*version.opening, *version.closing, *(it for clause in version.clauses for it in clause.lines)]
    parts = [version.title, *(it.shown for it in lines)]
    parts += [f"{clause.number}{clause.heading}" for clause in version.clauses]
    kept = sorted(sign for part in parts for sign in part if sign.isalnum())
    assert kept == sorted(sign for sign in pasted if sign.isalnum())


@given(
    st.sampled_from([FactKind.YEARS, FactKind.MONTHS, FactKind.DAYS, FactKind.COUNT, FactKind.RUPIAH]),
    st.integers(1, 10**12),
)
def test_a_number_filled_into_both_languages_is_one_figure(kind, number):
    indonesian, english = (fact_in_words(kind, number, language) for language in ("id", "en"))

    assert figures(indonesian, "id") == figures(english, "en")
    assert figures(indonesian, "id").total() == 1
    assert contradictions(indonesian, "id") == contradictions(english, "en") == ()


@given(st.dates(date(1945, 1, 1), date(2100, 1, 1)))
def test_a_day_filled_into_both_languages_is_one_figure(day):
    indonesian, english = (fact_in_words(FactKind.DATE, day, language) for language in ("id", "en"))

    assert [it.value for it in figures(indonesian, "id")] == [day.isoformat()]
    assert figures(indonesian, "id") == figures(english, "en")


@given(
    st.lists(
        st.sampled_from(
            [
                b"%PDF-1.7",
                b"<<",
                b">>",
                b"stream\n",
                b"endstream",
                b"/Type/Pages",
                b"/Count 3",
                b"/ObjStm",
                b"/ByteRange[0 8 10 2]",
                b"<00>",
                b"\n%%EOF",
            ]
        ),
        max_size=30,
    )
)
def test_any_bytes_can_be_looked_at(parts):
    facts = read_pdf(b"".join(parts))

    assert facts.pages is None or facts.pages > 0
