"""What waits for one person's office: whose turn, due soon, sent back, moved since they last looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Count, F, Min, Q, QuerySet

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.models import Agreement, StageEvent
from jembatan.agreements.queries.recipients import ACTS_FOR
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.roads import Course

MOST, SOON = 5, timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Agreements that wait for the same reason: how many, since when at the earliest, and the first of them."""

    count: int
    since: date | None
    first: list[Agreement]


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a person. `moved` are events of others that were recorded after the last look."""

    turn: Waiting
    sent_back: list[StageEvent]
    due: Waiting
    moved: list[StageEvent]

    @property
    def is_empty(self) -> bool:
        return not (self.turn.count or self.due.count or self.sent_back or self.moved)


def desk_of(viewer: User, on: date, *, looked_at: datetime) -> Desk | None:
    """What waits for the viewer; None for who sees no agreements. Six queries."""
    if not viewer.may_anywhere(Permission.AGREEMENT_SEE):
        return None
    mine = _my_turn(viewer)
    travelling = Agreement.objects.visible_to(viewer).filter(state=State.ON_THE_ROAD)
    due = Agreement.objects.visible_to(viewer).filter(next_due_on__lte=on + SOON)
    return Desk(
        turn=_waiting(travelling.filter(mine), "stage_since"),
        sent_back=_sent_back(viewer, mine),
        due=_waiting(due.filter(_acts_there(viewer)), "next_due_on"),
        moved=_moved(viewer, looked_at),
    )


def _my_turn(viewer: User) -> Q:
    """Agreements whose turn is that of an office the viewer acts for, in the places where they do."""
    found = Q(pk__in=[])
    for office, permission in ACTS_FOR.items():
        found |= Q(turn=str(office)) & _at(viewer.places_for(permission))
    return found


def _acts_there(viewer: User) -> Q:
    """Agreements of places where the viewer acts for some office."""
    places = {place for one in ACTS_FOR.values() for place in viewer.places_for(one)}
    return _at(places)


def _at(places: Iterable[str], field: str = "place_id") -> Q:
    """Rows of places in `places`; an empty Q stands for the whole country, so it is never joined by "or"."""
    codes = list(places)
    return Q(pk__isnull=False) if COUNTRY in codes else within_any(codes, field)


def _waiting(found: QuerySet[Agreement], by: str) -> Waiting:
    told = found.aggregate(n=Count("pk"), since=Min(by))
    first = found.select_related("place").order_by(by, "pk")[:MOST] if told["n"] else []
    return Waiting(told["n"], told["since"], list(first))


@lru_cache(maxsize=1)
def leading_back() -> frozenset[tuple[str, str]]:
    """The outcomes by which any road sends a case back, with their stages."""
    return frozenset(
        (stage.code, outcome.code)
        for road in standard_roads().values()
        for stage in road.stages
        for outcome in stage.outcomes
        if outcome.course is Course.BACK
    )


def _sent_back(viewer: User, mine: Q) -> list[StageEvent]:
    """The newest events that opened the present stage by sending the case back to the viewer's office."""
    back = Q(pk__in=[])
    for stage, outcome in leading_back():
        back |= Q(stage=stage, outcome=outcome)
    travelling = Agreement.objects.visible_to(viewer).filter(mine, state=State.ON_THE_ROAD)
    found = StageEvent.objects.filter(back, agreement__in=travelling, on=F("agreement__stage_since"))
    return list(found.select_related("agreement__place").order_by("-on", "-pk")[:MOST])


def _moved(viewer: User, looked_at: datetime) -> list[StageEvent]:
    """Stages that others closed after the viewer last looked, the newest first."""
    seen = Agreement.objects.visible_to(viewer)
    found = StageEvent.objects.filter(agreement__in=seen, recorded_at__gt=looked_at)
    return list(
        found.exclude(recorded_by=viewer)
        .select_related("agreement__place")
        .order_by("-recorded_at", "-pk")[:MOST]
    )
