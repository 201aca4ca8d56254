"""Clocks: their states, the reminder ladder, who is in default, and the clocks of one case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jembatan.agreements.engine.law_files import standard_roads, standard_rulebook
from jembatan.agreements.rules import case_clocks as named
from jembatan.agreements.rules.clocks import (
    ClockState,
    Measure,
    Reading,
    in_default,
    ladder,
    months_later,
    reminders_due,
)
from jembatan.agreements.rules.facts import CaseFacts, Paper, Term
from jembatan.agreements.rules.kinds import Kind, Office, RoadCode
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.roads import DROPPED
from jembatan.agreements.rules.standing import StageEvent, standing
from tests.spec.agreements.whole_case import START, path_to, switched

LAW = standard_rulebook()
KSDPL = standard_roads()[RoadCode.KSDPL]
RECEIVED, DUE = date(2026, 2, 9), date(2026, 4, 23)


def reading(today: date) -> Reading:
    return Reading(today, LAW)


@pytest.mark.parametrize(
    ("today", "decided", "state"),
    [
        (date(2026, 3, 1), None, ClockState.RUNNING),
        (DUE - timedelta(15), None, ClockState.RUNNING),
        (DUE - timedelta(14), None, ClockState.DUE_SOON),
        (DUE, None, ClockState.DUE_SOON),
        (DUE + timedelta(1), None, ClockState.OVERDUE),
        (date(2026, 9, 1), DUE, ClockState.MET),
        (date(2026, 9, 1), DUE + timedelta(1), ClockState.OVERDUE),
    ],
)
def test_a_clock_is_read_on_a_day(today, decided, state):
    assert named.dprd_clock(RECEIVED, reading(today), decided_on=decided).state is state


def test_a_clock_tells_its_age_and_what_is_left():
    clock = named.dprd_clock(RECEIVED, reading(DUE))
    met = named.dprd_clock(RECEIVED, reading(DUE), decided_on=RECEIVED + timedelta(10))

    assert (clock.age(DUE), clock.days_left(DUE)) == (73, 0)
    assert met.age(DUE) == 10


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_last_day_when_there_is_no_such_day(day, months, later):
    assert months_later(day, months) == later


def test_the_ladder_comes_from_the_rulebook_longest_first():
    without_the_last = LAW.amended([switched("REMINDER.6", 0)])

    assert ladder(reading(START)) == (365, 180, 90, 60, 30, 15)
    assert ladder(Reading(START, without_the_last)) == (365, 180, 90, 60, 30)


def term_ending(day: date, today: date):
    return named.term_clocks(Term(TermType.FIXED, date(2022, 1, 1), day), reading(today))


@pytest.mark.parametrize(
    ("left", "rungs"),
    [
        (366, []),
        (365, [365]),
        (181, [365]),
        (180, [180]),
        (90, [90]),
        (60, [60]),
        (30, [30]),
        (16, [30]),
        (15, [15]),
        (0, [15]),
        (-1, []),
    ],
)
def test_a_term_climbs_the_ladder_rung_by_rung(left, rungs):
    today = date(2026, 12, 31) - timedelta(left)

    found = reminders_due(term_ending(date(2026, 12, 31), today), today, ladder(reading(today)))

    assert [rung.days for rung in found] == rungs
    assert all(rung.on == date(2026, 12, 31) - timedelta(rung.days) for rung in found)


def test_a_short_clock_has_no_rung_before_it_began_and_a_stopped_one_has_none():
    today = RECEIVED + timedelta(1)
    running = named.dprd_clock(RECEIVED, reading(today))
    decided = named.dprd_clock(RECEIVED, reading(DUE), decided_on=today)
    measured = replace(running, due=None)

    assert reminders_due([running], today, (365, 180, 90)) == ()
    assert reminders_due([decided, measured], DUE, (365, 60, 15)) == ()
    assert [rung.days for rung in reminders_due([running], DUE - timedelta(3), (365, 60, 15))] == [15]


def test_offices_in_default_are_told_with_their_oldest_clock_first():
    today = date(2027, 3, 1)
    newer = named.dprd_clock(date(2026, 6, 1), reading(today))
    older = replace(named.dprd_clock(RECEIVED, reading(today)), code="older")
    late_but_done = named.dprd_clock(RECEIVED, reading(today), decided_on=date(2026, 12, 1))
    report = named.report_clock(date(2026, 1, 1), reading(today))

    found = in_default([newer, older, late_but_done, report])

    assert found == {Office.DPRD: (older, newer), Office.REGION: (report,)}


def test_a_letter_of_intent_and_a_silence_grow_old_without_being_overdue():
    today = date(2026, 11, 22)

    assert named.intent_clock(date(2025, 11, 21), reading(today)).state is ClockState.AGEING
    assert named.intent_clock(date(2025, 11, 22), reading(today)).state is ClockState.DUE_SOON
    assert named.is_dormant(date(2025, 11, 21), reading(today))
    assert not named.is_dormant(date(2025, 11, 22), reading(today))


def test_a_year_of_supervision_is_met_by_what_was_done():
    done = {
        "T3": [date(2026, 12, 1), date(2026, 6, 1)],
        "T4": [date(2026, 5, 2)],
        "T5": [date(2027, 3, 31)],
    }

    found = {clock.code: clock for clock in named.supervision_year(2026, done, reading(date(2027, 3, 1)))}

    assert found["T3"].state is ClockState.MET and found["T3"].stopped_on == date(2026, 12, 1)
    assert found["T4"].state is ClockState.OVERDUE
    assert found["T5"].state is ClockState.MET
    assert found["T6"].state is ClockState.OVERDUE and found["T6"].stopped_on is None


def test_one_update_a_year_is_not_enough():
    clocks = named.supervision_year(2026, {"T3": [date(2026, 6, 1)]}, reading(date(2026, 7, 1)))

    assert clocks[0].state is ClockState.RUNNING


def test_a_grant_reports_every_quarter_it_runs_in():
    reports = {"2026Q1": date(2026, 4, 20), "2026Q2": date(2026, 8, 15)}

    clocks = named.grant_report_clocks(date(2026, 2, 10), reports, reading(date(2026, 11, 22)))

    assert [(clock.code, clock.state) for clock in clocks] == [
        ("T7.2026Q1", ClockState.MET),
        ("T7.2026Q2", ClockState.OVERDUE),
        ("T7.2026Q3", ClockState.OVERDUE),
        ("T7.2026Q4", ClockState.RUNNING),
    ]
    ended = named.grant_report_clocks(
        date(2026, 2, 10), reports, reading(date(2026, 11, 22)), ends_on=date(2026, 6, 30)
    )
    assert [clock.code for clock in ended] == ["T7.2026Q1", "T7.2026Q2"]


@pytest.mark.parametrize(
    "paper",
    [Paper("loi"), Paper("ngo_principal_permit"), Paper("ngo_principal_permit", valid_from=START)],
)
def test_only_a_permit_with_its_dates_has_clocks(paper):
    assert named.permit_clocks(paper, reading(START)) == ()
    assert not named.is_too_long(paper, reading(START))


def test_a_permit_of_before_the_law_is_not_called_too_long():
    old = Paper("ngo_principal_permit", valid_from=date(2010, 1, 1), valid_until=date(2020, 1, 1))

    assert not named.is_too_long(old, reading(START))


def test_a_term_renews_by_months_or_by_days_and_only_a_fixed_one_lapses():
    today = date(2026, 11, 22)
    by_days = Term(TermType.FIXED_AUTO_RENEW, date(2026, 1, 1), date(2026, 4, 10))
    fixed = Term(TermType.FIXED, date(2017, 11, 1), date(2022, 11, 1))
    endless = Term(TermType.INDEFINITE_WITH_REVIEW, date(2017, 5, 5))

    assert named.present_end(by_days, today) == date(2027, 2, 4)
    assert named.is_lapsed(fixed, today)
    assert not named.is_lapsed(by_days, today)
    assert not named.is_lapsed(endless, today)


def test_a_review_counts_from_the_last_one_and_by_the_text_when_it_says_so():
    text = Term(
        TermType.INDEFINITE_WITH_REVIEW, date(2017, 5, 5), review_every=24, reviewed_on=date(2025, 5, 5)
    )

    (clock,) = named.term_clocks(text, reading(date(2026, 11, 22)))

    assert clock.due.day == date(2027, 5, 5)


def test_a_fixed_term_whose_end_nobody_recorded_has_no_clock():
    term = Term(TermType.FIXED, date(1992, 9, 29))

    assert named.term_clocks(term, reading(date(2026, 11, 22))) == ()


def test_an_ended_term_no_longer_runs():
    (clock,) = named.term_clocks(
        Term(TermType.FIXED, date(2022, 1, 1), date(2026, 12, 31)),
        reading(date(2027, 6, 1)),
        ended_on=date(2026, 12, 1),
    )

    assert clock.state is ClockState.MET


def facts(today: date, **changes: object) -> CaseFacts:
    return replace(CaseFacts(Kind.SISTER_PROVINCE, today), **changes)


def test_a_case_at_the_dprd_has_its_clock_and_the_ageing_intent_has_stopped():
    life = standing(KSDPL, path_to(KSDPL, "DPRD"), started_on=START)
    today = date(2026, 2, 10)

    clocks = named.case_clocks(KSDPL, life, facts(today, dprd_received_on=RECEIVED), reading(today))

    assert [(clock.code, clock.owner, clock.state) for clock in clocks] == [
        ("T1", Office.DPRD, ClockState.RUNNING),
        ("INTENT.AGEING", Office.REGION, ClockState.MET),
    ]


def test_until_the_letter_has_arrived_and_before_the_law_only_the_age_is_measured():
    life = standing(KSDPL, path_to(KSDPL, "DPRD"), started_on=START)
    today = date(2026, 2, 10)

    for received in (None, date(2018, 7, 12)):
        clocks = named.case_clocks(KSDPL, life, facts(today, dprd_received_on=received), reading(today))
        assert (clocks[0].code, clocks[0].measure, clocks[0].state) == (
            "stage.DPRD",
            Measure.NONE,
            ClockState.AGEING,
        )
        assert clocks[0].days_left(today) is None
        assert not clocks[0].is_provisional


def test_a_stage_without_a_known_opening_has_no_age():
    assert named.case_clocks(KSDPL, standing(KSDPL, ()), facts(START), reading(START)) == ()


def test_the_intent_no_longer_ages_once_the_case_is_signed_or_was_never_written():
    signed = [*path_to(KSDPL, "PENANDATANGANAN"), StageEvent("PENANDATANGANAN", "signed", date(2026, 6, 1))]
    foregone = [
        *path_to(KSDPL, "PERNYATAAN_KEHENDAK"),
        StageEvent("PERNYATAAN_KEHENDAK", "foregone", date(2026, 6, 1)),
    ]
    today = date(2026, 7, 1)

    for events in (signed, foregone):
        clocks = named.case_clocks(KSDPL, standing(KSDPL, events), facts(today), reading(today))
        assert "INTENT.AGEING" not in [clock.code for clock in clocks]


def test_only_the_newest_permit_of_a_case_has_clocks():
    road = standard_roads()[RoadCode.FOREIGN_NGO]
    permits = tuple(
        Paper(
            "ngo_principal_permit", on=date(y, 1, 1), valid_from=date(y, 1, 1), valid_until=date(y + 2, 1, 1)
        )
        for y in (2024, 2026)
    )
    today = date(2026, 11, 22)

    clocks = named.case_clocks(road, standing(road, ()), facts(today, papers=permits), reading(today))

    assert [(clock.code, clock.due.day) for clock in clocks] == [
        ("ngo_principal_permit.renewal", date(2027, 10, 1)),
        ("ngo_principal_permit.end", date(2028, 1, 1)),
    ]


def test_a_grant_has_no_letter_of_intent_and_an_ended_case_no_clock():
    grant = standard_roads()[RoadCode.GRANT]
    dropped = standing(KSDPL, [StageEvent("PRAKARSA", DROPPED, START)], started_on=START)
    life = standing(grant, (), started_on=START)

    assert [c.code for c in named.case_clocks(grant, life, facts(START), reading(START))] == [
        "stage.PENETAPAN_CALON"
    ]
    assert named.case_clocks(KSDPL, dropped, facts(START), reading(START)) == ()


def test_a_clock_without_limit_that_has_ended_is_stopped():
    span = named.Span("x", "T12", Office.REGION, START, START + timedelta(5))

    assert named.ageing_clock(span, reading(START + timedelta(9))).state is ClockState.STOPPED
