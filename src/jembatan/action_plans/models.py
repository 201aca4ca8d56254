"""Village action plans: the plan, its activities and targets, and the office's own costs and rules.

Source: RKPDes columns as circulated; RADes as a village act (module PB.4).
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.rules.catalogue import STANDINGS
from jembatan.action_plans.rules.keeping import edits_from_json, edits_to_json, line_from_json, line_to_json
from jembatan.action_plans.rules.lifecycle import LIFECYCLE, STATE_NAMES, State
from jembatan.action_plans.rules.redrafting import Entry
from jembatan.action_plans.rules.targets import share_of
from jembatan.children.models import Reconciliation
from jembatan.places.models import Region
from jembatan.places.rules.codes import ancestors_of
from jembatan.workflow.lifecycles import WrongState


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> Self:
        """Plans of villages where `user` may see plans."""
        return self.filter(within_any(user.places_for(Permission.PLAN_SEE), "village_id"))

    def of_villages_in(self, code: str) -> Self:
        """Plans of the villages that lie in the place `code`."""
        return self.filter(within_any([code], "village_id"))


class Plan(models.Model):
    """What one village will do in one year, drafted from one reconciliation of its children."""

    village = models.ForeignKey(Region, verbose_name=_("village"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=10, choices=[(s.value, STATE_NAMES[s]) for s in State], default=State.DRAFTED
    )
    # Counts every change, so that two people who edit the same page notice one another.
    version = models.PositiveIntegerField(default=1)
    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("cut-off date"))
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    legalised_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    legalised_on = models.DateField(_("legalised on"), null=True)
    legal_number = models.CharField(_("number of the village act"), max_length=60, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("village action plan")
        verbose_name_plural = _("village action plans")
        ordering = ["village_id", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["village", "year"], name="plan_once_per_village_and_year"),
            models.CheckConstraint(condition=Q(state__in=LIFECYCLE.states), name="plan_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.LEGALISED, legalised_by__isnull=False, legalised_on__isnull=False)
                | Q(~Q(state=State.LEGALISED), legalised_by__isnull=True, legalised_on__isnull=True),
                name="plan_legalised_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"RADes {self.village_id} {self.year}"

    @property
    def place_code(self) -> str:
        """The place that decides who may see and act."""
        return str(self.village_id)

    @property
    def is_open(self) -> bool:
        """True while its lines may be changed."""
        return self.state == State.DRAFTED

    def check_open(self) -> None:
        """Raise WrongState unless the plan's lines may be changed."""
        if not self.is_open:
            raise WrongState(state=self.state, wanted=State.DRAFTED)

    def keep_change(self, *fields: str) -> None:
        """Save `fields` and count the change. Only actions call this."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


class Activity(models.Model):
    """One line of a plan as it counts now, and what was proposed before people touched it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    # Kind of the catalogue; empty for a line added by hand.
    kind = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField()
    field = models.PositiveSmallIntegerField(_("field"))
    name = models.CharField(_("activity"), max_length=200)
    fund = models.CharField(_("source of money"), max_length=20)
    agency = models.CharField(_("agency"), max_length=300)
    children = models.PositiveIntegerField(_("children"))
    total = models.DecimalField(_("cost"), max_digits=18, decimal_places=0)
    # rules.keeping: the proposed line, and what officers changed in it.
    proposed = models.JSONField()
    edited = models.JSONField(default=dict)
    removed_because = models.CharField(_("reason for striking out"), max_length=200, blank=True)
    by_hand = models.BooleanField(default=False)
    outdated = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["field", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"], condition=~Q(kind=""), name="activity_kind_once_per_plan"
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="activity_cost_not_negative"),
            models.CheckConstraint(condition=Q(field__range=(1, 4)), name="activity_field_1_to_4"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, plan: Plan, entry: Entry, position: int) -> "Activity":
        """`entry` as an unsaved line of the plan; the columns hold what counts, after the edits."""
        line = entry.line
        return cls(
            plan=plan,
            kind="" if entry.by_hand else line.kind,
            position=position,
            field=line.field,
            name=line.name,
            fund=line.fund,
            agency=line.agency,
            children=line.children,
            total=line.total,
            proposed=line_to_json(entry.proposed),
            edited=edits_to_json(entry.edited),
            removed_because=entry.removed_because,
            by_hand=entry.by_hand,
            outdated=entry.outdated,
        )

    @property
    def place_code(self) -> str:
        return str(self.plan.village_id)

    @property
    def entry(self) -> Entry:
        """The line with its proposal, edits and removal, as the rules know it."""
        return Entry(
            proposed=line_from_json(self.proposed),
            edited=edits_from_json(self.edited),
            removed_because=self.removed_because,
            by_hand=self.by_hand,
            outdated=self.outdated,
        )


class Target(models.Model):
    """What shall be reached by the end of a year."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    base = models.PositiveIntegerField(_("children found"))
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    source = models.CharField(max_length=160)
    grade = models.CharField(max_length=1)
    is_edited = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["code", "year"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code", "year"], name="target_once_per_year"),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="target_percent_0_to_100"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}"

    @property
    def children(self) -> int:
        """The target as a whole number of children."""
        return share_of(self.base, self.percent)


class DatedQuerySet[M: models.Model](models.QuerySet[M]):
    """Dated entries of places: what an office has set instead of what comes with the program."""

    def in_force(self, on: date) -> Self:
        """Those valid on the day `on`."""
        return self.filter(Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def for_village(self, code: str) -> Self:
        """Those of the village and of the places around it, the widest first."""
        return self.filter(place_id__in=[*ancestors_of(code), code]).order_by("place__level", "valid_from")


class Dated(models.Model):
    """What an office has set for its place, from a day, perhaps until a day."""

    code = models.CharField(max_length=40)
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("source"), max_length=200)
    grade = models.CharField(_("grade"), max_length=1)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["code", "valid_from"]

    def __str__(self) -> str:
        return f"{self.code} @ {self.place_code}"

    @property
    def place_code(self) -> str:
        return str(self.place_id)


def dated_constraints(name: str) -> list[models.BaseConstraint]:
    """One entry per code, place and first day; the last day is not before the first."""
    return [
        models.UniqueConstraint(fields=["code", "place", "valid_from"], name=f"{name}_once_a_day"),
        models.CheckConstraint(
            condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            name=f"{name}_days_in_order",
        ),
    ]


class UnitCost(Dated):
    """What one unit costs in a place, in whole rupiah."""

    label = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)
    amount = models.DecimalField(_("amount"), max_digits=13, decimal_places=0)
    standing = models.CharField(max_length=10, choices=list(STANDINGS.items()))

    objects = DatedQuerySet["UnitCost"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("unit cost")
        verbose_name_plural = _("unit costs")
        constraints = [
            *dated_constraints("unit_cost"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="unit_cost_not_negative"),
        ]


class SupportRule(Dated):
    """A row of the matrix cause, support, activity, agency in a place. An idle one stops the standard row."""

    cause = models.CharField(max_length=10)
    category = models.CharField(max_length=16, blank=True)
    pathway = models.CharField(max_length=12, blank=True)
    activity = models.CharField(max_length=40)
    support = models.CharField(max_length=200)
    agency = models.CharField(max_length=120)
    is_idle = models.BooleanField(default=False)

    objects = DatedQuerySet["SupportRule"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("support rule")
        verbose_name_plural = _("support rules")
        constraints = dated_constraints("support_rule")
