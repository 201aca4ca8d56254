"""Journeys for an agreement: planned, permitted, confirmed before leaving, reported, or cancelled."""

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
from jembatan.agreements.models import Agreement, Mission, Paper, TravelPermit
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.agreements.rules.travel import (
    HeadWithoutPermit,
    Journey,
    Obstacle,
    PermitHeld,
    obstacles,
    travellers_of,
)
from jembatan.ledger.acting import action, note
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

LONGEST_RESULT = 20_000


class MissionOver(Refused):
    code = "agreements.mission_over"
    sentence = "This mission was already reported or cancelled. Reload the page."


class BadJourney(Refused):
    code = "agreements.bad_journey"
    status = 400
    sentence = "The mission returns on %(returns)s, before it leaves on %(leaves)s. Check both days."


class BadPermitDays(Refused):
    code = "agreements.bad_permit_days"
    status = 400
    sentence = "The permit ends on %(last)s, before it begins on %(first)s. Check both days on the document."


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A journey as it is planned. `travellers` are capacities and how many people of each, never names."""

    purpose: str
    country: str
    at_place: str
    leaves_on: date
    returns_on: date
    travellers: Sequence[tuple[str, int]]
    inbound: bool = False
    with_head: bool = False


@dataclass(frozen=True, slots=True)
class PermitGiven:
    """A travel permit as its document says."""

    number: str
    issued_by: str
    issued_on: date
    valid_from: date
    valid_until: date
    paper: Paper
    covers_head: bool = False


@action(Permission.MISSION_KEEP, "agreements.mission_planned")
def plan_mission(agreement: Agreement, *, itinerary: Itinerary, by: User) -> Mission:
    """Plan a journey to the counterpart, or its visit. Raises NotLiving, BadJourney, NoTravellers or BadText."""
    check_living(agreement)
    mission = Mission(agreement=agreement, entered_by=by, entered_at=timezone.now())
    _put(mission, itinerary)
    mission.save()
    refresh(agreement, today=timezone.localdate())
    note(mission=mission.pk, leaves_on=itinerary.leaves_on.isoformat(), with_head=itinerary.with_head)
    return mission


@action(Permission.MISSION_KEEP, "agreements.mission_changed")
def change_mission(mission: Mission, *, itinerary: Itinerary, by: User) -> None:
    """Change the plan; a confirmed departure has to be confirmed again. Raises MissionOver, BadJourney …"""
    _check_open(mission)
    _put(mission, itinerary)
    mission.confirmed_on = None
    mission.save()
    refresh(locked(mission.agreement_id), today=timezone.localdate())


@action(Permission.MISSION_KEEP, "agreements.travel_permit_recorded")
def record_permit(mission: Mission, *, permit: PermitGiven, by: User) -> TravelPermit:
    """Put a permit to the journey, with its document. Raises MissionOver, BadPermitDays, BadText or WrongPaper."""
    if mission.cancelled_because:
        raise MissionOver()
    if permit.valid_until < permit.valid_from:
        raise BadPermitDays(first=permit.valid_from, last=permit.valid_until)
    kept = TravelPermit.objects.create(
        mission=mission,
        number=told(permit.number, _("Number"), 100),
        issued_by=told(permit.issued_by, _("Issued by"), 160),
        issued_on=permit.issued_on,
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        covers_head=permit.covers_head,
        paper=needed_paper(mission.agreement, permit.paper),
        entered_by=by,
        entered_at=timezone.now(),
    )
    refresh(locked(mission.agreement_id), today=timezone.localdate())
    note(permit=kept.pk, covers_head=kept.covers_head)
    return kept


@action(Permission.MISSION_KEEP, "agreements.departure_confirmed")
def confirm_departure(mission: Mission, *, by: User) -> None:
    """The mission leaves: checked against its permits. Raises HeadWithoutPermit or MissionOver.

    The head or deputy head travels only with a permit that covers every day (UU 23/2014 art. 76(1)i).
    """
    _check_open(mission)
    if mission.confirmed_on is not None:
        raise MissionOver()
    if _obstacles(mission):
        raise HeadWithoutPermit()
    mission.confirmed_on = timezone.localdate()
    mission.save(update_fields=["confirmed_on"])


@action(Permission.MISSION_KEEP, "agreements.mission_reported")
def report_mission(mission: Mission, *, result: str, paper: Paper | None, by: User) -> None:
    """What came of it. Truth before order: a head who left without a permit is reported too, and noted.

    Raises MissionOver, NotYetThere, BadText or WrongPaper.
    """
    _check_open(mission)
    check_happened(mission.returns_on)
    mission.result = told(result, _("Result"), LONGEST_RESULT)
    mission.report = checked_paper(mission.agreement, paper)
    mission.save(update_fields=["result", "report"])
    refresh(locked(mission.agreement_id), today=timezone.localdate())
    note(without_permit=bool(_obstacles(mission)), report=mission.report_id)


@action(Permission.MISSION_KEEP, "agreements.mission_cancelled")
def cancel_mission(mission: Mission, *, because: str, by: User) -> None:
    """It will not happen, with the reason. Raises MissionOver or NoReason."""
    _check_open(mission)
    mission.cancelled_because = checked_reason(because)
    mission.confirmed_on = None
    mission.save(update_fields=["cancelled_because", "confirmed_on"])
    refresh(locked(mission.agreement_id), today=timezone.localdate())
    note(because=mission.cancelled_because)


def _put(mission: Mission, itinerary: Itinerary) -> None:
    if itinerary.returns_on < itinerary.leaves_on:
        raise BadJourney(leaves=itinerary.leaves_on, returns=itinerary.returns_on)
    mission.purpose = told(itinerary.purpose, _("Purpose"), 300)
    mission.country = told(itinerary.country, _("Country"), 3).upper()
    mission.at_place = told(itinerary.at_place, _("Where"), 160)
    mission.leaves_on, mission.returns_on = itinerary.leaves_on, itinerary.returns_on
    mission.inbound, mission.with_head = itinerary.inbound, itinerary.with_head
    mission.travellers = travellers_of(itinerary.travellers)


def _check_open(mission: Mission) -> None:
    if mission.result or mission.cancelled_because:
        raise MissionOver()


def _obstacles(mission: Mission) -> tuple[Obstacle, ...]:
    journey = Journey(mission.leaves_on, mission.returns_on, mission.inbound, mission.with_head)
    held = [
        PermitHeld(p.number, p.issued_on, p.valid_from, p.valid_until, p.covers_head)
        for p in mission.permits.all()
    ]
    return obstacles(journey, held)
