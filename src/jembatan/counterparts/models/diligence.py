"""Due diligence of a partner: one assessment is one set of answers on one day; a later one goes before it.

Our own questionnaire (a proposal); the risk words are those of the UN HACT micro-assessment.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.models.partners import Counterpart
from jembatan.counterparts.rules.diligence import RISK_WORDS, Risk
from jembatan.places.fields import CodeField

_RISKS = [(risk.value, RISK_WORDS[risk]) for risk in Risk]


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def answers_visible_to(self, user: User) -> Self:
        """Those whose answers `user` may read: of places where they see partners. The risk is seen by more."""
        return self.filter(within_any(user.places_for(Permission.COUNTERPART_SEE), "place_code"))


class Assessment(models.Model):
    """What one office found out about a partner, and how risky that makes it. Never changed afterwards."""

    counterpart = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="assessments")
    # The office that assessed.
    place_code = CodeField(_("assessed by"), max_length=13)
    questionnaire = models.CharField(_("questionnaire"), max_length=20)
    # Question code to {"answer": …, "evidence": …}.
    answers = models.JSONField(default=dict)
    risk = models.CharField(_("risk"), max_length=12, choices=_RISKS)
    # Share of the weighted worst case, 0 to 100.
    points = models.DecimalField(_("risk points"), max_digits=5, decimal_places=2)
    unanswered = models.PositiveSmallIntegerField(_("questions without an answer"))
    conclusion = models.CharField(_("conclusion"), max_length=1000)
    assessed_on = models.DateField(_("assessed on"))
    valid_until = models.DateField(_("valid until"))
    # A rating made by others (HACT micro-assessment), kept as what they said.
    imported_rating = models.CharField(_("rating by others"), max_length=12, blank=True, choices=_RISKS)
    imported_source = models.CharField(_("source of that rating"), max_length=300, blank=True)
    imported_on = models.DateField(_("date of that rating"), null=True, blank=True)
    assessed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("due diligence")
        verbose_name_plural = _("due diligences")
        ordering = ["-assessed_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(risk__in=list(Risk)), name="assessment_risk_known"),
            models.CheckConstraint(condition=Q(points__range=(0, 100)), name="assessment_points_0_to_100"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("assessed_on")), name="assessment_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(imported_rating="", imported_on__isnull=True, imported_source="")
                | (Q(imported_rating__in=list(Risk), imported_on__isnull=False) & ~Q(imported_source="")),
                name="assessment_imported_rating_with_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counterpart_id}: {self.risk}"
