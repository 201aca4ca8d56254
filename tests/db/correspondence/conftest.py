"""A thing that can be remarked on, two kinds of notices, and the people of a district."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.urls import reverse

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.correspondence import subjects
from jembatan.correspondence.models import Notice
from jembatan.correspondence.rules import kinds
from jembatan.correspondence.subjects import Subject
from jembatan.correspondence.telling import tell
from jembatan.workflow.wording import Wording
from tests.builders import JEMBER, person

TITLE = Wording(id="Kerja sama dengan Kota Contoh", en="Cooperation with Sample City")
DUE = kinds.register("tests.due", "%(what)s: answer by %(day)s.")
NEWS = kinds.register("tests.news", "News %(number)s.")
THING = "tests.thing"


def thing(number: str = "1", at: str = JEMBER) -> Subject:
    """A thing with one field, whose page is the inbox (the tests have no page of their own)."""
    url = reverse("correspondence:inbox")
    return Subject(THING, number, at, url, TITLE, {"duration": Wording(id="Jangka waktu", en="Duration")})


def found(viewer: User, number: str) -> Subject | None:
    return thing(number) if viewer.may(Permission.AGREEMENT_SEE, at=JEMBER) else None


@contextmanager
def registered() -> Iterator[None]:
    """The finder of the thing, as a module above would register it."""
    subjects.register(THING, found)
    try:
        yield
    finally:
        subjects._finders.pop(THING)


@pytest.fixture(autouse=True)
def findable() -> Iterator[None]:
    with registered():
        yield


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


@pytest.fixture
def reviewer() -> User:
    return person("reviewer", "cooperation_team", at=JEMBER)


@pytest.fixture
def outsider() -> User:
    return person("outsider")


def news(reader: User, number: int, *, due_on: date | None = None) -> Notice:
    """One more notice in somebody's inbox."""
    tell(
        [reader],
        NEWS,
        subject=thing(),
        key=f"tests.news:{number}",
        url="/kotak-masuk/",
        facts={"number": number},
        due_on=due_on,
    )
    return Notice.objects.get(recipient=reader, key=f"tests.news:{number}")
