"""From a child's causes to the lines of a draft."""

from decimal import Decimal

from jembatan.action_plans.rules.catalogue import in_force
from jembatan.action_plans.rules.drafting import Reason, draft_lines
from jembatan.action_plans.rules.facts import age_band, causes_of
from tests.unit.action_plans.builders import child, setting


def lines_of(*children):
    return {line.kind: line for line in draft_lines(children, setting())}


def test_a_village_without_children_gets_an_empty_draft():
    assert draft_lines([], setting()) == []


def test_a_cause_leads_to_its_activity_with_volume_and_cost():
    drafted = lines_of(child("a", causes=("3",)), child("b", causes=("3",)))["transport"]

    assert (drafted.children, drafted.quantity, drafted.times_unit) == (2, 20, "bulan")
    assert drafted.total == Decimal(6_000_000)
    assert drafted.reasons == (
        Reason("c3-transport", "3", 2, "Transportasi, asrama, atau PKBM yang lebih dekat"),
    )
    assert drafted.references == ("a", "b")


def test_a_child_with_two_causes_of_one_activity_is_counted_once_in_it():
    drafted = lines_of(child("a", causes=("4", "9")), child("b", causes=("9",)))["parent_talk"]

    assert drafted.children == 2
    assert {(reason.rule, reason.children) for reason in drafted.reasons} == {
        ("c4-parents", 1),
        ("c9-parents", 2),
    }


def test_a_child_with_several_causes_stands_in_several_activities():
    kinds = lines_of(child(causes=("3", "8", "11"))).keys()

    assert {"transport", "youth_programme", "birth_certificate"} <= kinds


def test_the_return_package_is_the_one_of_the_level_to_join():
    poor = {"causes": ("2",)}

    kinds = lines_of(
        child("a", "never_attended", age=8, grade=None, **poor),
        child("b", "not_continued", grade=6, **poor),
        child("c", "not_continued", grade=9, age=16, **poor),
    )

    assert {kind for kind in kinds if kind.startswith("return_kit")} == {
        "return_kit_sd",
        "return_kit_smp",
        "return_kit_sma",
    }


def test_a_child_without_a_cause_is_asked_at_home_first():
    [reason] = lines_of(child())["cause_visit"].reasons

    assert (reason.rule, reason.cause, reason.children) == ("none-visit", "none", 1)


def test_a_cause_with_an_unknown_code_is_not_lost():
    [reason] = lines_of(child(causes=("k_27",)))["cause_visit"].reasons

    assert (reason.rule, reason.cause, reason.children) == ("x6-visit", "x6", 1)


def test_circumstances_count_as_causes_when_the_list_is_silent():
    assert causes_of(child(works=True, married=True, causes=("7",))) == ("7", "5")
    assert {"married_support", "working_child_support"} <= lines_of(child(works=True, married=True)).keys()


def test_all_sensitive_causes_share_one_package_that_names_no_single_agency():
    few = lines_of(child("a", causes=("6",)))["special_support"]
    many = lines_of(*(child(str(n), causes=("12",)) for n in range(9)))["special_support"]

    assert (few.total, few.agency, few.name) == (many.total, many.agency, many.name)
    assert few.basis == "village"


def test_a_child_at_risk_is_kept_at_school_and_not_sent_back_to_it():
    kinds = lines_of(child(category="at_risk", causes=("2",))).keys()

    assert "at_risk_visits" in kinds
    assert not {"monitoring_visits", "equivalency", "return_kit_smp"} & kinds


def test_fields_come_in_the_order_of_the_village_plan():
    numbers = [line.field for line in draft_lines([child(causes=("3", "6", "11", "9"))], setting())]

    assert numbers == sorted(numbers)
    assert set(numbers) == {1, 2, 3, 4}


def test_only_rules_in_force_are_used():
    rules = setting().rules

    assert in_force(rules, rules[0].valid_from.replace(year=2019)) == []
    assert in_force(rules, rules[0].valid_from) == list(rules)


def test_ages_fall_into_the_bands_of_the_national_form():
    assert [age_band(age) for age in (6, 7, 12, 13, 18, 25, 26, None)] == [
        "di bawah 7 tahun",
        "7–12 tahun",
        "7–12 tahun",
        "13–15 tahun",
        "16–18 tahun",
        "19–25 tahun",
        "umur tidak diketahui",
        "umur tidak diketahui",
    ]
