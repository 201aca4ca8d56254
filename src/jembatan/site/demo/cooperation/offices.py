"""The people of the demo who act on the legal road, by the office they act for."""

from dataclasses import dataclass
from functools import cached_property

from jembatan.accounts.models import User
from jembatan.agreements.rules.kinds import Office
from jembatan.site.demo.cast import JEMBER, MOJOKERTO, SURABAYA


@dataclass(frozen=True)
class Offices:
    """Who acts for the region with the code `at`. Offices without people of their own are written down by its desk."""

    at: str
    town: str
    desk: User
    council: User | None
    ministry: User
    foreign: User

    def of(self, office: Office) -> User:
        """Who acts for an office; the desk where the office has nobody here."""
        return self._people.get(office) or self.desk

    def acts_itself(self, office: Office) -> bool:
        """Whether the office has somebody here."""
        return self._people.get(office) is not None

    @cached_property
    def _people(self) -> dict[Office, User | None]:
        return {
            Office.REGION: self.desk,
            Office.DPRD: self.council,
            Office.HOME_MINISTRY: self.ministry,
            Office.FOREIGN_MINISTRY: self.foreign,
        }


def jember() -> Offices:
    """Kabupaten Jember, with a DPRD secretary of its own."""
    return _offices(JEMBER, "Jember", "kerjasama.jember", council="setwan.jember")


def surabaya() -> Offices:
    """Kota Surabaya; its DPRD is written down by the desk."""
    return _offices(SURABAYA, "Surabaya", "kerjasama.surabaya")


def mojokerto() -> Offices:
    """Kabupaten Mojokerto; its DPRD is written down by the desk."""
    return _offices(MOJOKERTO, "Mojokerto", "kerjasama.mojokerto")


def person(username: str) -> User:
    """Somebody of the cast."""
    return User.objects.get(username=username)


def _offices(at: str, town: str, desk: str, council: str = "") -> Offices:
    return Offices(
        at=at,
        town=town,
        desk=person(desk),
        council=person(council) if council else None,
        ministry=person("pengawas.pusat"),
        foreign=person("kemlu.pusat"),
    )
