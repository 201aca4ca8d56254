"""Counts of results: no order matters, unknown never becomes 0, and nothing hidden follows from what is shown."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jembatan.results.rules.counts import Part, fingerprint, read, summed, written
from jembatan.results.rules.seeing import seen, seen_part

numbers = st.none() | st.integers(0, 40).map(Decimal)


def part(place: int, value: Decimal | None, hidden: bool) -> Part:
    """A part as the queries make it: small counts are always hidden, others may be taken along."""
    small = value is not None and 0 < value < 5
    shown = None if value is None or small or hidden else value
    return Part(f"35.09.01.{place:04}", value, shown, "" if value is not None else "not_reconciled")


parts = st.lists(st.tuples(numbers, st.booleans()), max_size=8).map(
    lambda rows: [part(number, *row) for number, row in enumerate(rows)]
)


@given(parts, st.randoms(use_true_random=False))
def test_a_value_never_depends_on_the_order_of_its_places(listed, random):
    shuffled = list(listed)
    random.shuffle(shuffled)

    assert summed(shuffled) == summed(listed)
    assert fingerprint("children.at_risk", summed(shuffled)) == fingerprint(
        "children.at_risk", summed(listed)
    )


@given(parts)
def test_unknown_never_becomes_zero(listed):
    whole = summed(listed)
    known = [one.value for one in listed if one.value is not None]

    assert whole.value == (sum(known) if known else None)
    assert whole.counted == len(known)
    assert whole.is_whole == (bool(known) and len(known) == len(listed))


@given(parts)
def test_what_is_shown_is_worked_out_from_shown_numbers_alone(listed):
    """Two worlds that differ only in hidden numbers look the same to whoever may see no child."""
    other = [
        Part(one.place, one.value + 1, None, one.why) if one.value is not None and one.shown is None else one
        for one in listed
    ]
    nobody: frozenset[str] = frozenset()

    assert seen(summed(listed), nobody) == seen(summed(other), nobody)
    assert [seen_part(one, nobody) for one in listed] == [seen_part(one, nobody) for one in other]


@given(parts, st.sets(st.integers(0, 8)))
def test_a_small_number_is_shown_only_to_whoever_may_see_its_children(listed, seen_places):
    allowed = frozenset(f"35.09.01.{number:04}" for number in seen_places)

    for one in listed:
        told = seen_part(one, allowed).value
        assert one.place in allowed or told is None or not 0 < told < 5


@given(parts)
def test_parts_are_read_back_as_they_were_kept(listed):
    assert read(written(listed)) == tuple(listed)
