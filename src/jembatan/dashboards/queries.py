"""The counts that pages show, for people who may see counts. A finished reconciliation never changes,
so the counts of a wide place are worked out once and kept.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children.models import Child, ChildQuerySet, Reconciliation
from jembatan.children.queries import GAPS, age_field
from jembatan.dashboards.rules.figures import OUT_OF_SCHOOL
from jembatan.dashboards.rules.suppression import protect_tree
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level, level_of

KEPT_SECONDS = 30 * 24 * 60 * 60
FIELDS = ("status", "standing", "next_step", "portal_status")
# Stands for "in no village": children whom no source places.
NOWHERE = "?"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many children a place has, by every combination of FIELDS that occurs."""

    counted: tuple[tuple[tuple[str, ...], int], ...]

    def value(self, wanted: Mapping[str, tuple[str, ...]]) -> int:
        """How many children have, in each field of `wanted`, one of its values."""
        places = [(FIELDS.index(name), values) for name, values in wanted.items()]
        return sum(n for key, n in self.counted if all(key[at] in values for at, values in places))

    def by(self, *names: str) -> Counter[tuple[str, ...]]:
        """Counts by some of the fields."""
        places = [FIELDS.index(name) for name in names]
        counted: Counter[tuple[str, ...]] = Counter()
        for key, n in self.counted:
            counted[tuple(key[at] for at in places)] += n
        return counted


def reconciliation_for(viewer: User, place_code: str) -> Reconciliation | None:
    """The newest finished reconciliation that covers the place, for somebody who may see its counts."""
    if not viewer.may(Permission.RECAP_SEE, at=place_code):
        return None
    return Reconciliation.objects.covering(place_code).select_related("place").first()


def reconciliations_below(viewer: User, place_code: str | None) -> list[Reconciliation]:
    """The newest finished reconciliation of every place inside `place_code` (None: the country)."""
    finished = Reconciliation.objects.visible_to(viewer).filter(finished_at__isnull=False)
    if place_code:
        finished = finished.filter(place__in=Region.objects.within(place_code))
    newest: dict[str, Reconciliation] = {}
    for found in finished.select_related("place").order_by("place_id", "-as_of", "-id"):
        newest.setdefault(found.place_id, found)
    return list(newest.values())


def children_counted(reconciliation: Reconciliation, place_code: str) -> ChildQuerySet:
    """The children a place is counted by; those whom no source places belong to the reconciliation's own place."""
    children = Child.objects.filter(reconciliation=reconciliation)
    return children if place_code == reconciliation.place_id else children.living_in(place_code)


def tally(reconciliation: Reconciliation, place_code: str) -> Tally:
    """The counts behind every figure of a place; one query, or none when they are kept."""

    def count() -> Tally:
        rows = (
            children_counted(reconciliation, place_code)
            .values_list(*FIELDS)
            .annotate(n=Count("pk"))
            .order_by()
        )
        return Tally(tuple((tuple(row[:-1]), row[-1]) for row in rows))

    return _kept(reconciliation, place_code, "tally", count)


def by_village(reconciliation: Reconciliation, place_code: str) -> dict[str, Counter[str]]:
    """Counts by status for every village of a place; "" gathers the children without a village."""

    def count() -> dict[str, Counter[str]]:
        rows = children_counted(reconciliation, place_code).values_list("village_code", "status")
        found: dict[str, Counter[str]] = {}
        for village, status, n in rows.annotate(n=Count("pk")).order_by():
            found.setdefault(village, Counter())[status] += n
        return found

    return _kept(reconciliation, place_code, "by_village", count)


@dataclass(frozen=True, slots=True)
class OutOfSchool:
    """Children out of school of one place by category; None is a number this viewer is not shown."""

    place: str
    by_category: tuple[int | None, ...]
    total: int | None


def out_of_school(viewer: User, reconciliation: Reconciliation, place_code: str) -> list[OutOfSchool]:
    """The places one level below `place_code` and, last, the place itself.

    For a viewer who may not see the children, small counts are hidden, in the same places on every page
    of the reconciliation. A village has no places below it.
    """
    protected = is_protected(viewer, place_code)
    # What is hidden follows from all places together; what is shown needs this place only.
    tree = _tree(reconciliation, reconciliation.place_id if protected else place_code)
    hidden = _hidden(reconciliation, tree) if protected else {}
    return [
        _line(place, tree.numbers(place), hidden.get(place, frozenset()))
        for place in (*tree.parts.get(place_code, ()), place_code)
    ]


