"""An agreement that lapsed unnoticed is found by its flag and revived; the days between stay visible."""

from datetime import date

import pytest
from django.utils import timezone

from jembatan.agreements.actions import term
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.flags import flagged, flags_for, thresholds_on
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.flags import Flag
from jembatan.agreements.rules.term import HasLapsed
from tests.cooperation import cast
from tests.living import change, in_force

pytestmark = pytest.mark.django_db


def test_the_lapse_is_found_and_mended():
    people, today = cast(), timezone.localdate()
    lapsed = in_force(
        people, title="Kota bersaudara", signed_on=date(2017, 11, 15), ends_on=date(2026, 8, 31)
    )
    in_force(people, title="Masih berlaku", ends_on=date(2032, 1, 31))
    limits = thresholds_on(law_in_use(), today)
    visible = Agreement.objects.visible_to(people.governor)

    found = flagged(visible, Flag.LAPSED, today=today, thresholds=limits)
    reasons = flags_for(found, today=today, thresholds=limits)[lapsed.pk]
    with pytest.raises(HasLapsed):
        term.extend(lapsed, change=change(lapsed, people), until=date(2031, 8, 31), by=people.officer)
    revival = term.revive(
        lapsed,
        change=change(lapsed, people, on=date(2026, 11, 1)),
        until=date(2031, 10, 31),
        by=people.officer,
    )

    assert not found.all().exists()
    assert next(one for one in reasons if one.flag is Flag.LAPSED).on == date(2026, 9, 1)
    assert (revival.on - revival.ends_before).days - 1 == 61
    assert Agreement.objects.get(pk=lapsed.pk).ends_on == date(2031, 10, 31)
