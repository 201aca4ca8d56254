"""The action plan: activities planned, begun, carried out, cancelled; a whole sheet taken over at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions.belonging import check_happened, check_living, checked_paper, locked
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Activity, Agreement, Paper
from jembatan.agreements.rules.activities import LIFECYCLE, Draft, State, check_draft
from jembatan.agreements.rules.reasons import checked_reason
from jembatan.ledger.acting import action, note
from jembatan.workflow.refusals import Refused

FIELDS = tuple(Draft.__dataclass_fields__)


class AlreadyPlanned(Refused):
    code = "agreements.activity_already_planned"
    sentence = "An activity of this name already begins on that day. Change that one instead."


class StartedEarlier(Refused):
    code = "agreements.activity_not_begun"
    status = 400
    sentence = "The activity begins on %(starts)s; it cannot have been carried out before."


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of an activity. `spent` and `participants` are None where nobody knows."""

    on: date
    outcome: str = ""
    spent: Decimal | None = None
    participants: int | None = None
    evidence: Paper | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet brought: lines added, changed, and left as they were."""

    added: int
    changed: int
    same: int


@action(Permission.ACTIVITY_KEEP, "agreements.activity_planned")
def plan_activity(agreement: Agreement, *, draft: Draft, by: User) -> Activity:
    """Add a line to the action plan. Raises NotLiving, BadActivity or AlreadyPlanned."""
    check_living(agreement)
    check_draft(draft)
    if _standing_line(agreement, draft) is not None:
        raise AlreadyPlanned()
    added = _added(agreement, draft, by)
    note(activity=added.pk, starts_on=draft.starts_on.isoformat())
    return added


@action(Permission.ACTIVITY_KEEP, "agreements.action_plan_taken_over")
def take_over_plan(agreement: Agreement, *, drafts: Sequence[Draft], by: User) -> Taken:
    """Take over the lines of a filled-in sheet, all or none.

    A line of the same name and first day is changed, if it is still planned; others are added; nothing is taken
    away. Raises NotLiving or BadActivity.
    """
    check_living(agreement)
    added = changed = same = 0
    for draft in drafts:
        check_draft(draft)
        line = _standing_line(agreement, draft)
        if line is None:
            _added(agreement, draft, by)
            added += 1
        elif line.state == State.PLANNED and _put(line, draft):
            changed += 1
        else:
            same += 1
    note(added=added, changed=changed, same=same)
    return Taken(added, changed, same)


@action(Permission.ACTIVITY_KEEP, "agreements.activity_changed")
def change_activity(activity: Activity, *, draft: Draft, by: User) -> None:
    """Change a line that has not been carried out or cancelled. Raises NotLiving, BadActivity, WrongState or
    AlreadyPlanned."""
    check_living(activity.agreement)
    LIFECYCLE.check(activity.state, State.DONE)
    check_draft(draft)
    other = _standing_line(activity.agreement, draft)
    if other is not None and other.pk != activity.pk:
        raise AlreadyPlanned()
    note(changed=_put(activity, draft))


@action(Permission.ACTIVITY_KEEP, "agreements.activity_begun")
def begin_activity(activity: Activity, *, by: User) -> None:
    """It is under way. Raises WrongState or NotLiving."""
    check_living(activity.agreement)
    _move(activity, State.UNDER_WAY)


@action(Permission.ACTIVITY_KEEP, "agreements.activity_done")
def realise_activity(activity: Activity, *, carried: Carried, by: User) -> None:
    """It was carried out: when, what came of it, what was spent, who took part.

    Also after the agreement's end, for what happened before. Raises WrongState, NotYetThere, StartedEarlier,
    BadActivity or WrongPaper.
    """
    LIFECYCLE.check(activity.state, State.DONE)
    check_happened(carried.on)
    if carried.on < activity.starts_on:
        raise StartedEarlier(starts=activity.starts_on)
    check_spent(carried.spent)
    activity.evidence = checked_paper(activity.agreement, carried.evidence)
    activity.done_on, activity.outcome = carried.on, carried.outcome.strip()
    activity.spent, activity.participants = carried.spent, carried.participants
    _move(activity, State.DONE, "evidence", "done_on", "outcome", "spent", "participants")
    note(on=carried.on.isoformat(), evidence=activity.evidence_id)
    refresh(locked(activity.agreement_id), today=timezone.localdate())


@action(Permission.ACTIVITY_KEEP, "agreements.activity_cancelled")
def cancel_activity(activity: Activity, *, because: str, spent: Decimal | None = None, by: User) -> None:
    """It will not happen, with the reason; what it cost already stays spent. Raises WrongState, NoReason."""
    LIFECYCLE.check(activity.state, State.CANCELLED)
    check_spent(spent)
    activity.cancelled_because, activity.spent = checked_reason(because), spent
    _move(activity, State.CANCELLED, "cancelled_because", "spent")
    note(because=activity.cancelled_because)


@action(Permission.ACTIVITY_KEEP, "agreements.activity_planned_again")
def plan_again(activity: Activity, *, by: User) -> None:
    """Take a cancelled activity back into the plan. Raises WrongState or NotLiving."""
    check_living(activity.agreement)
    LIFECYCLE.check(activity.state, State.PLANNED)
    activity.cancelled_because = ""
    _move(activity, State.PLANNED, "cancelled_because")


def check_spent(spent: Decimal | None) -> None:
    """Raise BadActivity for money that cannot be."""
    today = timezone.localdate()
    check_draft(Draft(title="-", starts_on=today, ends_on=today, agency="-", budget=spent))


def _standing_line(agreement: Agreement, draft: Draft) -> Activity | None:
    lines = Activity.objects.filter(agreement=agreement, starts_on=draft.starts_on)
    same = (line for line in lines if line.title.casefold() == draft.title.casefold())
    return next((line for line in same if line.state != State.CANCELLED), None)


def _added(agreement: Agreement, draft: Draft, by: User) -> Activity:
    line = Activity(agreement=agreement, entered_by=by, entered_at=timezone.now())
    for name in FIELDS:
        setattr(line, name, getattr(draft, name))
    line.save()
    return line


def _put(line: Activity, draft: Draft) -> list[str]:
    changed = [name for name in FIELDS if getattr(line, name) != getattr(draft, name)]
    for name in changed:
        setattr(line, name, getattr(draft, name))
    if changed:
        line.save(update_fields=changed)
    return changed


def _move(activity: Activity, state: State, *fields: str) -> None:
    LIFECYCLE.check(activity.state, state)
    activity.state = state
    activity.save(update_fields=["state", *fields])
