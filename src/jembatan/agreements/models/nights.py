"""The nightly work: one row a day, claimed by the worker that does it."""

from django.db import models
from django.db.models import F, Q

from jembatan.accounts.rules.places import COUNTRY


class Night(models.Model):
    """The work of one day. A worker that dies leaves an old beat behind, and another goes on."""

    day = models.DateField(unique=True)
    beat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    # What was done, counted: reminders, flags and refreshed agreements.
    done = models.JSONField(default=dict)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("beat_at")),
                name="night_finished_after_its_beat",
            ),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()

    @property
    def place_code(self) -> str:
        return COUNTRY
