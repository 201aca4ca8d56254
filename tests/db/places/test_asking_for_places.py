"""Pages find places and schools by where they lie and by what they are called."""

import pytest
from django.db import IntegrityError, connection, transaction

from jembatan.places import queries
from jembatan.places.models import Region, School

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jember")]


def test_within_a_place_is_itself_and_everything_below_it():
    within = Region.objects.within("35.09.23")

    assert within.count() == 8
    assert within.villages().count() == 7
    assert list(within.subdistricts().values_list("name", flat=True)) == ["Mumbulsari"]
    assert Region.objects.below("35.09").count() == 279
    assert Region.objects.within("35.0").count() == 0


def test_within_a_place_is_read_from_an_index():
    plan = Region.objects.within("35.09.23").order_by().explain()

    assert "SCAN places_region" not in plan
    if connection.vendor == "sqlite":
        assert "USING INDEX" in plan


def test_codes_are_compared_bytewise_whatever_the_database():
    Region.objects.create(code="36", name="Banten", level=1, kind="provinsi", edition="test")

    codes = list(Region.objects.order_by("code").values_list("code", flat=True))

    assert codes == sorted(codes)


def test_a_breadcrumb_leads_from_the_province_to_the_place(django_assert_num_queries):
    with django_assert_num_queries(1):
        trail = queries.breadcrumb("35.09.23.2005")

    assert [place.name for place in trail] == ["Jawa Timur", "Kabupaten Jember", "Mumbulsari", "Suco"]
    assert queries.breadcrumb("36.01") == []


def test_places_under_a_place_are_its_children_by_name():
    names = [place.name for place in queries.places_under("35.09")]

    assert len(names) == 31
    assert names[:3] == ["Ajung", "Ambulu", "Arjasa"]
    assert [place.code for place in queries.places_under(None)] == ["35"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("karang bayat", ["35.09.03.2010"]),
        ("Kec. Semboro", ["35.09.07"]),
        ("Desa Semboro", ["35.09.07.2004"]),
        ("Kab. Jember", ["35.09"]),
        ("35.09.23.2005", ["35.09.23.2005"]),
        ("3509232005", ["35.09.23.2005"]),
        ("...", []),
        ("nowhere at all", []),
    ],
)
def test_a_place_is_found_as_people_write_it(text, codes):
    assert [place.code for place in queries.search(text)] == codes


def test_an_exact_name_comes_before_a_beginning_and_a_beginning_before_a_middle():
    found = [place.name for place in queries.search("suko")]

    assert [place.name for place in queries.search("Ajung")][:2] == ["Ajung", "Ajung"]
    assert found[0].startswith("Suko")
    assert [name.lower().startswith("suko") for name in found] == sorted(
        (name.lower().startswith("suko") for name in found), reverse=True
    )


def test_a_search_stays_inside_the_place_it_is_asked_in():
    found = queries.search("Sidomulyo", within="35.09.30")

    assert [place.code for place in found] == ["35.09.30.2009"]


def test_a_school_is_found_by_number_and_by_name_with_its_place_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [(school.npsn, school.subdistrict.name) for school in queries.search_schools("20523521")]

    named = queries.search_schools("sd-n keting 01", within="35.09.01")
    assert found == [("20523521", "Jombang")]
    assert [school.npsn for school in named] == ["20523521"]
    assert queries.search_schools("sd-n keting 01", within="35.09.02") == []
    assert queries.search_schools(" ") == []


def test_schools_within_a_village_are_those_with_a_usable_coordinate():
    village = School.objects.within("35.09.01.2003")

    assert village.count() > 0
    assert set(village.values_list("coordinate_quality", flat=True)) == {"ok"}
    assert School.objects.within("35.09").count() == School.objects.within("35").count() == 1_568


@pytest.mark.parametrize("wrong", [{"level": 5, "parent_id": "35"}, {"level": 2, "parent_id": None}])
def test_the_database_refuses_a_place_without_a_parent_or_of_no_level(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.create(code="35.99", name="Nowhere", kind="kabupaten", edition="test", **wrong)
