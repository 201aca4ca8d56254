"""Permits for journeys of the head, quarters of a grant, permits of organisations, risks, decisions of a meeting."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.agreements.rules.promises import (
    Level,
    OutlivesPrincipal,
    PermitTooLong,
    TooManyPeriods,
    check_permit,
    decisions_in,
    level_of,
    quarters,
    renewal_by,
)
from jembatan.agreements.rules.travel import (
    NONE_COVERS_HEAD,
    NOT_ALL_DAYS,
    TOO_LATE,
    Journey,
    NoTravellers,
    PermitHeld,
    obstacles,
    travellers_of,
)

JOURNEY = Journey(date(2026, 12, 1), date(2026, 12, 6), inbound=False, with_head=True)
PERMIT = PermitHeld("099/1", date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 6), covers_head=True)


@pytest.mark.parametrize(
    ("journey", "permits"),
    [
        (JOURNEY, [PERMIT]),
        (JOURNEY, [replace(PERMIT, valid_until=date(2026, 12, 5)), PERMIT]),
        (replace(JOURNEY, inbound=True), []),
        (replace(JOURNEY, with_head=False), []),
        (JOURNEY, [replace(PERMIT, issued_on=date(2026, 12, 1))]),
    ],
)
def test_a_mission_that_may_leave(journey, permits):
    assert obstacles(journey, permits) == ()


@pytest.mark.parametrize(
    ("permits", "sentence"),
    [
        ([], NONE_COVERS_HEAD),
        ([replace(PERMIT, covers_head=False)], NONE_COVERS_HEAD),
        ([replace(PERMIT, issued_on=date(2026, 12, 2))], TOO_LATE),
        ([replace(PERMIT, valid_from=date(2026, 12, 2))], NOT_ALL_DAYS),
        ([replace(PERMIT, valid_until=date(2026, 12, 5))], NOT_ALL_DAYS),
    ],
)
def test_a_head_without_a_permit_for_every_day_stays(permits, sentence):
    found = obstacles(JOURNEY, permits)

    assert [obstacle.sentence for obstacle in found] == [sentence]
    assert all(obstacle.sentence % obstacle.detail for obstacle in found)


def test_travellers_are_capacities_and_counts():
    assert travellers_of([(" bupati ", 1), ("kepala  dinas", 2)]) == [
        {"capacity": "bupati", "people": 1},
        {"capacity": "kepala dinas", "people": 2},
    ]


@pytest.mark.parametrize("counted", [[], [("", 1)], [("staf", 0)], [("staf", 201)]])
def test_somebody_travels(counted):
    with pytest.raises(NoTravellers):
        travellers_of(counted)


def test_a_grant_owes_a_report_for_every_quarter_it_touches():
    found = quarters(date(2025, 11, 15), date(2026, 5, 2), grace_days=30)

    assert [(q.name, q.first, q.last, q.due_on) for q in found] == [
        ("2025Q4", date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 30)),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 30)),
        ("2026Q2", date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 30)),
    ]


def test_a_grant_of_a_century_is_a_typing_error():
    with pytest.raises(TooManyPeriods):
        quarters(date(2026, 1, 1), date(2126, 1, 1), grace_days=30)


def test_a_permit_of_an_organisation_has_a_longest_term_and_never_outlives_the_principal_one():
    check_permit(date(2024, 1, 1), date(2027, 1, 1), longest_years=3)

    with pytest.raises(PermitTooLong):
        check_permit(date(2024, 1, 1), date(2027, 1, 2), longest_years=3)
    with pytest.raises(OutlivesPrincipal):
        check_permit(date(2024, 1, 1), date(2026, 1, 2), longest_years=3, principal_until=date(2026, 1, 1))


def test_a_renewal_is_asked_for_months_before_the_end():
    assert renewal_by(date(2027, 5, 31), months_before=3) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 1, Level.LOW), (1, 4, Level.LOW), (1, 5, Level.MODERATE), (3, 3, Level.MODERATE),
     (2, 5, Level.SIGNIFICANT), (3, 5, Level.HIGH), (5, 5, Level.HIGH)],
)  # fmt: skip
def test_how_grave_a_risk_is(likelihood, impact, level):
    assert level_of(likelihood, impact) is level


def test_decisions_are_read_line_by_line():
    text = "1. Pertukaran guru\n\n- Beasiswa 10 orang\n 2.\nStudi banding"

    assert list(decisions_in(text)) == ["Pertukaran guru", "Beasiswa 10 orang", "Studi banding"]
