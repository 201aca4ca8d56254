"""Who is to be told about an agreement: the people who hold a permission where it lies."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from jembatan.accounts.models import Assignment, User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.rules.roles import roles_with
from jembatan.agreements.models import Agreement
from jembatan.ledger.machine import MACHINE
from jembatan.places.rules.codes import ancestors_of


def holders_of(permission: Permission, place_code: str, on: date) -> QuerySet[User]:
    """Active people who hold `permission` at the place on the day `on`, directly or from above. One query."""
    above = [] if place_code == COUNTRY else [*ancestors_of(place_code), place_code]
    roles = [role for role in roles_with(permission) if role != MACHINE]
    held = Assignment.objects.in_force(on).filter(
        Q(region__isnull=True) | Q(region__in=above), role__in=roles
    )
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def supervisors_of(agreement: Agreement) -> QuerySet[User]:
    """Those who answer the questions that waivers of this agreement open."""
    return holders_of(Permission.WAIVER_ANSWER, agreement.place_code, timezone.localdate())
