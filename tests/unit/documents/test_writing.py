"""How money, dates and sums in words are written."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.documents.rules.guarding import printable, unarmed
from jembatan.documents.rules.writing import (
    dotted,
    english_date,
    english_words,
    in_words,
    long_date,
    rupiah,
)


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "Rp0"), (Decimal("1250000"), "Rp1.250.000"), (999, "Rp999"), (-5000, "-Rp5.000")],
)
def test_money_has_dots_between_thousands(amount, written):
    assert rupiah(amount) == written


def test_a_fraction_is_kept_after_a_comma():
    assert dotted(Decimal("1234.5")) == "1.234,50"


def test_dates_are_written_with_the_month_in_words():
    assert long_date(date(2026, 11, 22)) == "22 November 2026"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (110, "seratus sepuluh"),
        (1_000, "seribu"),
        (2_019, "dua ribu sembilan belas"),
        (1_250_000, "satu juta dua ratus lima puluh ribu"),
        (3_000_001_000, "tiga miliar seribu"),
        (-4, "minus empat"),
    ],
)
def test_sums_are_repeated_in_words(number, words):
    assert in_words(number) == words


def test_a_number_too_long_for_words_is_refused():
    with pytest.raises(OverflowError):
        in_words(10**15)


@pytest.mark.parametrize("text", ["=1+1", "+62811", "@SUM(A1)", "-cmd", "\t=1"])
def test_a_text_that_would_run_as_a_formula_gets_an_apostrophe(text):
    shown = unarmed(text)

    assert shown in (f"'{text}", text)
    assert not shown.startswith(("=", "@", "\t", "-cmd"))


@pytest.mark.parametrize("text", ["-5", "+1.250,50", "Siti", "", "'quoted"])
def test_plain_values_stay_as_they_are(text):
    assert unarmed(text) == text


def test_control_characters_and_lone_surrogates_are_not_printed():
    assert printable("a\x00b\x1fc\ud800\n") == "abc?\n"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (45, "forty-five"),
        (100, "one hundred"),
        (1250, "one thousand two hundred fifty"),
        (2_000_000, "two million"),
        (10**12 + 1, "one trillion one"),
    ],
)
def test_numbers_in_english_words(number, words):
    assert english_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**15])
def test_numbers_that_english_words_do_not_reach(number):
    with pytest.raises(OverflowError):
        english_words(number)


def test_english_dates():
    assert english_date(date(2026, 5, 1)) == "1 May 2026"
