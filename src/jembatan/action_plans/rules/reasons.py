"""A reason that somebody gives for striking out, sending back or opening again."""

from jembatan.workflow.refusals import Refused

SHORTEST_REASON, LONGEST_REASON = 5, 200


class NoReason(Refused):
    code = "action_plans.no_reason"
    status = 400
    sentence = "Say why in a few words (at least %(shortest)s, at most %(longest)s letters)."


def checked_reason(because: str) -> str:
    """`because` without superfluous blanks. Raises NoReason when it says too little or too much."""
    reason = " ".join(because.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise NoReason(shortest=SHORTEST_REASON, longest=LONGEST_REASON)
    return reason
