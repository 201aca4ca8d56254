"""Waiting notices go out by e-mail: one letter per person, never twice, and nothing is lost when it fails."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from jembatan.accounts.models import User
from jembatan.correspondence import actions, jobs
from jembatan.correspondence.jobs import Posted, send_mail
from jembatan.correspondence.models import Notice
from jembatan.correspondence.rules.posting import MOST_ATTEMPTS
from jembatan.correspondence.telling import tell
from tests.builders import person
from tests.db.correspondence.conftest import DUE, TITLE, news, thing
from tests.smtp_sink import smtp_sink

pytestmark = pytest.mark.django_db
# After every notice that a test tells.
NOW = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def post(settings):
    """A mail server that takes everything, and an office that uses it."""
    settings.SITE_URL = "https://jembatan.example.test"
    with smtp_sink() as sink:
        settings.MAILERS = sink.mailers
        yield sink


@pytest.fixture
def reader(officer):
    officer.email = "officer@example.test"
    officer.save()
    return officer


def text_of(letter):
    return letter.get_content().replace("\r\n", "\n")


def test_a_person_gets_one_letter_with_everything_that_waits(post, reader):
    news(reader, 1)
    news(reader, 2, due_on=date(2026, 12, 24))

    posted = send_mail(now=NOW)

    assert posted == Posted(sent=1, failed=0)
    [letter] = post.letters
    assert letter["To"] == "officer@example.test"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@jembatan.example.test>")
    text = text_of(letter)
    assert "Officer" in text
    assert text.index("News 2. Due on 24 December 2026.") < text.index("News 1.")
    assert "https://jembatan.example.test/kotak-masuk/" in text


def test_a_letter_says_everything_in_both_languages(post, reader):
    facts = {"what": TITLE, "day": date(2026, 11, 30)}
    tell([reader], DUE, subject=thing(), key="k", url="/kerja-sama/1/", facts=facts)

    send_mail(now=NOW)

    text = text_of(post.letters[0])
    assert "1. Kerja sama dengan Kota Contoh: " in text
    assert "   Cooperation with Sample City: answer by 30 November 2026." in text
    assert "   https://jembatan.example.test/kerja-sama/1/\n" in text


def test_what_was_mailed_is_not_mailed_again(post, reader):
    news(reader, 1)
    send_mail(now=NOW)

    again = send_mail(now=NOW + timedelta(days=30))

    assert again == Posted(0, 0)
    assert len(post.letters) == 1
    assert Notice.objects.get().mailed_at == NOW


def test_only_what_is_new_goes_into_the_next_letter(post, reader):
    news(reader, 1)
    send_mail(now=NOW)
    news(reader, 2)

    send_mail(now=NOW + timedelta(hours=1))

    assert "News 1." not in text_of(post.letters[1])
    assert "News 2." in text_of(post.letters[1])


def test_what_was_read_is_not_mailed(post, reader):
    actions.mark_read(news(reader, 1), by=reader)

    assert send_mail(now=NOW) == Posted(0, 0)


def test_nobody_finds_the_notices_of_others_in_a_letter(post, reader, reviewer):
    reviewer.email = "reviewer@example.test"
    reviewer.save()
    news(reader, 1)
    news(reviewer, 2)

    assert send_mail(now=NOW) == Posted(2, 0)
    assert {letter["To"]: "News 2." in text_of(letter) for letter in post.letters} == {
        "officer@example.test": False,
        "reviewer@example.test": True,
    }


def test_who_has_no_address_or_may_not_sign_in_gets_no_letter(post, reader, reviewer):
    news(reviewer, 1)
    news(reader, 2)
    User.objects.filter(pk=reader.pk).update(is_active=False)

    assert send_mail(now=NOW) == Posted(0, 0)


def test_without_a_mail_server_nothing_is_sent_and_nothing_is_lost(settings, reader):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
    news(reader, 1)

    assert send_mail(now=NOW) == Posted(0, 0)
    assert Notice.objects.get().mail_attempts == 0


def test_a_letter_that_is_refused_is_sent_later_and_the_reason_kept(post, reader):
    news(reader, 1)
    post.answers["RCPT"] = "550 no such mailbox"

    refused = send_mail(now=NOW)
    too_soon = send_mail(now=NOW + timedelta(minutes=1))
    notice = Notice.objects.get()
    post.answers.clear()
    later = send_mail(now=notice.mail_after)

    assert (refused, too_soon, later) == (Posted(0, 1), Posted(0, 0), Posted(1, 0))
    assert "550" in notice.mail_error and "no such mailbox" in notice.mail_error
    assert len(post.letters) == 1
    assert Notice.objects.get().mail_error == ""


@pytest.mark.parametrize("answers", [{"END": "554 looks like spam"}, {"DATA": ""}, {"MAIL": "451 later"}])
def test_whatever_goes_wrong_on_the_way_nothing_counts_as_sent(post, reader, answers):
    news(reader, 1)
    post.answers |= answers

    assert send_mail(now=NOW) == Posted(0, 1)
    assert Notice.objects.get().mailed_at is None
    assert Notice.objects.get().mail_error


def test_one_refused_letter_does_not_hold_up_the_others(post, reader, reviewer):
    reviewer.email = "two words@example.test"
    reviewer.save()
    news(reviewer, 1)
    news(reader, 2)

    assert send_mail(now=NOW) == Posted(sent=1, failed=1)
    assert [letter["To"] for letter in post.letters] == ["officer@example.test"]


def test_a_letter_is_tried_a_limited_number_of_times(post, reader):
    news(reader, 1)
    post.answers["RCPT"] = "550 no such mailbox"

    tried = [send_mail(now=NOW + timedelta(days=3 * step)).failed for step in range(MOST_ATTEMPTS + 2)]

    assert tried == [1] * MOST_ATTEMPTS + [0, 0]


def test_a_server_that_does_not_answer_costs_nobody_an_attempt(settings, reader, reviewer):
    reviewer.email = "reviewer@example.test"
    reviewer.save()
    with smtp_sink() as gone:
        settings.MAILERS = gone.mailers
    news(reader, 1)
    news(reviewer, 2)

    posted = send_mail(now=NOW)

    assert posted == Posted(sent=0, failed=2)
    assert {notice.mail_attempts for notice in Notice.objects.all()} == {0}
    assert all("ConnectionRefusedError" in notice.mail_error for notice in Notice.objects.all())


def test_a_very_long_inbox_makes_a_short_letter(post, reader, monkeypatch):
    monkeypatch.setattr("jembatan.correspondence.letters.MOST_NAMED", 2)
    for number in range(5):
        news(reader, number)

    send_mail(now=NOW)

    assert text_of(post.letters[0]).count("News 4.") == 0
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_a_notice_that_another_worker_holds_is_left_alone(post, reader):
    news(reader, 1)

    first = jobs.claimed(reader, NOW)
    second = jobs.claimed(reader, NOW)

    assert (len(first), len(second)) == (1, 0)


def test_a_worker_that_was_beaten_to_it_sends_nothing(post, reader, monkeypatch):
    news(reader, 1)
    seen = jobs._recipients(NOW)
    send_mail(now=NOW)
    monkeypatch.setattr(jobs, "_recipients", lambda now: seen)

    assert send_mail(now=NOW) == Posted(0, 0)
    assert len(post.letters) == 1


def test_what_a_dead_worker_held_is_sent_later(post, reader):
    news(reader, 1)
    jobs.claimed(reader, NOW)

    assert send_mail(now=NOW + timedelta(minutes=1)) == Posted(0, 0)
    assert send_mail(now=NOW + timedelta(hours=1)) == Posted(1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_letter_once(post):
    """At the same moment where the database has more than one connection; SQLite's in tests has one, so there
    one after the other, and at the same moment in tests/scenarios/test_mail_by_two_workers."""
    for number in range(6):
        reader = person(f"reader{number}", "cooperation_officer", at="35.09")
        reader.email = f"reader{number}@example.test"
        reader.save()
        news(reader, number)
    threads = connection.vendor != "sqlite"
    together, posted = threading.Barrier(2, timeout=30), []

    def work():
        try:
            if threads:
                together.wait()
            posted.append(send_mail(now=NOW))
        finally:
            if threads:
                connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start() if threads else worker.run()
    for worker in workers:
        if threads:
            worker.join()

    assert sum(one.sent for one in posted) == 6
    assert len({letter["To"] for letter in post.letters}) == len(post.letters) == 6
