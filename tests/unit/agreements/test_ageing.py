"""Ages in working days, by themselves and of many cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.rules.ageing import Ages, WorkingDays, ages_of
from jembatan.workflow.clocks import working_deadline

YEARS = WorkingDays(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Friday to Monday: one working day.
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 23), date(2026, 11, 20), 0),
        # Lebaran 2025: decreed 28 March to 7 April are days of rest.
        (date(2025, 3, 27), date(2025, 4, 7), 0),
        (date(2025, 3, 27), date(2025, 4, 8), 1),
    ],
)
def test_an_age_counts_working_days_after_the_first_day(start: date, end: date, expected: int):
    assert YEARS.between(start, end) == expected


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(1, 200))
def test_an_age_agrees_with_the_clock_that_counts_forward(start: date, days: int):
    due = working_deadline(start, days, provisional=True).day

    assert YEARS.between(start, due) == days


def test_a_day_outside_the_stretch_is_taken_as_its_nearest_end():
    week = WorkingDays(date(2026, 11, 16), date(2026, 11, 20))

    assert week.between(date(2026, 11, 1), date(2026, 12, 31)) == 5


def test_a_stretch_that_ends_before_it_begins_has_no_days():
    assert (
        WorkingDays(date(2026, 11, 20), date(2026, 11, 16)).between(date(2026, 1, 1), date(2026, 12, 1)) == 0
    )


def test_the_middle_and_the_oldest_leave_out_what_nobody_knows():
    assert ages_of([3, None, 10, 4]) == Ages(4, 4, 10)


def test_of_two_ages_the_middle_is_rounded_up():
    assert ages_of([1, 4]).median == 3


def test_without_any_known_age_nothing_is_measured():
    assert ages_of([None]) == Ages(1, None, None)
    assert ages_of([]) == Ages(0, None, None)
