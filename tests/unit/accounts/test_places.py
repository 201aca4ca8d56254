"""Jurisdiction by code: what lies inside what."""

import pytest

from jembatan.accounts.rules.places import COUNTRY, covers, widest


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("35.09", "35.09", True),
        ("35.09", "35.09.23.2005", True),
        ("35.09.23", "35.09.2", False),
        ("35.09", "35.091", False),
        ("35.09.23.2005", "35.09", False),
        (COUNTRY, "91.01.01.2001", True),
        ("35", COUNTRY, False),
    ],
)
def test_a_place_covers_itself_and_what_lies_inside(outer, inner, expected):
    assert covers(outer, inner) is expected


def test_places_inside_a_wider_one_are_not_listed_twice():
    assert widest(["35.09.23.2005", "35.09", "33.02", "35.09"]) == ("33.02", "35.09")


def test_no_assignment_is_no_place():
    assert widest([]) == ()
