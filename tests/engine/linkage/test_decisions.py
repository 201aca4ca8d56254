"""Small stories with one right answer: twins, swapped numbers, placeholders, repeats, movers."""

import json
from datetime import date

import polars as pl
import pytest

from bench.linkage_worlds import make_world
from jembatan.linkage.engine.link import link_frames
from jembatan.linkage.rules.levels import FIELDS

COLUMNS = ("record_id", "nik", "kk", "nisn", "name", "mother_name", "birth_date", "sex", "village_code")


@pytest.fixture(scope="module")
def background():
    """A sub-district around the story, so that names and dates have a usual commonness."""
    return make_world(1_500, seed=90)


def told(background, left, right):
    """Link the background with the story's records put on top; the links that touch the story."""
    schema = dict.fromkeys(COLUMNS, pl.String) | {"birth_date": pl.Date}
    files = [
        pl.concat([file.select(COLUMNS), pl.DataFrame(rows, schema=schema, orient="row")])
        for file, rows in ((background.left, left), (background.right, right))
    ]
    linked = link_frames(*files)
    ours = [row["record_id"] for row in left]
    links = linked.links.filter(pl.col("left_id").is_in(ours), decision="link")
    people = {row["left_id"]: row for row in linked.people.filter(pl.col("left_id").is_in(ours)).to_dicts()}
    return {(row["left_id"], row["right_id"]): row for row in links.to_dicts()}, people


def child(record_id, name, born, **more):
    usual = {"mother_name": "Sumarni Kasiatun", "sex": "L", "village_code": "99.01.03.2003"}
    return {"record_id": record_id, "name": name, "birth_date": born} | usual | more


BORN = date(2012, 5, 17)


def test_twins_are_each_linked_to_their_own_record(background):
    kk = "9901031705120007"
    left = [
        child("A1", "Hasan Basri", BORN, kk=kk, nik="9901031705120001"),
        child("A2", "Husein Basri", BORN, kk=kk, nik="9901031705120002"),
    ]
    right = [child("B1", "HUSEN BASRI", BORN, kk=kk), child("B2", "HASAN BASRI", BORN, kk=kk)]

    links, _ = told(background, left, right)

    assert set(links) == {("A1", "B2"), ("A2", "B1")}


def test_a_twin_without_a_record_does_not_get_the_others(background):
    kk = "9901031705120007"
    left = [
        child("A1", "Rizal Firmansyah", BORN, kk=kk, nik="9901031705120001"),
        child("A2", "Bagus Wicaksono", BORN, kk=kk, nik="9901031705120002"),
    ]
    right = [child("B1", "Rizal Firmansyah", BORN, kk=kk, nik="9901031705120001")]

    links, people = told(background, left, right)

    assert set(links) == {("A1", "B1")}
    assert people["A2"]["p_out"] > 0.9


def test_a_nik_swapped_with_a_brothers_is_no_proof(background):
    kk, own = "9901031705120007", "9901031705120001"
    left = [child("A1", "Rizal Firmansyah", BORN, kk=kk, nik=own)]
    right = [child("B1", "Wahyu Nugroho", date(2009, 2, 3), kk=kk, nik=own)]

    links, people = told(background, left, right)

    assert not links
    assert people["A1"]["p_out"] > 0.5


def test_a_placeholder_nik_joins_nobody(background):
    left = [
        child(f"A{at}", f"Slamet {at * 'I'}", date(2010, 1, 2 + at), nik="0000000000000000")
        for at in range(3)
    ]
    right = [child("B1", "Teguh Prakoso", date(2013, 3, 3), nik="0000000000000000", mother_name="Ngatini")]

    links, _ = told(background, left, right)

    assert not links


def test_a_child_listed_twice_is_linked_twice_and_says_so(background):
    left = [
        child("A1", "Nurul Hidayanti", BORN, sex="P", kk="9901031705120007"),
        child("A2", "NURUL HIDAYANTI", BORN, sex="P", kk="9901031705120007"),
    ]
    right = [child("B1", "Nurul Hidayanti", BORN, sex="P")]

    links, people = told(background, left, right)

    assert set(links) == {("A1", "B1"), ("A2", "B1")}
    assert links["A1", "B1"]["duplicate_of"] is None
    assert links["A2", "B1"]["duplicate_of"] == "A1"
    assert people["A2"]["p_out"] < 0.1


def test_a_child_who_moved_is_found_by_name_date_and_mother(background):
    left = [child("A1", "Moch. Khoirul Anam", BORN, kk="9901031705120007")]
    right = [child("B1", "MUHAMMAD CHOIRUL ANAM", BORN, kk="9901141705180007", village_code="99.01.14.2005")]

    links, _ = told(background, left, right)

    assert set(links) == {("A1", "B1")}


def test_the_evidence_names_fields_levels_and_bits_and_no_values(background):
    left = [child("A1", "Djoko Soesilo", BORN, nik="9901031705120001")]
    right = [child("B1", "Joko Susilo", BORN, nik="9901031705120001", village_code=None)]

    links, _ = told(background, left, right)

    evidence = json.loads(links["A1", "B1"]["evidence"])
    assert evidence["name"]["level"] == "same"
    assert evidence["nik"]["bits"] > 10
    assert "place" not in evidence
    assert "9901031705120001" not in links["A1", "B1"]["evidence"]


def test_a_difference_never_speaks_for_a_pair(background):
    differences = {(field.name, field.words[at]) for field in FIELDS for at in field.never_for}

    links = link_frames(background.left, background.right).links

    for text in links["evidence"].unique():
        for field, said in json.loads(text).items():
            assert (field, said["level"]) not in differences or said["bits"] <= 0
