"""The flags of an agreement, one by one: what raises each, and what does not."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.agreements.rules.flags import (
    RULES,
    SENTENCES,
    Flag,
    Portrait,
    Thresholds,
    flags_of,
)
from jembatan.agreements.rules.lifecycle import State, TermType

TODAY = date(2026, 11, 22)
QUIET = Portrait(
    key=1,
    reference="KSDPL-1",
    state=State.IN_FORCE,
    place="35.09",
    counterpart=7,
    tier="mou",
    signed_on=date(2025, 3, 1),
    starts_on=date(2025, 3, 1),
    ends_on=date(2030, 2, 28),
    last_active_on=date(2026, 6, 1),
    planned_until=date(2026, 12, 1),
    has_real_activity=True,
    fields=frozenset({"education"}),
)
OTHER = replace(QUIET, key=2, reference="KSDPL-2", counterpart=8)


def flags(one, *others, thresholds=None):
    return {
        found.flag: found
        for found in flags_of(one, others, today=TODAY, thresholds=thresholds or Thresholds())
    }


def test_a_healthy_agreement_has_no_flag():
    assert flags(QUIET, OTHER) == {}


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"ends_on": date(2026, 11, 21)}, Flag.LAPSED),
        ({"ends_on": date(2026, 11, 21), "state": State.SUSPENDED}, Flag.LAPSED),
        ({"ends_on": date(2026, 11, 22)}, Flag.EXPIRING),
        ({"ends_on": date(2027, 11, 22)}, Flag.EXPIRING),
        ({"last_active_on": date(2025, 11, 21)}, Flag.DORMANT),
        ({"last_active_on": None, "signed_on": date(2020, 1, 1)}, Flag.DORMANT),
        ({"last_active_on": None, "signed_on": None, "starts_on": date(2020, 1, 1)}, Flag.DORMANT),
        (
            {"last_active_on": date(2020, 1, 2), "signed_on": date(2020, 1, 1), "is_legacy": True},
            Flag.DORMANT,
        ),
        ({"planned_until": date(2025, 12, 31)}, Flag.NO_ACTION_PLAN),
        ({"planned_until": None}, Flag.NO_ACTION_PLAN),
        ({"state": State.ON_THE_ROAD, "intent_on": date(2025, 11, 21)}, Flag.LOI_AGEING),
    ],
)
def test_what_raises_a_flag(changes, flag):
    assert list(flags(replace(QUIET, **changes))) == [flag]


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": date(2027, 11, 23)},
        {"ends_on": date(2020, 1, 1), "term_type": TermType.FIXED_AUTO_RENEW},
        {"ends_on": None, "term_type": TermType.INDEFINITE_WITH_REVIEW},
        {"ends_on": date(2020, 1, 1), "state": State.ENDED},
        {"ends_on": date(2027, 1, 1), "state": State.SUSPENDED},
        {"last_active_on": date(2025, 11, 22)},
        {"last_active_on": None, "signed_on": None, "starts_on": None},
        {"last_active_on": date(2020, 1, 1), "state": State.SUSPENDED},
        {"planned_until": None, "plan_continues": True},
        {"planned_until": None, "is_legacy": True},
        {"last_active_on": None, "signed_on": date(1960, 5, 24), "is_legacy": True},
        {"last_active_on": date(1960, 5, 24), "signed_on": date(1960, 5, 24), "is_legacy": True},
        {"state": State.ON_THE_ROAD, "intent_on": date(2025, 11, 22)},
        {"state": State.ON_THE_ROAD, "intent_on": None},
    ],
)
def test_what_raises_none(changes):
    assert flags(replace(QUIET, **changes)) == {}


def test_the_ladder_names_the_step_that_was_reached():
    found = flags(replace(QUIET, ends_on=date(2027, 1, 22)))[Flag.EXPIRING]

    assert found.detail == {"ends": date(2027, 1, 22), "days": 61, "rung": 90}
    assert found.on == date(2026, 10, 24)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"state": State.ON_THE_ROAD}, {}),
        ({"parent": 9}, {"parent": 9}),
        ({"starts_on": None}, {"ends_on": date(2026, 12, 1)}),
        ({}, {"fields": frozenset()}),
        (
            {"term_type": TermType.FIXED_AUTO_RENEW, "starts_on": date(2020, 1, 1)},
            {"starts_on": date(2031, 1, 1)},
        ),
    ],
)
def test_the_same_counterpart_twice_overlaps(one, other):
    other = {"key": 2, "reference": "KSDPL-2", "planned_until": date(2027, 1, 1)} | other

    found = flags(replace(QUIET, **one), replace(QUIET, **other))

    assert found[Flag.OVERLAP].detail == {"references": "KSDPL-2"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"counterpart": 8}),
        ({}, {"place": "35.10"}),
        ({}, {"tier": "technical_arrangement"}),
        ({}, {"parent": 1}),
        ({"parent": 2}, {}),
        ({}, {"state": State.ENDED}),
        ({}, {"ends_on": date(2026, 1, 1), "starts_on": date(2020, 1, 1)}),
        ({}, {"starts_on": date(2030, 3, 1), "ends_on": None}),
        ({"parent": 9}, {"parent": 9, "fields": frozenset({"culture"})}),
        ({}, {"state": State.SUSPENDED, "fields": frozenset({"culture"})}),
    ],
)
def test_what_does_not_overlap(one, other):
    found = flags(replace(QUIET, **one), replace(QUIET, key=2, reference="KSDPL-2", **other))

    assert Flag.OVERLAP not in found


def test_a_new_cooperation_is_warned_of_idle_ones():
    starting = replace(QUIET, state=State.ON_THE_ROAD)
    idle = replace(OTHER, has_real_activity=False)

    assert flags(starting, idle)[Flag.PORTFOLIO].detail == {"references": "KSDPL-2"}
    for quiet in (
        replace(idle, has_real_activity=True),
        replace(idle, is_legacy=True),
        replace(idle, parent=5),
        replace(idle, state=State.ENDED),
        replace(idle, place="35.10"),
    ):
        assert Flag.PORTFOLIO not in flags(starting, quiet)
    assert Flag.PORTFOLIO not in flags(replace(starting, parent=2), idle)


def test_every_flag_has_a_rule_and_a_sentence_that_its_facts_fill():
    lapsed = flags(replace(QUIET, ends_on=date(2026, 11, 21)))[Flag.LAPSED]

    assert set(RULES) == set(SENTENCES) == set(Flag)
    assert lapsed.sentence % lapsed.detail == "The term ran out on 2026-11-21 and nothing renewed it."
