"""The counts that pages show, for people who may see counts; which of them are hidden says `children.counting`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children import counting
from jembatan.children.models import Reconciliation
from jembatan.children.queries import GAPS, age_field
from jembatan.places.models import Region

FIELDS = ("status", "standing", "next_step", "portal_status")


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


def tally(reconciliation: Reconciliation, place_code: str) -> Tally:
    """The counts behind every figure of a place; one query, or none when they are kept."""

    def count() -> Tally:
        rows = (
            counting.children_counted(reconciliation, place_code)
            .values_list(*FIELDS)
            .annotate(n=Count("pk"))
            .order_by()
        )
        return Tally(tuple((tuple(row[:-1]), row[-1]) for row in rows))

    return counting.kept(reconciliation, place_code, "tally", count)


def out_of_school_cells(reconciliation: Reconciliation, place_code: str) -> Counter[tuple[Any, ...]]:
    """Children out of school by (status, sex, age, dusun, main cause); for one village, hence few."""
    rows = counting.children_counted(reconciliation, place_code).out_of_school()
    fields = ("status", "sex", age_field(reconciliation), "dusun", "cause_main")
    return Counter(
        {tuple(row[:-1]): row[-1] for row in rows.values_list(*fields).annotate(n=Count("pk")).order_by()}
    )


def portal_recap(reconciliation: Reconciliation, place_code: str) -> Counter[tuple[str, int | None]]:
    """Children out of school by (status, grade), as the portal's own table counts them."""

    def count() -> Counter[tuple[str, int | None]]:
        rows = (
            counting.children_counted(reconciliation, place_code)
            .out_of_school()
            .values_list("status", "grade")
        )
        return Counter({(status, grade): n for status, grade, n in rows.annotate(n=Count("pk")).order_by()})

    return counting.kept(reconciliation, place_code, "portal_recap", count)


def standings(reconciliation: Reconciliation, place_code: str) -> Counter[tuple[str, str, str]]:
    """Children by (standing, reason, next step): how the sources stand to one another."""

    def count() -> Counter[tuple[str, str, str]]:
        rows = counting.children_counted(reconciliation, place_code).values_list(
            "standing", "reason", "next_step"
        )
        return Counter({tuple(row[:-1]): row[-1] for row in rows.annotate(n=Count("pk")).order_by()})

    return counting.kept(reconciliation, place_code, "standings", count)


def gaps(reconciliation: Reconciliation, place_code: str) -> dict[str, int]:
    """How many children lack each fact; one query."""
    asked = {name: Count("pk", filter=condition) for name, condition in GAPS.items()}
    return dict(counting.children_counted(reconciliation, place_code).aggregate(**asked))


def without_village(reconciliation: Reconciliation) -> int:
    """Children of whatever status whom no source places in a village, such as pupils without an address."""
    return (
        counting.children_counted(reconciliation, reconciliation.place_id).filter(Q(village_code="")).count()
    )
