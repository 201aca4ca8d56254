"""Where an agreement works and since when, and who else works there."""

from datetime import date

import pytest

from jembatan.results.rules.places import (
    EndsBeforeStart,
    OutsideRegion,
    Period,
    Work,
    check_period,
    check_place,
    others_there,
    places_on,
)

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
STILL = Period(date(2026, 6, 1), None)
DISTRICT, VILLAGE, OTHER_VILLAGE = "35.09", "35.09.18.2004", "35.09.23.2005"


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_both_days_belong_to_a_period(day, holds):
    assert YEAR.holds(day) is holds


def test_an_open_period_holds_still():
    assert STILL.holds(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (STILL, True),
        (Period(date(2026, 12, 31), None), True),
        (Period(date(2027, 1, 1), None), False),
        (Period(date(2025, 1, 1), date(2025, 12, 31)), False),
    ],
)
def test_periods_meet_when_they_share_a_day(other, meets):
    assert YEAR.meets(other) is meets
    assert other.meets(YEAR) is meets


def test_a_period_ends_after_it_starts():
    check_period(YEAR)

    with pytest.raises(EndsBeforeStart):
        check_period(Period(date(2026, 2, 1), date(2026, 1, 31)))


def test_a_place_lies_in_the_region_of_the_agreement():
    check_place(DISTRICT, VILLAGE)
    check_place("ID", VILLAGE)

    with pytest.raises(OutsideRegion):
        check_place("35.10", VILLAGE)


def test_a_village_of_a_district_worked_in_counts_once():
    works = [Work(1, VILLAGE, YEAR), Work(1, DISTRICT, STILL)]

    assert places_on(works, date(2026, 3, 1)) == (VILLAGE,)
    assert places_on(works, date(2026, 7, 1)) == (DISTRICT,)
    assert places_on(works, date(2020, 1, 1)) == ()


def test_others_at_the_same_place_and_time_are_named_with_the_narrower_place():
    own = [Work(1, VILLAGE, YEAR)]
    every = [
        *own,
        Work(2, DISTRICT, STILL),
        Work(3, VILLAGE, Period(date(2026, 12, 1), None)),
        Work(4, OTHER_VILLAGE, YEAR),
        Work(5, VILLAGE, Period(date(2027, 1, 1), None)),
    ]

    assert others_there(own, every) == {2: (VILLAGE,), 3: (VILLAGE,)}


def test_another_inside_an_own_district_is_named_with_its_village():
    assert others_there([Work(1, DISTRICT, YEAR)], [Work(2, VILLAGE, YEAR)]) == {2: (VILLAGE,)}
