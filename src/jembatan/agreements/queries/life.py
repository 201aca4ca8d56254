"""What the pages of an agreement's life show: the plan with its money, meetings, journeys, promises, risks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from jembatan.agreements.models import Activity, Agreement, Mission, Obligation, Permit, Risk
from jembatan.agreements.rules.activities import State, Totals, totals
from jembatan.agreements.rules.case_clocks import PERMIT_RENEWAL
from jembatan.agreements.rules.promises import Level, level_of, renewal_by
from jembatan.agreements.rules.travel import Journey, Obstacle, PermitHeld, obstacles
from jembatan.workflow.law import Rulebook


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The lines of an action plan as filtered, the money of all of them, and the years it reaches into."""

    lines: Sequence[Activity]
    totals: Totals
    years: tuple[int, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Travelling:
    """A journey with what keeps it at home; empty when it may leave, or has left with its permit."""

    mission: Mission
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A permit with the last day to ask for its renewal, and what that means today."""

    permit: Permit
    renewal_by: date
    is_renewal_late: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A risk and how grave it is."""

    risk: Risk
    level: Level


def plan_page(agreement: Agreement, *, state: str = "", year: int | None = None) -> PlanPage:
    """The action plan. One query: an agreement has tens of lines, not thousands."""
    every = list(agreement.activities.select_related("evidence"))
    years = {number for line in every for number in range(line.starts_on.year, line.ends_on.year + 1)}
    shown = [
        line
        for line in every
        if (not state or line.state == state)
        and (year is None or line.starts_on.year <= year <= line.ends_on.year)
    ]
    counts = {str(one): sum(line.state == one for line in every) for one in State}
    return PlanPage(shown, totals(shown), tuple(sorted(years)), counts)


def journeys_of(agreement: Agreement) -> list[Travelling]:
    """The journeys of an agreement, newest first, each with what is in its way. Two queries."""
    missions = agreement.missions.prefetch_related("permits").order_by("-leaves_on", "-id")
    return [Travelling(mission, in_the_way(mission)) for mission in missions]


def in_the_way(mission: Mission) -> tuple[Obstacle, ...]:
    """What keeps a journey at home, by its permits."""
    journey = Journey(mission.leaves_on, mission.returns_on, mission.inbound, mission.with_head)
    held = [
        PermitHeld(p.number, p.issued_on, p.valid_from, p.valid_until, p.covers_head)
        for p in mission.permits.all()
    ]
    return obstacles(journey, held)


def permits_of(agreement: Agreement, *, law: Rulebook, today: date) -> list[Held]:
    """The permits an agreement rests on, the one that ends last first. One query."""
    months = law.parameter(PERMIT_RENEWAL, today)
    found = []
    for permit in agreement.permits.select_related("paper").order_by("-valid_until", "-id"):
        last = renewal_by(permit.valid_until, months_before=months)
        late = (permit.renewal_filed_on is None and last < today) or (permit.renewal_filed_on or last) > last
        found.append(Held(permit, last, late, permit.valid_until < today))
    return found


def obligations_of(agreement: Agreement) -> QuerySet[Obligation]:
    """What is owed: open ones first by their day, then what was met or given up, newest first."""
    return agreement.obligations.select_related("paper", "meeting").order_by(
        F("met_on").desc(nulls_first=True), "dropped_because", "due_on", "id"
    )


def open_obligations() -> Q:
    """What is still owed."""
    return Q(met_on__isnull=True, dropped_because="")


def risks_of(agreement: Agreement) -> list[Weighed]:
    """The risks of an agreement, gravest first, closed ones last. One query."""
    risks = [Weighed(risk, level_of(risk.likelihood, risk.impact)) for risk in agreement.risks.all()]
    return sorted(
        risks,
        key=lambda one: (one.risk.closed_on is not None, -one.risk.likelihood * one.risk.impact, one.risk.pk),
    )
