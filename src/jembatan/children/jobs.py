"""Long work of this room: carrying out the reconciliations that were asked for.

A reconciliation is claimed by a conditional UPDATE, so two workers never take the same one. A worker
that dies leaves an old beat behind; after SILENCE another takes the work up again, at most ATTEMPTS times.
"""

from datetime import timedelta

import polars as pl
from django.db.models import F
from django.utils import timezone

from jembatan.children import actions
from jembatan.children.engine.reconciling import Reconciled, Terms, reconcile_frames
from jembatan.children.models import Reconciliation
from jembatan.children.storing import store
from jembatan.rosters.queries import Sources, canonical_table, sources_of
from jembatan.rosters.rules.batches import Kind
from jembatan.tabular.progress import Progress
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

    The heavy part holds no transaction, so that others can write meanwhile. Nobody sees the result
    before its last row is there.
    """
    by = reconciliation.started_by
    try:
        sources = sources_of(reconciliation.place_id, reconciliation.as_of)
        with Progress("reconcile", sum(batch.rows_kept for batch in sources.batches)) as progress:
            result = _result(reconciliation, sources, progress)
        _beat(reconciliation, "storing")
        with Progress("storing", result.children.height + result.records.height) as progress:
            store(reconciliation, result, tell=progress.advance)
        actions.settle(reconciliation, sources=sources, quality=result.quality, by=by)
    except Refused as refusal:
        actions.give_up(reconciliation, sentence=str(refusal), by=by)


def _result(reconciliation: Reconciliation, sources: Sources, progress: Progress) -> Reconciled:
    if not sources.batches:
        raise actions.NothingToReconcile(place=reconciliation.place_id, as_of=f"{reconciliation.as_of}")
    _beat(reconciliation, "reading")
    living, enrolled, listed = (
        _told(canonical_table(sources.of(*kinds)), progress)
        for kinds in (
            (Kind.CENSUS, Kind.REGISTER, Kind.SOCIAL),
            (Kind.ROSTER, Kind.MADRASAH),
            (Kind.PORTAL,),
        )
    )
    _beat(reconciliation, "linking")
    terms = Terms(
        as_of=reconciliation.as_of,
        ages=(reconciliation.youngest, reconciliation.oldest),
        age_at=reconciliation.age_at,
        definition=reconciliation.definition,
    )
    return reconcile_frames(
        living,
        enrolled if enrolled.height else None,
        listed if listed.height else None,
        terms=terms,
    )


def _told(table: pl.DataFrame, progress: Progress) -> pl.DataFrame:
    progress.advance(table.height)
    return table


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
