"""Claims: what a source says about a fact of an agreement. Sources disagree; one claim a fact is preferred."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.models.agreement import Agreement


class Claim(models.Model):
    """One source's word on one fact. `value` is as precise as the source: 2017, 2017-10 or 2017-10-06 for dates."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="claims")
    # The fact, by the name of the agreement's column or of a public field: signed_on, ends_on, status …
    fact = models.CharField(_("fact"), max_length=40)
    value = models.CharField(_("value"), max_length=500)
    source = models.CharField(_("source"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    # The day the source says it stated this; None when unknown.
    stated_on = models.DateField(null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=1)
    is_preferred = models.BooleanField(default=False)
    # Why this claim is preferred, or what else the source says.
    remark = models.TextField(blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["agreement_id", "fact", "-is_preferred", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "fact"],
                condition=Q(is_preferred=True),
                name="claim_one_preferred_per_fact",
            ),
            models.UniqueConstraint(
                fields=["agreement", "fact", "value", "source", "url"], name="claim_once_per_source"
            ),
            models.CheckConstraint(condition=Q(grade__in=("A", "B", "C", "D")), name="claim_grade_known"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.fact} = {self.value}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code
