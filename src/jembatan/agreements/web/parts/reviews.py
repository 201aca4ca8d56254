"""The committee's reviews in short, for the story page of an agreement."""

from datetime import date
from typing import Any

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.questionnaire_files import newest_for
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.reviews import reviews_of
from jembatan.agreements.queries.road import road_of
from jembatan.agreements.rules.review_lifecycle import State
from jembatan.agreements.words import reviews as words

MOST_SHOWN = 3


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """The newest rounds; nothing where none was held and none can be convened by the viewer now. One query."""
    road = road_of(agreement)
    rounds = list(reviews_of(agreement)[:MOST_SHOWN]) if road else []
    may_convene = newest_for(agreement.stage) is not None and viewer.may(
        Permission.REVIEW_CONVENE, at=agreement.place_code
    )
    if road is None or not (rounds or may_convene):
        return {}
    return {
        "agreement": agreement,
        "rounds": [
            {
                "review": one,
                "stage": road.stage(one.stage).name,
                "state": words.STATES[State(one.state)],
                "shape": words.SHAPES[State(one.state)],
            }
            for one in rounds
        ],
    }
