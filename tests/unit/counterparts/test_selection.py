"""Choosing a partner by weighted criteria."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.counterparts.rules.selection import (
    BadCall,
    Criterion,
    NotHighest,
    Sheet,
    check_choice,
    check_criteria,
    check_points,
    is_complete,
    results_open,
    standings,
)

TWO = [Criterion("a", "Experience", 60), Criterion("b", "Money", 40)]
SHEETS = [
    Sheet(1, 7, {"a": 10, "b": 0}),
    Sheet(1, 8, {"a": 8, "b": 5}),
    Sheet(2, 7, {"a": 5, "b": 10}),
    Sheet(2, 8, {"a": 5, "b": 10}),
]


def test_the_score_is_the_weighted_average():
    first, second, third = standings(TWO, [1, 2, 3], SHEETS)

    assert (first.candidate, first.score, first.spread, first.sheets) == (2, Decimal("70.00"), 0, 2)
    assert (second.candidate, second.score, second.spread) == (1, Decimal("64.00"), 5)
    assert (third.candidate, third.score) == (3, None)


def test_the_order_of_the_sheets_does_not_matter():
    assert standings(TWO, [2, 1], SHEETS[::-1]) == standings(TWO, [1, 2], SHEETS)


def test_all_sheets_are_in_when_everybody_scored_everybody():
    assert is_complete([1, 2], [7, 8], SHEETS)
    assert not is_complete([1, 2], [7, 8], SHEETS[1:])
    assert not is_complete([], [7, 8], [])


def test_results_open_when_complete_or_after_the_last_day():
    last = date(2026, 12, 1)

    assert results_open(complete=True, closes_on=last, today=date(2026, 11, 1))
    assert not results_open(complete=False, closes_on=last, today=last)
    assert results_open(complete=False, closes_on=last, today=date(2026, 12, 2))


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [Criterion("a", "x", 99)],
        [Criterion("a", " ", 100)],
        [Criterion("a", "x", 100), Criterion("b", "y", 0)],
    ],
)
def test_weights_make_a_hundred(wrong):
    check_criteria(TWO)
    with pytest.raises(BadCall):
        check_criteria(wrong)


@pytest.mark.parametrize("wrong", [{"a": 1}, {"a": 1, "b": 11}, {"a": -1, "b": 0}, {"a": 1, "b": 1, "c": 1}])
def test_every_criterion_gets_0_to_10_points(wrong):
    check_points(TWO, {"a": 0, "b": 10})
    with pytest.raises(BadCall):
        check_points(TWO, wrong)


def test_the_ground_highest_score_is_only_for_the_highest():
    ranked = standings(TWO, [1, 2, 3], SHEETS)

    check_choice(ranked, 2, "highest_score")
    check_choice(ranked, 1, "fits_the_plan")
    for candidate in (1, 3):
        with pytest.raises(NotHighest):
            check_choice(ranked, candidate, "highest_score")
    for candidate, ground in ((9, "other"), (1, "because")):
        with pytest.raises(BadCall):
            check_choice(ranked, candidate, ground)
