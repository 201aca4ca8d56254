"""A bupati's journey abroad is planned, blocked, permitted for too few days, permitted in full, and left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jembatan.agreements.actions import missions
from jembatan.agreements.actions.missions import Itinerary, PermitGiven
from jembatan.agreements.models import Agreement, Mission
from jembatan.agreements.queries.handover import pack_of
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.travel import HeadWithoutPermit
from tests.cooperation import cast
from tests.living import in_force, proof

pytestmark = pytest.mark.django_db


def test_the_bupati_leaves_with_a_permit_for_every_day():
    people, today = cast(), timezone.localdate()
    agreement = in_force(people)
    leaves, returns = today + timedelta(days=20), today + timedelta(days=25)
    trip = Itinerary(
        "Komite bersama", "JP", "Sakura", leaves, returns, [("bupati", 1), ("staf", 2)], with_head=True
    )
    mission = missions.plan_mission(agreement, itinerary=trip, by=people.agency)

    def permit(until):
        given = PermitGiven(
            "857/2026", "Kemendagri", today, leaves, until, proof(agreement, people), covers_head=True
        )
        missions.record_permit(mission, permit=given, by=people.agency)

    def grounded():
        return pack_of(Agreement.objects.all(), today=today, law=law_in_use()).grounded

    with pytest.raises(HeadWithoutPermit):
        missions.confirm_departure(mission, by=people.agency)
    permit(returns - timedelta(days=1))
    with pytest.raises(HeadWithoutPermit):
        missions.confirm_departure(mission, by=people.agency)
    assert [one.pk for one, _why in grounded()] == [mission.pk]
    permit(returns)
    missions.confirm_departure(mission, by=people.agency)

    assert Mission.objects.get().confirmed_on == today
    assert grounded() == []
