"""Dates as precise as their source, and what a preferred claim does to the agreement's own day."""

from datetime import date

import pytest

from jembatan.agreements.rules.claims import (
    BadClaim,
    PartialDate,
    check_claim,
    column_after,
    differs,
    partial_date,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2017", PartialDate(2017)),
        ("2017-10", PartialDate(2017, 10)),
        (" 2017-10-06 ", PartialDate(2017, 10, 6)),
        ("2017-13", None),
        ("2017-02-30", None),
        ("2017-00", None),
        ("2017-10-00", None),
        ("0000", None),
        ("6 Oct 2017", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text, read):
    assert partial_date(text) == read


@pytest.mark.parametrize(
    ("text", "exact", "latest"),
    [
        ("2017", None, date(2017, 12, 31)),
        ("2016-02", None, date(2016, 2, 29)),
        ("2017-12", None, date(2017, 12, 31)),
        ("2017-10-06", date(2017, 10, 6), date(2017, 10, 6)),
    ],
)
def test_only_a_day_is_exact_and_a_month_ends_on_its_last_day(text, exact, latest):
    read = partial_date(text)

    assert (read.exact, read.latest, str(read)) == (exact, latest, text)


@pytest.mark.parametrize(
    ("fact", "value", "preferred", "expected"),
    [
        ("signed_on", "2017", "2017-10-06", False),
        ("signed_on", "2017-10-07", "2017-10-06", True),
        ("signed_on", "2017-10-07", "2017-10", False),
        ("signed_on", "1991", "1992-09-29", True),
        ("status", "Active ", "active", False),
        ("status", "dormant", "active", True),
        ("signed_on", "unknown", "1992", True),
    ],
)
def test_a_coarser_date_that_fits_does_not_contradict(fact, value, preferred, expected):
    assert differs(fact, value, preferred) is expected


@pytest.mark.parametrize(
    ("value", "held", "after"),
    [
        ("2017-10-06", None, date(2017, 10, 6)),
        ("2017-10-06", date(2016, 1, 1), date(2017, 10, 6)),
        ("2017-10", date(2017, 10, 6), date(2017, 10, 6)),
        ("2017", date(2016, 1, 1), None),
        ("2017", None, None),
    ],
)
def test_a_column_takes_a_day_keeps_what_fits_and_loses_what_does_not(value, held, after):
    assert column_after("signed_on", value, held) == after


def test_a_value_is_trimmed_and_a_long_one_refused():
    assert check_claim("status", " active ", "C") == "active"
    with pytest.raises(BadClaim):
        check_claim("status", "x" * 501, "C")
