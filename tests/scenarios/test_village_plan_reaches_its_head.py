"""A village's plan: drafted from its children, priced by the office, discussed, legalised, and kept true.

The cast: the village operator, the district analyst, the village head, and an outsider who sees nothing.
"""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.action_plans import actions
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.districts import district_page
from jembatan.action_plans.queries.plans import plan_for, plan_page
from jembatan.action_plans.queries.reference import costs_in_force
from jembatan.action_plans.rules.readiness import NotReady
from jembatan.ledger.models import Entry
from jembatan.ledger.queries import chain_state
from tests.builders import JEMBER, SUCO, person, place
from tests.db.action_plans.conftest import reconcile

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return {
        "operator": person("operator", "village_operator", at=SUCO),
        "analyst": person("analyst", "district_analyst", at=JEMBER),
        "head": person("head", "village_head", at=SUCO),
        "outsider": person("outsider"),
    }


def price_everything(analyst):
    """The office replaces every example by a standard of its own."""
    for cost in costs_in_force(SUCO, date(2026, 11, 22)).values():
        if cost.standing == "example":
            own = type(cost)(
                code=cost.code,
                label=cost.label,
                unit=cost.unit,
                amount=Decimal(40_000),
                standing="official",
                source="Standar biaya kabupaten",
                grade="K",
                valid_from=date(2026, 1, 1),
                valid_to=None,
            )
            actions.set_cost(cost=own, at=JEMBER, by=analyst)


def test_a_plan_is_drafted_priced_discussed_and_legalised(cast):
    reconcile(*({"causes": ["3"]} for _ in range(6)), {"causes": ["9"]})
    plan = actions.draft(year=2027, at=SUCO, by=cast["operator"])

    with pytest.raises(NotReady):
        actions.hand_to_musdes(plan, by=cast["operator"])

    price_everything(cast["analyst"])
    actions.redraft(plan, by=cast["operator"])
    actions.hand_to_musdes(plan, by=cast["operator"])
    actions.legalise(plan, number="141/7/2026", on=date(2026, 12, 10), by=cast["head"])

    page = plan_page(cast["analyst"], plan_for(cast["analyst"], SUCO))
    assert page.sums.by_fund["dana_desa"] == page.sums.total
    assert page.sums.total == district_page(cast["analyst"], place(JEMBER), year=2027).sums.total
    assert plan_for(cast["outsider"], SUCO) is None
    events = [entry.event for entry in Entry.objects.about(plan).order_by("pk")]
    assert events == [
        f"action_plans.{verb}" for verb in ("drafted", "redrafted", "handed_to_musdes", "legalised")
    ]
    assert chain_state().broken_at is None


def test_a_child_found_later_opens_the_plan_again_without_losing_decisions(cast):
    reconcile({"causes": ["3"]})
    plan = actions.draft(year=2027, at=SUCO, by=cast["operator"])
    price_everything(cast["analyst"])
    actions.redraft(plan, by=cast["operator"])
    campaign = plan.activities.get(kind="campaign")
    actions.remove_activity(
        plan,
        activity=campaign.pk,
        because="sudah terlaksana bulan ini",
        version=plan.version,
        by=cast["operator"],
    )
    actions.hand_to_musdes(plan, by=cast["operator"])
    actions.legalise(plan, number="141/7/2026", on=date(2026, 12, 10), by=cast["head"])

    reconcile({"causes": ["3"]}, {"causes": ["11"]}, as_of=date(2026, 12, 20))
    actions.reopen(plan, because="ditemukan satu anak lagi", by=cast["head"])
    actions.redraft(plan, by=cast["operator"])

    plan = Plan.objects.get()
    assert plan.activities.get(kind="birth_certificate").children == 1
    assert plan.activities.get(kind="campaign").removed_because
    assert plan.legal_number == ""
