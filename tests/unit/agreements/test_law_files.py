"""The law and the roads as files: what comes with the program is whole, and a broken file is told."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.agreements.engine.law_files import (
    LawBroken,
    read_rulebook,
    road_for,
    standard_roads,
    standard_rulebook,
)
from jembatan.agreements.engine.road_checks import problems_of, skippable
from jembatan.agreements.rules.kinds import Kind, RoadCode
from jembatan.agreements.rules.roads import (
    Course,
    Effect,
    NeedKind,
    OutcomeUnknown,
    Phase,
    Road,
    Route,
    StageUnknown,
    stages_touched,
)
from jembatan.workflow.law import Grade

KSDPL = standard_roads()[RoadCode.KSDPL]
LAW = standard_rulebook()


def changed(road: Road, at: str, /, **changes: object) -> Road:
    stages = tuple(replace(s, **changes) if s.code == at else s for s in road.stages)
    return replace(road, stages=stages)


def routed(road: Road, *routes: Route) -> Road:
    return replace(road, routes=road.routes + routes)


def first_need(at: str, /, **changes: object) -> Road:
    stage = KSDPL.stage(at)
    return changed(KSDPL, at, needs=(replace(stage.needs[0], **changes), *stage.needs[1:]))


def first_outcome(at: str, /, **changes: object) -> Road:
    stage = KSDPL.stage(at)
    return changed(KSDPL, at, outcomes=(replace(stage.outcomes[0], **changes), *stage.outcomes[1:]))


@pytest.mark.parametrize("code", RoadCode)
def test_every_road_that_comes_with_the_program_is_whole(code):
    assert problems_of(standard_roads()[code], LAW) == ()


BROKEN = {
    "stage PRAKARSA stands twice": replace(KSDPL, stages=(KSDPL.stages[0], *KSDPL.stages)),
    "the signature TANDA_TANGAN is no stage": replace(KSDPL, signature="TANDA_TANGAN"),
    "RENCANA.completed leads to NOWHERE, which is no stage": routed(
        KSDPL, Route("RENCANA", "completed", "NOWHERE", Effect.CAUSES)
    ),
    "stage MONEV is never reached": replace(
        KSDPL, routes=tuple(route for route in KSDPL.routes if route.to != "MONEV")
    ),
    "stage DPRD can be skipped on the way to the signature": routed(
        KSDPL, Route("RENCANA", "completed", "VERIFIKASI", Effect.ALLOWS)
    ),
    "the stages do not stand in the order of their phases": changed(KSDPL, "RENCANA", phase=Phase.SIGNING),
    "the signature is not the last stage before the life after it": replace(KSDPL, signature="SURAT_KUASA"),
    "RENCANA.done has neither a route nor an end": first_outcome("RENCANA", code="done"),
    "RENCANA.completed does not lead back": first_outcome("RENCANA", course=Course.BACK),
    "RENCANA.completed ends the road and yet opens a stage": first_outcome("RENCANA", course=Course.END),
    "stage RENCANA has no way on": first_outcome("RENCANA", course=Course.BACK),
    "RENCANA.WAIVED uses a reserved word": first_outcome("RENCANA", code="WAIVED"),
    "RENCANA.completed stands on x, which is no outcome": first_outcome("RENCANA", earlier="x"),
    "stage RENCANA needs either a product or the reason why it has none": changed(
        KSDPL, "RENCANA", product=None
    ),
    "stage RENCANA rests on no rule": changed(KSDPL, "RENCANA", rules=()),
    "RENCANA needs document.cooperation_plan twice": changed(
        KSDPL, "RENCANA", needs=KSDPL.stage("RENCANA").needs[:1] * 2
    ),
    "RENCANA needs fact.cooperation_plan, which nobody knows how to look for": first_need(
        "RENCANA", kind=NeedKind.FACT
    ),
    "RENCANA needs cooperation_plan for x, which is no outcome": first_need("RENCANA", outcomes=("x",)),
    "RENCANA rests on PASAL 1, which is no rule": changed(KSDPL, "RENCANA", rules=("PASAL 1",)),
    "the road itself rests on PASAL 2, which is no rule": replace(KSDPL, follows_by="PASAL 2"),
    "DPRD has the clock DPRD, which sets no number": changed(KSDPL, "DPRD", clock="DPRD"),
    "the signature and what follows it can never be waived": changed(
        KSDPL, "PENANDATANGANAN", waivable="WAIVER"
    ),
}


@pytest.mark.parametrize(("problem", "road"), BROKEN.items(), ids=BROKEN)
def test_a_broken_road_is_told_in_words(problem, road):
    assert f"ksdpl: {problem}" in problems_of(road, LAW)


def test_no_stage_of_any_road_can_be_skipped():
    assert {code: skippable(road) for code, road in standard_roads().items()} == dict.fromkeys(RoadCode, ())


def test_every_stage_that_may_be_waived_names_the_rule_that_allows_it():
    waivable = {
        code: {stage.code for stage in road.stages if stage.waivable}
        for code, road in standard_roads().items()
    }

    assert waivable[RoadCode.KSDPL] == waivable[RoadCode.KSDLL_BY_APPROVAL] == set()
    assert waivable[RoadCode.GRANT] == set()
    assert waivable[RoadCode.KSDLL_CONTINUATION] == waivable[RoadCode.FOREIGN_NGO]
    assert "DPRD" in waivable[RoadCode.KSDLL_CONTINUATION]
    assert not {"KONSULTASI", "PENANDATANGANAN"} & waivable[RoadCode.KSDLL_CONTINUATION]


def test_a_village_link_has_no_road_and_three_kinds_share_one():
    assert road_for(Kind.VILLAGE_LINK) is None
    assert road_for(Kind.SISTER_PROVINCE) is road_for(Kind.KSDPL_OTHER) is KSDPL


def test_what_leads_to_a_stage_leads_to_the_one_put_before_it():
    road = standard_roads()[RoadCode.FOREIGN_NGO]

    assert [route.to for route in road.routes_from("SURAT_KUASA", "issued")] == ["RENCANA_KERJA_TAHUNAN"]
    assert [route.to for route in road.routes_from("ROUTE_CLASSIFICATION", "classified")] == ["IZIN_PRINSIP"]
    assert (road.follows, road.follows_by) == (RoadCode.KSDLL_BY_APPROVAL, "MUTATIS_MUTANDIS")


def test_a_road_refuses_stages_and_outcomes_it_does_not_have():
    with pytest.raises(StageUnknown):
        KSDPL.stage("NOWHERE")
    with pytest.raises(OutcomeUnknown):
        KSDPL.outcome("RENCANA", "x")
    assert KSDPL.maker_of("x") is None


def test_a_change_of_a_rule_names_the_stages_that_rest_on_it():
    assert stages_touched(KSDPL, ["T1"]) == ("DPRD",)
    assert stages_touched(KSDPL, ["E5", "PLAN"]) == ("PERNYATAAN_KEHENDAK", "RENCANA", "VERIFIKASI")
    continuation = standard_roads()[RoadCode.KSDLL_CONTINUATION]
    assert "SURAT_KUASA" in stages_touched(continuation, ["WAIVER"])


def entry(**changes: object) -> dict:
    rule = {"code": "X", "id": "a", "en": "b", "source": "PP 28/2018", "grade": "A", "article": "1"}
    return {**rule, **changes}


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ([entry(grade="C")], "X cites an article of a text nobody has read (grade C)"),
        ([entry(source="Permendagri 25/2020")], "X cites an article of Permendagri 25/2020"),
        ([entry(parameter=3)], "X has a number without a unit"),
        ([entry(), entry()], "X has two versions from 2018-07-13"),
    ],
)
def test_a_rule_file_that_claims_too_much_is_refused(rules, problem):
    day = date(2018, 7, 13)
    sources = {"PP 28/2018": {"from": day}, "Permendagri 25/2020": {"from": day}}

    with pytest.raises(LawBroken) as refusal:
        read_rulebook({"source": sources, "rule": rules})

    assert problem in str(refusal.value)


def test_a_rule_takes_over_on_the_day_it_names_itself():
    sources = {"PP 28/2018": {"from": date(2018, 7, 13), "url": "https://example.org"}}

    book = read_rulebook({"source": sources, "rule": [entry(), entry(**{"from": date(2030, 1, 1)})]})

    assert [rule.effective_from.year for rule in book.versions("X")] == [2018, 2030]
    assert book.versions("X")[0].url == "https://example.org"


def test_what_nobody_has_read_is_off_by_default_and_verified_by_nobody():
    unread = [rule for rule in LAW.rules if rule.grade is Grade.D]

    assert unread
    assert all(rule.verified_by is None and rule.article is None for rule in unread)
    assert {rule.parameter for rule in unread if rule.unit == "switch"} == {0}


def test_the_checks_run_when_the_roads_are_read(monkeypatch):
    monkeypatch.setattr("jembatan.agreements.engine.law_files.problems_of", lambda road, law: ("x is wrong",))

    with pytest.raises(LawBroken) as refusal:
        standard_roads.__wrapped__()

    assert "x is wrong" in str(refusal.value)
