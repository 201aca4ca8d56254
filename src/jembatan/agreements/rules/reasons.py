"""Words that somebody gives: why something is done, what it is called, where it is written."""

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

SHORTEST_REASON, LONGEST_REASON = 5, 300


class NoReason(Refused):
    code = "agreements.no_reason"
    status = 400
    sentence = "Say why in a few words (at least %(shortest)s, at most %(longest)s letters)."


class BadText(Refused):
    code = "agreements.bad_text"
    status = 400
    sentence = "%(what)s: %(problem)s."


def checked_reason(because: str) -> str:
    """`because` without superfluous blanks. Raises NoReason when it says too little or too much."""
    reason = " ".join(because.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise NoReason(shortest=SHORTEST_REASON, longest=LONGEST_REASON)
    return reason


def told(text: str, what: str, longest: int, *, needed: bool = True) -> str:
    """`text` without superfluous blanks; `what` (a message id) is named when it is missing or too long.

    Raises BadText.
    """
    plain = " ".join(text.split())
    if needed and not plain:
        raise BadText(what=what, problem=_("this is missing"))
    if len(plain) > longest:
        raise BadText(what=what, problem=_("this is too long"))
    return plain
