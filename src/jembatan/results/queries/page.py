"""What the pages of a framework show to one viewer: the tree, each number from baseline to target, places, others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement
from jembatan.places.rules.codes import ancestors_of
from jembatan.results.models import (
    Indicator,
    ProgrammePlace,
    Result,
    ResultValue,
    StatedValue,
    agreements_with_results,
)
from jembatan.results.queries.series import values_of
from jembatan.results.rules.counts import NO_BASELINE, is_reached, progress, target_for
from jembatan.results.rules.levels import Direction
from jembatan.results.rules.measures import Measure
from jembatan.results.rules.places import others_there
from jembatan.results.rules.seeing import Seen, seen

UNKNOWN = Seen(None, is_whole=False, counted=0, of=0)
NO_BASELINE_KNOWN = Seen(None, is_whole=False, counted=0, of=0, why=NO_BASELINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number on a day, with where it comes from: a kept count, a statement, or a baseline somebody gave."""

    on: date | None
    number: Seen
    count: ResultValue | None = None
    statement: StatedValue | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """An indicator from baseline to target. `percent` None: progress cannot be told; `series` runs by day."""

    indicator: Indicator
    measure: Measure | None
    baseline: Reading
    now: Reading
    target: tuple[int, Decimal] | None
    percent: Decimal | None
    reached: bool | None
    series: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A result with its indicators; `depth` 0 is an objective. Results come in the order of the tree."""

    result: Result
    depth: int
    indicators: tuple[IndicatorShown, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """Who else works in the same places at the same time: those this viewer may see, and how many more."""

    seen: tuple[tuple[Agreement, tuple[str, ...]], ...]
    unseen: int


def frameworks(viewer: User) -> QuerySet[Agreement]:
    """Agreements with a framework of which `viewer` may see results."""
    standing = Result.objects.filter(dropped_because="").values("agreement_id")
    return agreements_with_results(viewer).filter(pk__in=standing).order_by("reference")


def open_places(viewer: User, codes: Sequence[str]) -> frozenset[str]:
    """Those of the places whose children the viewer may see."""
    return frozenset(code for code in codes if viewer.may(Permission.CHILD_SEE, at=code))


def framework_tree(agreement: Agreement, viewer: User, *, today: date) -> list[ResultShown]:
    """The standing results in the order of the tree, each with its indicators. Five queries."""
    results = list(Result.objects.filter(agreement=agreement, dropped_because=""))
    for result in results:
        result.agreement = agreement
    by_result: dict[int, list[Indicator]] = {}
    for indicator in indicators_of(agreement):
        by_result.setdefault(indicator.result_id, []).append(indicator)
    every = [indicator for group in by_result.values() for indicator in group]
    values = _by_measure(agreement, every)
    shown = {
        key: tuple(indicator_shown(one, values.get(one.measure, ()), viewer, today=today) for one in group)
        for key, group in by_result.items()
    }
    return [ResultShown(one, depth, shown.get(one.pk, ())) for one, depth in _in_order(results)]


def indicators_of(agreement: Agreement) -> QuerySet[Indicator]:
    """The standing indicators of standing results, with their targets and statements."""
    standing = Indicator.objects.filter(
        result__agreement=agreement, dropped_because="", result__dropped_because=""
    )
    return standing.select_related("result").prefetch_related("targets", "stated")


def indicator_shown(
    indicator: Indicator, values: Sequence[ResultValue], viewer: User, *, today: date
) -> IndicatorShown:
    """One indicator for one viewer; `values` are all kept counts of its measure. No query."""
    series = _counted(values, viewer) if indicator.measure else _stated(indicator)
    past = [reading for reading in series if reading.on is not None and reading.on <= today]
    now = past[-1] if past else Reading(None, UNKNOWN)
    baseline = _baseline(indicator, series)
    target = target_for({row.year: row.value for row in indicator.targets.all()}, today.year)
    aim = target[1] if target else None
    return IndicatorShown(
        indicator=indicator,
        measure=indicator.counted_by,
        baseline=baseline,
        now=now,
        target=target,
        percent=progress(baseline.number.exact, now.number.exact, aim),
        reached=is_reached(now.number.exact, aim, Direction(indicator.direction)),
        series=tuple(series),
    )


def places_of(agreement: Agreement) -> list[ProgrammePlace]:
    """The places the agreement works in or worked in, by code. One query."""
    return list(
        ProgrammePlace.objects.standing()
        .filter(agreement=agreement)
        .select_related("place", "place__parent", "paper")
        .order_by("place_id", "from_on")
    )


def others_in(places: Sequence[ProgrammePlace], viewer: User) -> Others:
    """The other agreements that work in the same places at the same time. Two queries."""
    codes = {str(row.place_id) for row in places}
    around = {above for code in codes for above in ancestors_of(code)}
    near = ProgrammePlace.objects.standing().filter(
        within_any(sorted(codes), "place_id") | Q(place_id__in=around)
    )
    found = others_there([row.work for row in places], [row.work for row in near])
    visible = Agreement.objects.filter(pk__in=found) & _visible(viewer)
    shown = tuple((one, found[one.pk]) for one in visible.select_related("counterpart").order_by("reference"))
    return Others(shown, len(found) - len(shown))


def _visible(viewer: User) -> QuerySet[Agreement]:
    places = viewer.places_for(Permission.RESULT_SEE)
    return Agreement.objects.filter(within_any(places, "place_id") | Q(disclosure="public"))


def _by_measure(agreement: Agreement, indicators: Sequence[Indicator]) -> Mapping[str, list[ResultValue]]:
    codes = {indicator.measure for indicator in indicators if indicator.measure}
    found: dict[str, list[ResultValue]] = {}
    for row in values_of(agreement, codes) if codes else ():
        found.setdefault(row.measure, []).append(row)
    return found


def _counted(values: Sequence[ResultValue], viewer: User) -> list[Reading]:
    last = {row.on: row for row in values}
    readings = []
    for on, row in sorted(last.items()):
        counted = row.as_counted
        places = open_places(viewer, [part.place for part in counted.parts if part.place])
        readings.append(Reading(on, seen(counted, places), count=row))
    return readings


def _stated(indicator: Indicator) -> list[Reading]:
    last = {row.on: row for row in indicator.stated.all()}
    return [Reading(on, Seen(row.value), statement=row) for on, row in sorted(last.items())]


def _baseline(indicator: Indicator, series: Sequence[Reading]) -> Reading:
    if indicator.baseline_on is None:
        return Reading(None, NO_BASELINE_KNOWN)
    if indicator.measure:
        counted = [reading for reading in series if reading.on == indicator.baseline_on]
        return counted[0] if counted else Reading(indicator.baseline_on, UNKNOWN)
    assert indicator.baseline_value is not None, "a stated baseline has its day and its value"
    return Reading(indicator.baseline_on, Seen(indicator.baseline_value), source=indicator.baseline_source)


def _in_order(results: Sequence[Result]) -> list[tuple[Result, int]]:
    below: dict[int | None, list[Result]] = {}
    for result in results:
        below.setdefault(result.parent_id, []).append(result)

    def walk(parent: int | None, depth: int) -> list[tuple[Result, int]]:
        return [
            step
            for result in below.get(parent, ())
            for step in ((result, depth), *walk(result.pk, depth + 1))
        ]

    return walk(None, 0)
