"""The end of an agreement by its grounds, and what happens to its term, as tables."""

from datetime import date

import pytest

from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.agreements.rules.term import (
    GROUNDS,
    BadDay,
    HasLapsed,
    Kind,
    NoEndToMove,
    NoSuchGround,
    NotLapsed,
    ParentNotInForce,
    Relative,
    carried,
    check_change,
    check_day,
    check_extension,
    check_ground,
    check_parent,
    check_revival,
    grounds_for,
    has_lapsed,
)
from jembatan.workflow.lifecycles import WrongState

TODAY = date(2026, 11, 22)
FIXED, AUTO, OPEN = TermType.FIXED, TermType.FIXED_AUTO_RENEW, TermType.INDEFINITE_WITH_REVIEW


def test_the_grounds_are_the_eight_of_the_law_in_its_order():
    letters = [ground.letter for ground in GROUNDS.values()]

    assert letters == list("abcdefgh")
    assert list(grounds_for(Kind.COMPLETION)) == ["aim_reached"]
    assert list(grounds_for(Kind.SUPERSESSION)) == ["new_agreement"]
    assert len(grounds_for(Kind.TERMINATION)) == 6


@pytest.mark.parametrize("ground", ["aim_reached", "new_agreement", "", "boredom"])
def test_a_termination_needs_one_of_its_grounds(ground):
    with pytest.raises(NoSuchGround):
        check_ground(Kind.TERMINATION, ground)

    check_ground(Kind.TERMINATION, "breach")


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (Kind.EXTENSION, {State.IN_FORCE}),
        (Kind.REVIVAL, {State.IN_FORCE}),
        (Kind.SUSPENSION, {State.IN_FORCE}),
        (Kind.RESUMPTION, {State.SUSPENDED}),
        (Kind.TERMINATION, {State.IN_FORCE, State.SUSPENDED}),
        (Kind.COMPLETION, {State.IN_FORCE, State.SUSPENDED}),
        (Kind.SUPERSESSION, {State.IN_FORCE, State.SUSPENDED}),
    ],
)
def test_what_may_happen_in_which_state(kind, allowed):
    for state in State:
        if state in allowed:
            check_change(kind, state)
        else:
            with pytest.raises(WrongState):
                check_change(kind, state)


@pytest.mark.parametrize(
    ("term_type", "ends_on", "lapsed"),
    [
        (FIXED, date(2026, 11, 21), True),
        (FIXED, date(2026, 11, 22), False),  # the last day still counts
        (FIXED, None, False),
        (AUTO, date(2020, 1, 1), False),
        (OPEN, None, False),
    ],
)
def test_when_a_term_has_lapsed(term_type, ends_on, lapsed):
    assert has_lapsed(term_type, ends_on, TODAY) is lapsed


@pytest.mark.parametrize(
    ("term_type", "ends_on", "until", "refused"),
    [
        (FIXED, date(2027, 1, 31), date(2032, 1, 31), None),
        (AUTO, date(2020, 1, 31), date(2032, 1, 31), None),
        (FIXED, date(2022, 11, 30), date(2028, 1, 31), HasLapsed),
        (OPEN, None, date(2028, 1, 31), NoEndToMove),
        (FIXED, None, date(2028, 1, 31), NoEndToMove),
        (FIXED, date(2027, 1, 31), date(2027, 1, 31), BadDay),
        (FIXED, date(2027, 1, 31), date(2227, 1, 31), BadDay),
    ],
)
def test_an_extension_moves_a_last_day_that_has_not_passed(term_type, ends_on, until, refused):
    if refused is None:
        check_extension(term_type, ends_on, until, today=TODAY)
    else:
        with pytest.raises(refused):
            check_extension(term_type, ends_on, until, today=TODAY)


@pytest.mark.parametrize(
    ("ended", "revived", "gap"),
    [
        # Denpasar and Mossel Bay: lapsed in November 2022, signed again on 31 January 2023.
        (date(2022, 11, 30), date(2023, 1, 31), 61),
        (date(2022, 11, 30), date(2022, 12, 1), 0),
        (date(2022, 11, 30), date(2022, 11, 15), 0),
    ],
)
def test_a_revival_counts_the_days_without_a_term(ended, revived, gap):
    assert check_revival(FIXED, ended, date(2028, 1, 30), on=revived, today=TODAY) == gap


def test_only_what_has_lapsed_is_revived_and_only_into_the_future():
    with pytest.raises(NotLapsed):
        check_revival(FIXED, date(2027, 1, 1), date(2028, 1, 1), on=TODAY, today=TODAY)
    with pytest.raises(NoEndToMove):
        check_revival(OPEN, None, date(2028, 1, 1), on=TODAY, today=TODAY)
    with pytest.raises(BadDay):
        check_revival(FIXED, date(2022, 11, 30), date(2023, 1, 1), on=date(2023, 1, 31), today=TODAY)


def test_nothing_happens_tomorrow_or_before_the_signature():
    check_day(TODAY, today=TODAY, since=None)

    with pytest.raises(BadDay):
        check_day(date(2026, 11, 23), today=TODAY, since=None)
    with pytest.raises(BadDay):
        check_day(date(2019, 1, 1), today=TODAY, since=date(2020, 1, 1))


def test_nothing_is_built_under_a_parent_that_is_suspended_or_over():
    check_parent(None)
    check_parent(State.IN_FORCE)

    for state in (State.SUSPENDED, State.ENDED, State.ON_THE_ROAD, State.DROPPED):
        with pytest.raises(ParentNotInForce):
            check_parent(state)


FAMILY = (
    Relative(1, None, State.IN_FORCE),
    Relative(2, 1, State.IN_FORCE),
    Relative(3, 1, State.SUSPENDED),
    Relative(4, 1, State.ON_THE_ROAD),
    Relative(5, 2, State.IN_FORCE),
    Relative(6, 1, State.ENDED),
    Relative(7, 6, State.IN_FORCE),
    Relative(8, 1, State.SUSPENDED, suspended_by=1),
    Relative(9, 8, State.SUSPENDED, suspended_by=1),
    Relative(10, 3, State.SUSPENDED, suspended_by=3),
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.SUSPENSION, (2, 5, 7)),
        (Kind.TERMINATION, (2, 3, 8, 5, 10, 7, 9)),
        (Kind.RESUMPTION, (8, 9)),
        (Kind.EXTENSION, ()),
        (Kind.COMPLETION, ()),
        (Kind.SUPERSESSION, ()),
    ],
)
def test_what_a_change_of_the_parent_carries(kind, expected):
    assert carried(kind, 1, FAMILY) == expected


def test_a_family_that_bites_its_tail_is_walked_once():
    ring = (Relative(1, 2, State.IN_FORCE), Relative(2, 1, State.IN_FORCE))

    assert carried(Kind.SUSPENSION, 1, ring) == (2,)
