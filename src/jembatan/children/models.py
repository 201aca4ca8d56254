"""The resolved child, per reconciliation: what all sources together say, and which rule decided.

A reconciliation is never edited: a new one is made and the old one stays to be compared with.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.places.fields import CodeField
from jembatan.places.models import Region
from jembatan.rosters.models import Record


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def visible_to(self, user: User) -> "ReconciliationQuerySet":
        """Those of places that lie in, or contain, a place where `user` may see counts."""
        places = user.places_for(Permission.RECAP_SEE)
        return self.filter(within_any(places, "place_id"))

    def covering(self, place_code: str) -> "ReconciliationQuerySet":
        """Finished ones whose place is `place_code` or contains it, newest first."""
        parts = place_code.split(".")
        around = [".".join(parts[: n + 1]) for n in range(len(parts))]
        return self.filter(place_id__in=around, finished_at__isnull=False).order_by("-as_of", "-id")

    def waiting(self, *, silent_since: datetime) -> "ReconciliationQuerySet":
        """Asked for, without a result, and held by no worker that gave a sign since `silent_since`."""
        open_ones = self.filter(finished_at__isnull=True, refusal="")
        return open_ones.filter(Q(beat_at__isnull=True) | Q(beat_at__lt=silent_since)).order_by("id")


class Reconciliation(models.Model):
    """One run over the sources in force: with which definition, on which day, from which files."""

    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    definition = models.CharField(max_length=12)
    youngest = models.PositiveSmallIntegerField()
    oldest = models.PositiveSmallIntegerField()
    age_at = models.CharField(max_length=8)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    # The worker that took it says how far it is; a beat that stays away means that it died.
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=20, blank=True)
    finished_at = models.DateTimeField(null=True)
    # The sentence of the refusal that ended it without a result; empty when it was not refused.
    refusal = models.CharField(max_length=300, blank=True)
    # [{"profile", "kind", "place", "npsn", "batch", "cut_off", "rows"}] for the page that says where figures come from.
    sources = models.JSONField(default=list)
    quality = models.JSONField(default=dict)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(youngest__lte=F("oldest")), name="reconciliation_ages_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.as_of}"

    @property
    def place_code(self) -> str:
        return self.place_id


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user: User) -> "ChildQuerySet":
        """Children living where `user` may see a child."""
        return self.filter(within_any(user.places_for(Permission.CHILD_SEE), "village_code"))

    def counted_by(self, user: User) -> "ChildQuerySet":
        """Children living where `user` may see counts (never names)."""
        return self.filter(within_any(user.places_for(Permission.RECAP_SEE), "village_code"))

    def living_in(self, place_code: str) -> "ChildQuerySet":
        """Children whose village lies in `place_code`."""
        return self.filter(within_any([place_code], "village_code"))

    def out_of_school(self) -> "ChildQuerySet":
        return self.filter(out_of_school=True)


class Child(models.Model):
    """One child as all sources together tell it, on the day of the reconciliation."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="children")
    key = models.CharField(max_length=40)
    # Empty when no source places the child: the Residu row of the recap.
    village_code = CodeField(max_length=13, blank=True)
    dusun = models.CharField(max_length=60, blank=True)
    rt = models.CharField(max_length=6, blank=True)
    rw = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=120)
    # Folded for search: lower case, spellings of the same sound made one.
    name_key = models.CharField(max_length=120, db_index=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_date = models.DateField(null=True)
    mother_name = models.CharField(max_length=120, blank=True)
    nik_index = models.CharField(max_length=32, blank=True, db_index=True)
    status = models.CharField(max_length=16)
    out_of_school = models.BooleanField()
    grade = models.PositiveSmallIntegerField(null=True)
    age_at_survey = models.PositiveSmallIntegerField(null=True)
    age_on_1_july = models.PositiveSmallIntegerField(null=True)
    rule = models.CharField(max_length=60)
    flags = models.JSONField(default=list)
    # How the sources stand to one another, why, and what to do next; codes of children.rules.
    standing = models.CharField(max_length=20)
    reason = models.CharField(max_length=60, blank=True)
    next_step = models.CharField(max_length=30, blank=True)
    causes = models.JSONField(default=list)
    cause_main = models.CharField(max_length=10, blank=True)
    works = models.BooleanField(null=True)
    married = models.BooleanField(null=True)
    disability = models.CharField(max_length=40, blank=True)
    npsn = models.CharField(max_length=8, blank=True)
    portal_status = models.CharField(max_length=3, blank=True)
    # Probability that no roster knows the child; None when there was no roster to look in.
    p_out = models.FloatField(null=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "key"], name="child_once_per_reconciliation")
        ]
        indexes = [
            models.Index(fields=["reconciliation", "village_code", "status"], name="child_place_status"),
            models.Index(fields=["reconciliation", "standing"], name="child_standing"),
        ]

    def __str__(self) -> str:
        return f"child {self.key}"

    @property
    def place_code(self) -> str:
        return self.village_code or self.reconciliation.place_id


class ChildStory(models.Model):
    """What only the child's own page tells: kept apart, so that lists and counts read short rows."""

    child = models.OneToOneField(Child, on_delete=models.CASCADE, primary_key=True, related_name="story")
    # The rules looked at, with the facts each used; see children.rules.classification.
    trace = models.JSONField(default=list)
    # Each source's own values, side by side: {"kind": {...}}; identity numbers are not repeated here.
    claims = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"story of child {self.child_id}"


class ChildRecord(models.Model):
    """That a source's row is about this child, how sure that is, and on what evidence."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="child_records")
    # An undone batch takes its rows along; the reconciliation then says that a source is gone.
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField(null=True)
    decision = models.CharField(max_length=10)
    evidence = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "record"], name="child_record_once")]

    def __str__(self) -> str:
        return f"record {self.record_id} of child {self.child_id}"
