"""Deadlines counted by hand over Lebaran, year ends and election days."""

import tomllib
from pathlib import Path

import pytest

from jembatan.workflow.clocks import working_deadline

EXAMPLES = tomllib.loads(Path(__file__).with_name("deadlines.toml").read_text("utf-8"))["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_the_deadline_is_the_one_counted_by_hand(example):
    deadline = working_deadline(example["start"], example["working_days"])

    assert deadline.day == example["deadline"]
    assert not deadline.is_provisional
