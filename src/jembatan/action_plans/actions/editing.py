"""Changing a draft: a line, a new line, a line struck out, a target.

Every verb takes the version of the plan that the person saw, and refuses when somebody else has changed
it since.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.models import Activity, Plan
from jembatan.action_plans.rules.drafting import Line
from jembatan.action_plans.rules.keeping import BadValue, check_line, checked_edits
from jembatan.action_plans.rules.reasons import checked_reason
from jembatan.action_plans.rules.redrafting import EDITABLE, Entry
from jembatan.action_plans.rules.targets import share_of
from jembatan.ledger.acting import action, note
from jembatan.workflow.refusals import Refused

SET_BY_VILLAGE = "Ditetapkan desa"


class Stale(Refused):
    code = "action_plans.stale"
    sentence = (
        "Somebody else has changed this plan since you opened it. Reload the page and make your change again."
    )


class NoSuchLine(Refused):
    code = "action_plans.no_such_line"
    status = 404
    sentence = "This line is no longer in the plan. Reload the page."


@action(Permission.PLAN_EDIT, "action_plans.line_edited")
def edit_activity(
    plan: Plan, *, activity: int, values: Mapping[str, Any], version: int, by: User
) -> Activity:
    """Change fields of one line. `values` maps names of EDITABLE to what the person typed.

    A value equal to the proposal is no edit any more. Raises Stale, NoSuchLine, BadValue or WrongState.
    """
    kept = _line_of(plan, activity, version)
    entry = kept.entry
    edits = {**entry.edited, **checked_edits(values, funds=standard_catalogue().funds)}
    edits = {name: value for name, value in edits.items() if value != getattr(entry.proposed, name)}
    changed = _keep(kept, replace(entry, edited=edits))
    plan.keep_change()
    note(line=kept.pk, kind=kept.kind, fields=sorted(values))
    return changed


@action(Permission.PLAN_EDIT, "action_plans.line_added")
def add_activity(plan: Plan, *, field: int, values: Mapping[str, Any], version: int, by: User) -> Activity:
    """Add a line that no rule proposed, under the RKPDes field 1 to 4. `values` gives all of EDITABLE.

    A line for no child in particular (children 0) is a package of the village. Raises Stale, BadValue or WrongState.
    """
    _check(plan, version)
    if field not in standard_catalogue().fields:
        raise BadValue(field="field", problem="this is not one of the fields I to IV")
    if missing := [name for name in EDITABLE if name not in values]:
        raise BadValue(field=", ".join(missing), problem="this has to be filled in")
    checked = checked_edits(values, funds=standard_catalogue().funds)
    basis: Literal["child", "village"] = "child" if checked["children"] else "village"
    line = Line(kind="", field=field, basis=basis, standing="stated", **checked)
    check_line(line)
    position = plan.activities.count() + 1
    added = Activity.of(plan, Entry(line, by_hand=True), position)
    added.save()
    plan.keep_change()
    note(line=added.pk, field=field)
    return added


@action(Permission.PLAN_EDIT, "action_plans.line_removed")
def remove_activity(plan: Plan, *, activity: int, because: str, version: int, by: User) -> None:
    """Strike a line out, with the reason. It stays on the page as struck out and can be taken back."""
    kept = _line_of(plan, activity, version)
    kept.removed_because = checked_reason(because)
    kept.save(update_fields=["removed_because"])
    plan.keep_change()
    note(line=kept.pk, kind=kept.kind, because=kept.removed_because)


@action(Permission.PLAN_EDIT, "action_plans.line_restored")
def restore_activity(plan: Plan, *, activity: int, version: int, by: User) -> None:
    """Take a line back that was struck out."""
    kept = _line_of(plan, activity, version)
    kept.removed_because = ""
    kept.save(update_fields=["removed_because"])
    plan.keep_change()
    note(line=kept.pk, kind=kept.kind)


@action(Permission.PLAN_EDIT, "action_plans.target_set")
def set_target(plan: Plan, *, target: int, percent: Decimal, version: int, by: User) -> None:
    """Set the share that a target aims at, 0 to 100. Raises Stale, NoSuchLine, BadPercent or WrongState."""
    _check(plan, version)
    kept = plan.targets.filter(pk=target).first()
    if kept is None:
        raise NoSuchLine()
    share_of(kept.base, percent)
    kept.percent, kept.is_edited = percent, True
    kept.source, kept.grade = SET_BY_VILLAGE, "K"
    kept.save()
    plan.keep_change()
    note(target=kept.code, year=kept.year, percent=str(percent))


def _check(plan: Plan, version: int) -> None:
    plan.check_open()
    if plan.version != version:
        raise Stale()


def _line_of(plan: Plan, activity: int, version: int) -> Activity:
    _check(plan, version)
    kept = plan.activities.filter(pk=activity).first()
    if kept is None:
        raise NoSuchLine()
    return kept


def _keep(kept: Activity, entry: Entry) -> Activity:
    check_line(entry.line)
    changed = Activity.of(kept.plan, entry, kept.position)
    changed.pk = kept.pk
    changed.save(force_update=True)
    return changed
