"""Results stand in three levels, objective over outcome over output; an indicator measures one of them.

Source: the usual results chain of development cooperation (OECD DAC glossary of key terms, 2002), grade C: a
convention, not law. PP 28/2018 asks for evaluation of a cooperation and prescribes no form for it.
"""

from decimal import Decimal
from enum import StrEnum

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class Level(StrEnum):
    OBJECTIVE = "objective"
    OUTCOME = "outcome"
    OUTPUT = "output"


class Unit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    RUPIAH = "rupiah"
    YES_NO = "yes_no"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


# What each level stands under; None stands under nothing.
ABOVE = {Level.OBJECTIVE: None, Level.OUTCOME: Level.OBJECTIVE, Level.OUTPUT: Level.OUTCOME}
MOST_PERCENT = Decimal(1000)
MOST = Decimal(10) ** 15


class WrongLevel(Refused):
    code = "results.wrong_level"
    status = 400
    sentence = (
        "An objective stands alone, an outcome under an objective, an output under an outcome. Choose again."
    )


class BadValue(Refused):
    code = "results.bad_value"
    status = 400
    sentence = "This value does not fit: %(problem)s."


def check_level(level: Level, above: Level | None) -> None:
    """Raise WrongLevel unless a result of `level` may stand under one of `above` (None: under nothing)."""
    if ABOVE[level] != above:
        raise WrongLevel()


def level_below(level: Level) -> Level | None:
    """The level that stands under `level`; None under an output."""
    return next((below for below, above in ABOVE.items() if above == level), None)


def check_value(unit: Unit, value: Decimal) -> Decimal:
    """`value` if it can be one of `unit`. Raises BadValue.

    A count and rupiah are whole and at least 0; per cent lies between -1000 and 1000; yes is 1 and no is 0.
    """
    if unit is Unit.YES_NO and value not in (0, 1):
        raise BadValue(problem=_("yes is 1 and no is 0"))
    if unit is Unit.PERCENT and abs(value) > MOST_PERCENT:
        raise BadValue(problem=_("per cent lie between -1000 and 1000"))
    if unit in (Unit.COUNT, Unit.RUPIAH) and (value != value.to_integral_value() or not 0 <= value <= MOST):
        raise BadValue(problem=_("this is a whole number, 0 or more"))
    return value
