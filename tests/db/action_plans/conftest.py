"""A village with reconciled children, and the people who work on its plan."""

from datetime import UTC, date, datetime

import pytest

from jembatan.action_plans import actions
from jembatan.children.models import Child, ChildStory, Reconciliation
from jembatan.ledger.machine import machine_account
from tests.builders import JEMBER, SUCO, person, place

AS_OF = date(2026, 11, 1)


def reconcile(*children: dict, at: str = SUCO, as_of: date = AS_OF) -> Reconciliation:
    """A finished reconciliation with these children, written directly: its pipeline has its own tests."""
    place(at)
    run = Reconciliation.objects.create(
        place_id=at,
        as_of=as_of,
        definition="national",
        youngest=7,
        oldest=18,
        age_at="survey",
        started_by=machine_account(),
        started_at=datetime(2026, 11, 2, tzinfo=UTC),
        finished_at=datetime(2026, 11, 2, 1, tzinfo=UTC),
        sources=[{"kind": "census", "profile": "kobo", "cut_off": "2026-10-15", "rows": 120}],
    )
    for number, facts in enumerate(children):
        claims = facts.pop("claims", {})
        child = Child.objects.create(**{**_child(run, at, number), **facts})
        ChildStory.objects.create(child=child, claims=claims)
    return run


def _child(run: Reconciliation, at: str, number: int) -> dict:
    return {
        "reconciliation": run,
        "key": f"{at}-{number}",
        "village_code": at,
        "dusun": "Krajan" if number % 2 else "Sumberejo",
        "name": f"Budi Contoh {number}",
        "name_key": f"budi contoh {number}",
        "sex": "L" if number % 3 else "P",
        "status": "dropped_out",
        "out_of_school": True,
        "grade": 7,
        "age_at_survey": 13,
        "age_on_1_july": 13,
        "rule": "dropped_out",
        "standing": "both",
    }


@pytest.fixture
def operator():
    return person("operator", "village_operator", at=SUCO)


@pytest.fixture
def head():
    return person("head", "village_head", at=SUCO)


@pytest.fixture
def analyst():
    return person("analyst", "district_analyst", at=JEMBER)


@pytest.fixture
def outsider():
    return person("outsider")


@pytest.fixture
def plan(operator):
    """A draft for 2027 of a village with four children, made by its operator."""
    reconcile(
        {"causes": ["3"], "cause_main": "3"},
        {"causes": ["3", "7"], "works": True},
        {"causes": ["6"]},
        {"status": "at_risk", "out_of_school": False, "grade": None},
        {"status": "in_school", "out_of_school": False},
    )
    return actions.draft(year=2027, at=SUCO, by=operator)
