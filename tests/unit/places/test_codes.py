"""The code of a place says its level and its ancestors."""

import pytest

from jembatan.places.rules.codes import (
    Level,
    ancestors_of,
    level_of,
    lies_within,
    normal_code,
    parent_of,
    range_below,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("35", "35"),
        ("3509", "35.09"),
        ("350907", "35.09.07"),
        ("3509072004", "35.09.07.2004"),
        (" 35.09.07.2004\n", "35.09.07.2004"),
    ],
)
def test_a_code_is_read_with_and_without_dots(written, code):
    assert normal_code(written) == code


@pytest.mark.parametrize(
    "written", [None, "", "35.9", "11.1", "350", "35.09.07.204", "Suco", "35.09.", "３５"]
)
def test_what_is_no_code_or_has_lost_a_zero_is_not_repaired(written):
    assert normal_code(written) is None


def test_a_code_knows_its_level_and_its_ancestors():
    assert level_of("35.09.07.2004") is Level.VILLAGE
    assert ancestors_of("35.09.07.2004") == ("35", "35.09", "35.09.07")
    assert parent_of("35.09") == "35"
    assert parent_of("35") is None


def test_the_range_below_a_code_holds_exactly_what_lies_below_it():
    first, last = range_below("35.09")
    codes = ["35.08", "35.09", "35.09.01", "35.09.31.2009", "35.10", "35.1", "36"]

    assert [code for code in codes if first <= code < last] == ["35.09.01", "35.09.31.2009"]
    assert [code for code in codes if lies_within(code, "35.09")] == ["35.09", "35.09.01", "35.09.31.2009"]
