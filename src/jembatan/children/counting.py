"""Counts of children out of school, for people who may see counts: small ones are hidden from whoever may not see
the children, in the same places on every page. A finished reconciliation never changes, so the counts of a wide
place are worked out once and kept.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children.models import Child, ChildQuerySet, Reconciliation
from jembatan.children.rules.rule_table import OUT_OF_SCHOOL
from jembatan.children.rules.suppression import protect_tree
from jembatan.places.rules.codes import Level, level_of

KEPT_SECONDS = 30 * 24 * 60 * 60
# Stands for "in no village": children whom no source places.
NOWHERE = "?"


def children_counted(reconciliation: Reconciliation, place_code: str) -> ChildQuerySet:
    """The children a place is counted by; those whom no source places belong to the reconciliation's own place."""
    children = Child.objects.filter(reconciliation=reconciliation)
    return children if place_code == reconciliation.place_id else children.living_in(place_code)


def by_village(reconciliation: Reconciliation, place_code: str) -> dict[str, Counter[str]]:
    """Counts by status for every village of a place; "" gathers the children without a village."""

    def count() -> dict[str, Counter[str]]:
        rows = children_counted(reconciliation, place_code).values_list("village_code", "status")
        found: dict[str, Counter[str]] = {}
        for village, status, n in rows.annotate(n=Count("pk")).order_by():
            found.setdefault(village, Counter())[status] += n
        return found

    return kept(reconciliation, place_code, "by_village", count)


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
    hidden = hidden_cells(reconciliation) if protected else {}
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


def hidden_cells(reconciliation: Reconciliation) -> Mapping[str, Set[int]]:
    """By place, the columns of OUT_OF_SCHOOL (and, last, their total) that whoever sees no child is not shown."""

    def work_out() -> Mapping[str, Set[int]]:
        tree = _tree(reconciliation, reconciliation.place_id)
        if not tree.parts:
            alone = reconciliation.place_id
            return protect_tree({"": [alone]}, {alone: tree.numbers(alone)})
        return protect_tree(tree.parts, tree.villages)

    return kept(reconciliation, reconciliation.place_id, "hidden", work_out)


def _line(place: str, numbers: tuple[int, ...], hidden: Set[int]) -> OutOfSchool:
    shown = tuple(None if at in hidden else n for at, n in enumerate(numbers))
    return OutOfSchool(place, shown, None if len(numbers) in hidden else sum(numbers))


def is_protected(viewer: User, place_code: str) -> bool:
    """Whether small counts of the place are hidden from this viewer: whoever may not see the children."""
    return not viewer.may(Permission.CHILD_SEE, at=place_code)


def kept[T](reconciliation: Reconciliation, place_code: str, name: str, count: Callable[[], T]) -> T:
    """What `count` works out for a place; a wide place's is kept, since a finished reconciliation never changes."""
    if level_of(place_code) == Level.VILLAGE:
        return count()
    stamp = f"{reconciliation.finished_at:%Y%m%d%H%M%S%f}"
    key = f"children:{reconciliation.pk}:{stamp}:{place_code}:{name}"
    found = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, KEPT_SECONDS)
    return found  # type: ignore[no-any-return]
