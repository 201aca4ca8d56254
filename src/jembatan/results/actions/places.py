"""Where the agreement works, from when to when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.ledger.acting import action, note
from jembatan.places.models import Region
from jembatan.results.actions.checking import WasDropped, check_living, check_paper
from jembatan.results.actions.stocking import keep_counts
from jembatan.results.models import ProgrammePlace
from jembatan.results.rules.places import AlreadyThere, NoSuchPlace, Period, check_period, check_place
from jembatan.workflow.messages import message as _


@dataclass(frozen=True, slots=True)
class Place:
    """A place to work in: its code, from when, until when (None: still), and where that is written."""

    code: str
    from_on: date
    source: str
    until_on: date | None = None
    paper: Paper | None = None


@action(Permission.RESULT_KEEP, "results.place_added")
def add_place(agreement: Agreement, *, place: Place, by: User) -> ProgrammePlace:
    """The agreement works in a place from a day on; what it counts is counted anew.

    Raises NotLiving, NoSuchPlace, OutsideRegion, EndsBeforeStart, AlreadyThere, BadText or WrongPaper.
    """
    check_living(agreement)
    period = Period(place.from_on, place.until_on)
    check_period(period)
    if not Region.objects.filter(code=place.code).exists():
        raise NoSuchPlace(place=place.code)
    check_place(agreement.place_code, place.code)
    known = ProgrammePlace.objects.standing().filter(agreement=agreement, place_id=place.code)
    if any(row.period.meets(period) for row in known):
        raise AlreadyThere(place=place.code)
    added = ProgrammePlace.objects.create(
        agreement=agreement,
        place_id=place.code,
        from_on=place.from_on,
        until_on=place.until_on,
        source=told(place.source, _("Source"), 300),
        paper=check_paper(agreement, place.paper),
        entered_by=by,
        entered_at=timezone.now(),
    )
    note(place=place.code, from_on=place.from_on.isoformat())
    keep_counts(agreement, on=timezone.localdate(), by=by)
    return added


@action(Permission.RESULT_KEEP, "results.place_ended")
def end_place(place: ProgrammePlace, *, until_on: date, by: User) -> None:
    """The agreement works there until a day, also after its own end. Raises WasDropped or EndsBeforeStart."""
    _check_standing(place)
    check_period(Period(place.from_on, until_on))
    place.until_on = until_on
    place.save(update_fields=["until_on"])
    note(place=place.place_id, until_on=until_on.isoformat())
    keep_counts(place.agreement, on=timezone.localdate(), by=by)


@action(Permission.RESULT_KEEP, "results.place_taken_back")
def take_back_place(place: ProgrammePlace, *, because: str, by: User) -> None:
    """The place was entered by mistake, with the reason. Raises WasDropped or NoReason."""
    _check_standing(place)
    place.dropped_because = checked_reason(because)
    place.save(update_fields=["dropped_because"])
    note(place=place.place_id, because=place.dropped_because)
    keep_counts(place.agreement, on=timezone.localdate(), by=by)


def _check_standing(place: ProgrammePlace) -> None:
    if place.dropped_because:
        raise WasDropped()
