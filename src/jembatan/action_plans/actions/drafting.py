"""Drafting a plan from the village's newest reconciliation, and drafting it again."""

from collections.abc import Iterable

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.models import Activity, Plan, Target
from jembatan.action_plans.queries.children import facts_of_village, newest_reconciliation
from jembatan.action_plans.queries.reference import setting_for
from jembatan.action_plans.rules import targets as target_rules
from jembatan.action_plans.rules.drafting import draft_lines
from jembatan.action_plans.rules.facts import ChildFacts
from jembatan.action_plans.rules.lifecycle import LIFECYCLE
from jembatan.action_plans.rules.redrafting import Entry, redrafted
from jembatan.children.models import Reconciliation
from jembatan.ledger.acting import action, creating, note
from jembatan.places.models import Region
from jembatan.workflow.refusals import Refused


class NoSuchVillage(Refused):
    code = "action_plans.no_such_village"
    status = 404
    sentence = "%(code)s is not a village in force. Give its Kemendagri code, such as 35.09.23.2005."


class NothingReconciled(Refused):
    code = "action_plans.nothing_reconciled"
    sentence = (
        "No reconciliation covers %(village)s yet. Reconcile its sources first; then a plan can be drafted."
    )


class AlreadyPlanned(Refused):
    code = "action_plans.already_planned"
    sentence = "%(village)s has a plan for %(year)s already. Draft that plan again instead."


@creating(Permission.PLAN_DRAFT, "action_plans.drafted")
def draft(*, year: int, at: str, by: User) -> Plan:
    """A new plan of the village with code `at` for `year`, from its newest reconciliation.

    A village without children out of school or at risk gets an empty plan that says so. Raises
    NoSuchVillage, NothingReconciled or AlreadyPlanned.
    """
    village = Region.objects.villages().filter(pk=at).first()
    if village is None:
        raise NoSuchVillage(code=at)
    reconciliation = _newest(village)
    if Plan.objects.filter(village=village, year=year).exists():
        raise AlreadyPlanned(village=village.code, year=year)
    plan = Plan.objects.create(
        village=village,
        year=year,
        state=LIFECYCLE.start,
        reconciliation=reconciliation,
        as_of=reconciliation.as_of,
        drafted_by=by,
        drafted_at=timezone.now(),
    )
    _fill(plan, [])
    return plan


@action(Permission.PLAN_DRAFT, "action_plans.redrafted")
def redraft(plan: Plan, *, by: User) -> None:
    """Draft the plan again from the newest reconciliation and the costs and rules of today.

    Edits, removals and lines added by hand stay. Raises NothingReconciled, or WrongState once the plan has
    left the drafting table.
    """
    plan.check_open()
    reconciliation = _newest(plan.village)
    plan.reconciliation, plan.as_of = reconciliation, reconciliation.as_of
    _fill(plan, [activity.entry for activity in plan.activities.all()])
    plan.keep_change("reconciliation", "as_of")


def _newest(village: Region) -> Reconciliation:
    reconciliation = newest_reconciliation(village.code)
    if reconciliation is None:
        raise NothingReconciled(village=village.code)
    return reconciliation


def _fill(plan: Plan, entries: list[Entry]) -> None:
    setting = setting_for(plan.village, year=plan.year, on=timezone.localdate())
    children = facts_of_village(plan.village_id, plan.reconciliation_id)
    merged = redrafted(entries, draft_lines(children, setting))
    plan.activities.all().delete()
    Activity.objects.bulk_create(
        Activity.of(plan, entry, position) for position, entry in enumerate(merged, start=1)
    )
    _set_targets(plan, children)
    note(
        reconciliation=plan.reconciliation_id,
        children=len(children),
        lines=len(merged),
        edited=sum(bool(entry.edited) for entry in merged),
    )


def _set_targets(plan: Plan, children: Iterable[ChildFacts]) -> None:
    """The targets of the new count of children; a share that somebody set stays."""
    edited = {(kept.code, kept.year): kept for kept in plan.targets.filter(is_edited=True)}
    plan.targets.all().delete()
    Target.objects.bulk_create(
        _target(plan, target, edited.get((target.code, target.year)))
        for target in target_rules.default_targets(children, plan.year)
    )


def _target(plan: Plan, target: target_rules.Target, kept: Target | None) -> Target:
    return Target(
        plan=plan,
        code=target.code,
        label=target.label,
        year=target.year,
        base=target.base,
        percent=kept.percent if kept else target.percent,
        source=kept.source if kept else target.source,
        grade=kept.grade if kept else target.grade,
        is_edited=kept is not None,
    )
