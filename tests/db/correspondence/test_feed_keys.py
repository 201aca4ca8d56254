"""A secret calendar address: shown once, one at a time, ended at will."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from jembatan.correspondence import actions, queries
from jembatan.correspondence.models import FeedKey
from jembatan.correspondence.rules import feeds
from jembatan.ledger.acting import NotYours
from jembatan.ledger.models import Entry

pytestmark = pytest.mark.django_db
CALENDAR = "/kotak-masuk/kalender/"


@pytest.fixture
def offered(monkeypatch):
    """One feed, at a route that takes a text."""
    monkeypatch.setattr(feeds, "_feeds", {})
    feeds.register("children:child_search", "Clocks of my cooperations")


@pytest.fixture(autouse=True)
def feed_route(monkeypatch):
    monkeypatch.setattr("jembatan.correspondence.web.calendar.reverse", _address)


def _address(route, args=()):
    return f"/umpan/{args[0]}.ics" if args else f"/{route}/"


def test_a_token_leads_to_its_owner_and_is_kept_nowhere(officer):
    token = actions.open_feed(officer, by=officer)

    assert queries.owner_of_feed(token) == officer
    assert token not in str(list(FeedKey.objects.values())) + str(list(Entry.objects.values()))
    assert Entry.objects.filter(event="correspondence.feed_opened").count() == 1


def test_a_wrong_token_leads_to_nobody(officer):
    actions.open_feed(officer, by=officer)

    assert queries.owner_of_feed("wrong") is None
    assert queries.owner_of_feed(FeedKey.objects.get().token_hash) is None


def test_a_new_token_ends_the_one_before(officer):
    first = actions.open_feed(officer, by=officer)

    second = actions.open_feed(officer, by=officer)

    assert queries.owner_of_feed(first) is None
    assert queries.owner_of_feed(second) == officer


def test_a_closed_token_and_a_closed_account_lead_to_nobody(officer, reviewer):
    closed, of_closed = actions.open_feed(officer, by=officer), actions.open_feed(reviewer, by=reviewer)

    assert actions.close_feed(officer, by=officer)
    assert not actions.close_feed(officer, by=officer)
    type(reviewer).objects.filter(pk=reviewer.pk).update(is_active=False)

    assert queries.owner_of_feed(closed) is None
    assert queries.owner_of_feed(of_closed) is None


def test_nobody_opens_or_closes_for_somebody_else(officer, outsider):
    token = actions.open_feed(officer, by=officer)

    with pytest.raises(NotYours):
        actions.open_feed(officer, by=outsider)
    with pytest.raises(NotYours):
        actions.close_feed(officer, by=outsider)

    assert queries.owner_of_feed(token) == officer


def test_the_database_keeps_one_key_in_force_per_person(officer):
    actions.open_feed(officer, by=officer)

    with pytest.raises(IntegrityError):
        FeedKey.objects.create(owner=officer, token_hash="x", made_at=timezone.now())


def test_the_page_shows_the_address_once(client, officer, offered, settings):
    settings.SITE_URL = "https://jembatan.example.test"
    client.force_login(officer)

    shown = client.post(CALENDAR + "buat/")
    later = client.get(CALENDAR)

    address = shown.context["addresses"][0]["url"]
    token = address.removeprefix("https://jembatan.example.test/umpan/").removesuffix(".ics")
    assert queries.owner_of_feed(token) == officer
    assert token in shown.content.decode()
    assert token not in later.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]


def test_the_page_ends_the_address(client, officer, offered):
    token = actions.open_feed(officer, by=officer)
    client.force_login(officer)

    answer = client.post(CALENDAR + "tutup/")

    assert answer.status_code == 302
    assert queries.owner_of_feed(token) is None


def test_a_feed_is_registered_once(offered):
    feeds.register("children:child_search", "Clocks of my cooperations")

    assert len(feeds.feeds()) == 1
