"""Review by a committee (TKKSD): a questionnaire, named members, minutes, a decision or a sending back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.models.agreement import Agreement, codes_of
from jembatan.agreements.models.papers import Paper
from jembatan.agreements.rules.review_lifecycle import State


class Review(models.Model):
    """One round of review of an agreement at a stage of its road."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)
    # Code and edition of the packaged questionnaire it was asked with.
    questionnaire = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=codes_of(State), default=State.CONVENED)
    meets_on = models.DateField(_("meets on"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    minutes = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(_("decision and its reasons"), blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    convened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["agreement_id", "convened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="convened", decided_by__isnull=True, decided_on__isnull=True)
                | ~Q(state="convened")
                & Q(decided_by__isnull=False, decided_on__isnull=False)
                & ~Q(decision=""),
                name="review_decided_who_when_why",
            ),
            models.UniqueConstraint(
                fields=["agreement", "stage"], condition=Q(state="convened"), name="review_one_open_per_stage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.stage} {self.round}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class ReviewMember(models.Model):
    """Somebody who reviews: in which capacity, and whether the answers are complete."""

    class Capacity(models.TextChoices):
        CHAIR = "chair", _("chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.MEMBER)
    answered_at = models.DateTimeField(null=True, blank=True)
    overall = models.TextField(_("overall remark"), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="review_member_once")]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.user_id}"

    @property
    def place_code(self) -> str:
        return self.review.place_code


class ReviewAnswer(models.Model):
    """One member's answer to one question. None is "cannot judge", which is not disagreement."""

    member = models.ForeignKey(ReviewMember, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    # 0 disagree … 3 agree.
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "question"], name="review_answer_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__range=(0, 3)), name="review_answer_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"

    @property
    def place_code(self) -> str:
        return self.member.place_code
