"""The law as a table: a rule, an example, and what it then blocks or only tells."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jembatan.agreements.engine.law_files import road_for, standard_rulebook
from jembatan.agreements.rules.blockers import blockers
from jembatan.agreements.rules.facts import CaseFacts, Relation, Seat, Text
from jembatan.agreements.rules.kinds import (
    KINDS_FOR,
    CooperationObject,
    Initiative,
    Kind,
    Office,
    PartnerClass,
    Tier,
)
from tests.spec.agreements.whole_case import at, whole_facts

EXAMPLES = tomllib.loads(Path(__file__).with_name("law.toml").read_text("utf-8"))["example"]


def usual_partner(kind: Kind) -> PartnerClass:
    return next(partner for partner in PartnerClass if kind in KINDS_FOR[partner])


def facts_of(example: dict[str, Any]) -> CaseFacts:
    kind = Kind(example["kind"])
    road = road_for(kind)
    facts = whole_facts(road, kind, PartnerClass(example.get("partner", usual_partner(kind))))
    changes = {
        "relations": lambda said: {"relations": tuple(map(Relation, said))},
        "undeclared": lambda said: {"declarations": facts.declarations - set(said)},
        "objects": lambda said: {"objects": frozenset(map(CooperationObject, said))},
        "plans": lambda said: {"plan_references": frozenset(said)},
        "initiative": lambda said: {"initiative": Initiative(said)},
        "papers_gone": lambda said: {"papers": tuple(p for p in facts.papers if p.type not in said)},
        "consulted": lambda said: {"consulted": frozenset(map(Office, said))},
        "dprd_received": lambda said: {"dprd_received_on": None},
        "seats": lambda said: {"seats": frozenset(map(Seat, said))},
        "excused": lambda said: {"seats_excused": frozenset(map(Seat, said))},
        "tier": lambda said: {"tier": Tier(said)},
        "parent_in_force": lambda said: {"parent": replace(facts.parent, is_in_force=said)},
        "languages": lambda said: {"text": Text(frozenset(said), is_matched=True)},
        "signed_by": lambda said: {"signatures": tuple(s for s in facts.signatures if s.party in said)},
    }
    told = {name: change(example[name]) for name, change in changes.items() if name in example}
    return replace(facts, **{field: value for change in told.values() for field, value in change.items()})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_the_law_says_what_the_table_says(example):
    road = road_for(Kind(example["kind"]))
    stage, outcome = example["on"].split(".")

    found = blockers(road, at(road, stage), stage, outcome, facts_of(example), standard_rulebook())

    assert [blocker.code for blocker in found if blocker.blocks] == example.get("blocks", [])
    assert [blocker.code for blocker in found if not blocker.blocks] == example.get("warns", [])


def test_every_example_names_its_rule():
    assert {example["rule"] for example in EXAMPLES} <= set(standard_rulebook().codes)
