"""Ages, absence and the birth date inside a NIK."""

from datetime import date

import pytest

from jembatan.children.rules.ages import (
    completed_years,
    earliest_day,
    july_before,
    nik_birth_date,
    whole_months,
)


@pytest.mark.parametrize(
    ("born", "at", "years"),
    [
        (date(2018, 8, 2), date(2026, 3, 10), 7),
        (date(2018, 8, 2), date(2025, 7, 1), 6),
        (date(2018, 8, 2), date(2018, 8, 2), 0),
        (date(2018, 8, 2), date(2018, 8, 1), None),
        (date(2016, 2, 29), date(2024, 2, 28), 7),
        (date(2016, 2, 29), date(2024, 2, 29), 8),
        (date(2016, 2, 29), date(2025, 2, 28), 8),
        (date(2016, 2, 29), date(2025, 3, 1), 9),
    ],
)
def test_age_is_counted_in_completed_years(born, at, years):
    assert completed_years(born, at) == years


def test_the_1_july_is_the_one_on_or_before_the_survey():
    assert july_before(date(2026, 6, 30)) == date(2025, 7, 1)
    assert july_before(date(2026, 7, 1)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2025, 9, 10), date(2026, 3, 10), 6),
        (date(2025, 9, 11), date(2026, 3, 10), 5),
        (date(2025, 8, 31), date(2026, 2, 28), 6),
        (date(2025, 8, 31), date(2026, 2, 27), 5),
        (date(2026, 3, 11), date(2026, 3, 10), -1),
    ],
)
def test_months_are_counted_when_they_are_over(since, until, months):
    assert whole_months(since, until) == months


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-15", date(2026, 1, 15)),
        ("2026-01", date(2026, 1, 1)),
        ("2026", date(2026, 1, 1)),
        (" 2026-01-15 00:00:00 ", date(2026, 1, 15)),
        ("2026-02-30", None),
        ("15/01/2026", None),
        ("last year", None),
    ],
)
def test_a_partial_date_means_its_first_day(written, day):
    assert earliest_day(written) == day


@pytest.mark.parametrize(
    ("nik", "sex", "says"),
    [
        ("9901011205120001", "L", "agrees"),
        ("9901015205120001", "P", "agrees"),
        ("9901015205120001", "L", "other_sex"),
        ("9901011205120001", "P", "other_sex"),
        ("9901015205120001", None, "agrees"),
        ("9901011305120001", "L", "differs"),
        ("990101120512", "L", "unknown"),
        (None, "L", "unknown"),
    ],
)
def test_a_nik_agrees_with_the_birth_date_or_not(nik, sex, says):
    assert nik_birth_date(nik, date(2012, 5, 12), sex) == says


def test_a_nik_says_nothing_of_an_unknown_birth_date():
    assert nik_birth_date("9901011205120001", None, "L") == "unknown"
