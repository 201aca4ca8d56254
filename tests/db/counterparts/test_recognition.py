"""Whom Indonesia recognises, as it stands on a day."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.counterparts import actions
from jembatan.counterparts.queries import (
    recognition_of,
    recognition_table,
    relation_of,
    relation_of_country,
)
from jembatan.counterparts.rules.countries import UnknownCountry
from jembatan.counterparts.rules.recognition import BadStatement, Outcome, Recognition, Relation
from jembatan.ledger.acting import NotAllowed

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
JAPAN = Recognition(
    "Jepang", Relation.DIPLOMATIC, date(1958, 4, 15), None, "Invented letter of the Foreign Ministry", "", "B"
)


def test_nothing_is_claimed_about_a_country_nobody_has_looked_up():
    statement = recognition_of("JP", TODAY)

    assert (statement.relation, statement.grade) == (Relation.UNVERIFIED, "D")
    assert relation_of_country("JP", TODAY).outcome is Outcome.NEEDS_CONFIRMATION


def test_israel_is_blocked_and_taiwan_asks(melbourne):
    assert relation_of_country("IL", TODAY).outcome is Outcome.BLOCKED
    assert relation_of_country("TW", TODAY).outcome is Outcome.NEEDS_CONFIRMATION
    assert relation_of(melbourne, TODAY).outcome is Outcome.NEEDS_CONFIRMATION


def test_an_organisation_has_no_country_to_check():
    assert recognition_of("", TODAY) is None
    assert relation_of_country("", TODAY).outcome is Outcome.CLEAR


def test_an_officer_of_the_foreign_ministry_confirms_with_a_source(foreign):
    actions.set_recognition(statement=JAPAN, at="ID", by=foreign)

    assert relation_of_country("JP", TODAY).outcome is Outcome.CLEAR
    assert relation_of_country("JP", date(1950, 1, 1)).outcome is Outcome.NEEDS_CONFIRMATION


def test_a_later_statement_goes_before_an_earlier_one(foreign):
    actions.set_recognition(statement=JAPAN, at="ID", by=foreign)
    broken = replace(JAPAN, relation=Relation.NONE, valid_from=date(2026, 1, 1))
    actions.set_recognition(statement=broken, at="ID", by=foreign)

    assert relation_of_country("JP", TODAY).outcome is Outcome.BLOCKED
    assert relation_of_country("JP", date(2025, 12, 31)).outcome is Outcome.CLEAR


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": None},
        {"valid_to": date(1900, 1, 1)},
        {"source": " "},
        {"grade": "Z"},
        {"grade": "D"},
        {"entity_code": ""},
    ],
)
def test_a_statement_needs_days_a_source_and_a_grade(foreign, wrong):
    with pytest.raises(BadStatement):
        actions.set_recognition(statement=replace(JAPAN, **wrong), at="ID", by=foreign)


def test_an_unknown_entity_is_refused(foreign):
    with pytest.raises(UnknownCountry):
        actions.set_recognition(statement=replace(JAPAN, entity_code="Wakanda"), at="ID", by=foreign)


def test_a_region_may_not_say_whom_indonesia_recognises(officer):
    with pytest.raises(NotAllowed):
        actions.set_recognition(statement=JAPAN, at="ID", by=officer)


def test_the_table_of_all_countries_costs_one_query(foreign, django_assert_num_queries):
    actions.set_recognition(statement=JAPAN, at="ID", by=foreign)

    with django_assert_num_queries(1):
        table = {row.country.iso2: row for row in recognition_table(TODAY)}

    assert len(table) == 249
    assert {code for code, row in table.items() if row.recognition.relation is not Relation.UNVERIFIED} == {
        "IL",
        "TW",
        "JP",
    }
