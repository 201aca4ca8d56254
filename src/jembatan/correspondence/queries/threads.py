"""The remarks on one thing, by field, with who may be addressed in them."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from jembatan.accounts.models import Assignment, User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.rules.roles import roles_with
from jembatan.correspondence.models import Remark
from jembatan.correspondence.subjects import Label, Subject
from jembatan.ledger.machine import MACHINE

MOST_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class Said:
    """One remark with its answers, oldest first."""

    remark: Remark
    replies: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class FieldThread:
    """What was said on one field; `field` "" is the whole thing, and its `label` None."""

    field: str
    label: Label | None
    said: tuple[Said, ...]

    @property
    def open(self) -> int:
        """How many remarks are not resolved."""
        return sum(not each.remark.is_resolved for each in self.said)


@dataclass(frozen=True, slots=True)
class Thread:
    """All that was said on one thing. `people` may be addressed with @; empty when the viewer may not write."""

    subject: Subject
    whole: FieldThread
    fields: dict[str, FieldThread]
    people: tuple[User, ...]
    may_write: bool

    @property
    def open(self) -> int:
        """How many remarks are not resolved, on the whole thing and on every field."""
        return self.whole.open + sum(each.open for each in self.fields.values())

    @property
    def parts(self) -> list[FieldThread]:
        """The whole thing first, then the fields on which something was said."""
        return [self.whole, *(each for each in self.fields.values() if each.said)]


def thread_of(viewer: User, subject: Subject) -> Thread:
    """The remarks on `subject`, which the caller has found among what `viewer` may see. Two queries."""
    remarks = list(Remark.objects.about(subject.type, subject.id).select_related("author", "resolved_by"))
    answers: dict[int | None, list[Remark]] = {}
    for remark in remarks:
        answers.setdefault(remark.parent_id, []).append(remark)
    said: dict[str, list[Said]] = {}
    for remark in answers.get(None, []):
        said.setdefault(remark.field, []).append(Said(remark, tuple(answers.get(remark.pk, []))))
    # A remark on a field that the page no longer has is shown under its code, never dropped.
    labels: dict[str, Label] = {**subject.fields, **{f: f for f in said if f and f not in subject.fields}}
    fields = {code: FieldThread(code, label, tuple(said.get(code, []))) for code, label in labels.items()}
    may_write = viewer.may(Permission.REMARK_WRITE, at=subject.place_code)
    people = tuple(mentionable(subject.place_code)) if may_write else ()
    return Thread(subject, FieldThread("", None, tuple(said.get("", []))), fields, people, may_write)


def open_counts(subject_type: str, subject_ids: list[str]) -> dict[str, int]:
    """How many open remarks each of these things has, for a list. The caller has found them for its viewer."""
    counted = (
        Remark.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
        .open()
        .values_list("subject_id")
        .annotate(n=Count("id"))
    )
    return dict(counted)


def mentionable(place_code: str) -> list[User]:
    """People who write remarks in this place, by name: their office reaches it. At most MOST_PEOPLE."""
    held = Assignment.objects.in_force(timezone.localdate()).filter(
        Q(region__isnull=True) | Q(region__in=_above(place_code)),
        role__in=roles_with(Permission.REMARK_WRITE),
    )
    people = User.objects.filter(is_active=True, pk__in=held.values("user_id")).exclude(username=MACHINE)
    return list(people.order_by("full_name", "id")[:MOST_PEOPLE])


def remark_by_id(remark_id: int) -> Remark | None:
    """A remark by number. Whether the viewer may see it depends on its subject: ask for that next."""
    return Remark.objects.select_related("author", "parent").filter(pk=remark_id).first()


def _above(place_code: str) -> list[str]:
    if place_code in ("", COUNTRY):
        return []
    parts = place_code.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
