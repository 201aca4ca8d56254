"""What E1 and E9 say about an entity on a day."""

from datetime import date

import pytest

from jembatan.counterparts.rules.recognition import (
    Outcome,
    Recognition,
    Relation,
    recognition_on,
    relation_verdict,
)

DAY = date(2026, 11, 22)


def statement(relation=Relation.DIPLOMATIC, grade="A", first=date(2020, 1, 1), last=None, entity="JP"):
    return Recognition(entity, relation, first, last, "source", "", grade)


@pytest.mark.parametrize(
    ("found", "outcome", "rule"),
    [
        (None, Outcome.CLEAR, "E1"),
        (statement(), Outcome.CLEAR, "E1"),
        (statement(grade="B"), Outcome.CLEAR, "E1"),
        (statement(grade="C"), Outcome.NEEDS_CONFIRMATION, "E1"),
        (statement(Relation.NONE), Outcome.BLOCKED, "E1"),
        (statement(Relation.UNVERIFIED, grade="D"), Outcome.NEEDS_CONFIRMATION, "E1"),
        (statement(Relation.SPECIAL, grade="C"), Outcome.NEEDS_CONFIRMATION, "E9"),
        (statement(Relation.PROHIBITED, grade="C"), Outcome.BLOCKED, "E9"),
    ],
)
def test_the_verdict_names_its_rule(found, outcome, rule):
    verdict = relation_verdict(found)

    assert (verdict.outcome, verdict.rule) == (outcome, rule)
    assert verdict.fact_grade == (found.grade if found else "")
    assert verdict.rule_grade == {"E1": "A", "E9": "C"}[rule]


def test_outside_its_days_a_statement_does_not_hold():
    old = statement(last=date(2021, 1, 1))

    assert recognition_on(date(2021, 1, 1), [old], "JP") == old
    for day in (date(2021, 1, 2), date(2019, 12, 31)):
        assert recognition_on(day, [old], "JP").relation is Relation.UNVERIFIED
    assert recognition_on(DAY, [old], "KR").relation is Relation.UNVERIFIED


def test_the_statement_that_began_last_holds_and_of_two_on_a_day_the_later_row():
    old, new = statement(first=date(2019, 1, 1)), statement(Relation.NONE)
    again = statement(Relation.SPECIAL)

    assert recognition_on(DAY, [new, old], "JP") == new
    assert recognition_on(DAY, [old, new, again], "JP") == again
    assert recognition_on(DAY, [statement(first=None)], "JP").relation is Relation.UNVERIFIED
