"""Waived stages and the questions they opened."""

from collections.abc import Iterable

from django.db.models import QuerySet

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import StageEvent
from jembatan.agreements.rules.roads import WAIVED


def questions_for(viewer: User, *, states: Iterable[str], after: str = "") -> QuerySet[StageEvent]:
    """Waivers of agreements the viewer may see, oldest first, with all a list shows of them in one query.

    `states` are answers to show (Question); empty shows all. `after` is the id to go on behind, "" the start.
    """
    places = viewer.places_for(Permission.AGREEMENT_SEE)
    found = StageEvent.objects.filter(within_any(places, "agreement__place_id"), outcome=WAIVED)
    wanted = tuple(states)
    if wanted:
        found = found.filter(question__in=wanted)
    if after.isascii() and after.isdigit():
        found = found.filter(pk__gt=int(after))
    return found.select_related(
        "agreement__place", "agreement__counterpart", "product", "recorded_by", "answered_by"
    ).order_by("id")


def open_questions(viewer: User) -> int:
    """How many questions wait for an answer among what the viewer may see."""
    return questions_for(viewer, states=(StageEvent.Question.OPEN,)).count()
