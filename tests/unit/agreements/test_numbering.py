"""How clauses and their sub-items are numbered in many languages."""

import pytest

from jembatan.agreements.rules.numbering import (
    clause_start,
    mark_depths,
    mark_value,
    number_value,
    split_mark,
)


@pytest.mark.parametrize(
    ("line", "number", "ordinal", "heading"),
    [
        ("Pasal 1", "Pasal 1", 1, ""),
        ("PASAL IV", "PASAL IV", 4, ""),
        ("Pasal 1 Tujuan", "Pasal 1", 1, "Tujuan"),
        ("Pasal 1. Tujuan", "Pasal 1", 1, "Tujuan"),
        ("ARTICLE 12: Purpose", "ARTICLE 12", 12, "Purpose"),
        ("Article II – Areas", "Article II", 2, "Areas"),
        ("Artículo 3", "Artículo 3", 3, ""),
        ("Статья 7", "Статья 7", 7, ""),
        ("Điều 2", "Điều 2", 2, ""),
        ("المادة 4", "المادة 4", 4, ""),
        ("المادة ٤", "المادة ٤", 4, ""),
        ("第一条", "第一条", 1, ""),
        ("第１２条　目的", "第１２条", 12, "目的"),
        ("第二十一條 期限", "第二十一條", 21, "期限"),
        ("제3조 목적", "제3조", 3, "목적"),
    ],
)
def test_a_clause_begins_where_a_line_names_it(line, number, ordinal, heading):
    start = clause_start(" ".join(line.split()))

    assert (start.number, start.ordinal, start.heading) == (number, ordinal, heading)


@pytest.mark.parametrize(
    "line",
    [
        "Pasal 5 ayat (2) berlaku",
        "Article 5 of the Memorandum shall apply",
        "Article 5 and Article 6",
        "Pasal 5 dan Pasal 6",
        "Pasalnya jelas",
        "Article one",
        "1. Purpose",
        "",
    ],
)
def test_a_reference_to_a_clause_begins_none(line):
    assert clause_start(line) is None


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("(1) Satu", "(1)", "Satu"),
        ("（２） 二", "（２）", "二"),
        ("1. Satu", "1.", "Satu"),
        ("1.2. Satu", "1.2.", "Satu"),
        ("a. satu", "a.", "satu"),
        ("a) satu", "a)", "satu"),
        ("(iv) four", "(iv)", "four"),
        ("① 一", "①", "一"),
        ("一、 目的", "一、", "目的"),
        ("- dash", "-", "dash"),
        ("Rp1.000 is a sum", "", "Rp1.000 is a sum"),
        ("1.000 sekolah", "", "1.000 sekolah"),
        ("e.g. this", "", "e.g. this"),
    ],
)
def test_a_line_is_parted_from_its_mark(line, mark, text):
    assert split_mark(line) == (mark, text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("٤", 4),
        ("XIV", 14),
        ("ix", 9),
        ("二十一", 21),
        ("百二", 102),
        ("十", 10),
        ("seven", None),
        ("", None),
    ],
)
def test_a_number_is_read_in_any_numerals(written, value):
    assert number_value(written) == value


def test_kinds_of_marks_give_the_depth():
    marks = ["", "(1)", "a.", "1)", "2)", "b.", "(2)", "a.", "", "(3)"]

    assert mark_depths(marks) == [0, 0, 1, 2, 2, 1, 0, 1, 0, 0]


def test_the_letter_i_after_h_is_a_letter_and_else_a_roman_one():
    assert mark_depths(["(h)", "(i)", "(j)"]) == [0, 0, 0]
    assert mark_depths(["(a)", "(i)", "(ii)", "(b)"]) == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("mark", "value"), [("(2)", 2), ("b.", 2), ("1.3.", 3), ("②", 2), ("二、", 2), ("iv)", 4), ("-", None)]
)
def test_a_mark_claims_its_place(mark, value):
    assert mark_value(mark) == value
