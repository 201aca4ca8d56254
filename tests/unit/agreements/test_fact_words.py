"""Facts in words, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.agreements.rules.fact_words import FactKind, fact_in_words, is_given

CASES = [
    (FactKind.NAME, "Kota  Contoh", "Kota Contoh", "Kota Contoh"),
    (FactKind.TEXT, {"id": "damai", "en": "peace"}, "damai", "peace"),
    (FactKind.LIST, ["satu", {"id": "dua", "en": "two"}], ("satu", "dua"), ("satu", "two")),
    (FactKind.DATE, date(2026, 5, 1), "1 Mei 2026", "1 May 2026"),
    (FactKind.YEARS, 5, "5 (lima) tahun", "5 (five) years"),
    (FactKind.YEARS, 1, "1 (satu) tahun", "1 (one) year"),
    (FactKind.MONTHS, 6, "6 (enam) bulan", "6 (six) months"),
    (FactKind.DAYS, 45, "45 (empat puluh lima) hari", "45 (forty-five) days"),
    (FactKind.COUNT, 1200, "1.200 (seribu dua ratus)", "1,200 (one thousand two hundred)"),
    (
        FactKind.RUPIAH,
        Decimal(1_250_000),
        "Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)",
        "IDR 1,250,000 (one million two hundred fifty thousand rupiah)",
    ),
]
MISFITS = [
    (FactKind.NAME, 5),
    (FactKind.TEXT, {"id": "damai"}),
    (FactKind.LIST, "not a list"),
    (FactKind.LIST, ["x"] * 27),
    (FactKind.LIST, [{"id": "satu"}]),
    (FactKind.DATE, "2026-05-01"),
    (FactKind.YEARS, 0),
    (FactKind.YEARS, True),
    (FactKind.YEARS, 10**15),
    (FactKind.DAYS, Decimal("1.5")),
    (FactKind.RUPIAH, Decimal("0.5")),
    (FactKind.RUPIAH, True),
    (FactKind.RUPIAH, -1),
    (FactKind.RUPIAH, "5"),
]


@pytest.mark.parametrize(("kind", "value", "indonesian", "english"), CASES)
def test_a_fact_is_written_as_each_office_writes_it(kind, value, indonesian, english):
    assert fact_in_words(kind, value, "id") == indonesian
    assert fact_in_words(kind, value, "en") == english


@pytest.mark.parametrize(("kind", "value"), MISFITS)
def test_a_value_that_does_not_fit_is_no_words(kind, value):
    assert fact_in_words(kind, value, "en") is None


def test_every_kind_tells_what_it_wants():
    assert all(kind.wanted for kind in FactKind)


@pytest.mark.parametrize("value", [None, "", "  ", {}, {"id": " "}, [], ["x", ""]])
def test_a_value_that_says_nothing_is_not_given(value):
    assert not is_given(value)


@pytest.mark.parametrize("value", ["x", {"id": "x", "en": ""}, ["x"], 0, date(2026, 1, 1)])
def test_a_value_that_says_something_is_given(value):
    assert is_given(value)
