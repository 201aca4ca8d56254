"""What clocks are read from, fetched for any number of agreements in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.models import (
    Agreement,
    Meeting,
    Mission,
    Obligation,
    Permit,
    Review,
    StageEvent,
    Statement,
    TravelPermit,
)
from jembatan.agreements.rules.case_clocks import REPORT
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.life_clocks import Owed, PermitHeld
from jembatan.agreements.rules.review_lifecycle import State as ReviewState
from jembatan.agreements.rules.roads import WAIVED
from jembatan.agreements.rules.standing import StageEvent as StandingEvent
from jembatan.agreements.rules.standing import Waiver
from jembatan.agreements.rules.statements import DPRD_RECEIVED
from jembatan.agreements.rules.travel import Journey, obstacles
from jembatan.agreements.rules.travel import PermitHeld as TravelPermitHeld
from jembatan.counterparts.models import Assessment

KNOWN_OFFICES = frozenset(Office)
EVENT_COLUMNS = (
    "agreement_id",
    "pk",
    "stage",
    "outcome",
    "on",
    "round",
    "legal_basis",
    "product_id",
    "waiver_officer",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """Something planned for a day: its key, the day, since when it is planned."""

    key: int
    on: date
    since: date


@dataclass(slots=True)
class Sources:
    """By agreement (diligence: by counterpart). `titles` are the own names of the rows, by clock family and key."""

    events: dict[int, list[StandingEvent]] = field(default_factory=lambda: defaultdict(list))
    reported: dict[int, date] = field(default_factory=dict)
    received: dict[int, dict[int, date]] = field(default_factory=lambda: defaultdict(dict))
    permits: dict[int, list[PermitHeld]] = field(default_factory=lambda: defaultdict(list))
    owed: dict[int, list[Owed]] = field(default_factory=lambda: defaultdict(list))
    journeys: dict[int, list[Planned]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[int, list[Planned]] = field(default_factory=lambda: defaultdict(list))
    reviews: dict[int, list[Planned]] = field(default_factory=lambda: defaultdict(list))
    reviewed: dict[int, date] = field(default_factory=dict)
    diligence: dict[int, tuple[date, date]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def gather(agreements: QuerySet[Agreement], on: date) -> Sources:
    """Everything the clocks of `agreements` are read from, as known on the day `on`. Nine queries, however many."""
    wanted = agreements.order_by().values("pk")
    sources = Sources()
    _road(sources, wanted)
    _permits(sources, wanted)
    _owed(sources, wanted)
    _journeys(sources, wanted, on)
    _meetings(sources, wanted)
    for row in Review.objects.filter(agreement__in=wanted, state=ReviewState.CONVENED):
        sources.reviews[row.agreement_id].append(
            Planned(row.pk, row.meets_on, timezone.localdate(row.convened_at))
        )
    _diligence(sources, agreements, on)
    return sources


Wanted = QuerySet[Agreement, Any]


def _road(sources: Sources, wanted: Wanted) -> None:
    """What happened on the roads, the newest report, and by round when the DPRD got its letter."""
    reporting = report_stages()
    rows = StageEvent.objects.filter(agreement__in=wanted).order_by("on", "id")
    for agreement, pk, stage, outcome, on, turn, basis, product, officer in rows.values_list(*EVENT_COLUMNS):
        waiver = Waiver(basis, str(product or ""), officer) if outcome == WAIVED else None
        sources.events[agreement].append(StandingEvent(stage, outcome, on, turn, pk, waiver))
        if stage in reporting:
            sources.reported[agreement] = on
    statements = Statement.objects.filter(agreement__in=wanted, code=DPRD_RECEIVED).order_by("id")
    for agreement, turn, value in statements.values_list("agreement_id", "round", "value"):
        sources.received[agreement].pop(turn, None)
        if value:
            sources.received[agreement][turn] = date.fromisoformat(value)


def report_stages() -> frozenset[str]:
    """The stages of any road that repeat by the reporting clock (T11)."""
    stages = (stage for road in standard_roads().values() for stage in road.stages)
    return frozenset(stage.code for stage in stages if stage.clock == REPORT)


def _permits(sources: Sources, wanted: Wanted) -> None:
    """Of each kind the permit that ends last; the ones it renewed are history."""
    newest: dict[tuple[int, str], Permit] = {}
    for permit in Permit.objects.filter(agreement__in=wanted).order_by("valid_until", "id"):
        newest[permit.agreement_id, permit.kind] = permit
    for permit in newest.values():
        held = PermitHeld(permit.pk, permit.issued_on, permit.valid_until, permit.renewal_filed_on)
        sources.permits[permit.agreement_id].append(held)
        sources.titles[f"permit.{permit.pk}"] = permit.number


def _owed(sources: Sources, wanted: Wanted) -> None:
    waiting = Obligation.objects.filter(agreement__in=wanted, met_on__isnull=True, dropped_because="")
    for agreement, pk, rule, owed_by, due_on, since, entered_at, title in waiting.values_list(
        "agreement_id", "pk", "rule", "owed_by", "due_on", "period_from", "entered_at", "title"
    ):
        owner = Office(owed_by) if owed_by in KNOWN_OFFICES else Office.REGION
        begun = since or timezone.localdate(entered_at)
        sources.owed[agreement].append(Owed(pk, rule, owner, begun, due_on))
        sources.titles[f"obligation.{pk}"] = title


def _journeys(sources: Sources, wanted: Wanted, on: date) -> None:
    """Journeys ahead on which the head goes and which no permit covers yet."""
    ahead = Mission.objects.filter(
        agreement__in=wanted, with_head=True, inbound=False, cancelled_because="", leaves_on__gte=on
    )
    missions = list(ahead)
    held: dict[int, list[TravelPermitHeld]] = defaultdict(list)
    for permit in TravelPermit.objects.filter(mission__in=missions) if missions else ():
        held[permit.mission_id].append(
            TravelPermitHeld(
                permit.number, permit.issued_on, permit.valid_from, permit.valid_until, permit.covers_head
            )
        )
    for mission in missions:
        journey = Journey(mission.leaves_on, mission.returns_on, inbound=False, with_head=True)
        if obstacles(journey, held[mission.pk]):
            planned = Planned(mission.pk, mission.leaves_on, timezone.localdate(mission.entered_at))
            sources.journeys[mission.agreement_id].append(planned)
            sources.titles[f"mission.{mission.pk}"] = mission.purpose


def _meetings(sources: Sources, wanted: Wanted) -> None:
    """Meetings that were planned and not held, and the last review of the term."""
    for meeting in Meeting.objects.filter(agreement__in=wanted, cancelled_because="").order_by("held_on"):
        if meeting.held_on is None:
            planned = Planned(meeting.pk, meeting.planned_on, timezone.localdate(meeting.entered_at))
            sources.meetings[meeting.agreement_id].append(planned)
        elif meeting.kind == Meeting.Kind.TERM_REVIEW:
            sources.reviewed[meeting.agreement_id] = meeting.held_on


def _diligence(sources: Sources, agreements: QuerySet[Agreement], on: date) -> None:
    partners = agreements.order_by().values(partner=F("counterpart_id"))
    assessed = Assessment.objects.filter(counterpart__in=partners, assessed_on__lte=on)
    for counterpart, day, until in assessed.order_by("assessed_on", "id").values_list(
        "counterpart_id", "assessed_on", "valid_until"
    ):
        sources.diligence[counterpart] = (day, until)
