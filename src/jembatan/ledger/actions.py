"""Verbs on accounts: opening one, giving a role in a place, ending it.

They live here and not in `accounts` because every verb is recorded, and the ledger stands above
the accounts it names.
"""

from datetime import date

from jembatan.accounts.models import Assignment, User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.rules.roles import ROLES
from jembatan.ledger.acting import action, creating, note
from jembatan.ledger.machine import MACHINE
from jembatan.workflow.refusals import Refused


class UnknownRole(Refused):
    code = "ledger.unknown_role"
    status = 400
    sentence = "There is no role '%(role)s'. Choose one of: %(roles)s."


class RoleNotYours(Refused):
    code = "ledger.role_not_yours"
    status = 403
    sentence = "The role '%(role)s' is given by whoever keeps the server, not on this page."


@creating(Permission.ASSIGNMENT_MANAGE, "accounts.account_opened")
def open_account(
    *, username: str, full_name: str, password: str | None, at: str, by: User, office: str = ""
) -> User:
    """A new account without any role yet. `password` None means it cannot sign in with one."""
    note(at=at)
    user = User(username=username, full_name=full_name, office=office)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    return user


@creating(Permission.ASSIGNMENT_MANAGE, "accounts.role_given")
def assign(user: User, *, role: str, at: str, since: date, by: User, until: date | None = None) -> Assignment:
    """Give `user` the `role` in the place with code `at` (COUNTRY for the whole country).

    Raises UnknownRole, or RoleNotYours for the machine's own role.
    """
    if role not in ROLES:
        raise UnknownRole(role=role, roles=", ".join(ROLES))
    if role == MACHINE:
        raise RoleNotYours(role=role)
    note(role=role, at=at)
    region = None if at == COUNTRY else at
    return Assignment.objects.create(user=user, role=role, region_id=region, since=since, until=until)


@action(Permission.ASSIGNMENT_MANAGE, "accounts.role_ended")
def end_assignment(assignment: Assignment, *, on: date, by: User) -> None:
    """The role ends with the day `on`; the assignment stays as history."""
    assignment.until = on
    assignment.save(update_fields=["until"])
    note(role=assignment.role, until=on.isoformat())
