"""A committee's questionnaire: what counts as answered, when it may decide, what its members say together."""

from decimal import Decimal

import pytest

from jembatan.agreements.engine.questionnaire_files import newest_for, questionnaires
from jembatan.agreements.rules.reviews import (
    NO_CHAIR,
    NO_MINUTES,
    NO_QUORUM,
    NOT_HELD,
    Answer,
    AnswersMissing,
    Question,
    Questionnaire,
    Turnout,
    check_answers,
    decision_problem,
    tallies,
    unanswered,
)
from jembatan.workflow.wording import Wording

WORDS = Wording("ya", "yes")
NEED, MATCH = Question("need", WORDS), Question("match", WORDS, kinds=frozenset({"sister_province"}))
SHEET = Questionnaire(
    "team", "1", WORDS, ("plan",), 50, {0: WORDS, 1: WORDS, 2: WORDS, 3: WORDS}, (NEED, MATCH)
)
FULL = Turnout(members=4, answered=2, chair_answered=True, has_minutes=True, was_held=True)


def test_a_question_for_sister_provinces_is_not_asked_of_others():
    assert SHEET.asked_of("sister_province") == (NEED, MATCH)
    assert SHEET.asked_of("grant") == (NEED,)


@pytest.mark.parametrize(
    ("answer", "is_answered"),
    [
        (Answer(3), True),
        (Answer(2), True),
        (Answer(1), False),
        (Answer(1, "The budget is not named."), True),
        (Answer(None), False),
        (Answer(None, "Not my field."), True),
        (Answer(0, "   "), False),
    ],
)
def test_a_low_answer_and_cannot_judge_need_a_reason(answer, is_answered):
    assert (unanswered([NEED], {"need": answer}) == ()) is is_answered


def test_a_missing_answer_and_one_off_the_scale_are_refused_by_name():
    with pytest.raises(AnswersMissing) as refusal:
        check_answers(SHEET, (NEED, MATCH), {"match": Answer(9)})

    assert refusal.value.detail == {"count": 2, "questions": ["match", "need"]}


def test_complete_answers_pass():
    check_answers(SHEET, (NEED,), {"need": Answer(2)})


@pytest.mark.parametrize(
    ("turnout", "problem"),
    [
        (FULL, None),
        (Turnout(4, 2, True, True, was_held=False), NOT_HELD),
        (Turnout(4, 3, chair_answered=False, has_minutes=True, was_held=True), NO_CHAIR),
        (Turnout(5, 2, True, True, True), NO_QUORUM),
        (Turnout(4, 2, True, has_minutes=False, was_held=True), NO_MINUTES),
    ],
)
def test_the_committee_decides_with_its_chair_half_its_members_and_its_minutes(turnout, problem):
    assert decision_problem(SHEET, turnout) == problem


def test_cannot_judge_takes_no_part_in_the_mean_and_is_counted_apart():
    members = [{"need": Answer(3)}, {"need": Answer(2)}, {"need": Answer(None, "Not my field.")}, {}]

    (tally,) = tallies([NEED], members)

    assert (tally.mean, tally.values, tally.cannot_judge, tally.is_split) == (
        Decimal("2.5"),
        (2, 3),
        1,
        False,
    )


def test_members_two_steps_apart_disagree():
    (tally,) = tallies([NEED], [{"need": Answer(3)}, {"need": Answer(1, "No.")}])

    assert tally.is_split


def test_nobody_able_to_judge_gives_no_mean():
    (tally,) = tallies([NEED], [{"need": Answer(None, "Not my field.")}])

    assert (tally.mean, tally.is_split) == (None, False)


def test_the_packaged_questionnaire_is_labelled_a_proposal_and_names_its_scale():
    found = questionnaires()["tkksd", "0.1"]

    assert "proposal" in found.says.en and "usulan" in found.says.id
    assert sorted(found.scale) == [0, 1, 2, 3]
    assert len({question.code for question in found.questions}) == len(found.questions)


def test_a_stage_without_a_questionnaire_has_none():
    assert newest_for("nowhere") is None
