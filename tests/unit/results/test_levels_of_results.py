"""Results stand in three levels, and every value fits its unit."""

from decimal import Decimal

import pytest

from jembatan.results.rules.levels import (
    BadValue,
    Level,
    Unit,
    WrongLevel,
    check_level,
    check_value,
    level_below,
)


@pytest.mark.parametrize(
    ("level", "above"),
    [(Level.OBJECTIVE, None), (Level.OUTCOME, Level.OBJECTIVE), (Level.OUTPUT, Level.OUTCOME)],
)
def test_a_result_stands_under_the_level_above(level, above):
    check_level(level, above)

    assert level_below(above) == level if above else True


@pytest.mark.parametrize(
    ("level", "above"),
    [(Level.OBJECTIVE, Level.OUTCOME), (Level.OUTCOME, None), (Level.OUTPUT, Level.OBJECTIVE)],
)
def test_a_result_stands_nowhere_else(level, above):
    with pytest.raises(WrongLevel):
        check_level(level, above)


def test_nothing_stands_under_an_output():
    assert level_below(Level.OUTPUT) is None


@pytest.mark.parametrize(
    ("unit", "value"),
    [(Unit.COUNT, "0"), (Unit.RUPIAH, "1500000"), (Unit.PERCENT, "-12.5"), (Unit.YES_NO, "1")],
)
def test_a_fitting_value_is_taken(unit, value):
    assert check_value(unit, Decimal(value)) == Decimal(value)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        (Unit.COUNT, "1.5"),
        (Unit.COUNT, "-1"),
        (Unit.RUPIAH, "1e16"),
        (Unit.PERCENT, "1000.5"),
        (Unit.YES_NO, "2"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(unit, value):
    with pytest.raises(BadValue):
        check_value(unit, Decimal(value))
