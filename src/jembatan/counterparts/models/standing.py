"""What officers have stated about an entity's relation with Indonesia, from a day on.

Source: PP 28/2018 art. 27(1)a (grade A); Permenlu 3/2019 Bab X nos. 150-151 (excerpts, grade C).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.counterparts.rules.recognition import GRADES, RELATION_WORDS, Recognition, Relation


class RecognitionSet(models.Model):
    """One statement; never changed or deleted, a later one goes before it."""

    # ISO 3166-1 alpha-2.
    entity_code = models.CharField(_("country or entity"), max_length=2)
    relation = models.CharField(
        _("relation"), max_length=12, choices=[(kind.value, RELATION_WORDS[kind]) for kind in Relation]
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    url = models.URLField(_("address of the source"), blank=True, max_length=300)
    grade = models.CharField(_("grade"), max_length=1, choices=[(grade, grade) for grade in GRADES])
    basis = models.CharField(_("what it says"), max_length=500, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        ordering = ["entity_code", "valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(relation__in=list(Relation)), name="recognition_relation_known"
            ),
            models.CheckConstraint(condition=Q(grade__in=GRADES), name="recognition_grade_known"),
            models.CheckConstraint(condition=~Q(source=""), name="recognition_has_a_source"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="recognition_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_code}: {self.relation}"

    @property
    def place_code(self) -> str:
        """Whom Indonesia recognises is the country's affair."""
        return COUNTRY

    @property
    def statement(self) -> Recognition:
        """This row as the rules know it."""
        return Recognition(
            entity_code=self.entity_code,
            relation=Relation(self.relation),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source=self.source,
            url=self.url,
            grade=self.grade,
            basis=self.basis,
        )
