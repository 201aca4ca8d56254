"""What a review committee does: it is convened, its members answer, it decides or sends back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.questionnaire_files import newest_for, questionnaires
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Paper, Review, ReviewAnswer, ReviewMember
from jembatan.agreements.notices import REVIEW_CONVENED, REVIEW_DECIDED
from jembatan.agreements.rules.review_lifecycle import LIFECYCLE, State
from jembatan.agreements.rules.reviews import (
    Answer,
    NotYetDecidable,
    Questionnaire,
    Turnout,
    check_answers,
    decision_problem,
)
from jembatan.correspondence.rules.kinds import Kind
from jembatan.correspondence.telling import tell
from jembatan.ledger.acting import action, note
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.refusals import Refused

MINUTES = "committee_minutes"


class NothingToReview(Refused):
    code = "agreements.nothing_to_review"
    sentence = "No questionnaire is kept for this stage. Reviews are held on the plan, the draft text and extensions."


class AlreadyConvened(Refused):
    code = "agreements.review_already_convened"
    sentence = "The committee is already reviewing this stage. Let it decide before another round begins."


class NoCommittee(Refused):
    code = "agreements.review_without_chair"
    status = 400
    sentence = "Name exactly one chair and at least one other member, each of them once."


class NotOnCommittee(Refused):
    code = "agreements.not_on_committee"
    status = 403
    sentence = "Only the members named for this review answer its questions."


class MayNotAnswer(Refused):
    code = "agreements.member_may_not_answer"
    status = 400
    sentence = (
        "%(count)s of the people named hold no role that reviews in this region. Ask the account manager."
    )


class NoReasons(Refused):
    code = "agreements.review_without_reasons"
    status = 400
    sentence = "Write down the decision and its reasons."


@dataclass(frozen=True, slots=True)
class Decision:
    """What the committee decided on the day `held_on`; `minutes` None when they are not yet there."""

    outcome: State
    reasons: str
    held_on: date | None
    minutes: Paper | None


@action(Permission.REVIEW_CONVENE, "agreements.review_convened")
def convene_review(
    agreement: Agreement, stage: str, members: Mapping[User, str], *, meets_on: date, by: User
) -> Review:
    """Ask the members (person to capacity) to review the agreement at a stage.

    Raises NothingToReview, AlreadyConvened, NoCommittee, or MayNotAnswer.
    """
    questionnaire = newest_for(stage)
    if questionnaire is None:
        raise NothingToReview()
    earlier = agreement.reviews.filter(stage=stage)
    if earlier.filter(state=State.CONVENED).exists():
        raise AlreadyConvened()
    _check_committee(agreement, members)
    review = Review.objects.create(
        agreement=agreement,
        stage=stage,
        round=(earlier.aggregate(last=Max("round"))["last"] or 0) + 1,
        questionnaire=questionnaire.code,
        edition=questionnaire.edition,
        meets_on=meets_on,
        convened_by=by,
        convened_at=timezone.now(),
    )
    ReviewMember.objects.bulk_create(
        ReviewMember(review=review, user=person, capacity=capacity) for person, capacity in members.items()
    )
    refresh(agreement, today=timezone.localdate())
    note(stage=stage, round=review.round, members=len(members), edition=questionnaire.edition)
    _tell(members, REVIEW_CONVENED, review, due_on=meets_on)
    return review


@action(Permission.REVIEW_ANSWER, "agreements.review_answered")
def answer_review(review: Review, answers: Mapping[str, Answer], *, overall: str = "", by: User) -> None:
    """A member's answers, all at once; giving them again before the decision replaces them.

    Raises NotOnCommittee, WrongState, or AnswersMissing.
    """
    member = review.members.filter(user=by).first()
    if member is None:
        raise NotOnCommittee()
    _require_open(review, State.CONVENED)
    questionnaire = questionnaire_of(review)
    questions = questionnaire.asked_of(review.agreement.kind)
    check_answers(questionnaire, questions, answers)
    member.answers.all().delete()
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(member=member, question=question.code, value=given.value, remark=given.remark.strip())
        for question in questions
        for given in [answers[question.code]]
    )
    member.overall, member.answered_at = overall.strip(), timezone.now()
    member.save(update_fields=["overall", "answered_at"])
    note(round=review.round, questions=len(questions))


@action(Permission.REVIEW_CONVENE, "agreements.review_decided")
def decide_review(review: Review, decision: Decision, *, today: date, by: User) -> None:
    """Write down what the committee decided. Raises WrongState, NoReasons, or NotYetDecidable with what lacks."""
    LIFECYCLE.check(review.state, decision.outcome)
    if not decision.reasons.strip():
        raise NoReasons()
    if problem := _problem(review, decision, today):
        raise NotYetDecidable(problem=problem)
    review.state, review.decision = decision.outcome, decision.reasons.strip()
    review.held_on, review.minutes = decision.held_on, decision.minutes
    review.decided_by, review.decided_on = by, today
    review.save(update_fields=["state", "decision", "held_on", "minutes", "decided_by", "decided_on"])
    note(stage=review.stage, round=review.round, outcome=decision.outcome)
    refresh(review.agreement, today=today)
    people = {member.user: member.capacity for member in review.members.select_related("user")}
    desk = review.agreement.officer
    _tell({**people, **({desk: ""} if desk else {})}, REVIEW_DECIDED, review)


def questionnaire_of(review: Review) -> Questionnaire:
    """The questionnaire the review was asked with, in its own edition."""
    return questionnaires()[review.questionnaire, review.edition]


def _check_committee(agreement: Agreement, members: Mapping[User, str]) -> None:
    chairs = [capacity for capacity in members.values() if capacity == ReviewMember.Capacity.CHAIR]
    if len(chairs) != 1 or len(members) < 2:
        raise NoCommittee()
    strangers = [
        person for person in members if not person.may(Permission.REVIEW_ANSWER, at=agreement.place_code)
    ]
    if strangers:
        raise MayNotAnswer(count=len(strangers))


def _require_open(review: Review, wanted: State) -> None:
    if review.state != State.CONVENED:
        raise WrongState(state=review.state, wanted=wanted)


def _problem(review: Review, decision: Decision, today: date) -> str | None:
    members = list(review.members.all())
    answered = [member for member in members if member.answered_at is not None]
    minutes = decision.minutes
    turnout = Turnout(
        members=len(members),
        answered=len(answered),
        chair_answered=any(member.capacity == ReviewMember.Capacity.CHAIR for member in answered),
        has_minutes=minutes is not None
        and (minutes.agreement_id, minutes.type) == (review.agreement_id, MINUTES),
        was_held=decision.held_on is not None and decision.held_on <= today,
    )
    return decision_problem(questionnaire_of(review), turnout)


def _tell(people: Iterable[User], kind: Kind, review: Review, due_on: date | None = None) -> None:
    tell(
        people,
        kind,
        subject=review,
        key=f"{kind.code}:{review.pk}",
        url=reverse("agreements:review", args=[review.agreement.reference, review.pk]),
        facts={"reference": review.agreement.reference},
        due_on=due_on,
    )
