"""Review by a committee: which questions are asked, whether a member has answered, what the members say together.

Ours, not official: TKKSD practice is known (domain notes, grade B/C), a questionnaire is not. "Cannot judge" is an
answer that takes part in no mean; it never counts as disagreement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

# Answers at or below this need a reason in words, and so does "cannot judge".
NEEDS_REASON = 1
# Members whose answers lie this far apart disagree; the chair should speak to it.
FAR_APART = 2


@dataclass(frozen=True, slots=True)
class Question:
    """`kinds` are the kinds of agreement it is asked of, empty for all; `basis` a rule code or ""."""

    code: str
    says: Wording
    basis: str = ""
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`scale` maps a value, 0 (disagree) upward, to its words; `quorum_percent` is 1 to 100."""

    code: str
    edition: str
    says: Wording
    stages: tuple[str, ...]
    quorum_percent: int
    scale: Mapping[int, Wording]
    questions: tuple[Question, ...]

    def asked_of(self, kind: str) -> tuple[Question, ...]:
        """The questions for an agreement of this kind."""
        return tuple(question for question in self.questions if not question.kinds or kind in question.kinds)


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` None is "cannot judge"."""

    value: int | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the members said to one question. `mean` has one decimal, None when nobody could judge."""

    question: Question
    values: tuple[int, ...]
    cannot_judge: int
    mean: Decimal | None
    is_split: bool


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many are on the committee and have answered (the chair among them or not), and what is on record."""

    members: int
    answered: int
    chair_answered: bool
    has_minutes: bool
    was_held: bool


class AnswersMissing(Refused):
    code = "agreements.review_answers_missing"
    status = 400
    sentence = (
        "%(count)s questions still need an answer; a low answer and “cannot judge” need a reason beside them."
    )


class NotYetDecidable(Refused):
    code = "agreements.review_not_decidable"
    sentence = "The committee cannot decide yet: %(problem)s"


NO_CHAIR = _("the chair has not answered.")
NO_QUORUM = _("too few members have answered.")
NO_MINUTES = _("the minutes are missing.")
NOT_HELD = _("the day it met is missing or lies ahead.")


def unanswered(questions: Iterable[Question], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Codes of the questions without an answer, or with one that lacks its reason."""
    return tuple(
        question.code
        for question in questions
        if (given := answers.get(question.code)) is None or _lacks_reason(given)
    )


def check_answers(
    questionnaire: Questionnaire, questions: Sequence[Question], answers: Mapping[str, Answer]
) -> None:
    """Raise AnswersMissing unless every question has an answer on the scale, with its reason where one is due."""
    off_scale = [
        code
        for code, given in answers.items()
        if given.value is not None and given.value not in questionnaire.scale
    ]
    lacking = {*unanswered(questions, answers), *off_scale}
    if lacking:
        raise AnswersMissing(count=len(lacking), questions=sorted(lacking))


def decision_problem(questionnaire: Questionnaire, turnout: Turnout) -> str | None:
    """What keeps the committee from deciding, as a message id; None when it may."""
    if not turnout.was_held:
        return NOT_HELD
    if not turnout.chair_answered:
        return NO_CHAIR
    if turnout.answered * 100 < turnout.members * questionnaire.quorum_percent:
        return NO_QUORUM
    return None if turnout.has_minutes else NO_MINUTES


def tallies(questions: Iterable[Question], members: Sequence[Mapping[str, Answer]]) -> tuple[Tally, ...]:
    """The members' answers to each question, in its order. Members who did not answer one are left out of it."""
    return tuple(_tally(question, members) for question in questions)


def _tally(question: Question, members: Sequence[Mapping[str, Answer]]) -> Tally:
    given = [answers[question.code] for answers in members if question.code in answers]
    values = tuple(sorted(answer.value for answer in given if answer.value is not None))
    mean = None
    if values:
        mean = (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    is_split = bool(values) and values[-1] - values[0] >= FAR_APART
    return Tally(question, values, len(given) - len(values), mean, is_split)


def _lacks_reason(answer: Answer) -> bool:
    return (answer.value is None or answer.value <= NEEDS_REASON) and not answer.remark.strip()
