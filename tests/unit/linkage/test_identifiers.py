"""Numbers that can be somebody's, and numbers typed to fill a required field."""

import pytest

from jembatan.linkage.rules.identifiers import usable_kk, usable_nik, usable_nisn


@pytest.mark.parametrize("nik", ["9901011203140001", "9901015203140001", "9901017112990012"])
def test_a_possible_nik_is_kept(nik):
    assert usable_nik(nik) == nik


@pytest.mark.parametrize(
    "nik",
    [
        None,
        "",
        "990101120314001",
        "9901011203140001x",
        "0000000000000000",
        "9999999999999999",
        "1234567890123456",
        "9901013203140001",  # day 32
        "9901017203140001",  # day 72
        "9901011213140001",  # month 13
        "9901010003140001",  # day 0
        "9901011203140000",  # serial 0000
    ],
)
def test_an_impossible_nik_is_dropped(nik):
    assert usable_nik(nik) is None


def test_placeholders_of_card_and_pupil_number_are_dropped():
    assert usable_kk("9901011203140000") is None
    assert usable_kk("0000000000000000") is None
    assert usable_kk("9901011203140012") == "9901011203140012"
    assert usable_nisn("0000000000") is None
    assert usable_nisn("0090000000") is None
    assert usable_nisn("0091234567") == "0091234567"
