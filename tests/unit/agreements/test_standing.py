"""Where a case stands: rounds, waivers, ends and legacy, told from events alone."""

from datetime import date, timedelta

import pytest

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.rules.kinds import Office, RoadCode
from jembatan.agreements.rules.roads import DROPPED, WAIVED
from jembatan.agreements.rules.standing import StageEvent, State, Waiver, standing
from tests.spec.agreements.whole_case import START, path_to

KSDPL = standard_roads()[RoadCode.KSDPL]
CONTINUATION = standard_roads()[RoadCode.KSDLL_CONTINUATION]
LAWFUL = Waiver("PP 28/2018 Pasal 36(3)", "surat/1", "officer-1")
LATER = date(2026, 6, 1)


def test_a_new_case_waits_at_its_first_stage():
    life = standing(KSDPL, (), started_on=START)

    assert life.open_stages == ("PRAKARSA",)
    assert life.current == "PRAKARSA"
    assert life.whose_turn == (Office.REGION,)
    assert life.of("PRAKARSA").opened_on == START
    assert not life.is_signed


def test_a_plan_to_be_mended_goes_back_to_the_plan_and_through_the_dprd_again():
    events = path_to(KSDPL, "VERIFIKASI")
    events.append(StageEvent("VERIFIKASI", "revise_plan", LATER))

    life = standing(KSDPL, events, started_on=START)

    assert life.current == "RENCANA"
    assert (life.of("RENCANA").round, life.of("RENCANA").opened_on) == (2, LATER)
    assert life.of("DPRD").state is life.of("VERIFIKASI").state is State.AHEAD
    assert [event.outcome for event in life.rounds_of("DPRD")] == ["approved"]


def test_an_earlier_approval_can_be_upheld_only_when_there_was_one():
    first = [*path_to(KSDPL, "DPRD"), StageEvent("DPRD", "upheld", LATER)]
    again = [
        *path_to(KSDPL, "VERIFIKASI"),
        StageEvent("VERIFIKASI", "revise_plan", LATER),
        StageEvent("RENCANA", "completed", LATER, 2, 1),
        StageEvent("DPRD", "upheld", LATER, 2, 2),
    ]

    assert standing(KSDPL, first).current == "DPRD"
    assert standing(KSDPL, again).current == "VERIFIKASI"


def test_a_rejected_plan_goes_back_and_a_discontinued_exploration_ends():
    rejected = standing(KSDPL, [*path_to(KSDPL, "DPRD"), StageEvent("DPRD", "rejected", LATER)])
    ended = standing(KSDPL, [*path_to(KSDPL, "PENJAJAKAN"), StageEvent("PENJAJAKAN", "not_continued", LATER)])

    assert rejected.current == "RENCANA"
    assert ended.is_ended and ended.ended_on == LATER
    assert ended.of("KONSULTASI").state is State.PRECLUDED
    assert ended.whose_turn == ()


def test_a_case_may_be_dropped_until_it_is_signed_and_nothing_is_recorded_after():
    dropped = [*path_to(KSDPL, "RENCANA"), StageEvent("RENCANA", DROPPED, LATER)]
    after = StageEvent("RENCANA", "completed", LATER + timedelta(1))

    life = standing(KSDPL, [*dropped, after])

    assert life.is_ended and life.ended_by == dropped[-1]
    assert life.disregarded == (after,)


def test_a_stage_is_waived_on_its_papers_and_stays_visible_as_waived():
    events = path_to(CONTINUATION, "DPRD")
    waived = StageEvent("DPRD", WAIVED, LATER, waiver=LAWFUL)

    life = standing(CONTINUATION, [*events, waived])

    assert life.current == "VERIFIKASI"
    assert life.waived == ("DPRD",)
    assert life.of("DPRD").outcome == WAIVED


@pytest.mark.parametrize("waiver", [None, Waiver("", "d", "o"), Waiver("b", " ", "o"), Waiver("b", "d", "")])
def test_a_waiver_without_its_papers_moves_nothing(waiver):
    events = path_to(CONTINUATION, "DPRD")

    life = standing(CONTINUATION, [*events, StageEvent("DPRD", WAIVED, LATER, waiver=waiver)])

    assert life.current == "DPRD"
    assert len(life.disregarded) == 1


def test_a_stage_of_a_sister_cooperation_is_never_waived():
    life = standing(KSDPL, [*path_to(KSDPL, "DPRD"), StageEvent("DPRD", WAIVED, LATER, waiver=LAWFUL)])

    assert life.current == "DPRD"


def test_after_the_signature_reporting_repeats_and_amending_waits_for_nobody():
    signed = [*path_to(KSDPL, "PENANDATANGANAN"), StageEvent("PENANDATANGANAN", "signed", LATER)]
    reported = StageEvent("PELAPORAN", "reported", LATER + timedelta(180))

    life = standing(KSDPL, [*signed, reported])

    assert life.is_signed and life.signed_on == LATER
    assert (life.of("PELAPORAN").round, life.of("PELAPORAN").outcome) == (2, "reported")
    assert life.of("PELAPORAN").opened_on == LATER + timedelta(180)
    assert "PERUBAHAN" in life.open_stages and "PERUBAHAN" not in life.due_stages
    assert life.whose_turn == (Office.REGION, Office.HOME_MINISTRY)


def test_completing_the_work_leaves_an_open_termination_as_it_is():
    events = [
        *path_to(KSDPL, "PENANDATANGANAN"),
        StageEvent("PENANDATANGANAN", "signed", LATER),
        StageEvent("PELAKSANAAN", "completed", LATER + timedelta(1)),
    ]

    life = standing(KSDPL, events)

    assert (life.of("PENGAKHIRAN").round, life.of("PENGAKHIRAN").opened_on) == (1, LATER)


def test_a_termination_precludes_what_was_open():
    events = [
        *path_to(KSDPL, "PENANDATANGANAN"),
        StageEvent("PENANDATANGANAN", "signed", LATER),
        StageEvent("PENGAKHIRAN", "terminated", LATER + timedelta(1)),
    ]

    life = standing(KSDPL, events)

    assert life.is_signed and life.is_ended
    assert life.of("PELAPORAN").state is State.PRECLUDED
    assert life.current is None


def test_a_signed_case_is_not_dropped():
    events = [
        *path_to(KSDPL, "PENANDATANGANAN"),
        StageEvent("PENANDATANGANAN", "signed", LATER),
        StageEvent("PELAPORAN", DROPPED, LATER + timedelta(1)),
    ]

    assert not standing(KSDPL, events).is_ended


def test_a_legacy_case_is_signed_with_its_stages_unknown_and_lives_on():
    found = StageEvent("DPRD", "approved", date(2016, 5, 2))

    life = standing(KSDPL, [found, StageEvent("PELAPORAN", "reported", LATER)], legacy=True)

    assert life.is_signed and life.is_legacy and life.signed_on is None
    assert life.of("DPRD").state is State.DONE
    assert life.of("RENCANA").state is State.UNKNOWN
    assert life.of("PELAPORAN").round == 2


def test_an_event_of_another_road_moves_nothing_and_a_foreign_stage_is_a_bug():
    life = standing(KSDPL, [StageEvent("IZIN_PRINSIP", "granted", LATER)])

    assert len(life.disregarded) == 1
    with pytest.raises(KeyError):
        life.of("IZIN_PRINSIP")
