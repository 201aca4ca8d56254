"""Rules as dated versions: which stands on a day, how it is cited, and what an amendment does."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.workflow.law import (
    Grade,
    NoParameter,
    NotInForce,
    Rule,
    Rulebook,
    RuleUnknown,
    Unit,
    changed_rules,
)
from jembatan.workflow.wording import Wording

FIRST = Rule(
    code="T1",
    says=Wording("45 hari", "45 days"),
    source="PP 28/2018",
    article="30(4)",
    grade=Grade.A,
    effective_from=date(2018, 7, 13),
    parameter=45,
    unit=Unit.WORKING_DAYS,
)
SECOND = replace(FIRST, effective_from=date(2027, 1, 1), parameter=30)
OTHER = replace(FIRST, code="E1", parameter=None, unit=None)
BOOK = Rulebook((SECOND, FIRST, OTHER))


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2018, 7, 13), 45), (date(2026, 12, 31), 45), (date(2027, 1, 1), 30), (date(2040, 1, 1), 30)],
)
def test_the_latest_version_that_has_begun_stands(day, number):
    assert BOOK.parameter("T1", day) == number


def test_before_its_first_version_a_rule_is_not_in_force():
    with pytest.raises(NotInForce) as refusal:
        BOOK.in_force("T1", date(2018, 7, 12))

    assert refusal.value.detail == {"rule": "T1", "on": date(2018, 7, 12)}
    assert BOOK.standing_on("T1", date(2018, 7, 12)) is None


def test_a_version_that_has_ended_does_not_fall_back_to_an_older_one():
    ended = BOOK.amended([replace(SECOND, effective_to=date(2027, 6, 30))])

    assert ended.parameter("T1", date(2027, 6, 30)) == 30
    assert ended.standing_on("T1", date(2027, 7, 1)) is None


def test_versions_come_oldest_first_and_an_unknown_code_is_refused():
    assert BOOK.versions("T1") == (FIRST, SECOND)
    with pytest.raises(RuleUnknown):
        BOOK.versions("T99")


def test_a_rule_without_a_number_has_no_parameter():
    with pytest.raises(NoParameter):
        BOOK.parameter("E1", date(2026, 1, 1))


def test_an_amendment_replaces_its_version_adds_others_and_leaves_the_book_alone():
    corrected, added = replace(FIRST, parameter=40), replace(FIRST, code="T2")

    amended = BOOK.amended([corrected, added])

    assert amended.parameter("T1", date(2020, 1, 1)) == 40
    assert amended.parameter("T1", date(2028, 1, 1)) == 30
    assert amended.codes == ("T1", "E1", "T2")
    assert BOOK.parameter("T1", date(2020, 1, 1)) == 45


def test_the_rules_an_amendment_changes_are_named_for_the_day_asked_about():
    amended = BOOK.amended([replace(SECOND, effective_from=date(2026, 7, 1)), replace(FIRST, code="T2")])

    assert changed_rules(BOOK, amended, date(2026, 6, 30)) == {"T2"}
    assert changed_rules(BOOK, amended, date(2026, 7, 1)) == {"T1", "T2"}
    assert changed_rules(BOOK, BOOK, date(2026, 7, 1)) == frozenset()


@pytest.mark.parametrize(
    ("rule", "id_", "en"),
    [
        (FIRST, "PP 28/2018 Pasal 30 ayat (4)", "PP 28/2018, art. 30(4)"),
        (replace(FIRST, article=None, grade=Grade.B), "PP 28/2018", "PP 28/2018"),
        (replace(FIRST, grade=Grade.C), "PP 28/2018 (belum diverifikasi)", "PP 28/2018 (unverified)"),
        (replace(FIRST, grade=Grade.D), "PP 28/2018 (belum diverifikasi)", "PP 28/2018 (unverified)"),
    ],
)
def test_an_article_is_cited_only_where_a_text_was_read(rule, id_, en):
    assert rule.citation == Wording(id_, en)
