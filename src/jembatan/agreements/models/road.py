"""What happened on the legal road, and what offices stated on the way. Nothing here is ever changed or deleted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.models.agreement import Agreement, codes_of
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.roads import WAIVED


class StageEvent(models.Model):
    """A stage was done with an outcome, or lawfully waived. The standing of a road is computed from these."""

    class Question(models.TextChoices):
        NONE = "", _("no question")
        OPEN = "open", _("open question to the supervisor")
        ACCEPTED = "accepted", _("accepted by the supervisor")
        OBJECTED = "objected", _("objected to by the supervisor")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="events")
    stage = models.CharField(max_length=40)
    # `outcome` is a code of the stage's outcomes, or WAIVED, or DROPPED.
    outcome = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)
    on = models.DateField(_("on"))
    office = models.CharField(_("office that acted"), max_length=30, choices=codes_of(Office))
    product = models.ForeignKey(
        "agreements.Paper", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    remark = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # Somebody of the region wrote down what another office did; its document is the proof.
    on_behalf = models.BooleanField(default=False)

    legal_basis = models.TextField(_("legal basis of the waiver"), blank=True)
    waiver_officer = models.CharField(_("officer who waived"), max_length=200, blank=True)
    question = models.CharField(max_length=10, choices=Question, blank=True, default=Question.NONE)
    answer = models.TextField(_("the supervisor's answer"), blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["agreement", "stage"], name="event_agreement_stage")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=WAIVED)
                | Q(product__isnull=False) & ~Q(legal_basis="") & ~Q(waiver_officer="") & ~Q(question=""),
                name="event_waiver_has_basis_document_officer",
            ),
            models.CheckConstraint(
                condition=Q(
                    question__in=("accepted", "objected"),
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                )
                | Q(question__in=("", "open"), answered_by__isnull=True, answered_on__isnull=True),
                name="event_answer_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf=False) | Q(product__isnull=False), name="event_on_behalf_has_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.stage} → {self.outcome}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class Statement(models.Model):
    """A declaration or fact a stage needs: who said it, when, for which round. A later one replaces an earlier one.

    `code` is "<kind>.<code>" of a need of the road, as its blocker is called; `value` is a plain
    JSON value of the kind the rules expect for it.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="statements")
    stage = models.CharField(max_length=40)
    code = models.CharField(max_length=100)
    round = models.PositiveSmallIntegerField(default=1)
    value = models.JSONField()
    source = models.CharField(_("source"), max_length=300, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["agreement", "code"], name="statement_agreement_code")]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.code}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code
