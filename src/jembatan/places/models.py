"""Tables of places in force, of retired codes and of schools; loaded from the packaged edition."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jembatan.places.fields import CodeField
from jembatan.places.rules.codes import Level, ancestors_of, range_below


class RegionQuerySet(models.QuerySet["Region"]):
    """Places, asked for in the words of the field."""

    def within(self, code: str) -> Self:
        """The place itself and everything below it; uses the primary key's index on every database."""
        first, last = range_below(code)
        return self.filter(models.Q(code=code) | models.Q(code__gte=first, code__lt=last))

    def below(self, code: str) -> Self:
        """Everything strictly below the place."""
        first, last = range_below(code)
        return self.filter(code__gte=first, code__lt=last)

    def provinces(self) -> Self:
        return self.filter(level=Level.PROVINCE)

    def districts(self) -> Self:
        """Kabupaten and kota."""
        return self.filter(level=Level.DISTRICT)

    def subdistricts(self) -> Self:
        """Kecamatan."""
        return self.filter(level=Level.SUBDISTRICT)

    def villages(self) -> Self:
        """Desa and kelurahan."""
        return self.filter(level=Level.VILLAGE)


class Region(models.Model):
    """One administrative unit in force. The code is the key and the path; the name is only a name."""

    class Kind(models.TextChoices):
        """As the official list says it; statutory words, not translated."""

        PROVINCE = "provinsi", "Provinsi"
        REGENCY = "kabupaten", "Kabupaten"
        CITY = "kota", "Kota"
        SUBDISTRICT = "kecamatan", "Kecamatan"
        RURAL_VILLAGE = "desa", "Desa"
        URBAN_VILLAGE = "kelurahan", "Kelurahan"

    code = CodeField(_("code"), primary_key=True, max_length=13)
    name = models.CharField(_("name"), max_length=80)
    folded_name = models.CharField(_("name as compared"), max_length=80)
    level = models.PositiveSmallIntegerField(
        _("level"), choices=[(level.value, level.name) for level in Level]
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    parent = models.ForeignKey(
        "self", verbose_name=_("lies in"), null=True, on_delete=models.PROTECT, related_name="children"
    )
    bps_code = models.CharField(_("BPS code"), max_length=10, blank=True)
    dapodik_code = models.CharField(_("Dapodik code"), max_length=8, blank=True)
    edition = models.CharField(_("edition"), max_length=80)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("code",)
        indexes = (models.Index(fields=("level", "folded_name"), name="region_by_level_and_name"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(level__range=(1, 4)), name="region_level_1_to_4"),
            models.CheckConstraint(
                condition=models.Q(level=1) ^ models.Q(parent__isnull=False),
                name="region_only_a_province_has_no_parent",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_codes(self) -> tuple[str, ...]:
        """Codes of the places it lies in, province first."""
        return ancestors_of(self.code)


class RetiredRegion(models.Model):
    """A code of an earlier edition and what became of it; `current` None: nobody could say."""

    old_code = CodeField(_("old code"), primary_key=True, max_length=13)
    old_name = models.CharField(_("old name"), max_length=80)
    last_edition = models.CharField(_("last edition"), max_length=10)
    level = models.PositiveSmallIntegerField(_("level"))
    current = models.ForeignKey(
        Region, verbose_name=_("is now"), null=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    match = models.CharField(_("how the successor was found"), max_length=80)

    class Meta:
        verbose_name = _("retired code")
        verbose_name_plural = _("retired codes")
        ordering = ("old_code",)

    def __str__(self) -> str:
        return f"{self.old_code} {self.old_name}"


class SchoolQuerySet(models.QuerySet["School"]):
    """Schools, asked for by where they stand."""

    def within(self, code: str) -> Self:
        """Schools that stand in the place; in a village only those with a usable coordinate."""
        first, last = range_below(code)
        return self.filter(
            models.Q(subdistrict_id=code)
            | models.Q(subdistrict_id__gte=first, subdistrict_id__lt=last)
            | models.Q(region_id=code)
        )


class School(models.Model):
    """One school by its national number (NPSN), as the packaged list or a roster gives it."""

    class Status(models.TextChoices):
        """Statutory words, not translated."""

        PUBLIC = "negeri", "Negeri"
        PRIVATE = "swasta", "Swasta"

    npsn = models.CharField(_("NPSN"), primary_key=True, max_length=8)
    name = models.CharField(_("name"), max_length=160)
    folded_name = models.CharField(_("name as compared"), max_length=160)
    form = models.CharField(_("form"), max_length=12)
    status = models.CharField(_("status"), max_length=8, choices=Status, blank=True)
    region = models.ForeignKey(
        Region, verbose_name=_("village"), null=True, on_delete=models.PROTECT, related_name="schools"
    )
    subdistrict = models.ForeignKey(
        Region, verbose_name=_("subdistrict"), on_delete=models.PROTECT, related_name="subdistrict_schools"
    )
    lat = models.FloatField(_("latitude"), null=True)
    lon = models.FloatField(_("longitude"), null=True)
    coordinate_quality = models.CharField(_("quality of the coordinate"), max_length=16)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ("npsn",)

    def __str__(self) -> str:
        return self.name


class LoadedEdition(models.Model):
    """Which packaged edition the tables above hold, and of which part of the country."""

    scope = CodeField(_("part loaded"), primary_key=True, max_length=13)
    edition = models.CharField(_("edition"), max_length=80)
    stamp = models.CharField(_("hash of the packaged tables"), max_length=16)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("loaded edition")
        verbose_name_plural = _("loaded editions")

    def __str__(self) -> str:
        return f"{self.scope}: {self.edition}"
