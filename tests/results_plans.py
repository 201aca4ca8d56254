"""Village plans as their verbs leave them, written as rows: results only count them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from jembatan.action_plans.models import Activity, Plan
from jembatan.children.models import Reconciliation
from jembatan.ledger.machine import machine_account


def plan(
    village: str, run: Reconciliation, *, year: int = 2027, on: date | None = date(2026, 11, 10)
) -> Plan:
    """A village's plan as its verbs leave it; legalised on a day, or a draft."""
    who = {"legalised_by": machine_account(), "legalised_on": on, "state": "legalised"} if on else {}
    return Plan.objects.create(
        village_id=village,
        year=year,
        reconciliation=run,
        as_of=run.as_of,
        drafted_by=machine_account(),
        drafted_at=datetime(2026, 11, 1, tzinfo=UTC),
        **who,
    )


def line(of: Plan, total: int, *, children: int = 10, removed: str = "", position: int = 1) -> Activity:
    return Activity.objects.create(
        plan=of,
        position=position,
        field=2,
        name="Paket C",
        fund="apbdes",
        agency="Desa",
        children=children,
        total=Decimal(total),
        proposed={"basis": "child"},
        removed_because=removed,
    )
