"""The published figures of Jember agree with one another."""

from jembatan.places.engine.facts import pilot_villages, postal_codes, residents
from jembatan.places.engine.gazetteer import Gazetteer


def test_the_subdistricts_add_up_to_their_district_within_one_per_thousand():
    newest = residents()["35.09"][-1]
    parts = [residents()[code][-1] for code in Gazetteer.packaged().children_of("35.09")]

    assert (newest.year, newest.total, newest.male + newest.female) == (2024, 2_615_874, 2_615_874)
    assert {part.year for part in parts} == {2024}
    assert abs(sum(part.total for part in parts) / newest.total - 1) < 0.001
    assert abs(sum(part.area_km2 for part in parts) / newest.area_km2 - 1) < 0.001


def test_counts_of_one_place_come_oldest_first_with_their_source():
    counts = residents()["35.09"]

    assert [count.year for count in counts] == [2010, 2020, 2024]
    assert all(count.source for count in counts)


def test_every_village_of_jember_has_a_postal_code_of_five_digits():
    villages = Gazetteer.packaged().below("35.09", 4)

    assert sorted(postal_codes()) == list(villages)
    assert all(len(code) == 5 and code.isdigit() for code in postal_codes().values())


def test_the_pilot_villages_lie_in_four_subdistricts():
    assert len(pilot_villages()) == 8
    assert {code[:8] for code in pilot_villages()} == {"35.09.03", "35.09.07", "35.09.18", "35.09.23"}
