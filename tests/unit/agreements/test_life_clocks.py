"""Clocks of what an agreement owes, holds and plans, and who is in default by them."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.agreements.engine.law_files import standard_roads, standard_rulebook
from jembatan.agreements.rules import life_clocks
from jembatan.agreements.rules.case_clocks import dormancy_clock, dprd_clock, report_clock
from jembatan.agreements.rules.clocks import Clock, ClockState, Reading
from jembatan.agreements.rules.kinds import Office, RoadCode
from jembatan.agreements.rules.life_clocks import Owed, PermitHeld, is_awaited, is_default, judged, next_due
from jembatan.agreements.rules.rule_uses import How, uses_on
from jembatan.workflow.law import Grade

TODAY = date(2026, 11, 22)
LAW = standard_rulebook()
READING = Reading(TODAY, LAW)


def test_the_renewal_of_a_permit_is_filed_three_months_before_its_end():
    filing, ending = life_clocks.permit_clocks(PermitHeld(7, date(2024, 3, 1), date(2027, 2, 28)), READING)

    assert (filing.code, ending.code) == ("permit.7.renewal", "permit.7.end")
    assert filing.due is not None
    assert ending.due is not None
    # PP 59/2016 arts 7, 16: three months before 28 February 2027.
    assert (filing.due.day, ending.due.day) == (date(2026, 11, 28), date(2027, 2, 28))
    assert (filing.state, ending.state) == (ClockState.DUE_SOON, ClockState.RUNNING)


def test_a_filed_renewal_stops_its_clock_and_a_short_permit_is_filed_at_once():
    filed = PermitHeld(7, date(2024, 3, 1), date(2027, 2, 28), filed_on=date(2026, 11, 1))
    short = PermitHeld(8, date(2026, 11, 1), date(2026, 12, 1))

    filing, _ending = life_clocks.permit_clocks(filed, READING)
    at_once, _end = life_clocks.permit_clocks(short, READING)

    assert filing.state is ClockState.MET
    assert at_once.due is not None
    assert at_once.due.day == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("clock", "code", "due"),
    [
        (
            life_clocks.owed_clock(
                Owed(3, "T7", Office.REGION, date(2026, 7, 1), date(2026, 10, 30)), READING
            ),
            "obligation.3",
            date(2026, 10, 30),
        ),
        (
            life_clocks.journey_clock(4, date(2026, 11, 1), date(2026, 12, 5), READING),
            "mission.4",
            date(2026, 12, 5),
        ),
        (
            life_clocks.meeting_clock(5, date(2026, 12, 1), date(2026, 11, 1), READING),
            "meeting.5",
            date(2026, 12, 1),
        ),
        (
            life_clocks.review_clock(6, date(2026, 12, 2), date(2026, 11, 1), READING),
            "review.6",
            date(2026, 12, 2),
        ),
        (
            life_clocks.diligence_clock(date(2025, 1, 1), date(2026, 12, 31), READING),
            "diligence",
            date(2026, 12, 31),
        ),
    ],
)
def test_each_row_has_its_clock_until_the_day_it_names(clock: Clock, code: str, due: date):
    assert clock.code == code
    assert clock.due is not None
    assert clock.due.day == due


def test_a_row_entered_after_its_day_begins_on_that_day():
    clock = life_clocks.owed_clock(Owed(3, "", Office.REGION, date(2026, 11, 20), date(2026, 11, 1)), READING)

    assert clock.starts_on == date(2026, 11, 1)


def test_past_a_read_limit_the_office_is_in_default():
    clock = judged(dprd_clock(date(2026, 6, 1), READING), LAW)

    assert is_default(clock)
    assert is_awaited(clock)


def test_a_promise_that_was_not_kept_is_a_default_without_any_law():
    owed = Owed(3, "", Office.REGION, date(2026, 7, 1), date(2026, 10, 30))

    assert is_default(judged(life_clocks.owed_clock(owed, READING), LAW))


def test_past_a_period_nobody_has_read_nobody_is_in_default():
    running = report_clock(date(2024, 1, 10), READING)
    late = report_clock(date(2024, 1, 10), READING, reported_on=date(2026, 1, 1))

    assert running.state is ClockState.OVERDUE
    assert judged(running, LAW).state is ClockState.AGEING
    assert not is_default(judged(running, LAW))
    assert not is_awaited(judged(running, LAW))
    assert judged(late, LAW).state is ClockState.STOPPED


def test_once_somebody_has_read_it_the_same_period_binds():
    rule = replace(
        LAW.in_force("T11", TODAY), grade=Grade.B, verified_by="Biro Hukum", verified_on=date(2026, 1, 1)
    )
    law = LAW.amended([rule])

    assert is_default(judged(report_clock(date(2024, 1, 10), Reading(TODAY, law)), law))


def test_a_period_older_than_its_rule_is_judged_by_the_newest_version():
    clock = replace(dprd_clock(date(2026, 6, 1), READING), starts_on=date(2010, 1, 1))

    assert judged(clock, LAW) is clock


def test_the_next_due_day_is_the_earliest_that_somebody_awaits():
    soon = life_clocks.meeting_clock(5, date(2026, 12, 1), date(2026, 11, 1), READING)
    past = life_clocks.owed_clock(Owed(3, "", Office.REGION, date(2026, 7, 1), date(2026, 10, 30)), READING)
    ours = dormancy_clock(date(2026, 1, 1), READING)
    done = life_clocks.owed_clock(
        Owed(4, "", Office.REGION, date(2026, 7, 1), date(2026, 9, 1), met_on=date(2026, 8, 1)), READING
    )

    assert next_due([soon, past, ours, done]) == date(2026, 10, 30)
    assert next_due([ours, done]) is None


def test_a_rule_knows_the_stages_checks_clocks_and_waivers_that_rest_on_it():
    roads = standard_roads()

    clock = list(uses_on([roads[RoadCode.KSDPL]], "T1"))
    waiver = list(uses_on(roads.values(), "WAIVER"))
    check = list(uses_on([roads[RoadCode.KSDPL]], "E7"))

    assert [(use.how, use.stage.code) for use in clock if use.stage] == [(How.CLOCK, "DPRD")]
    assert {use.how for use in waiver} == {How.WAIVER}
    assert {use.how for use in check} == {How.NEED, How.WARNING}
    assert How.STAGE in {use.how for use in uses_on([roads[RoadCode.KSDPL]], "INTENT")}
