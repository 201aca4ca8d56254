"""Which rows of a population register the purpose covers."""

from datetime import date

import pytest

from jembatan.rosters.rules.batches import serves_the_purpose


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        (None, True),
        (date(2015, 1, 1), True),
        (date(2001, 11, 23), True),
        (date(2001, 11, 22), False),
        (date(1970, 5, 5), False),
    ],
)
def test_people_older_than_twenty_four_are_not_stored(birth_date, expected):
    assert serves_the_purpose(birth_date, date(2026, 11, 22)) is expected
