"""Names of places are compared folded, and a near miss is one letter, no more."""

import pytest

from jembatan.places.rules.names import fold, one_letter_apart, read_name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("menampu", "menambu"),
        ("pondokdalem", "podokdalem"),
        ("kasiyan", "kkasiyan"),
        ("semboro", "sembroo"),
        ("suco", "succ"),
        ("suco", "sucoo"),
    ],
)
def test_one_letter_changed_added_dropped_or_swapped_is_near(left, right):
    assert one_letter_apart(left, right)
    assert one_letter_apart(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("suco", "suco"),
        ("ajung", "ajengan"),
        ("aek", "aik"),
        ("semboro", "bemsoro"),
        ("suco", "sc"),
        ("abcd", "badc"),
    ],
)
def test_equal_short_or_further_apart_is_not_near(left, right):
    assert not one_letter_apart(left, right)
    assert not one_letter_apart(right, left)


def test_folding_keeps_only_letters_and_digits():
    assert fold(" Lubuk-Pakam I,II\\n") == "lubukpakamiii"
    assert fold("Cot Ba’u É") == "cotbaue"


def test_kind_words_are_left_out_one_by_one_and_remembered():
    forms = read_name("Kab. Kota Baru", 2).forms

    assert [(form.folded, form.kind) for form in forms] == [
        ("kabkotabaru", ""),
        ("kotabaru", "kabupaten"),
        ("baru", ""),
    ]


def test_a_name_that_is_only_a_kind_word_keeps_it():
    assert [form.folded for form in read_name("Desa", 4).forms] == ["desa"]
