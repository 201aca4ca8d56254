"""Whose answer is judged when sources differ, what is said about it, and signs of risk."""

from importlib.resources import files

import pytest

from jembatan.children.rules.precedence import (
    FACTS,
    KINDS,
    STANDS,
    parse_precedence,
    precedence,
    risk,
    standard_precedence,
    standing,
    years_over_age,
)
from jembatan.children.rules.reasons import NEXT_STEPS, REASONS
from jembatan.children.rules.rule_table import BadRuleTable

WRITTEN = (files("jembatan.children") / "data" / "precedence.toml").read_text("utf-8")
NOBODY = dict.fromkeys(KINDS, "absent") | {"searched": "yes", "census_kind": "unknown", "lives_here": "yes"}
PUPIL = {"years_over_age": 0, "kind": "formal", "class_missing": "no"} | dict.fromkeys(
    ("ever_married", "works", "disability"), "unknown"
)


@pytest.mark.parametrize(
    ("said", "winner", "conflict", "reason", "next_step"),
    [
        ({"census": "in", "roster": "in"}, "roster", False, "", "none"),
        (
            {"roster": "in", "portal": "listed"},
            "roster",
            True,
            "portal_listed_found_in_roster",
            "report_found_to_portal",
        ),
        (
            {"register": "in", "madrasah": "in", "portal": "listed"},
            *("madrasah", True, "portal_listed_found_in_madrasah", "report_found_to_portal"),
        ),
        ({"census": "out", "roster": "in"}, "census", True, "census_out_roster_in", "confirm_with_school"),
        ({"census": "out", "madrasah": "in"}, "census", True, "census_out_madrasah_in", "ask_madrasah"),
        ({"roster": "in", "madrasah": "in"}, "roster", True, "in_two_schools", "confirm_with_school"),
        ({"census": "gone", "register": "in"}, "census", True, "gone_but_listed", "correct_kk"),
        ({"census": "gone", "roster": "in"}, "census", True, "gone_but_in_roster", "confirm_with_school"),
        (
            {"census": "in", "census_kind": "madrasah"},
            "census",
            False,
            "attends_in_no_roster",
            "ask_madrasah",
        ),
        ({"census": "in"}, "census", False, "attends_in_no_roster", "confirm_with_school"),
        ({"census": "in", "searched": "no"}, "census", False, "", "none"),
        (
            {"census": "in", "portal": "listed"},
            "census",
            True,
            "census_in_portal_listed",
            "confirm_with_school",
        ),
        ({"census": "out", "portal": "listed"}, "census", False, "out_of_school", "visit"),
        (
            {"portal": "listed", "lives_here": "no"},
            "portal",
            False,
            "portal_listed_unknown_here",
            "correct_kk",
        ),
        ({"portal": "gone", "register": "out"}, "portal", True, "portal_gone_on_family_card", "correct_kk"),
        (
            {"register": "out", "portal": "pesantren"},
            "portal",
            False,
            "portal_says_pesantren",
            "ask_madrasah",
        ),
        ({"register": "in"}, "nobody", False, "register_in_no_roster", "visit"),
        ({"register": "in", "searched": "no"}, "register", False, "register_only", "visit"),
        ({"register": "in", "portal": "listed"}, "portal", True, "portal_listed_register_in", "visit"),
        ({"roster": "out", "register": "in"}, "roster", False, "left_roster", "visit"),
        ({"census": "unknown"}, "nobody", False, "in_no_roster", "visit"),
    ],
    ids=lambda value: ",".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_the_source_that_is_believed_and_the_next_step(said, winner, conflict, reason, next_step):
    decision = precedence(NOBODY | said)

    assert (decision.winner, decision.conflict) == (winner, conflict)
    assert (decision.reason, decision.next_step) == (reason, next_step)


def test_every_combination_of_sources_is_decided_and_the_winner_has_spoken():
    for one in KINDS:
        for other in KINDS:
            for stand in STANDS:
                known = NOBODY | {one: stand, other: "in"}

                decision = precedence(known)

                assert decision.winner == "nobody" or known[decision.winner] != "absent"


def test_every_reason_and_next_step_has_words_and_every_word_is_used():
    rows = standard_precedence().rows

    assert {row.decision.reason for row in rows} == set(REASONS)
    assert {row.decision.next_step for row in rows} == set(NEXT_STEPS) - {"compare_records"}


def test_a_child_stands_alone_agreed_or_in_conflict():
    agreed = precedence(NOBODY | {"census": "out"})
    conflict = precedence(NOBODY | {"census": "out", "roster": "in"})

    assert standing(agreed, ("census",)) == "only_census"
    assert standing(agreed, ("census", "portal")) == "agreed"
    assert standing(conflict, ("census", "roster")) == "conflict"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            ('winner = "nobody"\nreason = "nobody_says"', 'winner = "rumour"\nreason = "nobody_says"'),
            "no source 'rumour'",
        ),
        (('reason = "nobody_says"', 'reason = "silence"'), "no reason 'silence'"),
        (('next_step = "report_found_to_portal"', 'next_step = "wait"'), "no next step 'wait'"),
        (("when = {}", 'when = { census = "in" }'), "the last rule must always hold"),
        (('{ census = "gone" }', '{ rumour = "gone" }'), "there is no fact 'rumour'"),
        (('order = ["census", ', 'order = ["census", "census", '), "the order must name each of"),
    ],
)
def test_a_table_with_a_mistake_is_refused(change, problem):
    assert change[0] in WRITTEN

    with pytest.raises(BadRuleTable) as refusal:
        parse_precedence(WRITTEN.replace(*change))

    assert problem in str(refusal.value)


def test_years_over_age_count_from_an_entry_at_six():
    assert years_over_age(13, 6) == 2
    assert years_over_age(12, 6) == 1
    assert years_over_age(None, 6) is None
    assert years_over_age(13, None) is None


@pytest.mark.parametrize(
    ("changed", "points", "signs"),
    [
        ({}, 0, ()),
        ({"years_over_age": 2}, 3, ("over_age",)),
        ({"years_over_age": 2, "kind": "paket"}, 0, ()),
        ({"years_over_age": None}, 0, ()),
        ({"class_missing": "yes"}, 3, ("no_class",)),
        ({"works": "yes", "disability": "yes"}, 3, ("works", "disability")),
        ({"ever_married": "yes"}, 3, ("married",)),
    ],
)
def test_signs_of_risk_add_their_points(changed, points, signs):
    assert risk(PUPIL | changed) == (points, signs)


def test_the_facts_of_the_table_are_the_facts_that_are_given():
    assert frozenset(NOBODY) == FACTS
