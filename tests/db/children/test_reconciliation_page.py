"""The page on which an analyst asks for a reconciliation."""

from datetime import date

import pytest

from jembatan.children.jobs import carry_out_next
from jembatan.children.models import Reconciliation
from jembatan.rosters.actions import commit, stage
from jembatan.rosters.engine.inspecting import Handover, inspect
from tests.builders import JEMBER, SUCO, person, place
from tests.rosters_files import opensid_workbook

pytestmark = pytest.mark.django_db

PAGE = f"/wilayah/{SUCO}/rekonsiliasi/"
ASKED = {"as_of": "2026-10-01", "youngest": "7", "oldest": "18", "age_at": "survey", "definition": "national"}


@pytest.fixture
def analyst(client, tmp_path):
    place(SUCO)
    analyst = person("analyst", "district_analyst", at=JEMBER)
    path = opensid_workbook(tmp_path / "penduduk.xlsx", people=12)
    read = inspect(path, Handover(place=SUCO, cut_off=date(2026, 9, 1)), today=date(2026, 9, 1))
    commit(stage(read, at=SUCO, by=analyst), by=analyst)
    client.force_login(analyst)
    return analyst


def test_asking_shows_that_it_waits_and_then_the_result(client, analyst):
    asked = client.post(PAGE, ASKED)
    waiting = client.get(PAGE)
    carry_out_next()
    done = client.get(PAGE)

    assert asked.status_code == 302
    assert 'http-equiv="refresh"' in waiting.text
    assert 'http-equiv="refresh"' not in done.text
    assert Reconciliation.objects.get().finished_at is not None


def test_asking_twice_is_refused_in_a_sentence(client, analyst):
    client.post(PAGE, ASKED)

    again = client.post(PAGE, ASKED)

    assert again.status_code == 409
    assert Reconciliation.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"as_of": "31/31/2026"}, {"oldest": "3"}, {"definition": "ours"}])
def test_a_wrong_answer_is_said_at_its_field_and_nothing_is_asked_for(client, analyst, wrong):
    answer = client.post(PAGE, ASKED | wrong)

    assert answer.status_code == 400
    assert not Reconciliation.objects.exists()


@pytest.mark.parametrize(("role", "at"), [("village_operator", SUCO), ("partner", JEMBER), (None, JEMBER)])
def test_the_page_is_not_there_for_those_who_may_not_reconcile(client, analyst, role, at):
    client.force_login(person("somebody", role, at=at))

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, ASKED).status_code == 404


def test_the_page_costs_a_bounded_number_of_queries(client, analyst, django_assert_max_num_queries):
    client.post(PAGE, ASKED)
    carry_out_next()

    with django_assert_max_num_queries(16):
        client.get(PAGE)
