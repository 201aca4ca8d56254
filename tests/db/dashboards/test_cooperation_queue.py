"""The home page shows the offices of the legal road what waits for them, and costs the others nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from tests.agreement_rows import TO_DPRD, at_dprd, counterpart, event, in_force, on_the_road
from tests.builders import JEMBER, SUCO, person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


def home(user: User, client: Client | None = None) -> str:
    client = client or Client()
    client.force_login(user)
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def titled(agreement: Agreement, title: str) -> Agreement:
    Agreement.objects.filter(pk=agreement.pk).update(title_id=title)
    agreement.refresh_from_db()
    return agreement


def test_each_office_sees_what_waits_for_it_and_not_for_others(officer: User):
    partner = counterpart(officer)
    titled(on_the_road(1, JEMBER, officer, partner, opened_on=TODAY - timedelta(days=40)), "Milik bagian")
    with_council = on_the_road(2, JEMBER, officer, partner, opened_on=TODAY - timedelta(days=90))
    titled(at_dprd(with_council, officer, since=TODAY - timedelta(days=30)), "Milik dewan")

    council = home(person("council", "council_secretary", at=JEMBER))

    assert "Milik bagian" in home(officer)
    assert "Milik dewan" not in home(officer)
    assert "Milik dewan" in council


def test_what_is_due_within_a_month_or_past_is_listed_soonest_first(officer: User):
    partner = counterpart(officer)
    for number, days in ((1, 20), (2, -3), (3, 60)):
        made = in_force(number, JEMBER, officer, partner, signed_on=TODAY - timedelta(days=99), ends_on=None)
        Agreement.objects.filter(pk=made.pk).update(
            next_due_on=TODAY + timedelta(days=days), title_id=f"K{days}"
        )

    page = home(officer)

    assert page.index("K-3") < page.index("K20")
    assert "K60" not in page


def test_a_case_that_was_sent_back_stands_first(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=TODAY - timedelta(days=90))
    for stage, outcome in TO_DPRD:
        event(agreement, officer, stage, outcome, TODAY - timedelta(days=50))
    event(agreement, officer, "DPRD", "rejected", TODAY - timedelta(days=5))
    titled(agreement, "Dikembalikan dewan")
    Agreement.objects.filter(pk=agreement.pk).update(
        stage="RENCANA", stage_since=TODAY - timedelta(days=5), turn="region"
    )

    page = home(officer)

    assert page.count("Dikembalikan dewan") >= 2


def test_what_others_did_is_new_until_it_was_seen(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=TODAY - timedelta(days=90))
    council = person("council", "council_secretary", at=JEMBER)
    made = event(agreement, council, "PRAKARSA", "recorded", TODAY)
    type(made).objects.filter(pk=made.pk).update(recorded_at=timezone.now() - timedelta(hours=1))
    Agreement.objects.filter(pk=agreement.pk).update(turn="dprd", stage="DPRD", title_id="Bergerak")
    client = Client()

    first, again = home(officer, client), home(officer, client)

    assert "Bergerak" in first
    assert "Bergerak" not in again


def test_a_look_kept_by_somebody_else_counts_for_nobody(officer: User):
    client = Client()
    home(officer, client)
    other = person("other", "cooperation_officer", at=JEMBER)

    assert home(other, client)


def test_long_queues_are_counted_and_bounded(officer: User):
    partner = counterpart(officer)
    for number in range(12):
        on_the_road(number, JEMBER, officer, partner, opened_on=TODAY - timedelta(days=number + 1))
    client = Client()
    client.force_login(officer)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/").content.decode()
    for number in range(20, 40):
        on_the_road(number, JEMBER, officer, partner, opened_on=TODAY - timedelta(days=number))
    with CaptureQueriesContext(connection) as many:
        client.get("/")

    assert "KS-0011" in page
    assert "KS-0001" not in page
    assert len(many) == len(few)


def test_the_home_of_others_asks_nothing_about_agreements():
    client = Client()
    client.force_login(person("operator", "village_operator", at=SUCO))
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    assert not any("agreements_" in query["sql"] for query in queries)
    assert "dilihat" not in client.cookies


def test_the_ministry_is_shown_the_turns_of_the_whole_country(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=TODAY - timedelta(days=90))
    Agreement.objects.filter(pk=agreement.pk).update(
        turn="home_ministry", stage="VERIFIKASI", title_id="Verifikasi kota"
    )

    assert "Verifikasi kota" in home(person("ministry", "ministry_supervisor"))
    assert "Verifikasi kota" not in home(person("elsewhere", "cooperation_officer", at="35.10"))
