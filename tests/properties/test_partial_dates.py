"""Dates as precise as their source: reading and writing are inverse, agreement is mutual, a preference settles."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.rules.claims import PartialDate, column_after, differs, partial_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PARTS = st.sampled_from([1, 2, 3])
DATES = st.builds(lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), DAYS, PARTS)


@given(DATES)
def test_what_is_written_is_read_back(said):
    assert partial_date(str(said)) == said


@given(DATES, DATES)
def test_two_dates_agree_both_ways_or_not_at_all(one, other):
    assert one.agrees_with(other) == other.agrees_with(one)
    assert one.agrees_with(one)


@given(DAYS, PARTS)
def test_a_date_agrees_with_itself_told_less_precisely(day, parts):
    exact = PartialDate(day.year, day.month, day.day)
    coarse = PartialDate(*(day.year, day.month, day.day)[:parts])

    assert exact.agrees_with(coarse)
    assert not differs("signed_on", str(exact), str(coarse))
    assert day <= coarse.latest


@given(DATES, st.none() | DAYS)
def test_preferring_the_same_claim_twice_changes_nothing_more(said, held):
    once = column_after("signed_on", str(said), held)

    assert column_after("signed_on", str(said), once) == once
    assert once is None or said.agrees_with(PartialDate(once.year, once.month, once.day))


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading(text):
    read = partial_date(text)

    assert read is None or partial_date(str(read)) == read
