"""Changes to the packaged law: a new version of a rule, laid over the catalogue that comes with the program."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY


class RuleVersion(models.Model):
    """One version of one rule as the ministry has set it: validity, parameter, source and grade."""

    rule = models.CharField(max_length=60)
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    parameter = models.IntegerField(_("value"), null=True, blank=True)
    says_id = models.TextField(_("what it says (Indonesian)"))
    says_en = models.TextField(_("what it says (English)"))
    source = models.CharField(_("source"), max_length=200)
    article = models.CharField(_("article"), max_length=80, blank=True)
    grade = models.CharField(_("grade"), max_length=1)
    url = models.URLField(max_length=500, blank=True)
    verified_by = models.CharField(_("read by"), max_length=160, blank=True)
    verified_on = models.DateField(_("read on"), null=True, blank=True)
    reason = models.CharField(_("why it is changed"), max_length=300)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["rule", "effective_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="rule_version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(grade__in=("A", "B", "C", "D")), name="rule_version_grade_known"
            ),
            models.CheckConstraint(
                condition=~Q(grade="A") | ~Q(verified_by="") & Q(verified_on__isnull=False),
                name="rule_version_grade_a_was_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.effective_from}"

    @property
    def place_code(self) -> str:
        return COUNTRY
