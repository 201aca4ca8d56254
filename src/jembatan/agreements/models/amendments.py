"""Changes of a signed agreement: amendments as working copies, and changes of its term."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.models.agreement import Agreement
from jembatan.agreements.models.papers import Paper


class Amendment(models.Model):
    """A working copy of the agreement's terms. `base` is what it was made from, `proposed` what is wanted."""

    class Kind(models.TextChoices):
        TERMS = "terms", _("change of terms")
        TECHNICAL = "technical", _("technical or administrative")
        CORRECTION = "correction", _("correction of an error")

    class State(models.TextChoices):
        DRAFTED = "drafted", _("being drafted")
        AGREED = "agreed", _("agreed by the parties")
        MERGED = "merged", _("in force")
        WITHDRAWN = "withdrawn", _("withdrawn")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    # Counts the saves of the working copy, so that two people do not write over each other.
    version = models.PositiveIntegerField(default=1)
    base_version = models.PositiveIntegerField()
    base = models.JSONField()
    proposed = models.JSONField()
    # How each conflict was decided at the merge: field -> "ours" | "theirs", with the reason.
    decisions = models.JSONField(default=dict)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["agreement_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(
                    state="merged", merged_by__isnull=False, merged_at__isnull=False, paper__isnull=False
                )
                | ~Q(state="merged") & Q(merged_by__isnull=True, merged_at__isnull=True),
                name="amendment_merged_who_when_document",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") & ~Q(withdrawn_because="")
                | ~Q(state="withdrawn") & Q(withdrawn_because=""),
                name="amendment_withdrawn_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_on__isnull=False, paper__isnull=False),
                name="amendment_agreed_when_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}-{self.number}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class TermChange(models.Model):
    """The term was extended, suspended, resumed, revived or ended: why, by which paper, and what it was before."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("extended")
        SUSPENSION = "suspension", _("suspended")
        RESUMPTION = "resumption", _("resumed")
        REVIVAL = "revival", _("revived after it had lapsed")
        TERMINATION = "termination", _("terminated")
        COMPLETION = "completion", _("ended at its term or aim")
        SUPERSESSION = "supersession", _("replaced by a new agreement")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="term_changes")
    kind = models.CharField(max_length=15, choices=Kind)
    on = models.DateField()
    # Code of a ground of UU 24/2000, art. 18, where the agreement ends early; else empty.
    ground = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ends_before = models.DateField(null=True, blank=True)
    ends_after = models.DateField(null=True, blank=True)
    # The change of the parent agreement that carried this one with it.
    caused_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried"
    )
    # What was left to be settled when it ended early (UU 24/2000, art. 19).
    left_to_settle = models.TextField(blank=True)
    successor = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(caused_by__isnull=False)
                | Q(paper__isnull=False)
                | Q(kind__in=("completion", "resumption")),
                name="term_change_has_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.kind} {self.on}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code
