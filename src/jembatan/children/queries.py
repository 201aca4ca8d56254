"""What pages ask about children. Every function takes the viewer and returns only what that person may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Case, Q, When

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children.models import Child, ChildQuerySet, ChildRecord, Reconciliation
from jembatan.children.rules.naming import search_key
from jembatan.children.rules.sensitivity import meant_causes
from jembatan.ledger.models import Entry

PAGE_SIZE = 50
SHORTEST_NAME = 2
MOST_LOOKS_SHOWN = 20
VISIT = "visit"

# Facts that may be missing: the name of the gap, and how its rows are found.
GAPS: Mapping[str, Q] = {
    "birth_date": Q(birth_date__isnull=True),
    "sex": Q(sex=""),
    "nik": Q(nik_index=""),
    "mother_name": Q(mother_name=""),
    "dusun": Q(dusun=""),
    "cause": Q(out_of_school=True, cause_main=""),
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a viewer asks for; empty fields ask for nothing. `ages` are completed years, both included."""

    name: str = ""
    statuses: tuple[str, ...] = ()
    standing: str = ""
    reason: str = ""
    next_step: str = ""
    cause: str = ""
    dusun: str = ""
    sex: str = ""
    ages: tuple[int, int] | None = None
    gap: str = ""
    portal: str = ""

    @property
    def given(self) -> bool:
        """Whether anything was asked for at all: the list is never browsed, always searched."""
        chosen = (self.statuses, self.standing, self.reason, self.next_step, self.cause, self.dusun, self.sex)
        return len(self.name.strip()) >= SHORTEST_NAME or any((*chosen, self.ages, self.gap, self.portal))


@dataclass(frozen=True, slots=True)
class ChildPage:
    """One page of a list, how many there are in all, and the key the next page starts after."""

    rows: list[Child]
    whole: int
    next_key: str | None


def reconciliation_at(viewer: User, place_code: str) -> Reconciliation | None:
    """The newest finished reconciliation that covers the place; None when there is none or it is not for them."""
    if not viewer.may(Permission.RECAP_SEE, at=place_code):
        return None
    return Reconciliation.objects.covering(place_code).first()


def children_at(viewer: User, reconciliation: Reconciliation, place_code: str) -> ChildQuerySet:
    """The children of a place that `viewer` may see one by one.

    Children whom no source places in a village belong to the place of the reconciliation itself.
    """
    children = Child.objects.filter(reconciliation=reconciliation)
    if place_code == reconciliation.place_id and viewer.may(Permission.CHILD_SEE, at=place_code):
        return children
    return children.visible_to(viewer).living_in(place_code)


def found(
    viewer: User, reconciliation: Reconciliation, place_code: str, criteria: Criteria, *, after: str = ""
) -> ChildPage:
    """The children that `criteria` ask for, by name, one page from the key `after` on.

    Nothing is found until something is asked for.
    """
    if not criteria.given:
        return ChildPage([], 0, None)
    wanted = children_at(viewer, reconciliation, place_code).filter(
        _condition(
            criteria, reconciliation, may_see=viewer.may(Permission.SENSITIVE_CAUSE_SEE, at=place_code)
        )
    )
    ordered = wanted.order_by("name_key", "id")
    if key := _read_key(after):
        name, number = key
        ordered = ordered.filter(Q(name_key__gt=name) | Q(name_key=name, id__gt=number))
    rows = list(ordered[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return ChildPage(rows, wanted.count(), f"{rows[-1].name_key}|{rows[-1].pk}" if more else None)


def to_visit(viewer: User, reconciliation: Reconciliation, place_code: str) -> list[Child]:
    """The children whose next step is a visit, in the order of walking: dusun, RW, RT, name.

    Those whose dusun nobody knows come last.
    """
    wanted = children_at(viewer, reconciliation, place_code).filter(next_step=VISIT)
    nowhere = Case(When(dusun="", then=1), default=0)
    walked = wanted.order_by("village_code", nowhere, "dusun", "rw", "rt", "name_key", "id")
    return list(walked)


def child_by_key(viewer: User, reconciliation_id: int, key: str) -> Child | None:
    """One child of one reconciliation; None when there is none or this viewer may not see it."""
    child = (
        Child.objects.filter(
            reconciliation_id=reconciliation_id, key=key, reconciliation__finished_at__isnull=False
        )
        .select_related("reconciliation__place", "story")
        .first()
    )
    return child if child and viewer.may(Permission.CHILD_SEE, at=child.place_code) else None


def records_of(child: Child) -> list[ChildRecord]:
    """The source rows behind a child, with their files, by kind of source and day."""
    found = child.child_records.select_related("record__batch").defer(
        "record__kk", "record__nisn", "record__facts"
    )
    return list(found.order_by("record__batch__kind", "record__batch__cut_off", "record_id"))


def history_of(child: Child) -> list[Entry]:
    """The last things done with a child's page, newest first: who looked, when."""
    return list(Entry.objects.about(child).order_by("-id").select_related("actor")[:MOST_LOOKS_SHOWN])


def dusun_of(viewer: User, reconciliation: Reconciliation, place_code: str) -> list[str]:
    """The names of dusun that occur in a place, for its filter."""
    names = children_at(viewer, reconciliation, place_code).exclude(dusun="").values_list("dusun", flat=True)
    return list(names.distinct().order_by("dusun"))


def _condition(criteria: Criteria, reconciliation: Reconciliation, *, may_see: bool) -> Q:
    parts = [Q(name_key__contains=word) for word in search_key(criteria.name).split()]
    if criteria.statuses:
        parts.append(Q(status__in=criteria.statuses))
    if criteria.cause:
        parts.append(Q(out_of_school=True, cause_main__in=meant_causes(criteria.cause, may_see=may_see)))
    if criteria.ages:
        parts.append(Q(**{f"{age_field(reconciliation)}__range": criteria.ages}))
    if criteria.gap in GAPS:
        parts.append(GAPS[criteria.gap])
    if criteria.portal:
        parts.append(~Q(portal_status="") if criteria.portal == "listed" else Q(portal_status=""))
    exact = {name: getattr(criteria, name) for name in ("standing", "reason", "next_step", "dusun", "sex")}
    parts.append(Q(**{name: value for name, value in exact.items() if value}))
    return reduce(and_, parts)


def age_field(reconciliation: Reconciliation) -> str:
    """The age that this reconciliation judges by."""
    return "age_on_1_july" if reconciliation.age_at == "july" else "age_at_survey"


def _read_key(after: str) -> tuple[str, int] | None:
    name, mark, number = after.rpartition("|")
    return (name, int(number)) if mark and number.isdecimal() and len(number) < 19 else None
