"""The way back that is proposed, example by example (pathways.toml)."""

import tomllib
from pathlib import Path

import pytest

from jembatan.action_plans.rules.facts import ChildFacts
from jembatan.action_plans.rules.pathways import fits, pathway_of

EXAMPLES = tomllib.loads((Path(__file__).parent / "pathways.toml").read_text(encoding="utf-8"))["example"]


def child_of(facts) -> ChildFacts:
    """In the table a grade of 0 stands for an unknown one; a child who never attended has none."""
    known = {"age": 13, "grade": 7, **facts, "causes": tuple(facts.get("causes", ()))}
    if known["category"] == "never_attended" or known["grade"] == 0:
        known["grade"] = None
    return ChildFacts("c1", **known)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_the_proposed_way_back(example):
    assert pathway_of(child_of(example["facts"])) == example["expected"]


@pytest.mark.parametrize(
    ("pathway", "wanted", "answer"),
    [
        ("smp", "", True),
        ("", "", True),
        ("smp", "returning", True),
        ("literacy", "returning", True),
        ("training", "returning", False),
        ("", "returning", False),
        ("paket_b", "paket", True),
        ("sd", "paket", False),
        ("sd", "sd", True),
    ],
)
def test_what_a_support_rule_may_ask_of_the_way_back(pathway, wanted, answer):
    assert fits(pathway, wanted) is answer
