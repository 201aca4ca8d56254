"""People have roles in places, for a time; what they may do follows from that alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.ledger.actions import assign
from jembatan.ledger.machine import machine_account
from jembatan.places.models import Region
from tests.builders import JEMBER, LENGKONG, PONDOKREJO, SUCO, person, place

pytestmark = pytest.mark.django_db


def test_a_village_operator_may_only_act_in_the_own_village():
    operator = person("operator", "village_operator", at=SUCO)

    assert operator.may(Permission.CHILD_SEE, at=SUCO)
    assert not operator.may(Permission.CHILD_SEE, at=LENGKONG)
    assert not operator.may(Permission.CHILD_SEE, at=JEMBER)


def test_an_analyst_of_the_district_covers_its_villages():
    analyst = person("analyst", "district_analyst", at=JEMBER)

    assert analyst.may(Permission.RECONCILE, at=JEMBER)
    assert analyst.may(Permission.CHILD_SEE, at=SUCO)
    assert not analyst.may(Permission.RECAP_SEE, at="35.10")


def test_an_outsider_may_nothing_anywhere():
    outsider = person("outsider")

    assert not any(outsider.may_anywhere(permission) for permission in Permission)


@pytest.mark.parametrize(
    ("since", "until", "expected"), [(-2, None, True), (-2, -1, False), (1, None, False)]
)
def test_a_role_holds_only_between_its_days(since, until, expected):
    today = timezone.localdate()
    clerk = person("clerk")
    place(SUCO)

    assign(
        clerk,
        role="enumerator",
        at=SUCO,
        since=today + timedelta(days=since),
        until=None if until is None else today + timedelta(days=until),
        by=machine_account(),
    )

    assert User.objects.get(pk=clerk.pk).may(Permission.CHILD_SEE, at=SUCO) is expected


def test_an_account_that_was_closed_may_nothing():
    clerk = person("clerk", "district_analyst", at=JEMBER)

    clerk.is_active = False
    clerk.save(update_fields=["is_active"])

    assert not User.objects.get(pk=clerk.pk).may_anywhere(Permission.RECAP_SEE)


def test_a_place_filter_finds_the_place_and_its_parts_and_nothing_else():
    for code in (SUCO, LENGKONG, PONDOKREJO, "35.10"):
        place(code)

    found = set(Region.objects.filter(within_any(["35.09.23"], "code")).values_list("code", flat=True))

    assert found == {"35.09.23", SUCO, LENGKONG}


def test_no_place_finds_nothing():
    place(SUCO)

    assert not Region.objects.filter(within_any([], "code")).exists()


def test_asking_what_somebody_may_costs_one_query(django_assert_num_queries):
    analyst = User.objects.get(pk=person("analyst", "district_analyst", at=JEMBER).pk)

    with django_assert_num_queries(1):
        for permission in Permission:
            analyst.may(permission, at=date.today().isoformat())
