"""Figures are the same in every language, however they are written."""

from collections import Counter

import pytest

from jembatan.agreements.rules.figures import Figure, contradictions, figures

SAME = [
    (
        Figure("year", "5"),
        [
            ("id", "berlaku 5 (lima) tahun"),
            ("id", "berlaku lima tahun"),
            ("en", "in force for 5 (five) years"),
            ("en", "in force for five (5) years"),
            ("en", "in force for five years"),
            ("ja", "有効期間は五年とする"),
            ("ja", "有効期間は5年間とする"),
            ("ja", "有効期間は５年とする"),
            ("ko", "유효 기간은 5년으로 한다"),
            ("nl", "voor 5 jaar"),
        ],
    ),
    (
        Figure("working day", "45"),
        [
            ("id", "paling lama 45 (empat puluh lima) hari kerja"),
            ("en", "within forty-five (45) working days"),
        ],
    ),
    (
        Figure("date", "2026-05-01"),
        [
            ("id", "pada tanggal 1 Mei 2026"),
            ("en", "on 1 May 2026"),
            ("en", "on May 1st, 2026"),
            ("ja", "2026年5月1日に"),
            ("zh", "于2026-05-01"),
        ],
    ),
    (
        Figure("money", "IDR 1250000"),
        [
            ("id", "sebesar Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)"),
            ("id", "sebesar Rp. 1,25 juta"),
            ("en", "IDR 1,250,000 (one million two hundred fifty thousand rupiah)"),
            ("en", "IDR 1.25 million"),
        ],
    ),
    (Figure("percent", "2.5"), [("id", "2,5 persen"), ("en", "2.5%"), ("en", "2.5 per cent")]),
    (
        Figure("month", "6"),
        [("id", "enam bulan sebelumnya"), ("en", "six months in advance"), ("zh", "六个月")],
    ),
    (Figure("number", "12"), [("id", "sekolah nomor 12"), ("en", "school number 12")]),
]


@pytest.mark.parametrize(
    ("figure", "language", "text"),
    [(figure, language, text) for figure, ways in SAME for language, text in ways],
)
def test_a_figure_is_the_same_in_every_language(figure, language, text):
    assert figures(text, language) == Counter([figure])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "salah satu dari Para Pihak"),
        ("en", "one of the Parties and the two regions"),
        ("en", "each Party (the Host)"),
        ("de", "jede Partei (die Partei)"),
    ],
)
def test_words_that_count_no_time_are_no_figures(language, text):
    assert figures(text, language) == Counter()


def test_figures_are_counted_as_often_as_they_stand():
    assert figures("5 tahun, 5 tahun, 3 bulan", "id") == Counter(
        {Figure("year", "5"): 2, Figure("month", "3"): 1}
    )


def test_a_name_before_a_number_in_brackets_keeps_the_number():
    assert figures("the Parties (2) meet", "en") == Counter([Figure("number", "2")])
    assert figures("die Parteien (2)", "de") == Counter([Figure("number", "2")])


def test_a_row_of_numbers_without_an_end_is_not_tried_from_each_of_them():
    assert figures("1." * 50_000, "id").total() <= 1
    assert figures("1" * 50_000, "id") == Counter()


def test_a_day_that_does_not_exist_is_still_a_date():
    assert figures("31 Februari 2026", "id") == Counter([Figure("date", "2026-2-31")])


def test_dates_sums_and_durations_weigh_and_numbers_do_not():
    assert Figure("year", "5").weighs and not Figure("number", "5").weighs
    assert [Figure("year", "5").shown, Figure("number", "7").shown] == ["5 year", "7"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "5 (enam) tahun"),
        ("en", "five (6) years"),
        ("en", "6 (five) years"),
        ("id", "Rp1.000 (dua ribu rupiah)"),
    ],
)
def test_a_figure_whose_words_say_another_number_is_told(language, text):
    assert len(contradictions(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "5 (lima) tahun"),
        ("en", "forty-five (45) days and 5 (five) years"),
        ("en", "one hundred and five (105) days"),
        ("en", "12 (the Parties)"),
        ("id", "Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)"),
        ("id", "1,5 (satu) tahun"),
        ("ja", "5 (enam)"),
    ],
)
def test_figures_that_agree_with_their_words_are_not_told(language, text):
    assert contradictions(text, language) == ()