@dataclass(frozen=True, slots=True)
class _Tree:
    """Places of a reconciliation from its own place down to the villages, with the villages' counts."""

    parts: dict[str, list[str]]
    villages: dict[str, tuple[int, ...]]

    def numbers(self, place: str) -> tuple[int, ...]:
        """The counts of a place by category."""
        if place not in self.parts:
            return self.villages.get(place, (0,) * len(OUT_OF_SCHOOL))
        rows = [self.numbers(part) for part in self.parts[place]]
        return tuple(sum(column) for column in zip(*rows, strict=True))


def _tree(reconciliation: Reconciliation, top: str) -> _Tree:
    villages = {
        village or NOWHERE: tuple(statuses[category] for category in OUT_OF_SCHOOL)
        for village, statuses in by_village(reconciliation, top).items()
    }
    parts: dict[str, set[str]] = {}
    for village in villages:
        inner, outer = village, top if village == NOWHERE else village.rpartition(".")[0]
        while inner != top:
            parts.setdefault(outer, set()).add(inner)
            inner, outer = outer, outer.rpartition(".")[0]
    return _Tree({place: sorted(inside) for place, inside in parts.items()}, villages)


def _hidden(reconciliation: Reconciliation, tree: _Tree) -> Mapping[str, set[int]]:
    def work_out() -> Mapping[str, set[int]]:
        if not tree.parts:
            alone = reconciliation.place_id
            return protect_tree({"": [alone]}, {alone: tree.numbers(alone)})
        return protect_tree(tree.parts, tree.villages)

    return _kept(reconciliation, reconciliation.place_id, "hidden", work_out)


def _line(place: str, numbers: tuple[int, ...], hidden: Set[int]) -> OutOfSchool:
    shown = tuple(None if at in hidden else n for at, n in enumerate(numbers))
    return OutOfSchool(place, shown, None if len(numbers) in hidden else sum(numbers))


def out_of_school_cells(reconciliation: Reconciliation, place_code: str) -> Counter[tuple[Any, ...]]:
    """Children out of school by (status, sex, age, dusun, main cause); for one village, hence few."""
    rows = children_counted(reconciliation, place_code).out_of_school()
    fields = ("status", "sex", age_field(reconciliation), "dusun", "cause_main")
    return Counter(
        {tuple(row[:-1]): row[-1] for row in rows.values_list(*fields).annotate(n=Count("pk")).order_by()}
    )


def portal_recap(reconciliation: Reconciliation, place_code: str) -> Counter[tuple[str, int | None]]:
    """Children out of school by (status, grade), as the portal's own table counts them."""

    def count() -> Counter[tuple[str, int | None]]:
        rows = children_counted(reconciliation, place_code).out_of_school().values_list("status", "grade")
        return Counter({(status, grade): n for status, grade, n in rows.annotate(n=Count("pk")).order_by()})

    return _kept(reconciliation, place_code, "portal_recap", count)


def standings(reconciliation: Reconciliation, place_code: str) -> Counter[tuple[str, str, str]]:
    """Children by (standing, reason, next step): how the sources stand to one another."""

    def count() -> Counter[tuple[str, str, str]]:
        rows = children_counted(reconciliation, place_code).values_list("standing", "reason", "next_step")
        return Counter({tuple(row[:-1]): row[-1] for row in rows.annotate(n=Count("pk")).order_by()})

    return _kept(reconciliation, place_code, "standings", count)


def gaps(reconciliation: Reconciliation, place_code: str) -> dict[str, int]:
    """How many children lack each fact; one query."""
    asked = {name: Count("pk", filter=condition) for name, condition in GAPS.items()}
    return dict(children_counted(reconciliation, place_code).aggregate(**asked))


def without_village(reconciliation: Reconciliation) -> int:
    """Children of whatever status whom no source places in a village, such as pupils without an address."""
    return children_counted(reconciliation, reconciliation.place_id).filter(Q(village_code="")).count()


def is_protected(viewer: User, place_code: str) -> bool:
    """Whether small counts of the place are hidden from this viewer: whoever may not see the children."""
    return not viewer.may(Permission.CHILD_SEE, at=place_code)


def _kept[T](reconciliation: Reconciliation, place_code: str, name: str, count: Callable[[], T]) -> T:
    if level_of(place_code) == Level.VILLAGE:
        return count()
    stamp = f"{reconciliation.finished_at:%Y%m%d%H%M%S%f}"
    key = f"dashboards:{reconciliation.pk}:{stamp}:{place_code}:{name}"
    kept = cache.get(key)
    if kept is None:
        kept = count()
        cache.set(key, kept, KEPT_SECONDS)
    return kept  # type: ignore[no-any-return]
