"""Due diligence of a partner: questions with weights, answers with evidence, a risk by declared arithmetic.

Ours, a proposal. Taken from the UN HACT micro-assessment (2016): four risk words and key questions that
weigh more. Its cut-offs were not seen; those below are ours.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    SIGNIFICANT = "significant"
    HIGH = "high"


RISK_WORDS = {
    Risk.LOW: _("Low"),
    Risk.MEDIUM: _("Medium"),
    Risk.SIGNIFICANT: _("Significant"),
    Risk.HIGH: _("High"),
}


class Answer(StrEnum):
    """`FINE` speaks for the partner, `CONCERN` against it. `UNANSWERED` never counts as fine."""

    FINE = "fine"
    PARTLY = "partly"
    CONCERN = "concern"
    DOES_NOT_APPLY = "does_not_apply"
    UNANSWERED = "unanswered"


ANSWER_WORDS = {
    Answer.FINE: _("Fine"),
    Answer.PARTLY: _("Partly"),
    Answer.CONCERN: _("A concern"),
    Answer.DOES_NOT_APPLY: _("Does not apply"),
    Answer.UNANSWERED: _("Not answered"),
}
# Share of a question's weight that counts as risk. An open question counts like a concern.
SHARES = {
    Answer.FINE: Decimal(0),
    Answer.PARTLY: Decimal("0.5"),
    Answer.CONCERN: Decimal(1),
    Answer.UNANSWERED: Decimal(1),
}
# Most risk points (0 to 100) of each risk, best first. Ours.
CEILINGS = ((Decimal(20), Risk.LOW), (Decimal(40), Risk.MEDIUM), (Decimal(65), Risk.SIGNIFICANT))
ORDER = (Risk.LOW, Risk.MEDIUM, Risk.SIGNIFICANT, Risk.HIGH)


@dataclass(frozen=True, slots=True)
class Question:
    """`weight` > 0. A concern at a `key` question makes the partner at least significant, open it at least medium.

    `kinds` are the kinds of partner it is asked of; empty: all.
    """

    code: str
    section: str
    text: Wording
    help: Wording
    weight: Decimal
    key: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: Wording


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`months_valid` is how long an assessment holds, by its risk."""

    version: str
    standing: Wording
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    months_valid: Mapping[Risk, int]

    def asked_of(self, kind: str) -> tuple[Question, ...]:
        """The questions for a partner of this kind, in their order."""
        return tuple(entry for entry in self.questions if not entry.kinds or kind in entry.kinds)


@dataclass(frozen=True, slots=True)
class Rating:
    """`points` 0 (nothing against it) to 100; `floors` are the codes of key questions that raised the risk."""

    risk: Risk
    points: Decimal
    unanswered: tuple[str, ...]
    floors: tuple[str, ...]


class NoEvidence(Refused):
    code = "counterparts.no_evidence"
    status = 400
    sentence = "%(questions)s: an answer needs a note on its evidence. Say where it was seen, and save again."


class NothingToRate(Refused):
    code = "counterparts.nothing_to_rate"
    status = 400
    sentence = "No question was answered. Answer at least one question and save again."


class UnknownAnswer(Refused):
    code = "counterparts.unknown_answer"
    status = 400
    sentence = "%(question)s: this question or answer is not in the questionnaire. Open the form again."


class BadDay(Refused):
    code = "counterparts.bad_day"
    status = 400
    sentence = "%(day)s lies ahead. An assessment is dated on the day it was finished."


def check_day(on: date, today: date) -> None:
    """Raise BadDay when an assessment is dated after today."""
    if on > today:
        raise BadDay(day=on)


def rate(questions: Sequence[Question], answers: Mapping[str, Answer]) -> Rating:
    """The risk that `answers` (by question code; a missing one is unanswered) make.

    Points = 100 x sum(weight x share of risk) / sum(weight), over the questions that apply; then key
    questions set a floor. Raises NothingToRate when every question is unanswered or does not apply.
    """
    given = {entry.code: answers.get(entry.code, Answer.UNANSWERED) for entry in questions}
    applying = [entry for entry in questions if given[entry.code] is not Answer.DOES_NOT_APPLY]
    unanswered = tuple(entry.code for entry in applying if given[entry.code] is Answer.UNANSWERED)
    if len(unanswered) == len(applying):
        raise NothingToRate()
    possible = sum((entry.weight for entry in applying), Decimal(0))
    counted = sum((entry.weight * SHARES[given[entry.code]] for entry in applying), Decimal(0))
    points = (100 * counted / possible).quantize(Decimal("0.01"), ROUND_HALF_UP)
    risk = risk_of(points)
    floors = []
    for entry in applying:
        floor = _floor(entry, given[entry.code])
        if ORDER.index(floor) > ORDER.index(risk_of(points)):
            floors.append(entry.code)
        risk = max(risk, floor, key=ORDER.index)
    return Rating(risk, points, unanswered, tuple(floors))


def risk_of(points: Decimal) -> Risk:
    """The risk of so many points, before key questions are looked at."""
    for ceiling, risk in CEILINGS:
        if points <= ceiling:
            return risk
    return Risk.HIGH


def _floor(question: Question, answer: Answer) -> Risk:
    if question.key and answer is Answer.CONCERN:
        return Risk.SIGNIFICANT
    if question.key and answer is Answer.UNANSWERED:
        return Risk.MEDIUM
    return Risk.LOW


def check_answers(
    questions: Sequence[Question], answers: Mapping[str, str], evidence: Mapping[str, str]
) -> dict[str, Answer]:
    """`answers` as answers. Raises UnknownAnswer, or NoEvidence with the codes that say nothing of evidence."""
    codes = {entry.code for entry in questions}
    for code, answer in answers.items():
        if code not in codes or answer not in list(Answer):
            raise UnknownAnswer(question=code)
    read = {code: Answer(answer) for code, answer in answers.items()}
    silent = [
        code
        for code, answer in read.items()
        if answer is not Answer.UNANSWERED and not evidence.get(code, "").strip()
    ]
    if silent:
        raise NoEvidence(questions=", ".join(sorted(silent)))
    return read


def is_expired(valid_until: date, on: date) -> bool:
    """True from the day after the last day of validity."""
    return on > valid_until


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
