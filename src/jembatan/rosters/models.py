"""Files received from others and the records in them, exactly as received: never edited, only added or undone."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.sealing import SealedField
from jembatan.places.fields import CodeField
from jembatan.places.models import Region
from jembatan.rosters.rules.batches import LIFECYCLE, Kind, State


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User) -> "BatchQuerySet":
        """Batches of places where `user` may see imports."""
        return self.filter(within_any(user.places_for(Permission.BATCH_SEE), "place_id"))

    def committed(self) -> "BatchQuerySet":
        return self.filter(state=State.COMMITTED)

    def in_force(self, on: date) -> "BatchQuerySet":
        """The newest committed batch of every source whose cut-off is not after `on`."""
        newest = Window(
            RowNumber(),
            partition_by=[F("profile"), F("place_id"), F("npsn")],
            order_by=[F("cut_off").desc(), F("id").desc()],
        )
        ranked = self.committed().filter(cut_off__lte=on).annotate(age_rank=newest).filter(age_rank=1)
        return self.filter(pk__in=ranked.values("pk"))


class Batch(models.Model):
    """One file handed over: what it is, whose it is, how far it got."""

    profile = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in Kind])
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    # The place the file speaks for: a village's register, a school's sub-district, a district's list.
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    npsn = models.CharField(max_length=8, blank=True)
    cut_off = models.DateField()
    state = models.CharField(max_length=12, choices=[(s, s) for s in LIFECYCLE.states], default=State.STAGED)
    rows_read = models.PositiveIntegerField()
    rows_kept = models.PositiveIntegerField()
    rows_refused = models.PositiveIntegerField()
    # Read well, but about people whose age the purpose does not cover; counted, not stored.
    rows_outside_purpose = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    staged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField()
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-staged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "place", "npsn"],
                condition=Q(state__in=[State.STAGED, State.COMMITTED]),
                name="batch_file_once",
            ),
            models.CheckConstraint(
                condition=Q(rows_read=F("rows_kept") + F("rows_refused") + F("rows_outside_purpose")),
                name="batch_every_row_accounted_for",
            ),
            models.CheckConstraint(condition=Q(state__in=list(LIFECYCLE.states)), name="batch_state_known"),
            models.CheckConstraint(
                condition=Q(committed_by__isnull=True, committed_at__isnull=True)
                | Q(committed_by__isnull=False, committed_at__isnull=False),
                name="batch_committed_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="batch_undone_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.file_name}"

    @property
    def place_code(self) -> str:
        """The place that decides who may see and act."""
        return self.place_id


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: User) -> "RecordQuerySet":
        """Records of batches in places where `user` may see a child."""
        return self.filter(within_any(user.places_for(Permission.CHILD_SEE), "batch__place_id"))


class Record(models.Model):
    """One row about one person, as one source tells it.

    `facts` holds the canonical fields that nobody searches by; see `rosters.rules.record`. The
    untouched cells stay in the sealed original file, found by `sheet` and `row`.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="records")
    key = models.CharField(max_length=80)
    sheet = models.CharField(max_length=60, blank=True)
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=1, blank=True)
    birth_date = models.DateField(null=True)
    village_code = CodeField(max_length=13, blank=True)
    npsn = models.CharField(max_length=8, blank=True)
    nik = SealedField(null=True)
    nik_index = models.CharField(max_length=32, null=True, db_index=True)
    kk = SealedField(null=True)
    kk_index = models.CharField(max_length=32, null=True)
    nisn = SealedField(null=True)
    facts = models.JSONField(default=dict)
    flags = models.JSONField(default=list)

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="record_key_once_per_batch")]

    def __str__(self) -> str:
        return f"record {self.pk} of batch {self.batch_id}"
