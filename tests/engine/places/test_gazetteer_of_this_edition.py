"""The packaged list of places is whole and hangs together."""

from collections import Counter

import pytest

from jembatan.places.engine import packaged
from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.rules.codes import Level, level_of, normal_code, parent_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def test_the_edition_has_the_number_of_places_its_decree_states(gazetteer):
    counts = Counter(gazetteer.region(code).kind for code in gazetteer.codes)

    assert len(gazetteer) == 91_599
    assert counts == {
        "provinsi": 38,
        "kabupaten": 416,
        "kota": 98,
        "kecamatan": 7_285,
        "desa": 75_266,
        "kelurahan": 8_496,
    }


def test_every_place_has_a_parent_one_level_up_and_a_well_formed_code(gazetteer):
    orphans = [code for code in gazetteer.codes if parent_of(code) not in gazetteer and level_of(code) > 1]

    assert orphans == []
    assert gazetteer.codes == sorted(set(gazetteer.codes))
    assert all(normal_code(code) == code for code in gazetteer.codes)


def test_jember_has_31_subdistricts_226_desa_and_22_kelurahan(gazetteer):
    kinds = Counter(gazetteer.region(code).kind for code in gazetteer.below("35.09"))

    assert kinds == {"kecamatan": 31, "desa": 226, "kelurahan": 22}


def test_a_retired_code_is_never_in_force_and_its_successor_always_is(gazetteer):
    retired = gazetteer.retirements()

    assert len(retired) == 7_539
    assert not [old for old in retired if old.old_code in gazetteer]
    assert not [old for old in retired if old.current_code and old.current_code not in gazetteer]
    assert sum(old.current_code is None for old in retired) == 346


def test_a_crosswalk_gives_each_place_at_most_one_code_and_back(gazetteer):
    both = {code: gazetteer.bps_code(code) for code in gazetteer.codes if gazetteer.bps_code(code)}

    assert len(both) == 7_405
    assert all(gazetteer.from_bps(bps) == code for code, bps in both.items())
    assert {
        gazetteer.from_dapodik(gazetteer.dapodik_code(code)) for code in gazetteer.children_of("35.09")
    } == set(gazetteer.children_of("35.09"))


def test_every_school_stands_in_a_place_in_force(gazetteer):
    schools = gazetteer.schools_in("35.09")

    assert len(schools) == 1_568
    assert all(school.subdistrict_code in gazetteer for school in schools)
    assert all(
        parent_of(school.village_code) == school.subdistrict_code for school in schools if school.village_code
    )


@pytest.mark.parametrize(
    ("table", "rows"),
    [(packaged.POSTAL_CODES, 248), (packaged.PILOT_VILLAGES, 8), (packaged.POPULATION, 34)],
)
def test_the_smaller_tables_speak_only_of_places_in_force(gazetteer, table, rows):
    codes = [row[0] for row in packaged.rows(table)]

    assert len(codes) == rows
    assert all(code in gazetteer for code in codes)


def test_the_eight_pilot_villages_are_those_of_the_programme(gazetteer):
    pilots = {gazetteer.region(row[0]).name for row in packaged.rows(packaged.PILOT_VILLAGES)}

    assert pilots == {
        "Tempurejo",
        "Pondokrejo",
        "Suco",
        "Lengkong",
        "Semboro",
        "Sidomekar",
        "Pringgowirawan",
        "Karangbayat",
    }


def test_every_village_in_force_is_found_by_its_own_name_in_its_own_subdistrict(gazetteer):
    villages = gazetteer.below("", Level.VILLAGE)

    answers = {
        code: gazetteer.village(gazetteer.region(code).name, subdistrict=parent_of(code)) for code in villages
    }

    astray = [code for code, answer in answers.items() if answer.code not in (code, None)]
    twins = [code for code, answer in answers.items() if answer.reason == "ambiguous"]
    assert astray == []
    # Sixteen pairs bear one name in one subdistrict: fourteen a desa and a kelurahan, two both desa.
    assert len(twins) == 32
    assert all(code in answers[code].candidates for code in twins)
