"""A district's plan (RAD) as the sum of its villages' plans, and the lines behind each figure."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from jembatan.accounts.models import User
from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.models import Activity, Plan
from jembatan.action_plans.rules.budget import Sums, lead_agency, sums_of
from jembatan.places.models import Region

SIDES = ("kind", "field", "fund", "agency")


@dataclass(frozen=True, slots=True)
class VillageSum:
    """One village's plan and what it costs in whole rupiah."""

    plan: Plan
    total: Decimal


@dataclass(frozen=True, slots=True)
class KindSum:
    """One kind of activity over all villages; lines added by hand come together under kind ""."""

    kind: str
    name: str
    villages: int
    children: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """The sum of the village plans of `year` in a place that the viewer may see.

    `without_plan` counts the place's villages that have no plan for the year.
    """

    place: Region
    year: int
    villages: tuple[VillageSum, ...]
    without_plan: int
    kinds: tuple[KindSum, ...]
    sums: Sums


def district_page(viewer: User, place: Region, *, year: int) -> DistrictPage:
    """The plans of the villages in `place`, added up. Four queries, however many villages there are."""
    plans = Plan.objects.visible_to(viewer).of_villages_in(place.code).filter(year=year)
    listed = list(plans.select_related("village").order_by("village_id"))
    lines = list(_lines_of(plans))
    totals: dict[int, Decimal] = {plan.pk: Decimal(0) for plan in listed}
    for line in lines:
        totals[line.plan_id] += line.total
    villages = Region.objects.within(place.code).villages().count()
    return DistrictPage(
        place=place,
        year=year,
        villages=tuple(VillageSum(plan, totals[plan.pk]) for plan in listed),
        without_plan=villages - len(listed),
        kinds=_kinds(lines),
        sums=sums_of(lines),
    )


def lines_behind(viewer: User, place_code: str, *, year: int, side: str, key: str) -> list[Activity]:
    """The lines that make up one figure of the district's sum: `side` is one of SIDES, `key` its value."""
    if side not in SIDES:
        return []
    plans = Plan.objects.visible_to(viewer).of_villages_in(place_code).filter(year=year)
    lines = _lines_of(plans).select_related("plan__village")
    return [line for line in lines if _value(line, side) == key]


def _lines_of(plans: QuerySet[Plan]) -> QuerySet[Activity]:
    wanted = Activity.objects.filter(plan__in=plans, removed_because="")
    return wanted.order_by("plan__village_id", "field", "position")


def _value(line: Activity, side: str) -> str:
    return lead_agency(line.agency) if side == "agency" else str(getattr(line, side))


def _kinds(lines: list[Activity]) -> tuple[KindSum, ...]:
    names = {code: kind.name for code, kind in standard_catalogue().activities.items()}
    by_kind: dict[str, list[Activity]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line)
    ordered = sorted(by_kind, key=lambda kind: list(names).index(kind) if kind in names else len(names))
    return tuple(
        KindSum(
            kind=kind,
            name=names.get(kind, "Kegiatan lain yang ditambahkan desa"),
            villages=len({line.plan_id for line in by_kind[kind]}),
            children=sum(line.children for line in by_kind[kind]),
            total=sum((line.total for line in by_kind[kind]), Decimal(0)),
        )
        for kind in ordered
    )
