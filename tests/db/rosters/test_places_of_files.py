"""A file speaks for one place: its village, its school's sub-district, the common district; and only there."""

import pytest

from jembatan.ledger.acting import NotAllowed
from jembatan.rosters.engine.inspecting import (
    PlaceDiffers,
    PlaceNotNamed,
    SchoolNotNamed,
    UnknownPlace,
    UnknownSchool,
)
from jembatan.rosters.models import Batch, Record
from tests.builders import JEMBER, LENGKONG, SUCO, person, place
from tests.db.rosters.conftest import SD_SUCO, committed, looked_at, staged
from tests.rosters_files import DAPODIK, EMIS, PORTAL_ELSEWHERE, census_json, portal_workbook

pytestmark = pytest.mark.django_db


def test_a_village_register_speaks_for_the_village_that_was_chosen(register):
    inspected = looked_at(register, place=SUCO)

    assert (inspected.place_code, inspected.village, inspected.npsn) == (SUCO, SUCO, "")


def test_a_village_register_without_a_village_is_refused_with_what_to_do(register):
    with pytest.raises(PlaceNotNamed, match="Choose the village"):
        looked_at(register)


def test_a_school_roster_speaks_for_the_sub_district_of_the_school():
    inspected = looked_at(DAPODIK, npsn=SD_SUCO)

    assert (inspected.place_code, inspected.village, inspected.npsn) == ("35.09.23", None, SD_SUCO)


def test_an_emis_file_without_a_school_is_refused_with_what_to_do():
    with pytest.raises(SchoolNotNamed, match="Choose the school"):
        looked_at(EMIS)


def test_a_school_that_is_not_listed_needs_its_place():
    with pytest.raises(UnknownSchool):
        looked_at(EMIS, npsn="99030001")

    assert looked_at(EMIS, npsn="99030001", place="35.09.03").place_code == "35.09.03"


def test_a_portal_list_speaks_for_the_narrowest_place_that_holds_its_children(tmp_path):
    within_one = portal_workbook(tmp_path / "a.xlsx", villages=[SUCO, LENGKONG])
    across = portal_workbook(tmp_path / "b.xlsx", villages=[SUCO, "35.09.18.2004"])

    assert looked_at(within_one).place_code == "35.09.23"
    assert looked_at(across).place_code == JEMBER


def test_a_census_speaks_for_its_own_village(tmp_path):
    assert looked_at(census_json(tmp_path / "sensus.json", village=LENGKONG)).place_code == LENGKONG


def test_a_place_that_the_official_list_does_not_have_is_refused(register):
    with pytest.raises(UnknownPlace, match=r"99\.01\.01"):
        looked_at(PORTAL_ELSEWHERE)
    with pytest.raises(UnknownPlace, match=r"35\.09\.23\.2999"):
        looked_at(register, place="35.09.23.2999")


def test_a_file_of_another_village_is_not_taken_for_the_chosen_one(tmp_path):
    census = census_json(tmp_path / "sensus.json", village=LENGKONG)

    with pytest.raises(PlaceDiffers) as refusal:
        looked_at(census, place=SUCO)

    assert (refusal.value.detail["found"], refusal.value.detail["named"]) == (LENGKONG, SUCO)


def test_a_village_operator_hands_over_no_school_file(operator):
    with pytest.raises(NotAllowed):
        staged(DAPODIK, operator, npsn=SD_SUCO)

    assert not Batch.objects.exists()


def test_a_refused_hand_over_leaves_no_file_behind(operator, own_files):
    with pytest.raises(NotAllowed):
        staged(DAPODIK, operator, npsn=SD_SUCO)

    assert not [path for path in own_files.rglob("*") if path.is_file()]


def test_everybody_sees_the_batches_and_records_of_their_own_places_only(
    operator, analyst, neighbour, register
):
    batch = committed(register, operator, place=SUCO)
    outsider, partner = person("outsider"), person("partner", "partner", at=JEMBER)
    elsewhere = person("elsewhere", "district_analyst", at=place("35.10").code)

    def sees(user):
        return (batch in Batch.objects.visible_to(user), Record.objects.visible_to(user).count())

    assert sees(operator) == sees(analyst) == (True, 10)
    assert sees(neighbour) == sees(outsider) == sees(partner) == sees(elsewhere) == (False, 0)
