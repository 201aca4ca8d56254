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
from jembatan.agreements.web.term import sentence_of
from jembatan.agreements.words import life as words

NEWEST = 3


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """How the term stands, its newest changes and the amendments under way. Three queries; nothing before the
    signature."""
    if agreement.state in (State.ON_THE_ROAD, State.DROPPED):
        return {}
    standing = standing_of_term(agreement, today, review_months=law_in_use().parameter(REVIEW_EVERY, today))
    changes = agreement.term_changes.order_by("-on", "-id")[:NEWEST]
    waiting = agreement.amendments.filter(state__in=(AmendmentState.DRAFTED, AmendmentState.AGREED))
    return {
        "said": sentence_of(agreement, standing),
        "standing": standing,
        "changes": [(words.CHANGES[Kind(change.kind)], change) for change in changes],
        "amendments": [(words.AMENDMENTS[AmendmentState(one.state)], one) for one in waiting],
    }
