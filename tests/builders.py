"""Things for tests, made the way the program makes them: places from the gazetteer, people by verbs."""

from datetime import date

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.ledger.actions import assign, open_account
from jembatan.ledger.machine import machine_account
from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level
from jembatan.places.rules.names import read_name

JEMBER, MUMBULSARI, TEMPUREJO = "35.09", "35.09.23", "35.09.18"
SUCO, LENGKONG, PONDOKREJO = "35.09.23.2005", "35.09.23.2001", "35.09.18.2004"


def place(code: str) -> Region:
    """The region with `code` and all regions above it, as the official list has them."""
    parts = code.split(".")
    for depth in range(1, len(parts) + 1):
        above = ".".join(parts[:depth])
        official = Gazetteer.packaged().region(above)
        assert official is not None, above
        Region.objects.get_or_create(
            code=above,
            defaults={
                "name": official.name,
                "folded_name": read_name(official.name, Level(depth)).bare,
                "level": depth,
                "kind": official.kind,
                "parent_id": official.parent_code,
                "edition": "test",
            },
        )
    return Region.objects.get(code=code)


def person(
    username: str, role: str | None = None, *, at: str = COUNTRY, since: date = date(2026, 1, 1)
) -> User:
    """Somebody with an account, and with `role` in the place `at` unless it is None (the outsider)."""
    machine = machine_account()
    if at != COUNTRY:
        place(at)
    user = open_account(username=username, full_name=username.title(), password=None, at=COUNTRY, by=machine)
    if role is not None:
        assign(user, role=role, at=at, since=since, by=machine)
    return user
