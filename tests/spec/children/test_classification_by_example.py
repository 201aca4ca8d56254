"""Every worked example gets its status, grade, rule and flags; every rule and status has an example."""

import pytest

from jembatan.children.rules.classification import classify
from jembatan.children.rules.rule_table import STATUSES, standard_table
from tests.spec.children.classification_examples import examples


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.says)
def test_the_example_is_classified_as_written(example):
    verdict = classify(example.facts, at=example.terms)

    assert (verdict.status, verdict.rule, verdict.grade) == (example.status, example.rule, example.grade)
    assert list(verdict.flags) == example.flags


def test_every_rule_and_every_status_has_an_example():
    shown = examples()

    assert {example.rule for example in shown} == {rule.id for rule in standard_table().rules}
    assert {example.status for example in shown} == set(STATUSES)


def test_every_flag_has_an_example():
    raised = {flag for example in examples() for flag in example.flags}

    assert raised == {flag.id for flag in standard_table().flags}
