"""A committee reviews a cooperation plan: convened, answered apart, decided with its minutes, or sent back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jembatan.agreements.actions.reviewing import (
    AlreadyConvened,
    Decision,
    MayNotAnswer,
    NoCommittee,
    NoReasons,
    NothingToReview,
    NotOnCommittee,
    answer_review,
    convene_review,
    decide_review,
)
from jembatan.agreements.models import Review
from jembatan.agreements.queries.reviews import possible_members, sends_back, sheet_of, waiting_reviews
from jembatan.agreements.queries.road import case_of
from jembatan.agreements.rules.review_lifecycle import State
from jembatan.agreements.rules.reviews import Answer, AnswersMissing, NotYetDecidable
from jembatan.correspondence.models import Notice
from jembatan.ledger.acting import NotAllowed
from jembatan.workflow.lifecycles import WrongState
from tests.builders import JEMBER, person
from tests.cooperation import agreement_at, cast, paper, started

pytestmark = pytest.mark.django_db

PLAN = "RENCANA"
TODAY = date(2026, 11, 20)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return agreement_at(PLAN, people)


@pytest.fixture
def second():
    return person("tkksd.dua", "cooperation_team", at=JEMBER)


@pytest.fixture
def review(agreement, people, second):
    committee = {people.member: "chair", second: "member"}
    return convene_review(agreement, PLAN, committee, meets_on=TODAY, by=people.officer)


def full(review, value=3):
    """An answer to every question that is asked."""
    questions = sheet_of(review, review.convened_by).questionnaire.asked_of(review.agreement.kind)
    return {
        question.code: Answer(value, "" if value > 1 else "Anggaran belum disebut.") for question in questions
    }


def minutes(agreement, people):
    return paper(agreement, "committee_minutes", people, on=TODAY)


def test_convening_tells_every_member_and_waits_for_them(review, people, second):
    assert Notice.objects.filter(kind="agreements.review_convened").count() == 2
    assert [waiting.pk for waiting in waiting_reviews(second)] == [review.pk]
    assert not waiting_reviews(people.officer).exists()


def test_a_second_committee_waits_until_the_first_has_decided(agreement, people, second, review):
    with pytest.raises(AlreadyConvened):
        convene_review(
            agreement, PLAN, {people.member: "chair", second: "member"}, meets_on=TODAY, by=people.officer
        )


def test_a_committee_has_one_chair_and_another_member_who_may_review(agreement, people, second):
    def convene(members):
        return convene_review(agreement, PLAN, members, meets_on=TODAY, by=people.officer)

    with pytest.raises(NoCommittee):
        convene({people.member: "member", second: "member"})
    with pytest.raises(NoCommittee):
        convene({people.member: "chair"})
    with pytest.raises(MayNotAnswer):
        convene({people.member: "chair", people.council: "member"})


def test_a_stage_without_a_questionnaire_is_not_reviewed(people, second):
    early = started(people)

    with pytest.raises(NothingToReview):
        convene_review(
            early, early.stage, {people.member: "chair", second: "member"}, meets_on=TODAY, by=people.officer
        )


def test_a_member_sees_the_others_answers_only_after_the_own(review, people, second):
    answer_review(review, full(review), overall="Siap.", by=people.member)

    before = sheet_of(review, second)
    answer_review(review, full(review, 1), by=second)
    after = sheet_of(review, second)

    assert (before.is_open_to_viewer, before.tallies) == (False, ())
    assert after.is_open_to_viewer and all(tally.is_split for tally in after.tallies)


def test_open_questions_are_refused_and_strangers_do_not_answer(review, people):
    with pytest.raises(AnswersMissing):
        answer_review(review, {}, by=people.member)
    stranger = person("tkksd.tiga", "cooperation_team", at=JEMBER)
    with pytest.raises(NotOnCommittee):
        answer_review(review, full(review), by=stranger)
    with pytest.raises(NotAllowed):
        answer_review(review, full(review), by=people.officer)


def test_it_is_not_decided_without_chair_minutes_day_and_reasons(review, agreement, people, second):
    kept = minutes(agreement, people)

    def decide(**changed):
        said = {
            "outcome": State.RECOMMENDED,
            "reasons": "Layak.",
            "held_on": TODAY,
            "minutes": kept,
        } | changed
        decide_review(review, Decision(**said), today=TODAY, by=people.officer)

    answer_review(review, full(review), by=second)
    with pytest.raises(NotYetDecidable, match="chair"):
        decide()
    answer_review(review, full(review), by=people.member)
    with pytest.raises(NotYetDecidable, match="minutes"):
        decide(minutes=None)
    with pytest.raises(NotYetDecidable, match="day"):
        decide(held_on=TODAY + timedelta(days=1))
    with pytest.raises(NoReasons):
        decide(reasons=" ")
    decide()

    assert (review.state, review.decided_on) == (State.RECOMMENDED, TODAY)
    with pytest.raises(WrongState):
        decide()
    with pytest.raises(WrongState):
        answer_review(review, full(review), by=second)


def test_a_plan_sent_back_goes_no_further_until_a_new_round_recommends_it(review, agreement, people, second):
    for member in (people.member, second):
        answer_review(review, full(review, 1), by=member)
    decision = Decision(State.SENT_BACK, "Lengkapi anggaran.", TODAY, minutes(agreement, people))

    decide_review(review, decision, today=TODAY, by=people.officer)

    assert sends_back(agreement)
    assert case_of(agreement, today=timezone.localdate()).facts.review_sends_back
    again = convene_review(
        agreement, PLAN, {people.member: "chair", second: "secretary"}, meets_on=TODAY, by=people.officer
    )
    assert again.round == 2


def test_only_people_who_may_review_here_can_be_named(agreement, people, second):
    person("tkksd.lain", "cooperation_team", at="35.78")

    assert set(possible_members(agreement)) == {people.member, second}


def test_a_review_walks_through_its_pages(client, agreement, people, second):
    of = [agreement.reference]
    client.force_login(people.officer)
    convened = client.post(
        reverse("agreements:convene_review", args=of),
        {"meets_on": "2026-11-20", "chair": people.member.pk, "members": [second.pk]},
    )
    review = Review.objects.get()
    page = [agreement.reference, review.pk]
    questions = full(review)
    answers = {code: "3" for code in questions}
    for member in (people.member, second):
        client.force_login(member)
        assert client.get(reverse("agreements:review", args=page)).status_code == 200
        half = client.post(reverse("agreements:answer_review", args=page), {})
        assert half.status_code == 400
        assert client.post(reverse("agreements:answer_review", args=page), answers).status_code == 302
    client.force_login(people.officer)
    decided = client.post(
        reverse("agreements:decide_review", args=page),
        {
            "outcome": "recommended",
            "reasons": "Layak.",
            "held_on": "2026-11-20",
            "minutes": minutes(agreement, people).pk,
        },
    )

    assert (convened.status_code, decided.status_code) == (302, 302)
    assert client.get(reverse("agreements:reviews", args=of)).status_code == 200
    assert Review.objects.get().state == State.RECOMMENDED


def test_an_outsider_finds_no_review(client, review, people):
    client.force_login(people.outsider)

    page = client.get(reverse("agreements:review", args=[review.agreement.reference, review.pk]))

    assert page.status_code == 404
