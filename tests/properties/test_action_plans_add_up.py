"""Plans add up exactly, do not depend on order, and never tell which sensitive cause a child has."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jembatan.action_plans.engine.catalogue_files import standard_catalogue, standard_costs, standard_rules
from jembatan.action_plans.rules.budget import combined, sums_of
from jembatan.action_plans.rules.drafting import Setting, draft_lines
from jembatan.action_plans.rules.facts import CATEGORIES, ChildFacts
from jembatan.action_plans.rules.problem_tree import problem_tree
from jembatan.action_plans.rules.protection import protected_counts
from jembatan.action_plans.rules.redrafting import EDITABLE, Entry, redrafted

CATALOGUE = standard_catalogue()
SENSITIVE = sorted(code for code, cause in CATALOGUE.causes.items() if cause.sensitive)
SETTING = Setting(CATALOGUE, standard_rules(), {cost.code: cost for cost in standard_costs()}, "Contoh", 2027)

facts = st.builds(
    ChildFacts,
    reference=st.just(""),
    category=st.sampled_from(sorted(CATEGORIES)),
    sex=st.sampled_from("LP"),
    age=st.none() | st.integers(6, 24),
    dusun=st.sampled_from(["Krajan", "Sumberejo"]),
    causes=st.lists(st.sampled_from([*CATALOGUE.causes, "k_27"]), max_size=3, unique=True).map(tuple),
    grade=st.none() | st.integers(1, 13),
    years_out=st.none() | st.integers(0, 6),
    works=st.booleans(),
    married=st.booleans(),
    wish=st.sampled_from(["", "formal", "non_formal", "literacy", "training", "undecided", "refuses"]),
)
villages = st.lists(facts, max_size=25).map(
    lambda children: [replace(child, reference=f"c{at:02}") for at, child in enumerate(children)]
)


@given(villages)
def test_every_side_of_the_budget_closes_on_the_same_total(children):
    lines = draft_lines(children, SETTING)

    sums = sums_of(lines)

    assert sums.total == sum((line.unit_cost * line.quantity for line in lines), Decimal(0))
    for side in (sums.by_field, sums.by_fund, sums.by_agency, sums.by_kind):
        assert sum(side.values()) == sums.total


@given(st.lists(villages, max_size=4))
def test_a_district_is_the_sum_of_its_villages(district):
    plans = [draft_lines(children, SETTING) for children in district]

    together = combined(sums_of(lines) for lines in plans)

    assert together == sums_of([line for lines in plans for line in lines])


@given(villages, st.randoms())
def test_the_order_of_the_children_does_not_matter(children, random):
    shuffled = random.sample(children, len(children))

    assert draft_lines(shuffled, SETTING) == draft_lines(children, SETTING)
    assert problem_tree(shuffled, CATALOGUE) == problem_tree(children, CATALOGUE)


@given(villages)
def test_no_activity_counts_more_children_than_there_are(children):
    known = {child.reference for child in children}

    for line in draft_lines(children, SETTING):
        assert line.children == len(line.references) == len(set(line.references) & known)
        assert max(reason.children for reason in line.reasons) <= line.children


@given(villages, st.data())
def test_which_sensitive_cause_a_child_has_changes_nothing_a_reader_sees(children, data):
    swapped = [
        replace(
            child,
            causes=tuple(
                data.draw(st.sampled_from(SENSITIVE)) if code in SENSITIVE else code for code in child.causes
            ),
        )
        for child in children
    ]

    def shown(village):
        return [replace(line, reasons=()) for line in draft_lines(village, SETTING)]

    assert shown(swapped) == shown(children)
    assert problem_tree(swapped, CATALOGUE) == problem_tree(children, CATALOGUE)


@given(villages)
def test_how_many_children_have_sensitive_causes_never_moves_the_money(children):
    def special(village):
        return [line.total for line in draft_lines(village, SETTING) if line.sensitive]

    assert special(children) in ([], special([*children, replace_with_special(children)]))


def replace_with_special(children) -> ChildFacts:
    return ChildFacts(f"extra{len(children)}", "dropped_out", causes=(SENSITIVE[0],))


@given(villages, villages, st.data())
def test_redrafting_keeps_every_edit_and_repeating_it_changes_nothing(before, after, data):
    values = {"times": 7, "fund": "csr", "unit_cost": Decimal(123)}
    entries = [
        replace(
            entry,
            edited={
                name: values[name]
                for name in data.draw(st.lists(st.sampled_from(sorted(values)), unique=True))
            },
            removed_because=data.draw(st.sampled_from(["", "tidak perlu"])),
        )
        for entry in redrafted([], draft_lines(before, SETTING))
    ]
    fresh = draft_lines(after, SETTING)

    merged = redrafted(entries, fresh)

    kept = {entry.proposed.kind: entry for entry in merged}
    for entry in entries:
        if entry.edited or entry.removed_because:
            assert kept[entry.proposed.kind].edited == entry.edited
            assert kept[entry.proposed.kind].removed_because == entry.removed_because
    assert redrafted(merged, fresh) == merged
    assert set(values) <= set(EDITABLE)


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 30), max_size=8))
def test_a_printed_table_with_its_total_never_gives_a_small_number_back(counts):
    shown = protected_counts(counts)

    hidden = [count for key, count in counts.items() if not shown[key].isdigit()]
    assert all(shown[key] == str(count) for key, count in counts.items() if shown[key].isdigit())
    assert not [count for key, count in counts.items() if 0 < count < 5 and shown[key].isdigit()]
    others = [count for key, count in counts.items() if shown[key].isdigit() and count]
    assert not hidden or not others or (len(hidden) > 1 and sum(hidden) >= 5)


@given(st.lists(facts, max_size=3))
def test_a_first_draft_is_made_of_untouched_entries(children):
    lines = draft_lines(children, SETTING)

    assert redrafted([], lines) == [Entry(line) for line in lines]
