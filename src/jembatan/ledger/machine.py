"""The account under which this machine's own work is recorded: the command line, nightly jobs."""

from datetime import date

from jembatan.accounts.models import Assignment, User

MACHINE = "machine"


def machine_account() -> User:
    """The account under which this machine's own work is recorded; made on first use, cannot sign in."""
    user, made = User.objects.get_or_create(username=MACHINE, defaults={"full_name": "Mesin Jembatan"})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Assignment.objects.create(user=user, role=MACHINE, since=date(2020, 1, 1))
    return user
