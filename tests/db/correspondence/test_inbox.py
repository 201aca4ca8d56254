"""The inbox shows me mine, and only I mark it as read."""

from datetime import date

import pytest
from django.urls import reverse

from jembatan.correspondence import actions, queries
from jembatan.correspondence.models import Notice
from jembatan.correspondence.queries.inbox import PAGE_SIZE
from jembatan.ledger.acting import NotYours
from jembatan.ledger.models import Entry
from tests.db.correspondence.conftest import news

pytestmark = pytest.mark.django_db
INBOX = "/kotak-masuk/"


def test_somebody_not_signed_in_is_asked_to(client):
    assert client.get(INBOX).status_code == 302


def test_the_inbox_says_when_it_is_empty(client, outsider):
    client.force_login(outsider)

    page = client.get(INBOX)

    assert page.status_code == 200
    assert page.context["waiting"] == page.context["known"] == []


def test_nobody_sees_what_others_were_told(client, officer, outsider):
    news(officer, 4711)
    client.force_login(outsider)

    assert "4711" not in client.get(INBOX).content.decode()


def test_the_page_links_each_notice_to_its_place_and_counts_them_at_the_top(client, officer):
    news(officer, 1, due_on=date(2020, 1, 1))
    client.force_login(officer)

    page = client.get(INBOX)

    assert page.context["frame"]["unread"] == 1
    assert [row["is_late"] for row in page.context["waiting"]] == [True]
    assert '<a href="/kotak-masuk/">News 1.</a>' in page.content.decode()


def test_the_count_at_the_top_ends_at_ninety_nine(client, officer, monkeypatch):
    monkeypatch.setattr("jembatan.correspondence.queries.inbox.MOST_COUNTED", 2)
    monkeypatch.setattr("jembatan.site.context.MOST_COUNTED", 2)
    for number in range(3):
        news(officer, number)
    client.force_login(officer)

    assert client.get(INBOX).context["frame"]["unread_shown"] == "1+"


def test_marking_as_read_moves_a_notice_down_and_is_recorded(client, officer):
    notice = news(officer, 1)
    client.force_login(officer)

    answer = client.post(reverse("correspondence:mark_read", args=[notice.pk]))

    assert answer.url == INBOX
    assert queries.unread_count(officer) == 0
    assert [row["notice"] for row in client.get(INBOX).context["known"]] == [notice]
    assert Entry.objects.about(notice).get().event == "correspondence.notice_read"


def test_marking_as_read_twice_keeps_the_first_time(officer):
    notice = news(officer, 1)
    actions.mark_read(notice, by=officer)
    first = notice.read_at

    actions.mark_read(notice, by=officer)

    assert Notice.objects.get().read_at == first


def test_nobody_reads_for_somebody_else(client, officer, outsider):
    notice = news(officer, 1)
    client.force_login(outsider)

    answer = client.post(reverse("correspondence:mark_read", args=[notice.pk]))

    assert answer.status_code == 404
    with pytest.raises(NotYours):
        actions.mark_read(notice, by=outsider)
    with pytest.raises(NotYours):
        actions.mark_all_read(officer, up_to=notice.pk, by=outsider)
    assert Notice.objects.get().read_at is None


def test_all_are_read_at_once_but_not_those_told_after_the_page_was_shown(client, officer):
    seen, unseen = news(officer, 1), news(officer, 2)
    client.force_login(officer)

    client.post(reverse("correspondence:mark_all_read"), {"newest": seen.pk})

    assert list(queries.unread(officer)) == [unseen]
    assert Entry.objects.get(event="correspondence.all_notices_read").detail == {"count": 1}


def test_a_number_that_is_none_marks_nothing(client, officer):
    news(officer, 1)
    client.force_login(officer)

    client.post(reverse("correspondence:mark_all_read"), {"newest": "²"})

    assert queries.unread_count(officer) == 1


@pytest.mark.parametrize(
    ("wanted", "leads_to"), [("/rencana/", "/rencana/"), ("https://elsewhere.test/", INBOX)]
)
def test_after_marking_one_goes_back_to_a_page_of_this_site(client, officer, wanted, leads_to):
    notice = news(officer, 1)
    client.force_login(officer)

    answer = client.post(reverse("correspondence:mark_read", args=[notice.pk]), {"next": wanted})

    assert answer.url == leads_to


def test_long_lists_page_by_key_without_a_gap(client, officer):
    for number in range(PAGE_SIZE + 3):
        news(officer, number, due_on=date(2026, 12, 1 + number % 3) if number % 4 else None)
    client.force_login(officer)

    first = client.get(INBOX)
    second = client.get(INBOX, {"mulai": first.context["waiting_next"]})

    shown = [row["notice"].pk for page in (first, second) for row in page.context["waiting"]]
    assert shown == [notice.pk for notice in queries.unread(officer)]
    assert second.context["waiting_next"] is None


def test_what_was_read_pages_by_key_too(client, officer):
    for number in range(PAGE_SIZE + 3):
        actions.mark_read(news(officer, number), by=officer)
    client.force_login(officer)

    first = client.get(INBOX)
    second = client.get(INBOX, {"dibaca": first.context["known_next"]})

    shown = [row["notice"].pk for page in (first, second) for row in page.context["known"]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == PAGE_SIZE + 3


@pytest.mark.parametrize("key", ["x", "|", "2026-13-01|5", "2026-12-01|²", "²"])
def test_a_key_that_is_none_begins_at_the_start(client, officer, key):
    news(officer, 1)
    client.force_login(officer)

    page = client.get(INBOX, {"mulai": key, "dibaca": key})

    assert len(page.context["waiting"]) == 1


def test_the_inbox_costs_the_same_however_much_waits(client, officer, django_assert_num_queries):
    for number in range(40):
        news(officer, number)
    officer.email = "officer@example.test"
    officer.save()
    client.force_login(officer)

    # Session, person, count at the top, roles, waiting, read, whether mail failed.
    with django_assert_num_queries(7):
        client.get(INBOX)


@pytest.mark.parametrize(
    ("backend", "address", "error", "standing"),
    [
        ("dummy", "a@example.test", "", "not_set_up"),
        ("locmem", "", "", "no_address"),
        ("locmem", "a@example.test", "", "working"),
        ("locmem", "a@example.test", "refused", "failing"),
    ],
)
def test_the_inbox_says_whether_mail_is_sent_too(officer, settings, backend, address, error, standing):
    settings.MAILERS = {"default": {"BACKEND": f"django.core.mail.backends.{backend}.EmailBackend"}}
    officer.email = address
    news(officer, 1)
    Notice.objects.update(mail_error=error)

    assert queries.mail_standing(officer) == standing
