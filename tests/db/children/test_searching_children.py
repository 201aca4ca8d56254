"""The list of children: searched, never browsed; inside one's own places only; sensitive causes kept."""

import pytest
from django.http import QueryDict

from jembatan.accounts.rules.permissions import Permission
from jembatan.children import queries
from jembatan.children.queries import Criteria
from jembatan.children.web import filters
from tests.builders import JEMBER, LENGKONG, SUCO, person
from tests.reconciled import child, reconciliation

pytestmark = pytest.mark.django_db


def _names(page):
    return [row.name for row in page.rows]


def test_nothing_is_listed_until_something_is_asked_for():
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    child(run, SUCO)

    page = queries.found(operator, run, SUCO, Criteria(name="a"))

    assert (page.rows, page.whole) == ([], 0)


def test_a_name_is_found_in_another_spelling():
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    child(run, SUCO, name="Djoko Soesilo")

    assert _names(queries.found(operator, run, SUCO, Criteria(name="joko susilo"))) == ["Djoko Soesilo"]


def test_the_neighbour_village_is_not_found_by_anybody_of_this_one():
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    child(run, LENGKONG, name="Siti Tetangga")

    assert _names(queries.found(operator, run, LENGKONG, Criteria(name="siti"))) == []
    assert _names(queries.found(operator, run, JEMBER, Criteria(name="siti"))) == []


def test_an_outsider_finds_nobody():
    outsider, run = person("luar"), reconciliation()
    child(run, SUCO, name="Siti")

    assert queries.found(outsider, run, SUCO, Criteria(name="siti")).whole == 0
    assert queries.reconciliation_at(outsider, SUCO) is None


def test_a_child_without_a_village_is_found_by_the_district_only():
    analyst, run = person("analis", "district_analyst", at=JEMBER), reconciliation()
    operator = person("operator", "village_operator", at=SUCO)
    child(run, "", name="Siti Residu")

    assert _names(queries.found(analyst, run, JEMBER, Criteria(name="residu"))) == ["Siti Residu"]
    assert _names(queries.found(operator, run, SUCO, Criteria(name="residu"))) == []


def test_asking_for_a_sensitive_cause_finds_nobody_for_those_who_may_not_see_it():
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    companion = person("pendamping", "case_companion", at=SUCO)
    child(run, SUCO, name="Rahasia", cause_main="6")
    child(run, SUCO, name="Lainnya", cause_main="x6")

    assert _names(queries.found(operator, run, SUCO, Criteria(cause="6"))) == []
    assert _names(queries.found(operator, run, SUCO, Criteria(cause="x6"))) == ["Lainnya", "Rahasia"]
    assert _names(queries.found(companion, run, SUCO, Criteria(cause="6"))) == ["Rahasia"]
    assert not operator.may(Permission.SENSITIVE_CAUSE_SEE, at=SUCO)


def test_pages_follow_one_another_without_gap_or_repeat(monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 3)
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    for number in range(7):
        child(run, SUCO, name=f"Siti {'ABC'[number % 3]}")

    seen, after = [], ""
    while after is not None:
        page = queries.found(operator, run, SUCO, Criteria(statuses=("dropped_out",)), after=after)
        seen += [row.pk for row in page.rows]
        after = page.next_key

    assert len(seen) == len(set(seen)) == page.whole == 7


@pytest.mark.parametrize("key", ["x", "|", "a|-1", "a|99999999999999999999", "|||"])
def test_a_key_that_nobody_gave_starts_from_the_beginning(key):
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    child(run, SUCO)

    assert len(queries.found(operator, run, SUCO, Criteria(statuses=("dropped_out",)), after=key).rows) == 1


def test_filters_read_as_a_sentence():
    query = QueryDict("status=ats&dusun=Krajan&umur=13-15&jk=P")

    said = filters.sentence(filters.read(query), query)

    assert [part.parameter for part in said] == ["status", "jk", "umur", "dusun"]
    assert said[-1].words == "Dusun Krajan"


def test_filters_nobody_offers_ask_for_nothing():
    query = QueryDict("status=all&umur=0-99&sumber=x&langkah=y&sebab=99&jk=Z&kurang=w&portal=v")

    assert not filters.read(query).given


def test_gaps_and_the_portal_can_be_asked_for():
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    child(run, SUCO, name="Tanpa Lahir", birth_date=None, portal_status="DO")
    child(run, SUCO, name="Lengkap")

    assert _names(queries.found(operator, run, SUCO, Criteria(gap="birth_date"))) == ["Tanpa Lahir"]
    assert _names(queries.found(operator, run, SUCO, Criteria(portal="listed"))) == ["Tanpa Lahir"]
    assert _names(queries.found(operator, run, SUCO, Criteria(portal="unlisted"))) == ["Lengkap"]


def test_visits_are_listed_in_the_order_of_walking_with_the_unplaced_last():
    operator, run = person("operator", "village_operator", at=SUCO), reconciliation()
    for name, dusun, rt in (
        ("A", "", "001"),
        ("B", "Krajan", "002"),
        ("C", "Krajan", "001"),
        ("D", "Alas", "009"),
    ):
        child(run, SUCO, name=name, dusun=dusun, rt=rt, next_step="visit")
    child(run, SUCO, name="E")

    assert [row.name for row in queries.to_visit(operator, run, SUCO)] == ["D", "C", "B", "A"]
