"""Whoever sees no child is shown no hidden number, neither alone nor in a sum."""

from decimal import Decimal

from jembatan.results.rules.counts import NOT_RECONCILED, Part, summed
from jembatan.results.rules.seeing import seen, seen_part

BIG = Part("35.09.23.2005", Decimal(12), Decimal(12))
SMALL = Part("35.09.18.2004", Decimal(3), None)
UNKNOWN = Part("35.09.18.2005", None, None, NOT_RECONCILED)
ALL = frozenset({BIG.place, SMALL.place})


def test_whoever_may_see_the_children_is_shown_the_number():
    assert seen_part(SMALL, ALL).value == 3
    assert (seen(summed([BIG, SMALL]), ALL).exact) == 15


def test_a_hidden_number_is_hidden_and_the_sum_is_the_least_it_can_be():
    whole = seen(summed([BIG, SMALL]), frozenset())

    assert seen_part(SMALL, frozenset()).is_hidden
    assert (whole.value, whole.is_floor, whole.exact) == (12, True, None)


def test_at_least_nothing_is_shown_as_hidden():
    whole = seen(summed([Part("35.09.23.2006", Decimal(0), Decimal(0)), SMALL]), frozenset())

    assert (whole.value, whole.is_hidden, whole.is_floor) == (None, True, False)


def test_seeing_some_of_the_children_gives_no_exact_sum():
    assert seen(summed([BIG, SMALL]), frozenset({BIG.place})).value == 12


def test_unknown_is_not_hidden_and_says_why():
    alone = seen(summed([UNKNOWN]), frozenset())

    assert (alone.value, alone.is_hidden, alone.why) == (None, False, NOT_RECONCILED)
    assert seen_part(UNKNOWN, ALL).why == NOT_RECONCILED


def test_a_sum_over_some_places_is_not_exact():
    whole = seen(summed([BIG, UNKNOWN]), ALL)

    assert (whole.value, whole.counted, whole.of, whole.exact) == (12, 1, 2, None)


def test_the_agreement_itself_hides_nothing():
    own = Part("", Decimal(2), Decimal(2))

    assert seen(summed([own]), frozenset()).exact == 2
