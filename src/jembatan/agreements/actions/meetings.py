"""Meetings of the joint committee: planned, held with minutes and promises, or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions.belonging import (
    check_happened,
    check_living,
    checked_paper,
    locked,
    needed_paper,
)
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Meeting, Obligation, Paper
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.promises import PROMISE
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.ledger.acting import action, note
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

LONGEST_TEXT = 20_000


class MeetingOver(Refused):
    code = "agreements.meeting_over"
    sentence = "This meeting was already held or cancelled. Reload the page."


class PromiseInThePast(Refused):
    code = "agreements.promise_in_the_past"
    status = 400
    sentence = "A promise is due on or after the day of the meeting, %(held)s; %(due)s lies before it."


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promised: which office, who in it sees to it, by when."""

    title: str
    owed_by: Office
    due_on: date
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a meeting came to. `paper` is None while the minutes are not there."""

    on: date
    decisions: str = ""
    promises: Sequence[Promise] = ()
    paper: Paper | None = None


@action(Permission.ACTIVITY_KEEP, "agreements.meeting_planned")
def plan_meeting(
    agreement: Agreement, *, kind: Meeting.Kind, on: date, at_place: str, agenda: str, by: User
) -> Meeting:
    """Plan a meeting for a day. Raises NotLiving or BadText."""
    check_living(agreement)
    meeting = Meeting.objects.create(
        agreement=agreement,
        kind=kind,
        planned_on=on,
        at_place=told(at_place, _("Where"), 160, needed=False),
        agenda=agenda.strip()[:LONGEST_TEXT],
        entered_by=by,
        entered_at=timezone.now(),
    )
    note(meeting=meeting.pk, kind=str(kind), planned_on=on.isoformat())
    return meeting


@action(Permission.ACTIVITY_KEEP, "agreements.meeting_held")
def hold_meeting(meeting: Meeting, *, minutes: Minutes, by: User) -> tuple[Obligation, ...]:
    """It took place: its decisions, and its promises as obligations with an owner and a day.

    Raises MeetingOver, NotYetThere, PromiseInThePast, BadText or WrongPaper.
    """
    _check_open(meeting)
    check_happened(minutes.on)
    agreement = locked(meeting.agreement_id)
    meeting.minutes = checked_paper(agreement, minutes.paper)
    meeting.held_on, meeting.decisions = minutes.on, minutes.decisions.strip()[:LONGEST_TEXT]
    meeting.save(update_fields=["minutes", "held_on", "decisions"])
    owed = tuple(_promised(agreement, meeting, promise, by) for promise in minutes.promises)
    refresh(agreement, today=timezone.localdate())
    note(on=minutes.on.isoformat(), promises=len(owed), minutes=meeting.minutes_id)
    return owed


@action(Permission.ACTIVITY_KEEP, "agreements.minutes_added")
def add_minutes(meeting: Meeting, *, paper: Paper, by: User) -> None:
    """Put the minutes to a meeting that was held without them. Raises MeetingOver or WrongPaper."""
    if meeting.held_on is None or meeting.minutes_id is not None:
        raise MeetingOver()
    meeting.minutes = needed_paper(meeting.agreement, paper)
    meeting.save(update_fields=["minutes"])
    note(minutes=meeting.minutes_id)


@action(Permission.ACTIVITY_KEEP, "agreements.meeting_cancelled")
def cancel_meeting(meeting: Meeting, *, because: str, by: User) -> None:
    """It will not be held, with the reason. Raises MeetingOver or NoReason."""
    _check_open(meeting)
    meeting.cancelled_because = checked_reason(because)
    meeting.save(update_fields=["cancelled_because"])
    refresh(locked(meeting.agreement_id), today=timezone.localdate())
    note(because=meeting.cancelled_because)


def _check_open(meeting: Meeting) -> None:
    if meeting.held_on is not None or meeting.cancelled_because:
        raise MeetingOver()


def _promised(agreement: Agreement, meeting: Meeting, promise: Promise, by: User) -> Obligation:
    assert meeting.held_on is not None
    if promise.due_on < meeting.held_on:
        raise PromiseInThePast(held=meeting.held_on, due=promise.due_on)
    return Obligation.objects.create(
        agreement=agreement,
        kind=PROMISE,
        title=told(promise.title, _("What is owed"), 300),
        owed_by=promise.owed_by,
        owner=told(promise.owner, _("Who sees to it"), 160, needed=False),
        due_on=promise.due_on,
        meeting=meeting,
        entered_by=by,
        entered_at=timezone.now(),
    )
