"""The ledger: an append-only list of what was done, each entry chained to the one before by hash."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import models

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.places.fields import CodeField

# What the first entry is chained to.
GENESIS = "0" * 64


class LedgerClosed(AssertionError):
    """Somebody tried to change or delete an entry: a bug, not a refusal."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User) -> "EntryQuerySet":
        """Entries about places where `user` may read the ledger."""
        return self.filter(within_any(user.places_for(Permission.LEDGER_SEE), "place_code"))

    def about(self, subject: models.Model) -> "EntryQuerySet":
        """Entries about one thing, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("id")

    def update(self, **kwargs: Any) -> int:
        raise LedgerClosed

    def delete(self) -> tuple[int, dict[str, int]]:
        raise LedgerClosed


class ChainHead(models.Model):
    """One row, locked while an entry is added, so that entries follow one another."""

    last_hash = models.CharField(max_length=64, default=GENESIS)


class Entry(models.Model):
    """Who did what to which thing, where and when. `detail` holds facts, never identity numbers."""

    at = models.DateTimeField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    event = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    place_code = CodeField(max_length=13, blank=True, db_index=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    own_hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="entry_subject")]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type}:{self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Not business logic: the ledger's only promise is that nothing written is written again.
        if self.pk is not None:
            raise LedgerClosed
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise LedgerClosed

    def computed_hash(self) -> str:
        """SHA-256 over the previous hash and this entry's content, in one fixed order."""
        content = [
            self.previous_hash,
            _instant(self.at),
            str(self.actor_id or ""),
            self.event,
            self.subject_type,
            self.subject_id,
            self.place_code,
            json.dumps(self.detail, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
        ]
        return hashlib.sha256("\x1f".join(content).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
