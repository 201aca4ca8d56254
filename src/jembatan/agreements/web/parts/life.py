"""The life of an agreement in short, for its story page: what is promised next, how the plan stands, where to look."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.life import open_obligations
from jembatan.agreements.rules.activities import State as ActivityState
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.words import life as words

MOST_OWED = 5


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """The nearest obligations, the state of the plan, and the way to every page of life. Three queries."""
    counts = dict(agreement.activities.values_list("state").annotate(n=Count("pk")).order_by())
    owed = list(agreement.obligations.filter(open_obligations()).order_by("due_on", "id")[: MOST_OWED + 1])
    more = agreement.missions.aggregate(
        ahead=Count("pk", filter=Q(leaves_on__gte=today, cancelled_because="", result=""))
    )
    if agreement.state == State.ON_THE_ROAD and not counts and not owed and not more["ahead"]:
        return {"links": links(agreement), "is_early": True}
    return {
        "links": links(agreement),
        "is_early": False,
        "counts": [(words.ACTIVITIES[state], counts[state]) for state in ActivityState if state in counts],
        "owed": [(one, one.due_on < today) for one in owed[:MOST_OWED]],
        "more_owed": len(owed) > MOST_OWED,
        "journeys_ahead": more["ahead"],
    }


def links(agreement: Agreement) -> list[tuple[str, str]]:
    """The pages of an agreement's life that make sense for it."""
    pages = [
        (_("Action plan"), "activities"),
        (_("Meetings"), "meetings"),
        (_("Journeys"), "missions"),
        (_("Obligations"), "obligations"),
        (_("Risks"), "risks"),
    ]
    if agreement.kind in (Kind.FOREIGN_NGO, Kind.GRANT):
        pages.append((_("Permits"), "permits"))
    pages.append((_("Hand-over"), "handover"))
    return [(name, reverse(f"agreements:{code}", args=[agreement.reference])) for name, code in pages]
