"""A selection of a partner: the call with its criteria, its candidates, assessors and their sheets.

After the UN Partner Portal; the criteria are the region's own.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.models.partners import Counterpart
from jembatan.counterparts.rules.selection import (
    GROUND_WORDS,
    LIFECYCLE,
    STATE_WORDS,
    Criterion,
    Ground,
    State,
)
from jembatan.places.fields import CodeField


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: User) -> Self:
        """Selections of places where `user` sees partners."""
        return self.filter(within_any(user.places_for(Permission.COUNTERPART_SEE), "place_code"))


class Call(models.Model):
    """One selection of a region. `criteria` is a list of {"code", "title", "weight"}."""

    place_code = CodeField(_("region"), max_length=13)
    title = models.CharField(_("what it is about"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=1000)
    criteria = models.JSONField(default=list)
    closes_on = models.DateField(_("last day for scoring"))
    state = models.CharField(
        max_length=10, choices=[(state.value, STATE_WORDS[state]) for state in State], default=State.OPEN
    )
    assessors = models.ManyToManyField(User, verbose_name=_("assessors"), related_name="+")
    chosen = models.ForeignKey(
        "Candidacy", verbose_name=_("chosen"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField(
        _("ground"), max_length=20, blank=True, choices=[(kind.value, GROUND_WORDS[kind]) for kind in Ground]
    )
    justification = models.CharField(_("justification"), max_length=1000, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("selection of a partner")
        verbose_name_plural = _("selections of partners")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LIFECYCLE.states), name="call_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, closed_by__isnull=True, closed_at__isnull=True)
                | (~Q(state=State.OPEN) & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="call_closed_who_and_when",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=State.DECIDED, chosen__isnull=False) & ~Q(ground="") & ~Q(justification="")
                )
                | (~Q(state=State.DECIDED) & Q(chosen__isnull=True)),
                name="call_decided_with_a_justification",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("counterparts:call", args=[self.pk])

    @property
    def criteria_read(self) -> list[Criterion]:
        """The criteria as the rules know them."""
        return [Criterion(entry["code"], entry["title"], entry["weight"]) for entry in self.criteria]


class Candidacy(models.Model):
    """A partner that a call compares."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="candidacies")
    counterpart = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="candidacies")
    remark = models.CharField(_("how it became a candidate"), max_length=300)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "counterpart"], name="candidate_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.counterpart_id}"


class ScoreSheet(models.Model):
    """What one assessor gave one candidate. `points` is {criterion code: 0 to 10}."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="sheets")
    assessor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField(default=dict)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["candidacy", "assessor"], name="score_sheet_once")]

    def __str__(self) -> str:
        return f"{self.candidacy_id}: {self.assessor_id}"
