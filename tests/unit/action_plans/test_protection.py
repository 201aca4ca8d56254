"""Small numbers are hidden, and hidden so that a sum does not give them back."""

import pytest

from jembatan.action_plans.rules.protection import hidden_lines, protected_counts


def test_zero_and_large_numbers_are_shown():
    assert protected_counts({"a": 0, "b": 5, "c": 40}) == {"a": "0", "b": "5", "c": "40"}


def test_a_lone_small_number_takes_the_next_smallest_along():
    assert protected_counts({"a": 2, "b": 9, "c": 30}) == {"a": "<5", "b": "…", "c": "30"}


def test_several_small_numbers_that_are_few_together_take_another_along():
    assert protected_counts({"a": 1, "b": 1, "c": 7, "d": 0}) == {"a": "<5", "b": "<5", "c": "…", "d": "0"}


def test_several_small_numbers_that_are_many_together_hide_one_another():
    assert protected_counts({"a": 4, "b": 3, "c": 7}) == {"a": "<5", "b": "<5", "c": "7"}


def test_a_single_small_number_has_nothing_to_hide_behind():
    assert protected_counts({"a": 3}) == {"a": "<5"}


@pytest.mark.parametrize(
    ("children", "hidden"),
    [
        ([], set()),
        ([9, 7], set()),
        ([9, 3, 7], {1, 2}),
        ([2, 3, 7], {0, 1}),
        ([3, 0], {0, 1}),
        ([3], {0}),
    ],
)
def test_costs_that_would_tell_a_small_number_are_hidden_in_pairs(children, hidden):
    assert hidden_lines(children) == hidden
