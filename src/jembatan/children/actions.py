"""Everything a person can do with a reconciliation: ask for one; and how one ends."""

from datetime import date
from typing import Any

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children.models import Reconciliation
from jembatan.children.rules.ages import july_before
from jembatan.ledger.acting import action, creating, note
from jembatan.rosters.queries import Sources
from jembatan.workflow.refusals import Refused

AGES = (7, 18)
DEFINITIONS = ("national", "susenas", "uis")


class StillRunning(Refused):
    code = "children.still_running"
    sentence = "A reconciliation of this place is still running. Wait for it to end."


class NothingToReconcile(Refused):
    code = "children.nothing_to_reconcile"
    sentence = "No committed file speaks for %(place)s up to %(as_of)s. Hand a census, register or roster over first."


class AlreadyEnded(Refused):
    code = "children.already_ended"
    sentence = "This reconciliation has ended already."


@creating(Permission.RECONCILE, "children.reconciliation_asked_for")
def ask_for_reconciliation(
    *,
    at: str,
    as_of: date,
    by: User,
    ages: tuple[int, int] = AGES,
    age_at: str = "survey",
    definition: str = "national",
) -> Reconciliation:
    """A reconciliation of the place `at` on the day `as_of`, to be carried out by the worker.

    `ages` in completed years, both included, judged at the survey or on 1 July (`age_at`). Raises
    StillRunning while another one of the same place has not ended.
    """
    running = Reconciliation.objects.filter(place_id=at, finished_at=None, refusal="")
    if running.exists():
        raise StillRunning()
    note(as_of=as_of.isoformat(), definition=definition, ages=list(ages), school_year=july_before(as_of).year)
    return Reconciliation.objects.create(
        place_id=at,
        as_of=as_of,
        definition=definition,
        youngest=ages[0],
        oldest=ages[1],
        age_at=age_at,
        started_by=by,
        started_at=timezone.now(),
    )


@action(Permission.RECONCILE, "children.reconciled")
def settle(reconciliation: Reconciliation, *, sources: Sources, quality: dict[str, Any], by: User) -> None:
    """The result is stored whole: from now on pages show it. Raises AlreadyEnded."""
    _check_open(reconciliation)
    reconciliation.sources = sources.as_rows()
    reconciliation.quality = quality
    reconciliation.finished_at = timezone.now()
    reconciliation.step = ""
    reconciliation.save(update_fields=["sources", "quality", "finished_at", "step"])
    note(children=quality["children"], out_of_school=quality["out_of_school"], batches=len(sources.batches))


@action(Permission.RECONCILE, "children.reconciliation_refused")
def give_up(reconciliation: Reconciliation, *, sentence: str, by: User) -> None:
    """It ended without a result; `sentence` says why. Raises AlreadyEnded."""
    _check_open(reconciliation)
    reconciliation.refusal = sentence[:300]
    reconciliation.save(update_fields=["refusal"])


def _check_open(reconciliation: Reconciliation) -> None:
    if reconciliation.finished_at or reconciliation.refusal:
        raise AlreadyEnded()
