"""The import pages: one clear sentence for every bad file, nothing changed by it, and nobody sees too much."""

import io
import re

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from jembatan.rosters.models import Batch, Record
from tests.builders import JEMBER, LENGKONG, SUCO, person
from tests.db.rosters.conftest import BAD_FILES, SD_SUCO, committed, staged
from tests.rosters_files import DAPODIK, EMIS, census_json, opensid_workbook

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hand_over(user, path, *, json=False, **typed):
    headers = {"Accept": "application/json"} if json else {}
    with path.open("rb") as file:
        return signed_in(user).post(reverse("rosters:hand_over"), {"file": file, **typed}, headers=headers)


def errors_at(response, field):
    found = re.search(rf'id="id_{field}_error">(.*?)</div>', response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


def batch_page(user, batch):
    return signed_in(user).get(reverse("rosters:batch", args=[batch.pk]))


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_a_sentence_at_the_field_and_changes_nothing(kind, operator, bad_file, own_files):
    path = bad_file(kind)

    response = hand_over(operator, path, place=SUCO, cut_off="2026-07-01")

    said = errors_at(response, "file")
    assert 400 <= response.status_code < 500
    assert said.endswith(".") and len(said) < 250
    assert 'value="2026-07-01"' in response.content.decode()
    assert f'value="{SUCO}" selected' in response.content.decode()
    assert not Batch.objects.exists()
    assert not [kept for kept in own_files.rglob("*") if kept.is_file()]


@pytest.mark.parametrize("kind", ["pdf", "cut off", "too large"])
def test_a_sentence_about_a_file_names_the_file_as_its_owner_does(kind, operator, bad_file):
    path = bad_file(kind)

    assert path.name in errors_at(hand_over(operator, path), "file")


def test_a_good_file_is_staged_and_its_page_says_what_it_would_bring(operator, register):
    response = hand_over(operator, register, place=SUCO)

    batch = Batch.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("rosters:batch", args=[batch.pk])
    page = batch_page(operator, batch).content.decode()
    assert reverse("rosters:commit", args=[batch.pk]) in page
    assert "CONTOH ANAK" not in page and "993509" not in page
    assert not Record.objects.exists()


def test_the_pages_script_is_told_where_to_go(operator, register):
    response = hand_over(operator, register, json=True, place=SUCO)

    assert response.json() == {"next": reverse("rosters:batch", args=[Batch.objects.get().pk])}


def test_the_same_file_again_leads_to_the_batch_that_is_there(operator, register):
    first = staged(register, operator, place=SUCO)

    response = hand_over(operator, register, place=SUCO)

    assert response["Location"] == reverse("rosters:batch", args=[first.pk])
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "typed", "field"),
    [
        (EMIS, {}, "npsn"),
        (EMIS, {"npsn": "99030001"}, "npsn"),
        (DAPODIK, {"npsn": "123"}, "npsn"),
        (DAPODIK, {"npsn": SD_SUCO, "cut_off": "kemarin"}, "cut_off"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_own_field(path, typed, field, analyst):
    response = hand_over(analyst, path, **typed)

    assert response.status_code == 400
    assert errors_at(response, field)


def test_a_village_that_was_not_chosen_or_is_another_one_is_said_at_the_place(analyst, register, tmp_path):
    person("neighbour", "village_operator", at=LENGKONG)

    unnamed = hand_over(analyst, register)
    another = hand_over(analyst, census_json(tmp_path / "sensus.json", village=LENGKONG), place=SUCO)

    assert errors_at(unnamed, "place") and errors_at(another, "place")


def test_somebody_with_one_village_finds_it_chosen(operator):
    page = signed_in(operator).get(reverse("rosters:hand_over")).content.decode()

    assert f'value="{SUCO}" selected' in page


def test_a_village_operator_cannot_hand_over_a_school_file_or_another_village(operator, neighbour, register):
    school = hand_over(operator, DAPODIK, npsn=SD_SUCO)
    village = hand_over(operator, register, place=LENGKONG)

    assert (school.status_code, village.status_code) == (403, 400)
    assert errors_at(school, "file") and errors_at(village, "place")
    assert not Batch.objects.exists()


def test_commit_discard_and_take_back_by_their_buttons(operator, register, tmp_path):
    hand_over(operator, register, place=SUCO)
    hand_over(operator, opensid_workbook(tmp_path / "lain.xlsx", people=3), place=SUCO)
    other, batch = Batch.objects.all()
    client = signed_in(operator)

    client.post(reverse("rosters:commit", args=[batch.pk]))
    after_commit = Record.objects.count()
    client.post(reverse("rosters:discard", args=[other.pk]))
    client.post(reverse("rosters:undo", args=[batch.pk]))

    assert after_commit == 10
    assert not Record.objects.exists()
    assert [found.state for found in Batch.objects.all()] == ["discarded", "undone"]


def test_a_button_of_a_stale_page_says_so_and_changes_nothing(operator, register):
    batch = committed(register, operator, place=SUCO)

    response = signed_in(operator).post(reverse("rosters:commit", args=[batch.pk]), follow=True)

    assert "note warn" in response.content.decode()
    assert Record.objects.count() == 10


def test_refused_rows_are_downloaded_in_their_own_layout(operator, register):
    batch = committed(register, operator, place=SUCO)

    response = signed_in(operator).get(reverse("rosters:refused_rows", args=[batch.pk]))

    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book["Data Penduduk"].max_row == 3
    assert f"ditolak-{batch.pk}.xlsx" in response["Content-Disposition"]


def test_refused_rows_of_a_file_that_is_gone_are_a_sentence_not_a_crash(operator, register, own_files):
    batch = committed(register, operator, place=SUCO)
    for path in own_files.rglob("*.sealed"):
        path.unlink()

    response = signed_in(operator).get(reverse("rosters:refused_rows", args=[batch.pk]), follow=True)

    assert "note warn" in response.content.decode()


@pytest.mark.parametrize("name", ["batch", "commit", "discard", "undo", "refused_rows"])
@pytest.mark.parametrize("who", ["neighbour", "outsider", "partner", "enumerator"])
def test_who_may_not_see_a_batch_gets_404_on_every_address_of_it(name, who, operator, neighbour, register):
    batch = committed(register, operator, place=SUCO)
    stranger = {
        "neighbour": lambda: neighbour,
        "outsider": lambda: person("outsider"),
        "partner": lambda: person("partner", "partner", at=JEMBER),
        "enumerator": lambda: person("enumerator", "enumerator", at=SUCO),
    }[who]()
    client = signed_in(stranger)
    ask = client.get if name in ("batch", "refused_rows") else client.post

    assert ask(reverse(f"rosters:{name}", args=[batch.pk])).status_code == 404
    assert Record.objects.count() == 10


@pytest.mark.parametrize("role", [None, "partner", "ministry_supervisor"])
def test_who_sees_no_files_gets_404_on_the_list_and_the_form(role, operator, register):
    committed(register, operator, place=SUCO)
    client = signed_in(person("stranger", role, at=JEMBER))

    assert client.get(reverse("rosters:batches")).status_code == 404
    assert client.get(reverse("rosters:hand_over")).status_code == 404


def test_a_neighbour_finds_no_file_of_the_village_in_the_list(operator, neighbour, register):
    committed(register, operator, place=SUCO)

    assert register.name in signed_in(operator).get(reverse("rosters:batches")).content.decode()
    assert register.name not in signed_in(neighbour).get(reverse("rosters:batches")).content.decode()


def test_pages_ask_the_database_as_often_for_many_files_as_for_one(
    operator, tmp_path, django_assert_max_num_queries
):
    client = signed_in(operator)
    for people in range(1, 8):
        batch = committed(opensid_workbook(tmp_path / f"{people}.xlsx", people=people), operator, place=SUCO)

    with django_assert_max_num_queries(8):
        client.get(reverse("rosters:batches"))
    with django_assert_max_num_queries(8):
        client.get(reverse("rosters:batch", args=[batch.pk]))
    with django_assert_max_num_queries(8):
        client.get(reverse("rosters:hand_over"))


def test_the_list_filters_by_state_and_pages(operator, tmp_path):
    staged(opensid_workbook(tmp_path / "tinggal.xlsx", people=1), operator, place=SUCO)
    committed(opensid_workbook(tmp_path / "masuk.xlsx", people=2), operator, place=SUCO)

    page = signed_in(operator).get(reverse("rosters:batches"), {"keadaan": "committed"}).content.decode()

    assert "masuk.xlsx" in page and "tinggal.xlsx" not in page
