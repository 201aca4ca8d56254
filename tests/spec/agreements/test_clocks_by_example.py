"""Every clock of the law on dates counted by hand, around Lebaran, year ends and the last joint decree."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from jembatan.agreements.engine.law_files import standard_rulebook
from jembatan.agreements.rules import case_clocks
from jembatan.agreements.rules.clocks import Clock, ClockState, Reading
from jembatan.agreements.rules.facts import Paper, Term
from jembatan.agreements.rules.lifecycle import TermType

TABLE = tomllib.loads(Path(__file__).with_name("clocks.toml").read_text("utf-8"))
WORKING: dict[str, Callable[[date, Reading], Clock]] = {
    "T1": case_clocks.dprd_clock,
    "T2": case_clocks.follow_up_clock,
    "T9.EXAMINATION": case_clocks.examination_clock,
    "T10": case_clocks.regulation_clock,
}


def reading(today: date) -> Reading:
    return Reading(today, standard_rulebook())


@pytest.mark.parametrize("example", TABLE["working"], ids=lambda example: example["title"])
def test_a_period_of_working_days_ends_on_the_day_counted_by_hand(example):
    clock = WORKING[example["clock"]](example["start"], reading(example["start"]))

    assert clock.due.day == example["due"]
    assert clock.is_provisional is example.get("provisional", False)
    assert int(example["counted"].split()[-1]) == standard_rulebook().parameter(
        example["clock"], example["start"]
    )


@pytest.mark.parametrize("example", TABLE["working"], ids=lambda example: example["title"])
def test_it_is_overdue_on_the_day_after_and_not_before(example):
    start, due = example["start"], example["due"]

    last = WORKING[example["clock"]](start, reading(due))
    after = WORKING[example["clock"]](start, reading(due + timedelta(days=1)))

    assert last.state is ClockState.DUE_SOON
    assert after.state is ClockState.OVERDUE


@pytest.mark.parametrize("example", TABLE["dated"], ids=lambda example: example["title"])
def test_a_period_of_months_or_days_ends_on_the_day_counted_by_hand(example):
    found = {clock.code: clock for clock in dated_clocks(example)}

    assert found[example["clock"]].due.day == example["due"]
    assert not found[example["clock"]].is_provisional


def dated_clocks(example: dict) -> Iterator[Clock]:
    start, now, clock = example["start"], reading(example["today"]), example["clock"]
    simple = {
        "T9.WARNING": case_clocks.warning_clock,
        "T11": case_clocks.report_clock,
        "INTENT.AGEING": case_clocks.intent_clock,
        "DORMANT": case_clocks.dormancy_clock,
    }
    if clock in simple:
        yield simple[clock](start, now)
    elif clock in ("T3", "T4", "T5", "T6"):
        yield from case_clocks.supervision_year(start.year, {}, now)
    elif clock.startswith("T7"):
        yield from case_clocks.grant_report_clocks(start, {}, now)
    elif clock.startswith("term"):
        yield from case_clocks.term_clocks(term(example), now)
    else:
        permit = Paper(clock.split(".")[0], valid_from=start, valid_until=example["until"])
        yield from case_clocks.permit_clocks(permit, now)


def term(example: dict) -> Term:
    if "until" not in example:
        return Term(TermType.INDEFINITE_WITH_REVIEW, example["start"])
    kind = TermType.FIXED_AUTO_RENEW if example.get("renews") else TermType.FIXED
    return Term(kind, example["start"], example["until"], notice_days=example.get("notice"))


def test_the_window_for_a_second_warning_is_two_to_three_weeks():
    window = case_clocks.warning_window(date(2028, 2, 20), reading(date(2028, 2, 20)))

    assert window == (date(2028, 3, 5), date(2028, 3, 12))


@pytest.mark.parametrize(
    ("until", "too_long"),
    [(date(2027, 1, 9), False), (date(2027, 1, 10), False), (date(2027, 1, 11), True)],
)
def test_a_principal_permit_runs_three_years_at_most(until, too_long):
    permit = Paper("ngo_principal_permit", valid_from=date(2024, 1, 10), valid_until=until)

    assert case_clocks.is_too_long(permit, reading(date(2026, 1, 1))) is too_long


def test_the_table_has_every_clock_of_the_law():
    seen = {example["clock"].split(".")[0] for example in [*TABLE["working"], *TABLE["dated"]]}

    assert {"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T9", "T10", "T11"} <= seen
    assert {"ngo_principal_permit", "INTENT", "DORMANT", "term"} <= seen
