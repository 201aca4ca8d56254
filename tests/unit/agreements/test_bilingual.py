"""What a machine sees when the languages of a text do not say the same."""

import pytest

from jembatan.agreements.rules.bilingual import (
    MESSAGES,
    Severity,
    blocking,
    compare,
    demanded_languages,
    languages_missing,
    pairs,
)
from jembatan.agreements.rules.clauses import LanguageVersion, Text, parse
from jembatan.agreements.rules.kinds import PartnerClass

ID = "Judul\n\nPasal 1\nTujuan\n(1) Para Pihak memajukan sekolah selama 5 (lima) tahun.\n(2) Rapat dua kali.\n\n"
ID += "Pasal 2\nBahasa\nDibuat pada 1 Mei 2026."
EN = "Title\n\nArticle 1\nPurpose\n(1) The Parties promote schools for five (5) years.\n(2) They meet twice.\n\n"
EN += "Article 2\nLanguages\nMade on 1 May 2026."


def text(indonesian=ID, english=EN):
    return Text((parse("id", indonesian), parse("en", english)))


def codes(*args):
    return [it.code for it in compare(text(*args))]


def test_languages_that_say_the_same_differ_in_nothing():
    assert compare(text(), demanded_languages(PartnerClass.FOREIGN_GOVERNMENT, ["ja"])) == ()


@pytest.mark.parametrize(
    ("partner", "own", "written", "missing"),
    [
        (None, [], ["id"], []),
        (None, [], ["en"], [("id",)]),
        (PartnerClass.FOREIGN_GOVERNMENT, ["ja"], ["id"], [("ja", "en")]),
        (PartnerClass.FOREIGN_GOVERNMENT, ["ja"], ["id", "ja"], []),
        (PartnerClass.FOREIGN_GOVERNMENT, ["ja"], ["id", "en"], []),
        (PartnerClass.FOREIGN_GOVERNMENT, [], ["id", "ja"], [("en",)]),
        (PartnerClass.FOREIGN_GOVERNMENT, ["id"], ["id"], [("en",)]),
        (PartnerClass.NGO, ["en"], ["en"], [("id",)]),
        (PartnerClass.INTERNATIONAL_ORGANISATION, ["en", "fr"], ["id", "fr"], []),
        (PartnerClass.INTERNATIONAL_ORGANISATION, ["fr"], ["id", "en"], [("fr",)]),
        (PartnerClass.INTERNATIONAL_ORGANISATION, [], ["id"], [("en",)]),
    ],
)
def test_the_law_demands_languages_by_partner(partner, own, written, missing):
    found = languages_missing(written, demanded_languages(partner, own))

    assert [demand.any_of for demand in found] == missing


def test_a_missing_language_blocks_under_the_law_itself():
    one = Text((parse("id", ID),))

    (found,) = compare(one, demanded_languages(PartnerClass.FOREIGN_GOVERNMENT, ["ja"]))

    assert (found.code, found.rule, found.severity, found.row) == (
        "language_missing",
        "LANGUAGE",
        Severity.BLOCKS,
        None,
    )
    assert found.sentence == "The text is not in ja / en, which the law asks for."
    assert blocking([found], match_blocks=False) == (found,)


def test_an_empty_text_lacks_only_its_languages():
    assert [it.code for it in compare(Text(()), demanded_languages(None))] == ["language_missing"]


def test_a_clause_missing_in_one_language_is_found_by_its_number():
    shorter = EN[: EN.index("Article 2")]

    found = compare(text(ID, shorter))

    assert [(it.code, it.clause) for it in found] == [("clause_count", ""), ("clause_missing", "Pasal 2")]
    assert found[0].sentence == "id has 2 clauses, en has 1."
    assert found[1].row == 1


def test_clauses_are_paired_by_place_where_their_numbers_do_not_tell():
    twice = EN.replace("Article 2", "Article 1")

    assert [row.number for row in pairs(text(ID, twice))] == ["Pasal 1", "Pasal 2"]
    assert codes(ID, twice) == ["numbering"]


def test_clauses_out_of_order_are_told_once_for_each_language():
    skipped = ID.replace("Pasal 1", "Pasal 3").replace("Pasal 2", "Pasal 4")

    assert codes(skipped, skipped.replace("Pasal", "Article"))[:2] == ["numbering", "numbering"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("five (5) years", "six (6) years", "figures"),
        ("1 May 2026", "1 May 2027", "figures"),
        ("five (5)", "five (6)", "figure_words"),
        ("schools", "12 schools", "numbers"),
        ("Purpose\n", "", "heading_missing"),
        ("\n(2) They meet twice.", "", "item_count"),
        ("(2) They", "(3) They", "item_numbering"),
        ("Made on 1 May 2026.", "", "clause_empty"),
        (
            "(1) The Parties promote schools for five (5) years.",
            "(1) Para Pihak memajukan sekolah selama 5 (lima) tahun.",
            "line_untranslated",
        ),
    ],
)
def test_a_difference_between_languages_is_told(old, new, expected):
    assert old in EN
    assert expected in codes(ID, EN.replace(old, new))


def test_a_heading_missing_in_the_first_language_is_told_too():
    (found,) = compare(text(ID.replace("Tujuan\n", ""), EN))

    assert (found.code, found.values["language"]) == ("heading_missing", "id")


def test_a_clause_that_was_never_translated_blocks():
    copied = ID.replace("Pasal", "Article")

    untranslated = [it for it in compare(text(ID, copied)) if it.code == "clause_untranslated"]

    assert [(it.clause, it.severity) for it in untranslated] == [("Pasal 1", Severity.BLOCKS)]


def test_the_switch_of_the_rule_decides_what_blocks():
    found = compare(text(ID, EN.replace("five (5)", "six (6)").replace("twice", "12 times")))

    assert {it.code for it in found} == {"figures", "numbers"}
    assert blocking(found, match_blocks=False) == ()
    assert [it.code for it in blocking(found, match_blocks=True)] == ["figures"]


def test_a_third_language_is_held_against_the_first():
    japanese = parse("ja", "第一条\n目的\n(1) 学校を五年。\n(2) 会う。\n\n第二条\n言語\n2026年5月2日。")

    found = compare(Text((*text().versions, japanese)))

    assert [(it.code, it.values["other"], it.values["other_only"]) for it in found] == [
        ("figures", "ja", "2026-05-02")
    ]
    assert found[0].sentence == "Dates, sums or durations differ: id 2026-05-01; ja 2026-05-02."


def test_a_language_without_clauses_misses_them_all():
    bare = Text((parse("id", ID), LanguageVersion("en")))

    assert [it.code for it in compare(bare)] == ["clause_count", "clause_missing", "clause_missing"]


def test_every_message_is_a_sentence():
    assert all(what.endswith(".") for what, _ in MESSAGES.values())
