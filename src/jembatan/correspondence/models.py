"""Notices to people, remarks on things, and the secret keys of calendar feeds."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from jembatan.accounts.models import User
from jembatan.correspondence.rules.posting import MOST_ATTEMPTS
from jembatan.places.fields import CodeField

# Sorts what has no due day behind everything that has one.
NO_DAY = date(9999, 12, 31)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def to(self, reader: User) -> "NoticeQuerySet":
        """What this person was told. Nobody else sees it."""
        return self.filter(recipient=reader)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)

    def read(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=False)

    def oldest_due_first(self) -> "NoticeQuerySet":
        """By due day, those without one last; among equals the one told first."""
        due = Coalesce("due_on", Value(NO_DAY), output_field=models.DateField())
        return self.annotate(due=due).order_by("due", "id")

    def waiting_for_mail(self, now: datetime) -> "NoticeQuerySet":
        """Neither read nor mailed, and an attempt is due. Whoever has no address or may not sign in gets none."""
        unsent = self.unread().filter(mailed_at__isnull=True, mail_attempts__lt=MOST_ATTEMPTS)
        return unsent.filter(mail_after__lte=now, recipient__is_active=True).exclude(recipient__email="")


class Notice(models.Model):
    """Something a person was told. The sentence is that of its kind; `facts` fill it (never a child's name)."""

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    # The same key is never told to the same person twice.
    key = models.CharField(max_length=150)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    place_code = CodeField(max_length=13, blank=True)
    due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    # Nobody takes it up for mailing before.
    mail_after = models.DateTimeField()
    # Which run of which worker holds it.
    mail_claim = models.CharField(max_length=32, blank=True)
    mail_error = models.CharField(max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_told_once"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(kind=""), name="notice_has_kind_and_key"),
            models.CheckConstraint(
                condition=Q(mailed_at__isnull=True) | Q(mail_attempts__gte=1), name="notice_mailed_by_attempt"
            ),
        ]
        indexes = [
            models.Index(
                fields=["recipient", "due_on"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(
                fields=["mail_after"],
                condition=Q(read_at__isnull=True, mailed_at__isnull=True),
                name="notice_unmailed",
            ),
            models.Index(fields=["subject_type", "subject_id"], name="notice_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} -> {self.recipient_id}"

    @property
    def owner_id(self) -> int:
        """Whose it is: only they mark it as read."""
        return self.recipient_id


class RemarkQuerySet(models.QuerySet["Remark"]):
    def about(self, subject_type: str, subject_id: str) -> "RemarkQuerySet":
        """Remarks and answers on one thing, oldest first. The caller has found the thing for its viewer."""
        return self.filter(subject_type=subject_type, subject_id=subject_id).order_by("id")

    def open(self) -> "RemarkQuerySet":
        """Remarks that nobody has resolved; answers are not counted by themselves."""
        return self.filter(parent__isnull=True, resolved_at__isnull=True)


class Remark(models.Model):
    """A remark on a thing, or on one field of it; or an answer, which has the remark as `parent`. Never edited."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    place_code = CodeField(max_length=13)
    field = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    text = models.TextField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False, parent__isnull=True),
                name="remark_resolved_by_somebody_then",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="remark_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id} {self.field}"

    @property
    def is_resolved(self) -> bool:
        """Whether somebody said that it is settled."""
        return self.resolved_at is not None


class FeedKey(models.Model):
    """A person's secret address for calendar feeds. Only the SHA-256 of the token is kept."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="feed_keys")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(ended_at__isnull=True), name="feed_key_one_per_person"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")), name="feed_key_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} since {self.made_at:%Y-%m-%d}"
