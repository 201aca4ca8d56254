"""The rows behind a counted number: the same activities, meetings, missions, children and plans that were counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jembatan.accounts.models import User
from jembatan.action_plans.models import Plan
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.activities import State
from jembatan.children.models import Reconciliation
from jembatan.children.queries import ChildPage, Criteria, found
from jembatan.results.rules.counts import Part
from jembatan.results.rules.measures import Measure


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line that counts. `value` None: nobody said. `number` is an activity's; else the page of `route` lists it."""

    title: str
    on: date | None
    value: Decimal | int | None = None
    number: int = 0
    route: str = ""


@dataclass(frozen=True, slots=True)
class ChildrenBehind:
    """A page of the children counted, in the reconciliation they were counted in."""

    reconciliation: Reconciliation
    page: ChildPage


def agreement_rows(agreement: Agreement, measure: Measure, *, on: date | None) -> list[AgreementRow]:
    """The lines of the agreement counted up to the day."""
    code = measure.code.partition(".")[2]
    if on is None:
        return []
    if code == "meetings_held":
        held = agreement.meetings.filter(held_on__lte=on).order_by("held_on", "id")
        return [
            AgreementRow(str(one.get_kind_display()), one.held_on, route="agreements:meetings")
            for one in held
        ]
    if code == "missions_made":
        made = agreement.missions.filter(confirmed_on__isnull=False, returns_on__lte=on)
        return [
            AgreementRow(one.purpose, one.returns_on, route="agreements:missions")
            for one in made.order_by("returns_on", "id")
        ]
    if code == "activities_continuing":
        lines = agreement.activities.filter(continues=True, starts_on__lte=on).exclude(state=State.CANCELLED)
        return [AgreementRow(line.title, line.starts_on, number=line.pk) for line in lines]
    return [
        AgreementRow(line.title, line.done_on, _value(line, code), line.pk)
        for line in agreement.activities.filter(done_on__lte=on).order_by("done_on", "id")
    ]


def children_behind(viewer: User, measure: Measure, part: Part, *, after: str = "") -> ChildrenBehind | None:
    """The children counted in a place, by name, as far as the viewer may see them; None when it rests on none."""
    kind, _colon, number = part.rests_on.partition(":")
    if kind != "reconciliation":
        return None
    run = Reconciliation.objects.get(pk=number)
    page = found(viewer, run, part.place, Criteria(statuses=measure.statuses), after=after)
    return ChildrenBehind(run, page)


def plans_behind(viewer: User, part: Part) -> list[Plan]:
    """The plans counted in a place that the viewer may see."""
    numbers = [int(one.partition(":")[2]) for one in part.rests_on.split(",") if one]
    plans = Plan.objects.visible_to(viewer).filter(pk__in=numbers)
    return list(plans.select_related("village").order_by("village_id"))


def _value(line: object, code: str) -> Decimal | int | None:
    name = {"participants": "participants", "rupiah_spent": "spent"}.get(code)
    return getattr(line, name) if name else None
