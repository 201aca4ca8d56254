"""Who is told about an agreement: the people of an office who are nearest to its place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jembatan.accounts.models import Assignment, User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY, covers
from jembatan.accounts.rules.roles import roles_with
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.kinds import Office
from jembatan.ledger.machine import MACHINE

# Who acts for an office. Offices without people of their own here are reminded by the desk.
ACTS_FOR = {
    Office.REGION: Permission.STAGE_TAKE_REGION,
    Office.DPRD: Permission.STAGE_TAKE_DPRD,
    Office.HOME_MINISTRY: Permission.STAGE_TAKE_HOME,
    Office.FOREIGN_MINISTRY: Permission.STAGE_TAKE_FOREIGN,
}
DESK, SUPERVISION = Permission.STAGE_TAKE_REGION, Permission.WAIVER_ANSWER


@dataclass(slots=True)
class Offices:
    """Who holds which of these permissions where, read once for any number of agreements."""

    holders: dict[Permission, dict[str, list[User]]] = field(default_factory=dict)

    def desk(self, agreement: Agreement) -> list[User]:
        """The person who answers for the agreement, and the cooperation officers nearest to its place."""
        officer = [agreement.officer] if agreement.officer is not None else []
        return unique([*officer, *self._nearest(DESK, agreement)])

    def of(self, office: Office, agreement: Agreement) -> list[User]:
        """The people who act for the office; of one without people here, the desk."""
        permission = ACTS_FOR.get(office)
        found = self._nearest(permission, agreement) if permission else []
        return found if found and permission != DESK else self.desk(agreement)

    def supervisors(self, agreement: Agreement) -> list[User]:
        """Who supervises the place: the governor's people for a regency or city, else the ministry's.

        Nobody supervises the own place: a province is the ministry's (PP 28/2018 art. 44; PP 12/2017 art. 3).
        """
        return self._nearest(SUPERVISION, agreement, above=True)

    def _nearest(self, permission: Permission, agreement: Agreement, *, above: bool = False) -> list[User]:
        by_place, own = self.holders.get(permission, {}), agreement.place_code
        over = [place for place in by_place if covers(place, own) and not (above and place == own != COUNTRY)]
        return by_place[max(over, key=_depth)] if over else []


def offices(on: date) -> Offices:
    """Everybody who may be told something about agreements on the day `on`. One query."""
    wanted = {*ACTS_FOR.values(), SUPERVISION}
    roles = {permission: set(roles_with(permission)) - {MACHINE} for permission in wanted}
    every = set().union(*roles.values())
    holders: dict[Permission, dict[str, list[User]]] = {one: defaultdict(list) for one in wanted}
    held = Assignment.objects.in_force(on).filter(role__in=every, user__is_active=True)
    for assignment in held.select_related("user").order_by("user_id", "id"):
        for permission in wanted:
            people = holders[permission][assignment.place_code]
            if assignment.role in roles[permission] and assignment.user not in people:
                people.append(assignment.user)
    return Offices({one: {place: who for place, who in by.items() if who} for one, by in holders.items()})


def unique(people: Iterable[User]) -> list[User]:
    """Everybody once, in the order given."""
    return list({person.pk: person for person in people}.values())


def _depth(place: str) -> int:
    return 0 if place == COUNTRY else place.count(".") + 1
