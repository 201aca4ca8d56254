"""The packaged edition is written once, whole or not at all, and kept in step."""

import pytest

from jembatan.places import actions
from jembatan.places.actions import Loaded, NoSuchPlace, load_reference
from jembatan.places.models import LoadedEdition, Region, School

pytestmark = pytest.mark.django_db


def test_one_district_brings_its_parts_what_it_lies_in_and_its_schools(jember):
    assert jember == Loaded(regions=281, retired=0, schools=1_568)
    assert Region.objects.count() == 281
    assert list(Region.objects.provinces().values_list("code", flat=True)) == ["35"]
    assert School.objects.filter(region__isnull=True).count() == 154


def test_a_second_run_of_the_same_edition_changes_nothing(jember, django_assert_num_queries):
    with django_assert_num_queries(1):
        again = load_reference(only="35.09")

    assert again == Loaded(unchanged=True)


def test_a_part_of_what_is_loaded_is_loaded(jember):
    assert actions.is_loaded("35.09.23")
    assert not actions.is_loaded("35.10")
    assert not actions.is_loaded()


def test_an_edition_that_changed_is_written_over_the_old_one(jember):
    Region.objects.filter(code="35.09.23.2005").update(name="Old name", edition="An older decree")
    Region.objects.create(
        code="35.09.23.2999",
        name="Gone",
        level=4,
        kind="desa",
        parent_id="35.09.23",
        edition="An older decree",
    )
    LoadedEdition.objects.update(stamp="older")

    loaded = load_reference(only="35.09")

    assert (loaded.regions, loaded.left_over) == (281, 1)
    assert Region.objects.get(code="35.09.23.2005").name == "Suco"
    assert Region.objects.get(code="35.09.23.2999").edition == "An older decree"


def test_the_progress_told_adds_up_to_the_rows_announced(db):
    told = []

    load_reference(only="35.09.23", advance=told.append)

    assert sum(told) == actions.rows_to_load("35.09.23") == Region.objects.count() + School.objects.count()


def test_a_failed_load_leaves_nothing_behind(db):
    def stop(count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_reference(only="35.09.23", advance=stop)

    assert not Region.objects.exists()
    assert not LoadedEdition.objects.exists()


def test_a_place_that_does_not_exist_is_refused_by_its_code(db):
    with pytest.raises(NoSuchPlace) as refusal:
        load_reference(only="35.99")

    assert refusal.value.detail["place"] == "35.99"


@pytest.mark.slow
def test_the_whole_country_loads_with_every_retired_code(db):
    loaded = load_reference()

    assert (loaded.regions, loaded.retired, loaded.schools) == (91_599, 7_539, 1_568)
    assert Region.objects.get(code="93.01.01").predecessors.get().old_code == "91.01.01"
