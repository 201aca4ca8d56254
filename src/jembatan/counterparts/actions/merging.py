"""Two profiles found to be one partner become one, and can be taken apart again."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.models import Assessment, Counterpart, CounterpartFact, CounterpartName, Merge
from jembatan.counterparts.rules.kinds import is_place
from jembatan.counterparts.rules.profiles import SHORT_REASON, CannotMerge, NotUndoable, told
from jembatan.ledger.acting import action, creating, note
from jembatan.workflow.messages import message as _

# What belongs to a profile and moves with it.
MOVING: dict[str, QuerySet[Any]] = {
    "names": CounterpartName.objects.all(),
    "facts": CounterpartFact.objects.all(),
    "assessments": Assessment.objects.all(),
}


@creating(Permission.COUNTERPART_MERGE, "counterparts.merged")
def merge_counterparts(*, kept: Counterpart, absorbed: Counterpart, reason: str, at: str, by: User) -> Merge:
    """`absorbed` becomes part of `kept`: its spellings, facts and assessments move, its page leads on to `kept`.

    Cooperations stay where they were recorded; whoever reads them follows `Counterpart.current`. `at` is
    the country, because many regions may share a partner.
    Raises CannotMerge (the same profile, one merged already, another country, a place with an
    organisation) or BadProfile without a reason.
    """
    why = told(reason, _("reason"), SHORT_REASON)
    locked = {
        row.pk: row
        for row in Counterpart.objects.select_for_update()
        .filter(pk__in=(kept.pk, absorbed.pk))
        .order_by("pk")
    }
    _check_pair(locked.get(kept.pk), locked.get(absorbed.pk))
    moved = {
        what: list(rows.filter(counterpart=absorbed).values_list("pk", flat=True))
        for what, rows in MOVING.items()
    }
    _move(moved, absorbed, kept)
    _point(absorbed, kept)
    note(kept=kept.pk, absorbed=absorbed.pk, **{what: len(ids) for what, ids in moved.items()})
    return Merge.objects.create(
        kept=kept, absorbed=absorbed, reason=why, moved=moved, merged_by=by, merged_at=timezone.now()
    )


@action(Permission.COUNTERPART_MERGE, "counterparts.merge_undone")
def undo_merge(merge: Merge, *, reason: str, by: User) -> None:
    """The two profiles stand apart again, each with the spellings, facts and assessments it had.

    What was added after the merge stays with the kept profile. Raises NotUndoable when it was taken back
    before or the kept profile has itself been merged since, BadProfile without a reason.
    """
    why = told(reason, _("reason"), SHORT_REASON)
    if merge.undone_at is not None:
        raise NotUndoable(problem=_("it was taken back before"))
    if merge.kept.merged_into_id is not None:
        raise NotUndoable(problem=_("the kept profile was merged itself since; take that merge back first"))
    _move(merge.moved, merge.kept, merge.absorbed)
    _point(merge.absorbed, None)
    merge.undone_by, merge.undone_at, merge.undone_because = by, timezone.now(), why
    merge.save(update_fields=["undone_by", "undone_at", "undone_because"])
    note(kept=merge.kept_id, absorbed=merge.absorbed_id)


def _move(moved: dict[str, list[int]], origin: Counterpart, target: Counterpart) -> None:
    for what, rows in MOVING.items():
        rows.filter(pk__in=moved[what], counterpart=origin).update(counterpart=target)


def _point(absorbed: Counterpart, kept: Counterpart | None) -> None:
    absorbed.merged_into = kept
    absorbed.version += 1
    absorbed.save(update_fields=["merged_into", "version"])


def _check_pair(kept: Counterpart | None, absorbed: Counterpart | None) -> None:
    if kept is None or absorbed is None or kept.pk == absorbed.pk:
        raise CannotMerge(problem=_("choose two different profiles"))
    if kept.merged_into_id is not None or absorbed.merged_into_id is not None:
        raise CannotMerge(problem=_("one of them was merged before"))
    if is_place(kept.kind) != is_place(absorbed.kind):
        raise CannotMerge(problem=_("one is a local government and the other is not"))
    countries = {kept.country_code, absorbed.country_code} - {""}
    if len(countries) > 1:
        raise CannotMerge(problem=_("they lie in different countries"))
