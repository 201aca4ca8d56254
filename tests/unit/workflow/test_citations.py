"""A citation of the law reads as an Indonesian office writes it."""

import pytest

from jembatan.workflow.citations import articles, in_indonesian


@pytest.mark.parametrize(
    ("short", "written"),
    [
        ("24", "24"),
        ("30(4)", "30 ayat (4)"),
        ("27(1)a", "27 ayat (1) huruf a"),
        ("33(2)-(4)", "33 ayat (2)–(4)"),
        ("32(1), 33(1)", "32 ayat (1), 33 ayat (1)"),
        ("76(1)i, 77", "76 ayat (1) huruf i, 77"),
        ("101(1)g, 154(1)g (penjelasan)", "101 ayat (1) huruf g, 154 ayat (1) huruf g (penjelasan)"),
    ],
)
def test_paragraphs_and_letters_are_written_out(short, written):
    assert articles(short) == written


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("PP 28/2018, art. 30(3)", "PP 28/2018 Pasal 30 ayat (3)"),
        ("PP 28/2018 art. 27(1)a", "PP 28/2018 Pasal 27 ayat (1) huruf a"),
        ("PP 28/2018, arts 34, 41", "PP 28/2018 Pasal 34, 41"),
        ("PP 28/2018, art. 33(3) and elucidation", "PP 28/2018 Pasal 33 ayat (3) dan penjelasannya"),
        ("practice; objects: UU 23/2014, art. 367(1)", "praktik; objek: UU 23/2014 Pasal 367 ayat (1)"),
        ("practice of UNICEF programmes", "praktik program UNICEF"),
        ("SE Mendagri 193/1652/PUOD (1993)", "SE Mendagri 193/1652/PUOD (1993)"),
    ],
)
def test_a_citation_of_a_table_becomes_indonesian(english, indonesian):
    assert in_indonesian(english) == indonesian
