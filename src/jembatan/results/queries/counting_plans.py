"""Village action plans of the places worked in: legalised, for how many children, for how much money."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count

from jembatan.accounts.models import within_any
from jembatan.action_plans.models import Activity, Plan
from jembatan.action_plans.rules.lifecycle import State
from jembatan.action_plans.rules.protection import hidden_lines
from jembatan.children.counting import hidden_cells
from jembatan.children.models import Child
from jembatan.children.rules.rule_table import OUT_OF_SCHOOL
from jembatan.places.rules.codes import lies_within
from jembatan.results.queries.counting_children import TOTAL, basis_of
from jembatan.results.rules.counts import NO_PLAN, Part
from jembatan.results.rules.measures import Measure

CHILDREN, MONEY = "action_plans.children_in_plans", "action_plans.rupiah_planned"
Shown = tuple[Decimal, bool]


def plans_parts(measures: Sequence[Measure], places: Sequence[str], on: date) -> dict[str, list[Part]]:
    """The parts of each measure of plans, one for each place. At most three queries."""
    if not measures:
        return {}
    plans = newest_legalised(places, on)
    children = _children_of(plans) if any(m.code == CHILDREN for m in measures) else {}
    money = _money_of(plans) if any(m.code == MONEY for m in measures) else {}
    numbers = {CHILDREN: children, MONEY: money}
    return {
        measure.code: [
            _part(
                place,
                [plan for plan in plans if lies_within(plan.place_code, place)],
                numbers.get(measure.code),
                has_basis=measure.code == CHILDREN,
            )
            for place in places
        ]
        for measure in measures
    }


def newest_legalised(places: Collection[str], on: date) -> list[Plan]:
    """The plan of the latest year of each village of the places that was legalised by the day. One query."""
    plans = Plan.objects.filter(within_any(places, "village_id"), state=State.LEGALISED, legalised_on__lte=on)
    newest: dict[str, Plan] = {}
    for plan in plans.select_related("reconciliation").order_by("village_id", "-year"):
        newest.setdefault(plan.place_code, plan)
    return list(newest.values())


def _part(place: str, plans: Sequence[Plan], numbers: Mapping[int, Shown] | None, *, has_basis: bool) -> Part:
    rests_on = ",".join(f"plan:{plan.pk}" for plan in plans)
    if numbers is None:
        return Part(place, Decimal(len(plans)), Decimal(len(plans)), rests_on=rests_on)
    if not plans:
        return Part(place, None, None, NO_PLAN)
    basis = " ".join(sorted({basis_of(plan.reconciliation) for plan in plans})) if has_basis else ""
    mine = [numbers[plan.pk] for plan in plans]
    total = sum((number for number, _hidden in mine), Decimal(0))
    hidden = any(hidden for _number, hidden in mine)
    return Part(place, total, None if hidden else total, basis=basis, rests_on=rests_on)


def _children_of(plans: Sequence[Plan]) -> dict[int, Shown]:
    counted = (
        Child.objects.filter(
            reconciliation__in={plan.reconciliation_id for plan in plans},
            village_code__in={plan.place_code for plan in plans},
            status__in=OUT_OF_SCHOOL,
        )
        .values_list("reconciliation_id", "village_code")
        .annotate(n=Count("pk"))
        .order_by()
    )
    numbers = {(run, village): n for run, village, n in counted}
    runs = {plan.reconciliation_id: plan.reconciliation for plan in plans}
    hidden = {pk: hidden_cells(run) for pk, run in runs.items()}
    return {
        plan.pk: (
            Decimal(numbers.get((plan.reconciliation_id, plan.place_code), 0)),
            TOTAL in hidden[plan.reconciliation_id].get(plan.place_code, frozenset()),
        )
        for plan in plans
    }


def _money_of(plans: Sequence[Plan]) -> dict[int, Shown]:
    lines: dict[int, list[Activity]] = defaultdict(list)
    standing = Activity.objects.filter(plan__in=[plan.pk for plan in plans], removed_because="")
    for line in standing.order_by("field", "position", "id"):
        lines[line.plan_id].append(line)
    return {
        plan.pk: (
            sum((line.total for line in lines[plan.pk]), Decimal(0)),
            # As on the plan's own public copy: the whole sum is hidden when it is one hidden line.
            len(lines[plan.pk]) == 1 and bool(hidden_lines(_children_behind(lines[plan.pk]))),
        )
        for plan in plans
    }


def _children_behind(lines: Sequence[Activity]) -> list[int]:
    return [line.children if line.proposed["basis"] == "child" else 0 for line in lines]
