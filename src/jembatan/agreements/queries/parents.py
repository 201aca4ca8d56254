"""Which agreements another one may stand under."""

from django.db.models import Q, QuerySet

from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.kinds import Tier
from jembatan.agreements.rules.lifecycle import State
from jembatan.places.rules.codes import ancestors_of


def possible_parents(place_code: str) -> QuerySet[Agreement]:
    """Agreements of the place, of the places above it and of the centre that have not ended; never annual plans."""
    above = [*ancestors_of(place_code), place_code]
    found = Agreement.objects.filter(Q(place__isnull=True) | Q(place__in=above))
    return (
        found.exclude(tier=Tier.ANNUAL_PLAN)
        .exclude(state__in=(State.ENDED, State.DROPPED))
        .order_by("reference")
    )
