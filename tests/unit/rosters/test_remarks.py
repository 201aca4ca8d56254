"""Remarks of the reader are found again in the sentences they were filled into."""

import re

import pytest

from jembatan.rosters.rules import remarks


@pytest.mark.parametrize("remark", remarks.FILLED)
def test_a_filled_remark_is_recognised_with_what_filled_it(remark: str) -> None:
    filled = {name: f"{name}, 'two' (more)" for name in re.findall(r"%\((\w+)\)s", remark)}

    found = remarks.recognised(remark % filled)

    assert found == (remark, filled)


def test_a_remark_without_places_stands_for_itself() -> None:
    assert remarks.recognised(remarks.NO_MACROS) == (remarks.NO_MACROS, {})
