"""A partner abroad, every name it was ever given, facts about it, and merges of two profiles into one.

Source: PP 28/2018 art. 1 and 36 (who can be a partner); house rule "one partner, one profile".
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.counterparts.engine.packaged import countries
from jembatan.counterparts.rules.countries import Country
from jembatan.counterparts.rules.kinds import KIND_WORDS, KINDS, LEVEL_WORDS, Kind, Level, is_place
from jembatan.places.fields import CodeField
from jembatan.places.models import Region

# Merges of merges that are followed; more would be a circle.
LONGEST_CHAIN = 50


class CounterpartQuerySet(models.QuerySet["Counterpart"]):
    def visible_to(self, user: User) -> Self:
        """All partners for whoever may see partners anywhere: a region must find what another has entered."""
        return self if user.may_anywhere(Permission.COUNTERPART_SEE) else self.none()

    def standing(self) -> Self:
        """Without those that were merged into another profile."""
        return self.filter(merged_into__isnull=True)


class Counterpart(models.Model):
    """One partner abroad. `place_code` is the region that keeps the profile; "ID" is the ministry."""

    official_name = models.CharField(_("official name"), max_length=200)
    local_name = models.CharField(_("name in its own script"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=30, choices=[(kind.value, KIND_WORDS[kind]) for kind in KINDS]
    )
    level = models.CharField(
        _("level"), max_length=10, blank=True, choices=[(level.value, LEVEL_WORDS[level]) for level in Level]
    )
    # ISO 3166-1 alpha-2; empty for an international organisation.
    country_code = models.CharField(_("country"), max_length=2, blank=True)
    place_within = models.CharField(_("state, province or city it lies in"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    place_code = CodeField(_("kept by"), max_length=13, default=COUNTRY)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, on_delete=models.PROTECT, related_name="merged_here"
    )
    # Counts every change, so that two people who edit the same page notice one another.
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = CounterpartQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["official_name", "id"]
        indexes = [
            models.Index(fields=["official_name", "id"], name="counterpart_by_name"),
            models.Index(fields=["country_code"], name="counterpart_by_country"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="counterpart_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind=Kind.LOCAL_GOVERNMENT) & Q(level__in=list(Level)))
                | (~Q(kind=Kind.LOCAL_GOVERNMENT) & Q(level="")),
                name="counterpart_level_of_local_government",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.ORGANISATION) | ~Q(country_code=""), name="counterpart_has_a_country"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="counterpart_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.official_name

    def get_absolute_url(self) -> str:
        return reverse("counterparts:show", args=[self.pk])

    @property
    def country(self) -> Country | None:
        """The country; None for an international organisation."""
        return countries().by_code.get(self.country_code)

    @property
    def is_place(self) -> bool:
        """True when its names are names of places."""
        return is_place(self.kind)

    @property
    def current(self) -> "Counterpart":
        """The profile that stands for this partner now: itself, or what it was merged into. A query a step."""
        standing = self
        for _step in range(LONGEST_CHAIN):
            if standing.merged_into is None:
                return standing
            standing = standing.merged_into
        raise AssertionError("profiles merged in a circle")


class CounterpartName(models.Model):
    """One spelling seen somewhere. The same folded spelling belongs to one profile per country and level."""

    counterpart = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="names")
    spelling = models.CharField(_("spelling"), max_length=200)
    folded = models.CharField(max_length=200)
    country_code = models.CharField(max_length=2, blank=True)
    level = models.CharField(max_length=10, blank=True)
    source = models.CharField(_("source"), max_length=300)
    place_code = CodeField(max_length=13, default=COUNTRY)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("name of a partner")
        verbose_name_plural = _("names of partners")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["country_code", "level", "folded"], name="counterpart_name_once_per_country"
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="counterpart_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.spelling


class CounterpartFact(models.Model):
    """One dated fact about a partner, with its source; several claims of one fact stand side by side."""

    counterpart = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="facts")
    code = models.CharField(_("fact"), max_length=30)
    # As written: digits for a number, a tag's code for a characteristic.
    value = models.CharField(_("value"), max_length=200)
    source = models.CharField(_("source"), max_length=300)
    as_of = models.DateField(_("as of"))
    place_code = CodeField(max_length=13, default=COUNTRY)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fact about a partner")
        verbose_name_plural = _("facts about partners")
        ordering = ["code", "as_of", "id"]
        indexes = [models.Index(fields=["counterpart", "code"], name="fact_by_counterpart")]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"


class RegionTag(models.Model):
    """A characteristic of an Indonesian region that an officer has stated, with its source."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    tag = models.CharField(_("characteristic"), max_length=30)
    source = models.CharField(_("source"), max_length=300)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("characteristic of a region")
        verbose_name_plural = _("characteristics of regions")
        ordering = ["region_id", "tag"]
        constraints = [models.UniqueConstraint(fields=["region", "tag"], name="region_tag_once")]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.tag}"

    @property
    def place_code(self) -> str:
        return str(self.region_id)


class Merge(models.Model):
    """Two profiles found to be one partner, so that it can be taken back: what moved, and why."""

    kept = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="merges_kept")
    absorbed = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="merges_absorbed")
    reason = models.CharField(_("reason"), max_length=300)
    # Ids of what moved to the kept profile: {"names": [...], "facts": [...], "assessments": [...]}.
    moved = models.JSONField(default=dict)
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("merge of two profiles")
        verbose_name_plural = _("merges of profiles")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merge_standing_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="merge_undone_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"

    @property
    def place_code(self) -> str:
        """Merging is the ministry's: one partner may be shared by many regions."""
        return COUNTRY
