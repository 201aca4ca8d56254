"""How many things are missing, counted for many cases at once as it is for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clocks import clocks_of
from jembatan.agreements.queries.missing import missing_in
from jembatan.agreements.queries.road import case_of
from jembatan.agreements.rules.case_clocks import case_clocks
from jembatan.agreements.rules.clocks import Reading
from jembatan.agreements.rules.kinds import Kind
from tests.cooperation import agreement_at, cast, signed_agreement, started

pytestmark = pytest.mark.django_db


def alone(agreement: Agreement) -> int:
    """The count as the page of the stage has it."""
    case = case_of(agreement, today=timezone.localdate())
    assert case is not None
    stage = case.road.stage(case.standing.current or "")
    return sum(blocker.blocks for blocker in case.blockers(stage.code, stage.forward.code))


def test_many_are_counted_as_each_is_counted_alone():
    people = cast()
    cases = [
        agreement_at("PERNYATAAN_KEHENDAK", people),
        agreement_at("PENANDATANGANAN", people),
        started(people, Kind.FOREIGN_NGO),
        started(people, Kind.GRANT),
    ]

    found = missing_in([case.pk for case in cases], today=timezone.localdate())

    assert found == {case.pk: alone(case) for case in cases}
    assert all(count > 0 for count in found.values())


def test_what_is_signed_or_unknown_is_left_out():
    people = cast()
    signed = signed_agreement(people)

    assert missing_in([signed.pk, 0], today=timezone.localdate()) == {}
    assert missing_in([], today=timezone.localdate()) == {}


def test_more_cases_cost_no_more_queries():
    people = cast()
    few = [started(people), started(people, Kind.GRANT)]
    with CaptureQueriesContext(connection) as for_few:
        missing_in([case.pk for case in few], today=timezone.localdate())
    many = [*few, *(started(people, title=f"Lain {number}") for number in range(4))]

    with CaptureQueriesContext(connection) as for_many:
        missing_in([case.pk for case in many], today=timezone.localdate())

    assert len(for_many) == len(for_few)


def test_the_clocks_of_a_case_are_those_its_road_says():
    people, today = cast(), timezone.localdate()
    agreement = agreement_at("DPRD", people)
    case = case_of(agreement, today=today)
    assert case is not None

    clocks = clocks_of(agreement, today)

    assert set(case_clocks(case.road, case.standing, case.facts, Reading(today, case.law))) <= set(clocks)
