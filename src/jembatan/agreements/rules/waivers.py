"""What a supervisor answers to the question that every waiver opens."""

from jembatan.agreements.rules.reasons import checked_reason
from jembatan.workflow.refusals import Refused

NONE, OPEN, ACCEPTED, OBJECTED = "", "open", "accepted", "objected"
LONGEST_ANSWER = 300


class NoQuestion(Refused):
    code = "agreements.no_question"
    sentence = "This question has been settled. Reload the page to read the answer."


def checked_answer(question: str, *, accepts: bool, text: str) -> tuple[str, str]:
    """(new state of the question, the answer's text). An objection says why; so does accepting after one.

    Raises NoQuestion when it is settled, or NoReason.
    """
    if question not in (OPEN, OBJECTED) or (question == OBJECTED and not accepts):
        raise NoQuestion()
    plain = " ".join(text.split())
    if question == OBJECTED or not accepts or plain:
        plain = checked_reason(plain)
    return (ACCEPTED if accepts else OBJECTED), plain
