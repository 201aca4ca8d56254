"""Why a stage cannot be closed, beyond its needs: turn, day, rounds, waivers, and whose turn it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jembatan.agreements.engine.law_files import standard_roads, standard_rulebook
from jembatan.agreements.rules.blockers import blockers, waiver_blockers, whose_turn
from jembatan.agreements.rules.facts import Paper, Seat
from jembatan.agreements.rules.kinds import Kind, Office, PartnerClass, RoadCode
from jembatan.agreements.rules.roads import DROPPED, WAIVED, OutcomeUnknown
from jembatan.agreements.rules.standing import StageEvent, Waiver, standing
from tests.spec.agreements.whole_case import START, TODAY, at, path_to, switched, whole_facts

LAW = standard_rulebook()
KSDPL = standard_roads()[RoadCode.KSDPL]
CONTINUATION = standard_roads()[RoadCode.KSDLL_CONTINUATION]
NGO = standard_roads()[RoadCode.FOREIGN_NGO]
FACTS = whole_facts(KSDPL, Kind.SISTER_PROVINCE, PartnerClass.FOREIGN_GOVERNMENT)
UNICEF = whole_facts(CONTINUATION, Kind.KSDLL_CONTINUATION, PartnerClass.INTERNATIONAL_ORGANISATION)
LAWFUL = Waiver("PP 28/2018 Pasal 36(3)", "surat/1", "officer-1")


def codes(found):
    return [blocker.code for blocker in found]


def without_paper(code, facts=FACTS):
    return replace(facts, papers=tuple(paper for paper in facts.papers if paper.type != code))


def test_a_stage_ahead_says_which_comes_first_and_no_more():
    (found,) = blockers(KSDPL, at(KSDPL, "RENCANA"), "DPRD", "approved", FACTS, LAW)

    assert found.code == "stage.not_open"
    assert found.filled("en") == {"stage": "Approval of the DPRD", "before": "Cooperation plan"}
    assert (found.rule, found.blocks) == (None, True)


def test_a_stage_behind_is_already_closed():
    found = blockers(KSDPL, at(KSDPL, "DPRD"), "RENCANA", "completed", FACTS, LAW)

    assert codes(found) == ["stage.already_closed"]


def test_nothing_is_recorded_in_a_case_that_has_ended():
    events = [*path_to(KSDPL, "RENCANA"), StageEvent("RENCANA", DROPPED, TODAY)]

    found = blockers(KSDPL, standing(KSDPL, events), "RENCANA", "completed", FACTS, LAW)

    assert codes(found) == ["stage.case_ended"]


def test_an_outcome_the_stage_does_not_have_is_refused():
    with pytest.raises(OutcomeUnknown):
        blockers(KSDPL, at(KSDPL, "RENCANA"), "RENCANA", "approved", FACTS, LAW)


def test_a_case_may_be_dropped_with_nothing_in_hand_but_not_after_the_signature():
    signed = standing(
        KSDPL, [*path_to(KSDPL, "PENANDATANGANAN"), StageEvent("PENANDATANGANAN", "signed", TODAY)]
    )
    bare = replace(FACTS, papers=())

    assert blockers(KSDPL, at(KSDPL, "DPRD"), "DPRD", DROPPED, bare, LAW) == ()
    assert codes(blockers(KSDPL, signed, "PELAPORAN", DROPPED, bare, LAW)) == ["stage.not_droppable"]


def test_an_approval_that_never_was_cannot_be_upheld():
    found = blockers(KSDPL, at(KSDPL, "DPRD"), "DPRD", "upheld", FACTS, LAW)

    assert codes(found) == ["outcome.never_earlier"]


def test_after_a_mended_plan_the_dprd_is_asked_again_with_a_warning_that_no_text_says_so():
    again = at(KSDPL, "DPRD", again=True)

    approved = blockers(KSDPL, again, "DPRD", "approved", FACTS, LAW)
    upheld = blockers(KSDPL, again, "DPRD", "upheld", FACTS, LAW)

    assert [(b.code, b.blocks, b.grade) for b in approved] == [("fact.reapproval_answered", False, "D")]
    assert [(b.code, b.blocks, b.grade) for b in upheld] == [("exception.earlier_approval", True, "D")]
    switched_on = LAW.amended([switched("REAPPROVAL.NOT_ASKED", 1)])
    assert blockers(KSDPL, again, "DPRD", "upheld", FACTS, switched_on) == ()


@pytest.mark.parametrize("on", [None, START])
def test_a_second_round_wants_documents_of_its_own(on):
    again = at(KSDPL, "DPRD", again=True)
    old = tuple(Paper(p.type, on=on) if p.type.startswith("dprd") else p for p in FACTS.papers)
    facts = replace(FACTS, papers=old, dprd_received_on=START)

    found = blockers(KSDPL, again, "DPRD", "approved", facts, LAW)

    assert codes(b for b in found if b.blocks) == [
        "document.dprd_request",
        "fact.dprd_received",
        "document.dprd_decision",
    ]


def test_a_document_another_stage_made_is_not_asked_for_anew():
    again = standing(
        KSDPL,
        [
            *path_to(KSDPL, "PEMBAHASAN_INTERKEM"),
            StageEvent("PEMBAHASAN_INTERKEM", "redraft", TODAY),
            StageEvent("RANCANGAN_NASKAH", "sent", TODAY, 2, 1),
        ],
    )
    old = tuple(Paper(p.type, on=START) if p.type == "interministry_minutes" else p for p in FACTS.papers)

    found = blockers(KSDPL, again, "PEMBAHASAN_INTERKEM", "agreed", replace(FACTS, papers=old), LAW)

    assert codes(found) == ["document.interministry_minutes"]


def test_only_the_regency_or_city_can_be_excused_from_the_meeting():
    absent = replace(FACTS, seats=frozenset(), seats_excused=frozenset(Seat))

    found = blockers(KSDPL, at(KSDPL, "PEMBAHASAN_INTERKEM"), "PEMBAHASAN_INTERKEM", "agreed", absent, LAW)

    assert codes(found) == ["quorum.foreign_ministry", "quorum.ministries_concerned", "quorum.province"]


def test_a_country_nobody_has_named_does_not_pass_for_recognised():
    stage = "PERNYATAAN_KEHENDAK"

    found = blockers(KSDPL, at(KSDPL, stage), stage, "signed", replace(FACTS, relations=()), LAW)

    assert codes(found) == ["relation.diplomatic"]


def test_an_international_organisation_has_no_country_to_recognise():
    stage = "PERNYATAAN_KEHENDAK"

    found = blockers(
        CONTINUATION, at(CONTINUATION, stage), stage, "signed", replace(UNICEF, relations=()), LAW
    )

    assert found == ()


@pytest.mark.parametrize(
    "permit",
    [
        Paper("ngo_principal_permit", valid_from=TODAY + timedelta(1), valid_until=TODAY + timedelta(9)),
        Paper("ngo_principal_permit", valid_from=date(2020, 1, 1), valid_until=TODAY - timedelta(1)),
        Paper("ngo_principal_permit", valid_from=date(2022, 1, 1), valid_until=date(2027, 1, 1)),
        Paper("ngo_principal_permit", valid_from=date(2026, 1, 1)),
    ],
    ids=["not yet", "no longer", "too long", "no end"],
)
def test_a_permit_must_be_in_force_and_no_longer_than_the_law_allows(permit):
    facts = whole_facts(NGO, Kind.FOREIGN_NGO, PartnerClass.NGO)
    facts = replace(without_paper("ngo_principal_permit", facts), papers=(permit,))

    found = blockers(NGO, at(NGO, "IZIN_PRINSIP"), "IZIN_PRINSIP", "granted", facts, LAW)

    assert codes(found) == ["permit.ngo_principal_permit"]


def test_full_powers_stand_in_for_the_exemption_at_the_signature():
    facts = replace(FACTS, parent=None)

    found = blockers(KSDPL, at(KSDPL, "PENANDATANGANAN"), "PENANDATANGANAN", "signed", facts, LAW)

    assert found == ()


def test_the_document_of_a_waived_stage_is_a_warning_and_no_longer_a_bar():
    events = []
    while (now := standing(CONTINUATION, events)).current != "PENANDATANGANAN":
        stage = CONTINUATION.stage(now.current)
        outcome = WAIVED if stage.waivable else stage.forward.code
        events.append(StageEvent(stage.code, outcome, START, 1, len(events), LAWFUL))
    facts = replace(without_paper("confirmation_letter", UNICEF), parent=None)
    facts = without_paper("full_powers", facts)

    found = blockers(CONTINUATION, now, "PENANDATANGANAN", "signed", facts, LAW)

    assert [(b.code, b.blocks) for b in found] == [
        ("document.confirmation_letter", False),
        ("powers.settled", False),
    ]


def test_a_waiver_lacking_its_papers_is_told_part_by_part():
    where = (CONTINUATION, at(CONTINUATION, "DPRD"), "DPRD")

    assert waiver_blockers(*where, LAWFUL, UNICEF, LAW) == ()
    found = waiver_blockers(*where, Waiver("", " ", ""), UNICEF, LAW)
    assert codes(found) == ["waiver.legal_basis", "waiver.document", "waiver.officer"]
    assert {(b.rule, b.grade, b.supplied_by) for b in found} == {("WAIVER", "D", Office.REGION)}


def test_a_waiver_needs_a_rule_a_turn_and_a_day():
    future = replace(UNICEF, happened_on=TODAY + timedelta(1))

    never = waiver_blockers(KSDPL, at(KSDPL, "DPRD"), "DPRD", LAWFUL, FACTS, LAW)
    early = waiver_blockers(CONTINUATION, at(CONTINUATION, "RENCANA"), "DPRD", LAWFUL, UNICEF, LAW)
    late = waiver_blockers(CONTINUATION, at(CONTINUATION, "DPRD"), "DPRD", LAWFUL, future, LAW)

    assert codes(never) == ["waiver.not_allowed"]
    assert codes(early) == ["stage.not_open"]
    assert codes(late) == ["date.in_future"]


def test_it_is_the_turn_of_whoever_can_supply_what_is_missing():
    at_dprd = at(KSDPL, "DPRD")
    bare = replace(FACTS, papers=(), dprd_received_on=None)
    asked = without_paper("dprd_decision")

    assert whose_turn(KSDPL, at_dprd, bare, LAW) == (Office.REGION, Office.DPRD)
    assert whose_turn(KSDPL, at_dprd, asked, LAW) == (Office.DPRD,)
    assert whose_turn(KSDPL, at_dprd, FACTS, LAW) == (Office.DPRD,)


def test_the_stages_of_a_legacy_case_can_be_told_later_under_the_law_of_their_day():
    life = standing(KSDPL, (), legacy=True)
    old = replace(FACTS, papers=(), happened_on=date(2010, 1, 4))

    found = blockers(KSDPL, life, "RENCANA", "completed", old, LAW)

    assert codes(b for b in found if b.blocks) == []
