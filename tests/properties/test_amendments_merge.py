"""Bringing two changes of one agreement together loses nothing, repeats safely, and does not depend on order."""

from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.rules.amending import decided, difference, fields_of, merge, value

TEXTS = st.sampled_from(["", "Pendidikan", "Pertukaran budaya", "Air bersih"])
DAYS = st.none() | st.dates().map(str)
CLAUSES = st.dictionaries(
    st.sampled_from(["1", "2", "3", "10"]),
    st.dictionaries(st.sampled_from(["id", "en", "ja"]), st.sampled_from(["", "lama", "baru"]), max_size=3),
    max_size=4,
)
SETS = st.lists(st.sampled_from(["field:education", "field:culture", "object:culture"]), max_size=3)

terms = st.fixed_dictionaries(
    {
        "title_id": TEXTS,
        "purpose": TEXTS,
        "ends_on": DAYS,
        "notice_days": st.none() | st.integers(0, 365),
        "topics": SETS,
        "parties": SETS,
        "clauses": CLAUSES,
    }
)


def same(one, other):
    return difference(one, other) == ()


@given(terms, terms)
def test_a_change_on_one_side_only_is_taken_whole(base, changed):
    forward, back = merge(base, base, changed), merge(base, changed, base)

    assert forward.conflicts == back.conflicts == ()
    assert same(forward.result, changed)
    assert same(back.result, changed)


@given(terms, terms)
def test_the_same_change_on_both_sides_is_no_conflict(base, changed):
    merged = merge(base, changed, changed)

    assert merged.conflicts == ()
    assert same(merged.result, changed)


@given(terms, terms, terms)
def test_merging_again_changes_nothing(base, ours, theirs):
    merged = merge(base, ours, theirs)

    again = merge(base, merged.result, theirs)

    assert same(again.result, merged.result)
    assert [c.field for c in again.conflicts] == [c.field for c in merged.conflicts]


@given(terms, terms, terms)
def test_what_does_not_conflict_comes_out_the_same_in_either_order(base, ours, theirs):
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)

    fields = {conflict.field for conflict in one.conflicts}
    assert fields == {conflict.field for conflict in other.conflicts}
    for field in set(fields_of(base, ours, theirs)) - fields:
        assert value(one.result, field) == value(other.result, field)


@given(terms, terms, terms, st.randoms())
def test_every_field_comes_from_one_of_the_sides_and_decisions_are_obeyed(base, ours, theirs, luck):
    merged = merge(base, ours, theirs)
    decisions = {conflict.field: luck.choice(["ours", "theirs"]) for conflict in merged.conflicts}

    result = decided(merged, decisions)

    for field in fields_of(base, ours, theirs):
        sides = {"ours": value(ours, field), "theirs": value(theirs, field)}
        if field in decisions:
            assert value(result, field) == sides[decisions[field]]
        elif field in ("topics", "parties"):
            assert set(value(result, field)) <= set(sides["ours"]) | set(sides["theirs"])
        else:
            assert value(result, field) in sides.values()


@given(terms, terms)
def test_the_difference_is_empty_only_between_equal_terms_and_mirrors(base, changed):
    forward, back = difference(base, changed), difference(changed, base)

    assert [(c.field, c.before, c.after) for c in forward] == [(c.field, c.after, c.before) for c in back]
    assert difference(base, base) == ()
