"""A rule table is checked whole when it is read, and rules change with the day they are in force."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from jembatan.children.rules.classification import NotInForce, classify
from jembatan.children.rules.explaining import explained
from jembatan.children.rules.facts import Facts, Terms, UnknownTerms
from jembatan.children.rules.rule_table import BadRuleTable, parse_table, standard_table

WRITTEN = (files("jembatan.children") / "data" / "classification.toml").read_text("utf-8")
MARCH = Terms(as_of=date(2026, 3, 10))
PUPIL = Facts(birth_date=date(2012, 5, 12), attending="yes", attending_kind="formal", risk_points=2)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('when = { stage = "none" }', 'when = { stages = "none" }'), "there is no fact 'stages'"),
        (('status = "awaiting"', 'status = "waiting"'), "there is no status 'waiting'"),
        (('"$risk_points"', '"$points"'), "there is no parameter '$points'"),
        (("below = 0", "under = 0"), "needs one of below, at_least"),
        (("below = 0", 'below = "x"'), "not a whole number"),
        (('id = "in_school"\n', 'id = "not_here"\n'), "two rules have the id not_here"),
        (("order = 20\n", "order = 10\n"), "two rules have the order 10"),
        (("when = {}", 'when = { finished = "no" }'), "the last rule must always hold"),
        (("[parameters.season_from]", "[parameters.season_start]"), "'season_from' is missing"),
        (("order = 20\n", ""), "'order' is missing"),
        (('[table]\nid = "ats"', "[table]"), "'id' is missing"),
        (('[table]\nid = "ats"', "[table"), "it is not TOML"),
        (('unit = "points"', 'units = "points"'), "another shape"),
    ],
)
def test_a_table_with_a_mistake_is_refused_with_the_place(change, problem):
    assert change[0] in WRITTEN

    with pytest.raises(BadRuleTable, match="cannot be used") as refusal:
        parse_table(WRITTEN.replace(*change))

    assert problem in str(refusal.value)


def test_a_parameter_is_changed_in_the_table_not_in_the_program():
    stricter = parse_table(WRITTEN.replace("value = 3\n", "value = 2\n"))

    assert classify(PUPIL, at=MARCH).status == "in_school"
    assert classify(PUPIL, at=MARCH, table=stricter).status == "at_risk"


def test_a_rule_is_skipped_outside_the_time_it_is_in_force():
    later = parse_table(WRITTEN.replace("order = 40\n", "order = 40\nvalid_from = 2026-07-01\n"))
    ended = parse_table(WRITTEN.replace("order = 40\n", "order = 40\nvalid_to = 2026-01-31\n"))
    at_risk = Facts(birth_date=date(2012, 5, 12), attending="yes", risk_points=9)

    assert classify(at_risk, at=MARCH).status == "at_risk"
    assert classify(at_risk, at=MARCH, table=later).status == "in_school"
    assert classify(at_risk, at=MARCH, table=ended).status == "in_school"
    assert classify(at_risk, at=Terms(as_of=date(2026, 7, 1)), table=later).status == "at_risk"


def test_a_day_before_the_table_is_in_force_is_refused():
    with pytest.raises(NotInForce):
        classify(PUPIL, at=Terms(as_of=date(2000, 1, 1)))


def test_a_table_put_together_unchecked_that_settles_nothing_is_a_bug_not_a_verdict():
    unchecked = replace(standard_table(), rules=())

    with pytest.raises(AssertionError, match="always holds"):
        classify(PUPIL, at=MARCH, table=unchecked)


def test_a_definition_the_table_does_not_have_is_refused():
    with pytest.raises(BadRuleTable, match="'unesco'"):
        classify(PUPIL, at=Terms(as_of=date(2026, 3, 10), definition="unesco"))


def test_pesantren_salaf_counts_when_the_table_says_so():
    santri = Facts(
        birth_date=date(2012, 5, 12), attending="yes", attending_kind="pesantren_salaf", level="sd"
    )
    counted = parse_table(WRITTEN.replace('"paket", "unknown"]', '"paket", "pesantren_salaf", "unknown"]'))

    assert classify(santri, at=MARCH).out_of_school
    assert classify(santri, at=MARCH, table=counted).status == "in_school"


@pytest.mark.parametrize(
    "terms", [{"age_at": "june"}, {"ages": (18, 7)}, {"ages": (-1, 7)}], ids=["day", "order", "negative"]
)
def test_impossible_terms_are_refused(terms):
    with pytest.raises(UnknownTerms):
        Terms(as_of=date(2026, 3, 10), **terms)


def test_the_explanation_names_every_rule_parameter_definition_and_flag():
    table = standard_table()

    words = explained(table)

    for name in (*table.parameters, *table.definitions, *(row.id for row in (*table.rules, *table.flags))):
        assert name in words


def test_the_trace_shows_what_the_deciding_fact_was_made_of():
    verdict = classify(Facts(birth_date=date(2000, 1, 1)), at=MARCH)

    assert verdict.trace[-1].rule == "out_of_range"
    assert dict(verdict.trace[-1].facts) == {"age_range": "above", "age": 26}
