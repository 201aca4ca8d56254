"""A region and a partner abroad, criterion by criterion."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.counterparts.engine.regions import regions_measured
from jembatan.counterparts.rules.facts import BadFact, Claim, Fact, check_fact, newest, tags_of
from jembatan.counterparts.rules.matching import CRITERIA, Agreement, Side, match

DAY = date(2025, 1, 1)


def claim(code, value, day=DAY):
    return Claim(code, str(value), "source", day)


def tags(*names):
    return [claim(Fact.TAG, name) for name in names]


def answers(region, partner):
    return {finding.criterion.code: finding.agreement for finding in match(region, partner).findings}


NOBODY = Side("", [])


def test_nothing_known_is_no_score_and_no_coverage():
    found = match(NOBODY, NOBODY)

    assert (found.score, found.coverage) == (None, 0)
    assert {finding.agreement for finding in found.findings} == {Agreement.UNKNOWN}


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement"),
    [
        ("city", "city", Agreement.AGREE),
        ("regency", "city", Agreement.PARTLY),
        ("province", "city", Agreement.DIFFERS),
        ("regency", "province", Agreement.DIFFERS),
        ("city", "other", Agreement.UNKNOWN),
        ("", "city", Agreement.UNKNOWN),
    ],
)
def test_status_and_equality_follow_the_level(ours, theirs, agreement):
    found = answers(Side(ours, []), Side(theirs, []))

    assert found["status"] == found["equality"] == agreement


@pytest.mark.parametrize(
    ("people", "agreement"),
    [
        (100, Agreement.AGREE),
        (200, Agreement.AGREE),
        (201, Agreement.PARTLY),
        (500, Agreement.PARTLY),
        (501, Agreement.DIFFERS),
    ],
)
def test_size_is_the_larger_over_the_smaller(people, agreement):
    one, other = Side("", [claim("population", 100)]), Side("", [claim("population", people)])

    assert answers(one, other)["population"] == answers(other, one)["population"] == agreement


def test_equality_takes_the_better_of_status_and_territory():
    region, partner = Side("province", [claim("area_km2", 10)]), Side("city", [claim("area_km2", "12.5")])

    found = match(region, partner)

    assert {f.criterion.code: f.agreement for f in found.findings}["equality"] is Agreement.AGREE
    assert next(f for f in found.findings if f.criterion.code == "area").ratio == Decimal("1.3")


@pytest.mark.parametrize(
    ("ours", "theirs", "character", "complement"),
    [
        (("port", "trade"), ("port", "trade"), Agreement.AGREE, Agreement.DIFFERS),
        (("port", "trade"), ("port",), Agreement.PARTLY, Agreement.PARTLY),
        (("port",), ("industry",), Agreement.DIFFERS, Agreement.AGREE),
        (("port",), (), Agreement.UNKNOWN, Agreement.UNKNOWN),
        # Problems are not characteristics.
        (("port",), ("flood",), Agreement.UNKNOWN, Agreement.UNKNOWN),
    ],
)
def test_characteristics_agree_and_complete(ours, theirs, character, complement):
    found = answers(Side("", tags(*ours)), Side("", tags(*theirs)))

    assert (found["character"], found["complement"]) == (character, complement)


def test_shared_problems_are_named():
    found = match(Side("", tags("flood", "waste")), Side("", tags("waste", "flood", "border")))

    problems = next(finding for finding in found.findings if finding.criterion.code == "problems")
    assert (problems.agreement, problems.shared) == (Agreement.AGREE, ("flood", "waste"))


def test_what_a_person_stated_agrees_and_what_nobody_stated_is_unknown():
    found = answers(NOBODY, Side("", [claim("transfer", "Water"), claim("people", "Students")]))

    assert (found["transfer"], found["people"], found["goods"]) == (
        Agreement.AGREE,
        Agreement.AGREE,
        Agreement.UNKNOWN,
    )


def test_the_score_is_over_known_criteria_and_only_above_the_floor():
    one = Side("city", [claim("population", 100), claim("area_km2", 100), *tags("port", "trade")])
    other = Side("city", [claim("population", 100), claim("area_km2", 900), *tags("port", "trade")])

    found = match(one, other)

    # Of the 18 of all weights 10 are known; status, people, character and equality earn 7 of them.
    assert (found.coverage, found.score) == (Decimal(10) / 18, 70)
    assert match(Side("city", []), Side("city", [])).score is None


def test_every_criterion_has_a_source_and_a_grade():
    assert {(criterion.source[:2], criterion.grade) for criterion in CRITERIA} == {("SE", "C"), ("PP", "A")}


def test_the_newest_claim_counts_and_of_two_on_a_day_the_later():
    old, new = claim("population", 1, date(2020, 1, 1)), claim("population", 2)
    again = claim("population", 3)

    assert newest([new, old], "population") == new
    assert newest([new, again], "population") == again
    assert newest([], "population") is None
    assert tags_of([*tags("port"), claim("area_km2", 3)]).keys() == {"port"}


@pytest.mark.parametrize(
    ("code", "value", "kept"),
    [
        ("population", " 2553201 ", "2553201"),
        ("area_km2", "3314.36", "3314.36"),
        ("tag", "port", "port"),
        ("goods", " Coffee for machines ", "Coffee for machines"),
    ],
)
def test_a_fact_is_kept_as_written(code, value, kept):
    assert check_fact(code, value) == kept


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("height", "3"),
        ("population", "many"),
        ("population", "0"),
        ("population", "12.5"),
        ("population", "NaN"),
        ("population", "Infinity"),
        ("population", "900000000"),
        ("area_km2", "-3"),
        ("tag", "castle"),
        ("goods", " "),
        ("goods", "x" * 201),
    ],
)
def test_a_fact_that_cannot_be_is_refused(code, value):
    with pytest.raises(BadFact):
        check_fact(code, value)


def test_every_region_is_measured():
    measured = regions_measured()

    assert len(measured) == 552
    assert newest(measured["35.09"], "population").value == "2615874"
