"""Counts add up place by place; unknown is not 0, and hidden stays hidden."""

from decimal import Decimal

import pytest

from jembatan.results.rules.counts import (
    DIFFERENT_BASES,
    NO_PLACES,
    NOT_RECONCILED,
    NOT_YET,
    Part,
    fingerprint,
    is_reached,
    progress,
    read,
    summed,
    target_for,
    written,
)
from jembatan.results.rules.levels import Direction


def part(place: str, value: int | None, *, shown: int | None = -1, **more: object) -> Part:
    """A part; what is shown is the value unless said otherwise."""
    number = None if value is None else Decimal(value)
    seen = number if shown == -1 else None if shown is None else Decimal(shown)
    return Part(place, number, seen, **more)


def test_places_add_up():
    whole = summed([part("b", 7), part("a", 12)])

    assert (whole.value, whole.shown, whole.is_floor) == (19, 19, False)
    assert (whole.counted, whole.of, whole.is_whole) == (2, 2, True)


def test_a_place_that_cannot_be_counted_is_not_zero():
    whole = summed([part("a", 12), part("b", None, why=NOT_RECONCILED)])

    assert (whole.value, whole.counted, whole.of) == (12, 1, 2)
    assert not whole.is_whole


def test_nothing_counted_anywhere_has_no_value():
    whole = summed([part("a", None, why=NOT_RECONCILED)])

    assert (whole.value, whole.shown, whole.why) == (None, None, NOT_RECONCILED)


@pytest.mark.parametrize("why", [NO_PLACES, NOT_YET])
def test_no_parts_at_all_say_why(why):
    assert (summed([], why=why).value, summed([], why=why).why) == (None, why)


def test_a_hidden_part_makes_the_shown_sum_the_least_it_can_be():
    whole = summed([part("a", 12), part("b", 3, shown=None)])

    assert (whole.value, whole.shown, whole.is_floor) == (15, 12, True)


def test_nothing_is_shown_when_all_is_hidden():
    whole = summed([part("a", 3, shown=None), part("b", 2, shown=None)])

    assert (whole.value, whole.shown, whole.is_floor) == (5, None, False)


def test_counts_by_different_rules_are_not_added_up():
    whole = summed([part("a", 12, basis="national/7-18/survey"), part("b", 9, basis="national/6-21/july")])

    assert (whole.value, whole.shown, whole.why) == (None, None, DIFFERENT_BASES)


def test_a_sum_with_unsaid_lines_is_not_whole():
    assert not summed([part("", 40, unsaid=2)]).is_whole


def test_parts_are_kept_and_read_back():
    parts = (part("a", 12, basis="x", rests_on="reconciliation:1"), part("b", None, why=NOT_RECONCILED))

    assert read(written(parts)) == parts


def test_the_sign_tells_inputs_apart():
    one, other = summed([part("a", 12)]), summed([part("a", 13)])

    assert fingerprint("children.at_risk", one) == fingerprint("children.at_risk", summed([part("a", 12)]))
    assert fingerprint("children.at_risk", one) != fingerprint("children.at_risk", other)
    assert fingerprint("children.at_risk", one) != fingerprint("children.dropped_out", one)


@pytest.mark.parametrize(
    ("baseline", "now", "target", "expected"),
    [
        (100, 80, 60, 50),
        (0, 5, 8, 63),
        (100, 120, 60, -50),
        (0, 16, 8, 200),
        (None, 5, 8, None),
        (0, None, 8, None),
        (0, 5, None, None),
        (8, 5, 8, None),
    ],
)
def test_progress_runs_from_baseline_to_target(baseline, now, target, expected):
    numbers = [None if one is None else Decimal(one) for one in (baseline, now, target)]

    assert progress(*numbers) == expected


@pytest.mark.parametrize(
    ("now", "target", "direction", "expected"),
    [
        (8, 8, Direction.UP, True),
        (7, 8, Direction.UP, False),
        (7, 8, Direction.DOWN, True),
        (9, 8, Direction.DOWN, False),
        (None, 8, Direction.UP, None),
        (8, None, Direction.UP, None),
    ],
)
def test_a_target_is_reached_in_its_direction(now, target, direction, expected):
    numbers = [None if one is None else Decimal(one) for one in (now, target)]

    assert is_reached(*numbers, direction) is expected


def test_the_nearest_target_ahead_counts_and_the_last_one_afterwards():
    targets = {2026: Decimal(10), 2028: Decimal(30)}

    assert target_for(targets, 2025) == (2026, 10)
    assert target_for(targets, 2027) == (2028, 30)
    assert target_for(targets, 2030) == (2028, 30)
    assert target_for({}, 2026) is None
