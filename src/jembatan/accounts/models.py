"""People, and the roles they hold in places."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY, covers, widest
from jembatan.accounts.rules.roles import ROLES
from jembatan.places.models import Region


class User(AbstractUser):
    """Somebody who signs in. What they may do comes from assignments alone, never from flags."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(max_length=100)
    office = models.CharField(max_length=120, blank=True)

    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split()[0] if self.full_name else self.username

    @cached_property
    def held(self) -> list[tuple[str, str]]:
        """(role code, place code) pairs in force today. Reading this the first time costs a query."""
        if not self.is_active:
            return []
        return list(
            self.assignments.in_force(timezone.localdate())
            .annotate(place=Coalesce("region_id", Value(COUNTRY)))
            .values_list("role", "place")
        )

    def places_for(self, permission: Permission) -> tuple[str, ...]:
        """Codes of the widest places where this person holds `permission`; empty when nowhere."""
        return widest([place for role, place in self.held if permission in ROLES[role].permissions])

    def may(self, permission: Permission, *, at: str | None) -> bool:
        """True when this person holds `permission` at the place `at`; None asks for the whole country."""
        return any(covers(place, at or COUNTRY) for place in self.places_for(permission))

    def may_anywhere(self, permission: Permission) -> bool:
        """True when there is at least one place where this person holds `permission`."""
        return bool(self.places_for(permission))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, on: date) -> "AssignmentQuerySet":
        """Those that hold on the day `on`."""
        return self.filter(Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class Assignment(models.Model):
    """A person holds a role in a place, from a day, perhaps until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40, choices=[(code, role.title) for code, role in ROLES.items()])
    # None is the whole country.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} @ {self.place_code}"

    @property
    def place_code(self) -> str:
        """The place the role holds in, as a code."""
        return self.region_id or COUNTRY


def within_any(codes: Iterable[str], field: str) -> Q:
    """Rows whose place code in `field` lies inside any of `codes`; no codes match nothing.

    Written as ranges, which an index on the code can answer on every database ('/' is the
    character after '.').
    """
    condition = Q(pk__in=[])
    for code in codes:
        if code == COUNTRY:
            return Q()
        condition |= Q(**{field: code}) | Q(**{f"{field}__gte": f"{code}.", f"{field}__lt": f"{code}/"})
    return condition
