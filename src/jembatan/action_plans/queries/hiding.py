"""Which lines of a place's plans are hidden from a reader who may not see the children.

The same lines are hidden that a public copy of each village's plan does not print, so that no sum over
villages gives back what the village's own page hides.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from jembatan.accounts.models import User
from jembatan.action_plans.models import Activity, Plan
from jembatan.action_plans.rules.budget import lead_agency
from jembatan.action_plans.rules.protection import hidden_lines


@dataclass(frozen=True, slots=True)
class Hidden:
    """`lines` are ids of hidden lines, `plans` of plans whose whole sum is one hidden line; the rest are
    the keys of sums that a hidden line belongs to, side by side as in `queries.districts`."""

    lines: frozenset[int] = frozenset()
    plans: frozenset[int] = frozenset()
    kind: frozenset[str] = frozenset()
    field: frozenset[str] = frozenset()
    fund: frozenset[str] = frozenset()
    agency: frozenset[str] = frozenset()

    def shown(self, side: str, key: object, amount: Decimal) -> Decimal | None:
        """`amount` of one sum, None when it is hidden."""
        return None if str(key) in getattr(self, side) else amount


def hidden_in(viewer: User, place_code: str, *, year: int) -> Hidden:
    """What a reader without sight of children is not shown of the plans of `year` in a place. One query."""
    plans = Plan.objects.visible_to(viewer).of_villages_in(place_code).filter(year=year)
    by_plan: dict[int, list[Activity]] = defaultdict(list)
    for line in Activity.objects.filter(plan__in=plans, removed_because="").order_by(
        "field", "position", "id"
    ):
        by_plan[line.plan_id].append(line)
    found = [line for lines in by_plan.values() for line in _hidden(lines)]
    return Hidden(
        lines=frozenset(line.pk for line in found),
        plans=frozenset(pk for pk, lines in by_plan.items() if len(lines) == 1 and _hidden(lines)),
        kind=frozenset(line.kind for line in found),
        field=frozenset(str(line.field) for line in found),
        fund=frozenset(line.fund for line in found),
        agency=frozenset(lead_agency(line.agency) for line in found),
    )


def _hidden(lines: list[Activity]) -> list[Activity]:
    counts = [line.children if line.proposed["basis"] == "child" else 0 for line in lines]
    return [lines[at] for at in hidden_lines(counts)]
