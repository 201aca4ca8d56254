"""Two lists of one school: who vanished is asked about, and never counted as dropped out by itself."""

from datetime import date
from pathlib import Path

import pytest

from jembatan.rosters.actions import commit, stage
from jembatan.rosters.engine.inspecting import Handover, inspect
from jembatan.rosters.queries import departures
from tests.builders import JEMBER, person, place

pytestmark = pytest.mark.django_db

PULLS = Path(__file__).parents[2] / "fixtures" / "rosters"
EARLIER = PULLS / "dapodik_webservice_getPesertaDidik.json"
LATER = PULLS / "dapodik_webservice_getPesertaDidik_t1.json"
SCHOOL = "20523521"
OCTOBER, NOVEMBER, NEXT_AUGUST = date(2026, 10, 1), date(2026, 11, 1), date(2027, 8, 1)


@pytest.fixture
def analyst():
    place("35.09.01")
    return person("analyst", "district_analyst", at=JEMBER)


def handed_in(path, day, by):
    read = inspect(path, Handover(npsn=SCHOOL, cut_off=day), today=day)
    batch = stage(read, at=read.place_code, by=by)
    commit(batch, by=by, inspected=read)
    return batch


def test_the_pupil_who_vanished_is_named_and_the_others_are_not(analyst):
    handed_in(EARLIER, OCTOBER, analyst)
    later = handed_in(LATER, NOVEMBER, analyst)

    found = departures(later)

    assert found.obstacle is None
    assert [record.name for record in found.records] == ["GUNAWAN SETIADI"]


def test_lists_on_both_sides_of_a_new_school_year_are_not_compared(analyst):
    handed_in(EARLIER, OCTOBER, analyst)
    later = handed_in(LATER, NEXT_AUGUST, analyst)

    found = departures(later)

    assert found.obstacle
    assert found.records == ()


def test_a_first_list_and_a_list_not_yet_in_have_nobody_to_miss(analyst):
    first = handed_in(EARLIER, OCTOBER, analyst)
    read = inspect(LATER, Handover(npsn=SCHOOL, cut_off=NOVEMBER), today=NOVEMBER)
    waiting = stage(read, at=read.place_code, by=analyst)

    assert departures(first) is None
    assert departures(waiting) is None


def test_the_page_shows_a_shortened_name_and_says_to_ask(client, analyst):
    handed_in(EARLIER, OCTOBER, analyst)
    later = handed_in(LATER, NOVEMBER, analyst)
    client.force_login(analyst)

    page = client.get(f"/impor/{later.pk}/", headers={"accept-language": "en"}).text

    assert "GUNAWAN S." in page
    assert "GUNAWAN SETIADI" not in page
