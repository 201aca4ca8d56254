"""Everything a person can do to a results framework."""

from jembatan.results.actions.framework import (
    IndicatorDraft,
    ResultDraft,
    add_indicator,
    add_result,
    change_indicator,
    change_result,
    drop_indicator,
    drop_result,
    set_target,
)
from jembatan.results.actions.places import Place, add_place, end_place, take_back_place
from jembatan.results.actions.values import Statement, state_value, take_stock

__all__ = [
    "IndicatorDraft",
    "Place",
    "ResultDraft",
    "Statement",
    "add_indicator",
    "add_place",
    "add_result",
    "change_indicator",
    "change_result",
    "drop_indicator",
    "drop_result",
    "end_place",
    "set_target",
    "state_value",
    "take_back_place",
    "take_stock",
]
