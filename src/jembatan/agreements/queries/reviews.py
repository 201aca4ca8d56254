"""What the pages of a review ask: the rounds of an agreement, one round with its answers, and who may be named."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from jembatan.accounts.models import Assignment, User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.rules.roles import roles_with
from jembatan.agreements.engine.questionnaire_files import questionnaires
from jembatan.agreements.models import Agreement, Review, ReviewMember
from jembatan.agreements.rules.review_lifecycle import State
from jembatan.agreements.rules.reviews import Answer, Questionnaire, Tally, tallies
from jembatan.places.rules.codes import ancestors_of


@dataclass(frozen=True, slots=True)
class Said:
    """One member of the committee and what was answered, by question; `mine` when it is the viewer."""

    member: ReviewMember
    answers: Mapping[str, Answer]
    mine: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One review as a page shows it. Others' answers stay closed to a member until the own are given."""

    review: Review
    questionnaire: Questionnaire
    said: tuple[Said, ...]
    tallies: tuple[Tally, ...]
    is_open_to_viewer: bool

    @property
    def mine(self) -> Said | None:
        """The viewer's own row, None when the viewer is no member."""
        return next((said for said in self.said if said.mine), None)

    @property
    def answered(self) -> int:
        """How many members have answered."""
        return sum(1 for said in self.said if said.member.answered_at is not None)


def reviews_of(agreement: Agreement) -> QuerySet[Review]:
    """The rounds of an agreement, newest first, each with `members_in_all` and `members_answered`."""
    return (
        agreement.reviews.select_related("minutes", "decided_by")
        .annotate(
            members_in_all=Count("members"),
            members_answered=Count("members", filter=Q(members__answered_at__isnull=False)),
        )
        .order_by("-convened_at")
    )


def sheet_of(review: Review, viewer: User) -> Sheet:
    """The review with members, answers and tallies, in three queries."""
    members = list(
        review.members.select_related("user").prefetch_related(Prefetch("answers")).order_by("capacity", "id")
    )
    said = tuple(
        Said(
            member,
            {one.question: Answer(one.value, one.remark) for one in member.answers.all()},
            member.user_id == viewer.pk,
        )
        for member in members
    )
    questionnaire = questionnaires()[review.questionnaire, review.edition]
    own = next((one for one in said if one.mine), None)
    is_open = own is None or own.member.answered_at is not None or review.state != State.CONVENED
    counted = tallies(
        questionnaire.asked_of(review.agreement.kind), [one.answers for one in said if one.answers]
    )
    return Sheet(review, questionnaire, said, counted if is_open else (), is_open)


def waiting_reviews(viewer: User) -> QuerySet[Review]:
    """Reviews that wait for this person's answers, the nearest meeting first."""
    return (
        Review.objects.filter(state=State.CONVENED, members__user=viewer, members__answered_at__isnull=True)
        .select_related("agreement")
        .order_by("meets_on", "id")
    )


def sends_back(agreement: Agreement) -> bool:
    """Whether the review decided last asked for changes. One query."""
    newest = agreement.reviews.exclude(state=State.CONVENED).order_by("-decided_on", "-id").first()
    return newest is not None and newest.state == State.SENT_BACK


def possible_members(agreement: Agreement) -> QuerySet[User]:
    """People who may be named for a review of this agreement, by name."""
    place = agreement.place_code
    above = [*ancestors_of(place), place] if place != COUNTRY else []
    holding = Assignment.objects.filter(
        Q(region_id__in=above) | Q(region__isnull=True), role__in=roles_with(Permission.REVIEW_ANSWER)
    ).exclude(role="machine")
    return User.objects.filter(is_active=True, assignments__in=holding).distinct().order_by("full_name")
