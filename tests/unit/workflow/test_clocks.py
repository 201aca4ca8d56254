"""Working-day clocks: refusals, provisional answers, and what a deadline tells."""

from datetime import date

import pytest

from jembatan.workflow.clocks import (
    BadPeriod,
    NoDecreeYet,
    calendar_deadline,
    standard_calendar,
    working_deadline,
)


def test_a_period_past_the_last_decree_is_refused():
    with pytest.raises(NoDecreeYet) as refusal:
        working_deadline(date(2027, 12, 20), 10)

    assert refusal.value.detail == {"year": 2028, "first": 2020, "last": 2027}


def test_a_period_that_ends_on_the_last_decreed_day_is_certain():
    deadline = working_deadline(date(2027, 12, 20), 8)

    assert deadline.day == date(2027, 12, 31)
    assert not deadline.is_provisional


def test_a_provisional_answer_names_the_years_without_a_decree():
    deadline = working_deadline(date(2027, 12, 20), 10, provisional=True)

    assert deadline.day == date(2028, 1, 4)
    assert deadline.provisional_years == (2028,)


def test_a_provisional_year_still_leaves_out_the_fixed_holidays():
    deadline = working_deadline(date(2028, 8, 16), 1, provisional=True)

    assert deadline.day == date(2028, 8, 18)
    assert deadline.rest_days == ((date(2028, 8, 17), "Proklamasi Kemerdekaan"),)


def test_asking_provisionally_changes_nothing_where_decrees_are_known():
    certain = working_deadline(date(2026, 3, 9), 14)

    assert working_deadline(date(2026, 3, 9), 14, provisional=True) == certain


def test_years_before_the_first_decree_are_refused_too():
    with pytest.raises(NoDecreeYet):
        working_deadline(date(2019, 6, 1), 3)


def test_calendar_days_count_every_day():
    assert calendar_deadline(date(2026, 3, 9), 30).day == date(2026, 4, 8)
    assert calendar_deadline(date(2028, 2, 28), 1).day == date(2028, 2, 29)


@pytest.mark.parametrize("days", [0, -1, 3661])
def test_an_impossible_period_is_refused(days):
    with pytest.raises(BadPeriod):
        working_deadline(date(2026, 3, 9), days)
    with pytest.raises(BadPeriod):
        calendar_deadline(date(2026, 3, 9), days)


def test_rest_days_are_named():
    deadline = working_deadline(date(2026, 3, 17), 1)

    assert deadline.rest_days[0] == (
        date(2026, 3, 18),
        "cuti bersama Hari Suci Nyepi (Tahun Baru Saka 1948)",
    )
    assert len(deadline.rest_days) == 7


def test_every_year_from_2020_to_2027_has_its_decree():
    assert standard_calendar().decreed_years == frozenset(range(2020, 2028))
