"""Targets and the problem tree."""

from decimal import Decimal

import pytest

from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.rules.lifecycle import LIFECYCLE, STATE_NAMES, State
from jembatan.action_plans.rules.problem_tree import UNASKED, UNKNOWN_CODE, problem_tree
from jembatan.action_plans.rules.targets import BadPercent, default_targets, share_of
from tests.unit.action_plans.builders import child


def test_the_first_year_aims_at_the_share_of_the_mojokerto_pilot():
    targets = default_targets([child(str(n)) for n in range(25)], 2027)

    assert [(target.year, target.percent, target.children) for target in targets] == [
        (2027, Decimal(30), 8),
        (2028, Decimal(60), 15),
        (2029, Decimal(90), 23),
    ]
    assert [target.grade for target in targets] == ["S", "I", "I"]


def test_children_at_risk_shall_all_stay():
    [target] = default_targets([child(category="at_risk")], 2027)

    assert (target.code, target.children) == ("stay", 1)


def test_a_village_without_children_has_no_targets():
    assert default_targets([], 2027) == []


@pytest.mark.parametrize(
    ("base", "percent", "share"), [(0, 30, 0), (1, 30, 1), (10, 0, 0), (5, 50, 3), (7, 100, 7)]
)
def test_a_share_of_children_is_whole_and_never_rounded_away(base, percent, share):
    assert share_of(base, Decimal(percent)) == share


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentage_outside_its_range_is_refused(percent):
    with pytest.raises(BadPercent):
        share_of(10, Decimal(percent))


def test_the_tree_counts_a_child_in_each_of_its_causes_and_once_in_the_whole():
    tree = problem_tree([child("a", causes=("3", "7")), child("b", causes=("7",))], standard_catalogue())

    assert tree.children == 2
    assert [(branch.problem, branch.children) for branch in tree.branches] == [
        ("Anak bekerja", 2),
        ("Sekolah jauh dari rumah", 1),
    ]
    assert tree.branches[0].behind and tree.roots


def test_sensitive_causes_share_a_neutral_branch_and_count_each_child_once():
    tree = problem_tree([child("a", causes=("6", "12")), child("b", causes=("x1",))], standard_catalogue())

    assert [(branch.children, branch.sensitive) for branch in tree.branches] == [(2, True)]


def test_unasked_and_unknown_causes_are_said_to_be_so():
    tree = problem_tree([child("a"), child("b", causes=("k_27",))], standard_catalogue())

    assert {branch.problem for branch in tree.branches} == {UNASKED, UNKNOWN_CODE}


def test_children_at_risk_are_not_in_the_tree():
    tree = problem_tree([child(category="at_risk", causes=("2",))], standard_catalogue())

    assert (tree.children, tree.branches, tree.roots) == (0, (), ())


def test_every_state_has_an_owner_a_name_and_a_way_in():
    reachable = {LIFECYCLE.start, *(state for ways in LIFECYCLE.routes.values() for state in ways)}

    assert set(State) == set(LIFECYCLE.states) == set(LIFECYCLE.owners) == set(STATE_NAMES) == reachable
