"""The account under which this machine's own work is recorded: the command line, nightly jobs."""

from datetime import date

from jembatan.accounts.models import Assignment, User
from jembatan.workflow.refusals import Refused

MACHINE = "machine"


class NoSuchAccount(Refused):
    code = "ledger.no_such_account"
    status = 404
    sentence = "There is no account '%(account)s'. Check the name, or leave it out to act as this machine."


def acting_account(username: str | None) -> User:
    """Who acts on the command line: the account named, or this machine's own for None.

    Raises NoSuchAccount.
    """
    if username is None:
        return machine_account()
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NoSuchAccount(account=username)
    return user


def machine_account() -> User:
    """The account under which this machine's own work is recorded; made on first use, cannot sign in."""
    user, made = User.objects.get_or_create(username=MACHINE, defaults={"full_name": "Mesin Jembatan"})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Assignment.objects.create(user=user, role=MACHINE, since=date(2020, 1, 1))
    return user
