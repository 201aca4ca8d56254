"""Pages of the pipeline and the calendar: what they show, to whom, at what cost."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.correspondence.actions import close_feed, open_feed
from jembatan.correspondence.models import Notice
from tests.agreement_rows import at_dprd, counterpart, in_force, on_the_road, owes
from tests.builders import JEMBER, person, place

pytestmark = pytest.mark.django_db
PAGES = (
    "/kerja-sama/alur/",
    "/kerja-sama/alur/?tampilan=tabel",
    "/kerja-sama/alur/?tahap=DPRD",
    "/kerja-sama/tenggat/",
    "/kerja-sama/tenggat/daftar/",
    "/kerja-sama/tenggat/lalai/",
    "/kerja-sama/tenggat/malam-ini/",
)
FILES = ("/kerja-sama/alur/unduh.csv", "/kerja-sama/tenggat/unduh.csv")


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def portfolio(officer: User, today: date) -> list[Agreement]:
    """One before the DPRD past its day, one young, one in force with something owed."""
    partner = counterpart(officer)
    late = on_the_road(1, JEMBER, officer, partner, opened_on=today - timedelta(days=300))
    at_dprd(late, officer, since=today - timedelta(days=200), received_on=today - timedelta(days=200))
    Agreement.objects.filter(pk=late.pk).update(next_due_on=today - timedelta(days=100))
    young = on_the_road(2, JEMBER, officer, partner, opened_on=today - timedelta(days=3))
    signed = in_force(3, JEMBER, officer, partner, signed_on=today - timedelta(days=20), ends_on=None)
    owes(signed, officer, due_on=today + timedelta(days=1), title="Laporan kunjungan")
    return [late, young, signed]


def shown_to(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200, address
    if getattr(answer, "streaming", False):
        return b"".join(answer).decode()  # type: ignore[arg-type]
    return answer.content.decode()


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_every_page_opens_with_and_without_agreements(officer: User, address: str):
    assert shown_to(officer, address)


def test_the_board_shows_each_case_at_its_stage_with_its_age(officer: User, portfolio: list[Agreement]):
    page = shown_to(officer, "/kerja-sama/alur/")

    assert "Persetujuan DPRD" in page
    assert portfolio[0].title_id in page
    assert portfolio[2].title_id not in page
    assert 'class="case late"' in page


def test_the_table_lists_the_oldest_first_and_pages_by_key(
    officer: User, portfolio: list[Agreement], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("jembatan.agreements.queries.board.ON_A_PAGE", 1)

    first = shown_to(officer, "/kerja-sama/alur/?tampilan=tabel")
    key = f"{portfolio[0].stage_since}_{portfolio[0].pk}"
    second = shown_to(officer, f"/kerja-sama/alur/?tampilan=tabel&mulai={key}")

    assert portfolio[0].title_id in first
    assert f"mulai={key}" in first
    assert portfolio[1].title_id not in first
    assert portfolio[1].title_id in second
    assert portfolio[0].title_id not in second


@pytest.mark.parametrize("key", ["x", "2026-11-22", "2026-13-01_5", "_", "2026-11-22_x"])
def test_a_key_that_is_none_begins_at_the_start(officer: User, portfolio: list[Agreement], key: str):
    assert portfolio[0].title_id in shown_to(officer, f"/kerja-sama/alur/?tampilan=tabel&mulai={key}")


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("giliran=dprd", [True, False]),
        ("giliran=region", [False, True]),
        ("tahap=PRAKARSA", [False, True]),
        ("jenis=sister_regency_city", [True, True]),
        ("jenis=foreign_ngo", [False, False]),
        ("wilayah=35", [True, True]),
        ("wilayah=34", [False, False]),
        ("jenis=nonsense&giliran=nobody&tahap=NOWHERE", [True, True]),
    ],
)
def test_filters_live_in_the_address(officer: User, portfolio: list[Agreement], query: str, seen: list[bool]):
    table = shown_to(officer, f"/kerja-sama/alur/unduh.csv?{query}")

    assert [agreement.reference in table for agreement in portfolio[:2]] == seen


def test_the_file_holds_ages_and_runs_no_formula(officer: User, portfolio: list[Agreement]):
    Agreement.objects.filter(pk=portfolio[1].pk).update(title_id="=1+1")

    table = shown_to(officer, "/kerja-sama/alur/unduh.csv")

    assert table.startswith("\ufeff")
    assert "'=1+1" in table


def test_the_calendar_tells_how_a_day_was_counted_and_by_which_rule(
    officer: User, portfolio: list[Agreement]
):
    page = shown_to(officer, "/kerja-sama/tenggat/")

    assert "PP 28/2018 Pasal 30 ayat (4)" in page
    assert "45" in page
    assert "Laporan kunjungan" in shown_to(officer, "/kerja-sama/tenggat/daftar/")


def test_the_calendar_opens_any_month_and_this_one_for_nonsense(officer: User, portfolio: list[Agreement]):
    assert "2025" in shown_to(officer, "/kerja-sama/tenggat/?bulan=2025-03")
    for written in ("x", "2026-13", "0001-01", "9999-12", "2026-1"):
        assert shown_to(officer, f"/kerja-sama/tenggat/?bulan={written}")


def test_offices_in_default_are_named_with_what_they_let_pass(officer: User, portfolio: list[Agreement]):
    page = shown_to(officer, "/kerja-sama/tenggat/lalai/")

    assert 'id="kantor-dprd"' in page
    assert portfolio[0].title_id in page
    assert 'id="kantor-dprd"' in shown_to(officer, "/kerja-sama/tenggat/lalai/?kantor=dprd")
    assert 'id="kantor-dprd"' not in shown_to(officer, "/kerja-sama/tenggat/lalai/?kantor=region")


def test_tonight_tells_who_would_be_told_what_and_changes_nothing(officer: User, portfolio: list[Agreement]):
    page = shown_to(officer, "/kerja-sama/tenggat/malam-ini/")

    assert officer.full_name in page
    assert portfolio[0].title_id in page
    assert not Notice.objects.exists()


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_who_sees_no_agreements_finds_no_such_page(portfolio: list[Agreement], address: str):
    client = Client()
    client.force_login(person("operator", "village_operator", at=JEMBER))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_another_region_sees_nothing_of_these(portfolio: list[Agreement], address: str):
    page = shown_to(person("neighbour", "cooperation_officer", at="35.10"), address)

    assert not any(agreement.title_id in page or agreement.reference in page for agreement in portfolio)


def test_the_ministry_sees_the_whole_country(officer: User, portfolio: list[Agreement], today: date):
    place("34.71")
    on_the_road(9, "34.71", officer, counterpart(officer, "Kyoto"), opened_on=today)

    page = shown_to(person("ministry", "ministry_supervisor"), "/kerja-sama/alur/")

    assert portfolio[0].title_id in page
    assert "Kota kembar 9" in page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_no_more_queries_for_more_agreements(
    officer: User, portfolio: list[Agreement], today: date, address: str
):
    client = Client()
    client.force_login(officer)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    partner = counterpart(officer, "Sydney")
    for number in range(20, 40):
        on_the_road(number, JEMBER, officer, partner, opened_on=today - timedelta(days=number))

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


@pytest.fixture
def anonymous() -> Iterator[Client]:
    return Client()


def test_the_feed_opens_with_its_secret_alone(officer: User, portfolio: list[Agreement], anonymous: Client):
    token = open_feed(officer, by=officer)

    answer = anonymous.get(f"/kerja-sama/tenggat/feed/{token}.ics")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    file = answer.content.decode().replace("\r\n ", "")
    assert f"UID:{portfolio[0].reference}.T1@jembatan" in file
    assert "Laporan kunjungan" in file
    assert "BEGIN:VALARM" in file


def test_the_feed_shows_only_what_its_owner_may_see(portfolio: list[Agreement], anonymous: Client):
    neighbour = person("neighbour", "cooperation_officer", at="35.10")
    token = open_feed(neighbour, by=neighbour)

    file = anonymous.get(f"/kerja-sama/tenggat/feed/{token}.ics").content.decode()

    assert "BEGIN:VEVENT" not in file


def test_an_ended_or_wrong_secret_opens_nothing(officer: User, anonymous: Client):
    token = open_feed(officer, by=officer)
    close_feed(officer, by=officer)

    assert anonymous.get(f"/kerja-sama/tenggat/feed/{token}.ics").status_code == 404
    assert anonymous.get("/kerja-sama/tenggat/feed/nothing.ics").status_code == 404


def test_somebody_without_cooperations_has_no_feed(anonymous: Client):
    operator = person("operator", "village_operator", at=JEMBER)
    token = open_feed(operator, by=operator)

    assert anonymous.get(f"/kerja-sama/tenggat/feed/{token}.ics").status_code == 404
