"""The term of an agreement and its amendments in short, for its story page."""

from datetime import date
from typing import Any

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.term_story import standing_of_term
from jembatan.agreements.rules.amending import State as AmendmentState
from jembatan.agreements.rules.case_clocks import REVIEW_EVERY
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.term import Kind
from jembatan.agreements.web.flags_shown import flag_names
from jembatan.agreements.web.term import sentence_of
from jembatan.agreements.words import life as words

NEWEST = 3


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """How the term stands, its newest changes and the amendments under way, and what to look out for. Four queries."""
    law = law_in_use()
    if agreement.state in (State.ON_THE_ROAD, State.DROPPED):
        flags = flag_names(agreement, law, today)
        return {"flags": flags, "is_early": True} if flags else {}
    standing = standing_of_term(agreement, today, review_months=law.parameter(REVIEW_EVERY, today))
    changes = agreement.term_changes.order_by("-on", "-id")[:NEWEST]
    waiting = agreement.amendments.filter(state__in=(AmendmentState.DRAFTED, AmendmentState.AGREED))
    return {
        "flags": flag_names(agreement, law, today),
        "is_early": False,
        "said": sentence_of(agreement, standing),
        "standing": standing,
        "changes": [(words.CHANGES[Kind(change.kind)], change) for change in changes],
        "amendments": [(words.AMENDMENTS[AmendmentState(one.state)], one) for one in waiting],
    }
