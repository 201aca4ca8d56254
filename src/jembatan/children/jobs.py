"""Long work of this room: carrying out the reconciliations that were asked for.

A reconciliation is claimed by a conditional UPDATE, so two workers never take the same one. A worker
that dies leaves an old beat behind; after SILENCE another takes the work up again, at most ATTEMPTS times.
"""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from jembatan.children import actions
from jembatan.children.models import Reconciliation
from jembatan.children.resolving import reconciled
from jembatan.workflow.refusals import Refused

SILENCE = timedelta(minutes=10)
ATTEMPTS = 3
GIVEN_UP = "The work ended without a result several times. See the server's log."


def carry_out_next() -> bool:
    """Take the oldest waiting reconciliation and carry it out. False when nothing is waiting."""
    reconciliation = _claimed()
    if reconciliation is None:
        return False
    carry_out(reconciliation)
    return True


def carry_out(reconciliation: Reconciliation) -> None:
    """Read the sources in force, reconcile them, store the result whole; a refusal is stored in words.

    The heavy part holds no transaction, so that others can write meanwhile.
    """
    by = reconciliation.started_by
    try:
        result = reconciled(reconciliation, tell=lambda step: _beat(reconciliation, step))
        _beat(reconciliation, "storing")
        actions.settle(reconciliation, result=result, by=by)
    except Refused as refusal:
        actions.give_up(reconciliation, sentence=str(refusal), by=by)


def _claimed() -> Reconciliation | None:
    now = timezone.now()
    for waiting in Reconciliation.objects.waiting(silent_since=now - SILENCE)[:5]:
        if waiting.attempts >= ATTEMPTS:
            actions.give_up(waiting, sentence=GIVEN_UP, by=waiting.started_by)
            continue
        mine = Reconciliation.objects.filter(pk=waiting.pk, beat_at=waiting.beat_at)
        if mine.update(beat_at=now, attempts=F("attempts") + 1) == 1:
            return Reconciliation.objects.get(pk=waiting.pk)
    return None


def _beat(reconciliation: Reconciliation, step: str) -> None:
    Reconciliation.objects.filter(pk=reconciliation.pk).update(step=step, beat_at=timezone.now())
