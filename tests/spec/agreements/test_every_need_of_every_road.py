"""The walk over every road: every stage, every outcome, and every need taken away alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jembatan.agreements.engine.law_files import standard_rulebook
from jembatan.agreements.rules.blockers import StageBlocked, blockers, needs_of
from jembatan.agreements.rules.roads import NeedKind, When
from jembatan.workflow.law import Grade
from tests.spec.agreements.whole_case import TODAY, Step, steps, switched, without

STEPS = list(steps())


def lacking(step: Step, facts=None, law=None):
    where = (step.road, step.standing, step.stage.code, step.outcome.code)
    return blockers(*where, facts or step.facts, law or step.law)


def needs(step: Step):
    return needs_of(step.standing, step.stage, step.outcome.code, step.facts, step.law)


ASKED = [(step, need) for step in STEPS for need in needs(step)]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_nothing_blocks_a_case_in_which_everything_is_there(step):
    found = lacking(step)

    assert [blocker.code for blocker in found if blocker.blocks] == []


@pytest.mark.parametrize(("step", "need"), ASKED, ids=lambda part: str(getattr(part, "code", part)))
def test_a_need_taken_away_alone_yields_exactly_its_blocker(step, need):
    law = standard_rulebook() if need.kind is NeedKind.EXCEPTION else step.law
    rule = law.in_force(need.rule, TODAY)

    found = lacking(step, without(need, step.facts), law)

    assert [blocker.code for blocker in found] == [f"{need.kind}.{need.code}"]
    (blocker,) = found
    assert (blocker.rule, blocker.grade, blocker.citation) == (need.rule, rule.grade, rule.citation)
    assert blocker.supplied_by == need.supplied_by
    assert blocker.detail == {"what": need.says}
    expected = need.blocks and (rule.grade is not Grade.D or need.kind is NeedKind.EXCEPTION)
    assert blocker.blocks is expected


@pytest.mark.parametrize(
    ("step", "need"),
    [(step, need) for step, need in ASKED if need.kind is not NeedKind.EXCEPTION],
    ids=lambda part: str(getattr(part, "code", part)),
)
def test_a_need_whose_rule_has_ended_asks_for_nothing(step, need):
    rule = step.law.in_force(need.rule, TODAY)
    repealed = step.law.amended([replace(rule, effective_to=TODAY - timedelta(days=1))])

    found = lacking(step, without(need, step.facts), repealed)

    assert found == ()


@pytest.mark.parametrize(
    ("step", "need"),
    [(step, need) for step, need in ASKED if need.rule in ("REVIEW.DECIDES", "LANGUAGE.MATCH")],
    ids=lambda part: str(getattr(part, "code", part)),
)
def test_a_rule_nobody_has_read_blocks_only_when_switched_on(step, need):
    facts = without(need, step.facts)
    on = step.law.amended([switched(need.rule, 1)])

    assert [blocker.blocks for blocker in lacking(step, facts)] == [False]
    assert [blocker.blocks for blocker in lacking(step, facts, on)] == [True]


def test_every_need_of_every_road_is_walked():
    walked = {(step.road.kind, step.stage.code, need) for step, need in ASKED}
    every = {
        (step.road.kind, step.stage.code, need)
        for step in STEPS
        for need in step.stage.needs
        if need.when not in (When.HAS_COUNTRY, When.SECOND_ROUND)
    }
    # An international organisation has no country, and a grant or an NGO's permit asks nothing of others.
    assert {key for key in every - walked} == set()


def test_a_refusal_carries_its_blockers_and_their_rules():
    step = next(step for step in STEPS if str(step) == "ksdpl-foreign_government-RENCANA-completed")
    plan = next(need for need in step.stage.needs if need.kind is NeedKind.DOCUMENT)

    refusal = StageBlocked(lacking(step, without(plan, step.facts)))

    assert refusal.detail == {
        "count": 1,
        "blockers": ["document.cooperation_plan"],
        "rules": ["PLAN"],
    }
    assert refusal.blockers[0].filled("en") == {"what": "Cooperation plan (Rencana Kerja Sama)"}
    assert refusal.blockers[0].filled("id") == {"what": "Rencana Kerja Sama"}


@pytest.mark.parametrize(("day", "code"), [(1, "date.in_future"), (-400, "date.before_opened")])
def test_a_day_outside_the_stage_is_refused(day, code):
    step = next(step for step in STEPS if str(step) == "ksdpl-foreign_government-RENCANA-completed")
    facts = replace(step.facts, happened_on=TODAY + timedelta(days=day))

    found = lacking(step, facts)

    assert found[0].code == code


def test_no_article_is_cited_that_nobody_has_read():
    cited = [rule for rule in standard_rulebook().rules if "art." in rule.citation.en]

    assert all(rule.grade.is_read for rule in cited)
    assert all(rule.source != "Permendagri 25/2020" for rule in cited)
    assert {rule.effective_from > date(1945, 1, 1) for rule in cited} == {True}
