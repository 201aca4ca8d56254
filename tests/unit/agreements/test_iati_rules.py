"""How a cooperation is told in IATI: what can be told, with which status and dates."""

from datetime import date

import pytest

from jembatan.agreements.rules.iati import (
    BadPublisher,
    Days,
    check_publisher,
    dates_of,
    percentage,
    status_of,
    why_left_out,
)

TODAY = date(2026, 11, 22)


def days(**known):
    return Days(
        **{**dict.fromkeys(("starts_on", "signed_on", "launched_on", "ends_on", "ended_on")), **known}
    )


@pytest.mark.parametrize("identifier", ["XI-IATI-CONTOH", "XM-DAC-41122", "ID-KLN-12.3"])
def test_an_identifier_of_a_publisher_is_taken_as_it_is(identifier):
    assert check_publisher(identifier) == identifier


@pytest.mark.parametrize("identifier", ["", "CONTOH", "XI IATI", "XI-IATI/1", "XI-&-1", "-XI"])
def test_what_could_stand_in_no_file_is_refused(identifier):
    with pytest.raises(BadPublisher):
        check_publisher(identifier)


@pytest.mark.parametrize(
    ("state", "known", "is_told"),
    [
        ("in_force", {"signed_on": TODAY}, True),
        ("ended", {"launched_on": date(2020, 1, 1), "ended_on": date(2021, 1, 1)}, True),
        ("suspended", {"starts_on": TODAY}, True),
        ("on_the_road", {"signed_on": TODAY}, False),
        ("in_force", {}, False),
        ("ended", {"signed_on": TODAY, "ended_on": date(2021, 1, 1)}, False),
    ],
)
def test_only_what_was_signed_and_has_a_first_day_is_told(state, known, is_told):
    assert (why_left_out(state, days(**known)) == "") is is_told


@pytest.mark.parametrize(
    ("state", "term", "ends", "status"),
    [
        ("in_force", "fixed", None, "2"),
        ("in_force", "fixed", date(2027, 1, 1), "2"),
        ("in_force", "fixed", date(2026, 1, 1), "3"),
        ("in_force", "fixed_auto_renew", date(2026, 1, 1), "2"),
        ("suspended", "fixed", None, "6"),
        ("ended", "fixed", date(2026, 1, 1), "4"),
    ],
)
def test_the_status_follows_the_state_and_the_term(state, term, ends, status):
    assert status_of(state, term, ends, TODAY) == status


def test_a_start_to_come_is_planned_and_actual_days_are_past():
    past, to_come = date(2020, 1, 1), date(2027, 1, 1)

    assert dates_of(days(signed_on=past, ends_on=to_come), TODAY) == (("2", past), ("3", to_come))
    assert dates_of(days(starts_on=to_come), TODAY) == (("1", to_come),)
    assert dates_of(days(signed_on=past, ended_on=TODAY), TODAY) == (("2", past), ("4", TODAY))
    assert dates_of(days(signed_on=past, ended_on=to_come, ends_on=date(2019, 1, 1)), TODAY) == (("2", past),)


@pytest.mark.parametrize(
    ("hundredths", "text"), [(10_000, "100"), (3_334, "33.34"), (3_330, "33.3"), (5_000, "50"), (5, "0.05")]
)
def test_hundredths_of_a_per_cent_are_written_exactly(hundredths, text):
    assert percentage(hundredths) == text
