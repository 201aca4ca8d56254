"""An agreement's results framework, the places it works in, and the values counted or stated, which never change."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.models import Agreement, Paper
from jembatan.places.models import Region
from jembatan.results.rules.counts import Counted, Part, read
from jembatan.results.rules.levels import Direction as DirectionCode
from jembatan.results.rules.levels import Level as LevelCode
from jembatan.results.rules.levels import Unit as UnitCode
from jembatan.results.rules.measures import MEASURES, Measure
from jembatan.results.rules.places import Period, Work


def agreements_with_results(user: User) -> models.QuerySet[Agreement]:
    """Agreements of places where `user` may see results; the central umbrellas for the whole country only."""
    places = user.places_for(Permission.RESULT_SEE)
    found = Agreement.objects.select_related("place", "counterpart")
    return found if COUNTRY in places else found.filter(within_any(places, "place_id"))


class OfAgreement(models.Model):
    """Something that belongs to one agreement and lies where the agreement lies."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class NeverChanged(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Not business logic: what was counted or stated on a day stays as it was.
        assert self.pk is None, "values are added, never changed"
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AssertionError("values are added, never taken away")


class Result(OfAgreement):
    """What is meant to come of the agreement, on one of three levels."""

    class Level(models.TextChoices):
        OBJECTIVE = LevelCode.OBJECTIVE, _("Objective")
        OUTCOME = LevelCode.OUTCOME, pgettext_lazy("result", "Outcome")
        OUTPUT = LevelCode.OUTPUT, pgettext_lazy("result", "Output")

    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    title_id = models.CharField(_("result (Indonesian)"), max_length=300)
    title_en = models.CharField(_("result (English)"), max_length=300, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of an agreement", "result")
        verbose_name_plural = pgettext_lazy("of an agreement", "results")
        ordering = ["id"]
        indexes = [models.Index(fields=["agreement"], name="result_of_agreement")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="objective", parent__isnull=True)
                | ~Q(level="objective") & Q(parent__isnull=False),
                name="result_only_objective_stands_alone",
            ),
        ]

    def __str__(self) -> str:
        return self.title_id


class Indicator(models.Model):
    """How a result is measured: by a measure of the registry, or by values that somebody states."""

    class Unit(models.TextChoices):
        COUNT = UnitCode.COUNT, pgettext_lazy("unit", "number")
        PERCENT = UnitCode.PERCENT, _("per cent")
        RUPIAH = UnitCode.RUPIAH, _("rupiah")
        YES_NO = UnitCode.YES_NO, _("yes or no")

    class Direction(models.TextChoices):
        UP = DirectionCode.UP, _("more is better")
        DOWN = DirectionCode.DOWN, _("less is better")

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="indicators")
    title_id = models.CharField(_("indicator (Indonesian)"), max_length=300)
    title_en = models.CharField(_("indicator (English)"), max_length=300, blank=True)
    # A code of rules.measures; empty when values are stated.
    measure = models.CharField(_("counted by"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction)
    # The baseline of a measure is counted for its day, so only the day stands here.
    baseline_on = models.DateField(_("day of the baseline"), null=True, blank=True)
    baseline_value = models.DecimalField(
        _("baseline"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    baseline_source = models.CharField(_("source of the baseline"), max_length=300, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure="") | Q(baseline_value__isnull=True), name="indicator_counted_not_typed"
            ),
            models.CheckConstraint(
                condition=Q(baseline_value__isnull=True)
                | Q(baseline_on__isnull=False) & ~Q(baseline_source=""),
                name="indicator_baseline_has_day_and_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title_id

    @property
    def place_code(self) -> str:
        return self.result.place_code

    @property
    def counted_by(self) -> Measure | None:
        """The measure that counts it; None when values are stated."""
        return MEASURES.get(self.measure)


class YearTarget(models.Model):
    """What an indicator shall be at the end of a year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("target"), max_digits=18, decimal_places=2)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="result_target_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}"

    @property
    def place_code(self) -> str:
        return self.indicator.place_code


class StatedValue(NeverChanged):
    """A value somebody states, for what no measure counts: its day, source and document."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="stated")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    on = models.DateField(_("day"))
    source = models.CharField(_("source"), max_length=300)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("stated value")
        verbose_name_plural = _("stated values")
        # The one stated last counts where two are of the same day.
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}"

    @property
    def place_code(self) -> str:
        return self.indicator.place_code


class ProgrammePlaceQuerySet(models.QuerySet["ProgrammePlace"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(dropped_because="")


class ProgrammePlace(OfAgreement):
    """A place the agreement works in, from a day, until a day or still."""

    place = models.ForeignKey(Region, verbose_name=_("place"), on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("works there from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    # Where the choice of the place is written: a document of the agreement, or words.
    source = models.CharField(_("source"), max_length=300)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_because = models.CharField(max_length=300, blank=True)

    objects = ProgrammePlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place worked in")
        verbose_name_plural = _("places worked in")
        ordering = ["place_id", "from_on"]
        indexes = [models.Index(fields=["agreement", "place"], name="programme_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="programme_place_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} @ {self.place_id}"

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.until_on)

    @property
    def work(self) -> Work:
        """The row as the rules know it."""
        return Work(self.agreement_id, str(self.place_id), self.period)


class ResultValue(NeverChanged):
    """A measure as it was counted for one day, with its parts by place. Counting anew adds a row."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    on = models.DateField()
    # None: it could not be counted; `why` says so. Never 0 instead.
    value = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    # What whoever may see no child is shown; the least it can be when `is_floor`.
    shown = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    is_floor = models.BooleanField(default=False)
    counted = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    why = models.CharField(max_length=20, blank=True)
    parts = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    counted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("counted value")
        verbose_name_plural = _("counted values")
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["agreement", "measure", "on"], name="result_value_series")]

    def __str__(self) -> str:
        return f"{self.measure} {self.on}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code

    @property
    def read_parts(self) -> tuple[Part, ...]:
        """The parts as the rules know them."""
        return read(self.parts)

    @property
    def as_counted(self) -> Counted:
        """The row as the rules know it."""
        return Counted(
            self.read_parts, self.value, self.shown, self.is_floor, self.counted, self.of, self.why
        )
