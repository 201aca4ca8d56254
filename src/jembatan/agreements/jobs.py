"""The nightly work: reminders on the ladder, notices of what is past its day, the next due day of every agreement.

It does what `queries.tonight.tonight` lists, and nothing else. A day is claimed by a conditional UPDATE, so two
workers never do the same night; a worker that dies leaves an old beat, and after SILENCE another goes on where it
stopped: what was told is not told again.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from jembatan.agreements.models import Agreement, Night
from jembatan.agreements.queries.tonight import Refreshed, Telling, Tonight, tonight
from jembatan.correspondence.telling import tell
from jembatan.ledger.acting import record
from jembatan.ledger.machine import machine_account

SILENCE = timedelta(minutes=10)
AT_ONCE = 500


def keep_night(on: date) -> Tonight | None:
    """The work of the day `on`, unless it was done or another worker is at it: then None, after two queries."""
    night = _claimed(on, timezone.now())
    if night is None:
        return None
    done = tonight(night.day)
    carry_out(done, night)
    _finish(night, done)
    return done


def carry_out(plan: Tonight, night: Night) -> None:
    """Tell what is to be told and bring the column of due days up to date."""
    for number, telling in enumerate(plan.tellings):
        if number % AT_ONCE == 0:
            Night.objects.filter(pk=night.pk).update(beat_at=timezone.now())
        _tell(telling)
    _refresh(plan.refreshed)


def _tell(telling: Telling) -> None:
    agreement = telling.ticking.agreement
    tell(
        telling.recipients,
        telling.kind,
        subject=agreement,
        key=telling.key,
        url=reverse("agreements:agreement", args=[agreement.reference]),
        facts=telling.facts,
        due_on=telling.due_on,
    )


def _refresh(refreshed: Iterable[Refreshed]) -> None:
    changed = []
    for one in refreshed:
        one.agreement.next_due_on = one.after
        changed.append(one.agreement)
    Agreement.objects.bulk_update(changed, ["next_due_on"], batch_size=AT_ONCE)


def _claimed(day: date, now: datetime) -> Night | None:
    night, made = Night.objects.get_or_create(day=day, defaults={"beat_at": now})
    if made:
        return night
    silent = Q(finished_at__isnull=True, beat_at__lt=now - SILENCE)
    mine = Night.objects.filter(silent, pk=night.pk, beat_at=night.beat_at)
    return night if mine.update(beat_at=now) == 1 else None


def _finish(night: Night, done: Tonight) -> None:
    counts = {
        "reminders": len(done.reminders),
        "overdue": len(done.overdue),
        "flags": len(done.flags),
        "unheard": len(done.unheard),
        "refreshed": len(done.refreshed),
    }
    night.finished_at, night.done = timezone.now(), counts
    night.save(update_fields=["finished_at", "done"])
    record("agreements.night_kept", night, by=machine_account(), detail=counts)
