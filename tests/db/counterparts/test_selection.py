"""A selection from its opening to a choice with reasons."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from jembatan.counterparts import actions
from jembatan.counterparts.models import Call
from jembatan.counterparts.queries.selection import call_page
from jembatan.counterparts.rules.kinds import BadProfile
from jembatan.counterparts.rules.selection import (
    BadCall,
    Criterion,
    NotAssessor,
    NotHighest,
    ResultsHidden,
    ScoringOver,
    ScoringStarted,
)
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.workflow.lifecycles import WrongState
from tests.builders import JEMBER, person

pytestmark = pytest.mark.django_db

TERMS = actions.CallTerms(
    title="A partner for waste",
    purpose="Learn to sort waste.",
    criteria=[Criterion("c1", "Experience", 60), Criterion("c2", "Money", 40)],
    closes_on=timezone.localdate() + timedelta(days=10),
)


@pytest.fixture
def team():
    return [person(name, "cooperation_team", at=JEMBER) for name in ("ani", "budi")]


@pytest.fixture
def call(officer, team, melbourne, osaka):
    made = actions.open_call(terms=TERMS, assessors=team, at=JEMBER, by=officer)
    for partner in (melbourne, osaka):
        actions.add_candidate(made, counterpart=partner, remark="Letter of interest", by=officer)
    return made


def score(call, by, first, second):
    for candidacy, (one, other) in zip(call.candidacies.all(), (first, second), strict=True):
        actions.score_candidate(call, candidacy=candidacy, points={"c1": one, "c2": other}, remark=" ", by=by)


def choose(call, by, *, at=0, ground="highest_score"):
    actions.choose_candidate(
        call, candidacy=call.candidacies.all()[at], ground=ground, justification="It knows waste best.", by=by
    )


def test_nobody_sees_scores_before_all_have_scored(call, officer, team):
    score(call, team[0], (9, 9), (1, 1))

    for viewer in (officer, *team):
        page = call_page(call, viewer, timezone.localdate())
        assert (page.ranked, page.scored, page.wanted) == (None, 2, 4)
    assert len(call_page(call, team[0], timezone.localdate()).own) == 2
    assert call_page(call, team[1], timezone.localdate()).own == {}
    with pytest.raises(ResultsHidden):
        choose(call, officer)


def test_when_all_have_scored_the_results_open_and_a_choice_is_justified(call, officer, team):
    for assessor in team:
        score(call, assessor, (9, 9), (1, 1))

    page = call_page(call, officer, timezone.localdate())
    choose(call, officer)

    assert [str(standing.score) for _candidacy, standing in page.ranked] == ["90.00", "10.00"]
    assert (call.state, call.ground) == ("decided", "highest_score")
    assert Entry.objects.get(event="counterparts.candidate_chosen").detail["ground"] == "highest_score"
    assert "points" not in str(Entry.objects.filter(event="counterparts.candidate_scored").first().detail)
    with pytest.raises(WrongState):
        choose(call, officer)


def test_a_lower_score_needs_another_ground(call, officer, team):
    for assessor in team:
        score(call, assessor, (9, 9), (1, 1))

    with pytest.raises(NotHighest):
        choose(call, officer, at=1)
    choose(call, officer, at=1, ground="legal_conditions")

    assert call.chosen == call.candidacies.all()[1]


def test_after_the_last_day_the_results_open_with_what_is_there(call, officer, team):
    score(call, team[0], (9, 9), (1, 1))
    Call.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    call.refresh_from_db()

    assert len(call_page(call, officer, timezone.localdate()).ranked) == 2
    with pytest.raises(ScoringOver):
        score(call, team[1], (1, 1), (9, 9))


def test_a_sheet_can_be_given_again_while_the_results_are_hidden(call, team):
    score(call, team[0], (9, 9), (1, 1))
    score(call, team[0], (2, 2), (1, 1))

    page = call_page(call, team[0], timezone.localdate())

    assert sorted(sheet.points["c1"] for sheet in page.own.values()) == [1, 2]


def test_only_named_assessors_score(call, officer):
    with pytest.raises(NotAssessor):
        score(call, officer, (1, 1), (1, 1))


def test_a_candidate_comes_before_the_first_sheet_and_once(call, officer, team, melbourne):
    with pytest.raises(BadCall):
        actions.add_candidate(call, counterpart=melbourne, remark="again", by=officer)
    score(call, team[0], (1, 1), (1, 1))
    with pytest.raises(ScoringStarted):
        actions.add_candidate(call, counterpart=melbourne, remark="late", by=officer)


def test_a_candidate_of_another_selection_is_not_scored(call, officer, team, melbourne):
    other = actions.open_call(terms=TERMS, assessors=team, at=JEMBER, by=officer)
    stranger = actions.add_candidate(other, counterpart=melbourne, remark="x", by=officer)

    with pytest.raises(BadCall):
        actions.score_candidate(call, candidacy=stranger, points={"c1": 1, "c2": 1}, remark="", by=team[0])


def test_a_selection_ends_without_a_choice_only_with_a_reason(call, officer):
    with pytest.raises(BadProfile):
        actions.end_call(call, reason=" ", by=officer)
    actions.end_call(call, reason="No money this year.", by=officer)

    assert (call.state, call.chosen) == ("ended", None)


def test_terms_that_cannot_be_are_refused(officer, team):
    yesterday = timezone.localdate() - timedelta(days=1)
    wrong = [
        (replace(TERMS, criteria=[]), team),
        (replace(TERMS, closes_on=yesterday), team),
        (TERMS, team[:1]),
        (TERMS, [team[0], team[0]]),
        (TERMS, [team[0], person("stranger", "cooperation_team", at="35.10")]),
    ]

    for terms, assessors in wrong:
        with pytest.raises(BadCall):
            actions.open_call(terms=terms, assessors=assessors, at=JEMBER, by=officer)


def test_a_selection_is_seen_in_its_place_only(call, officer, outsider, team):
    neighbour = person("neighbour", "cooperation_officer", at="35.10")

    assert Call.objects.visible_to(officer).get() == call
    assert not Call.objects.visible_to(neighbour).exists()
    assert not Call.objects.visible_to(outsider).exists()
    with pytest.raises(NotAllowed):
        actions.end_call(call, reason="x", by=team[0])


def test_the_page_of_a_selection_costs_four_queries(call, officer, django_assert_num_queries):
    with django_assert_num_queries(4):
        call_page(call, officer, timezone.localdate())
