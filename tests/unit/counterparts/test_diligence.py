"""Answers become a risk by arithmetic a person can repeat."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.counterparts.engine.questionnaires import questionnaire
from jembatan.counterparts.rules.diligence import (
    Answer,
    BadDay,
    NoEvidence,
    NothingToRate,
    Question,
    Risk,
    UnknownAnswer,
    check_answers,
    check_day,
    is_expired,
    months_later,
    rate,
    risk_of,
)
from jembatan.counterparts.rules.kinds import KINDS
from jembatan.workflow.wording import Wording

WORDS = Wording("x", "x")


def question(code, weight=1, key=False):
    return Question(code, "s", WORDS, WORDS, Decimal(weight), key, frozenset())


FOUR = [question("a"), question("b"), question("c"), question("d", weight=2)]


def test_points_are_the_weighted_share_of_risk():
    rating = rate(FOUR, {"a": Answer.FINE, "b": Answer.PARTLY, "c": Answer.FINE, "d": Answer.FINE})

    assert (rating.points, rating.risk, rating.unanswered) == (Decimal("10.00"), Risk.LOW, ())


def test_an_open_question_counts_like_a_concern():
    said = {"a": Answer.FINE, "b": Answer.FINE, "c": Answer.FINE}

    assert rate(FOUR, said).points == rate(FOUR, {**said, "d": Answer.CONCERN}).points == Decimal("40.00")
    assert rate(FOUR, said).unanswered == ("d",)


def test_a_question_that_does_not_apply_leaves_both_sides_of_the_fraction():
    rating = rate(FOUR, {"a": Answer.CONCERN, "b": Answer.FINE, "c": Answer.FINE, "d": Answer.DOES_NOT_APPLY})

    assert rating.points == Decimal("33.33")


@pytest.mark.parametrize(
    ("answer", "risk", "floors"),
    [
        (Answer.FINE, Risk.LOW, ()),
        (Answer.UNANSWERED, Risk.MEDIUM, ("k",)),
        (Answer.CONCERN, Risk.SIGNIFICANT, ("k",)),
    ],
)
def test_a_key_question_sets_a_floor(answer, risk, floors):
    rating = rate([question("k", key=True), question("z", weight=99)], {"k": answer, "z": Answer.FINE})

    assert (rating.risk, rating.floors) == (risk, floors)


def test_nothing_answered_is_not_rated():
    for said in ({}, dict.fromkeys("abcd", Answer.DOES_NOT_APPLY)):
        with pytest.raises(NothingToRate):
            rate(FOUR, said)


@pytest.mark.parametrize(
    ("points", "risk"),
    [
        ("20", Risk.LOW),
        ("20.01", Risk.MEDIUM),
        ("40", Risk.MEDIUM),
        ("65", Risk.SIGNIFICANT),
        ("65.01", Risk.HIGH),
    ],
)
def test_the_ceilings_belong_to_the_lower_risk(points, risk):
    assert risk_of(Decimal(points)) is risk


def test_an_answer_needs_evidence_and_an_open_question_none():
    assert check_answers(FOUR, {"a": "fine", "b": "unanswered"}, {"a": "seen"})["b"] is Answer.UNANSWERED
    with pytest.raises(NoEvidence, match="a, b"):
        check_answers(FOUR, {"a": "fine", "b": "partly"}, {"a": " "})


@pytest.mark.parametrize("said", [{"z": "fine"}, {"a": "perhaps"}])
def test_an_unknown_question_or_answer_is_refused(said):
    with pytest.raises(UnknownAnswer):
        check_answers(FOUR, said, {})


def test_an_assessment_is_not_dated_ahead():
    check_day(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(BadDay):
        check_day(date(2026, 1, 2), date(2026, 1, 1))


def test_the_last_day_is_still_valid():
    assert not is_expired(date(2026, 1, 1), date(2026, 1, 1))
    assert is_expired(date(2026, 1, 1), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later_ends_within_the_month(day, months, later):
    assert months_later(day, months) == later


def test_the_questionnaire_asks_every_kind_and_stays_a_proposal():
    form = questionnaire()

    assert set(form.months_valid) == set(Risk)
    assert all(len(form.asked_of(kind)) >= 10 for kind in KINDS)
    assert "roposal" in form.standing.en
    assert len({entry.code for entry in form.questions}) == len(form.questions)
