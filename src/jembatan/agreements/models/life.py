"""Life after signature: what was planned and done, who met and travelled, what is permitted, owed and feared."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.models.agreement import Agreement, codes_of
from jembatan.agreements.models.papers import Paper
from jembatan.agreements.rules.kinds import Office


class OfAgreement(models.Model):
    """Something that belongs to one agreement and lies where the agreement lies."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="%(class)ss")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class Activity(OfAgreement):
    """One line of the action plan: dated, budgeted, with the office that answers for it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    class Direction(models.TextChoices):
        OUT = "out", _("to the counterpart")
        IN = "in", _("from the counterpart")
        BOTH = "both", _("both ways")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="activities")
    title = models.CharField(_("activity"), max_length=300)
    field = models.CharField(_("field"), max_length=40, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    # Rupiah; None means nobody has said yet, 0 that it costs nothing.
    budget = models.DecimalField(_("budget (Rp)"), max_digits=18, decimal_places=0, null=True, blank=True)
    spent = models.DecimalField(_("spent (Rp)"), max_digits=18, decimal_places=0, null=True, blank=True)
    fund = models.CharField(_("source of money"), max_length=60, blank=True)
    agency = models.CharField(_("agency"), max_length=160)
    person = models.CharField(_("person in charge"), max_length=160, blank=True)
    direction = models.CharField(_("direction"), max_length=5, choices=Direction, default=Direction.BOTH)
    continues = models.BooleanField(_("continues every year"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    evidence = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="coop_activity_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0), name="coop_activity_budget_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | ~Q(state="done") & Q(done_on__isnull=True),
                name="coop_activity_done_when",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="coop_activity_cancelled_why",
            ),
            models.CheckConstraint(
                condition=Q(spent__isnull=True) | Q(spent__gte=0), name="coop_activity_spent_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not happen."""
        return self.state == self.State.CANCELLED


class Meeting(OfAgreement):
    """A meeting of the joint committee or about the agreement."""

    class Kind(models.TextChoices):
        JOINT_COMMITTEE = "joint_committee", _("joint committee")
        TERM_REVIEW = "term_review", _("review of the agreement")
        OTHER = "other", _("other meeting")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    planned_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    at_place = models.CharField(_("where"), max_length=160, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    decisions = models.TextField(_("decisions"), blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    minutes = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(cancelled_because=""), name="meeting_held_or_cancelled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.planned_on}"


class Mission(OfAgreement):
    """A journey for the agreement. The head or deputy head travels abroad only with a ministerial permit
    (UU 23/2014, art. 76(1)i)."""

    purpose = models.CharField(_("purpose"), max_length=300)
    inbound = models.BooleanField(_("the counterpart visits us"), default=False)
    country = models.CharField(_("country"), max_length=3)
    at_place = models.CharField(_("where"), max_length=160)
    leaves_on = models.DateField(_("leaves on"))
    returns_on = models.DateField(_("returns on"))
    # Capacities and how many of each, never names: [{"capacity": "bupati", "people": 1}, …].
    travellers = models.JSONField(_("travellers"), default=list)
    with_head = models.BooleanField(_("the head or deputy head travels"), default=False)
    # Set when the departure was checked against the permits and confirmed.
    confirmed_on = models.DateField(_("departure confirmed on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    report = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["leaves_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returns_on__gte=F("leaves_on")), name="mission_returns_after_leaving"
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class TravelPermit(models.Model):
    """A permit for a journey abroad."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="permits")
    number = models.CharField(_("number"), max_length=100)
    issued_by = models.CharField(_("issued by"), max_length=160)
    issued_on = models.DateField(_("issued on"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    covers_head = models.BooleanField(_("covers the head or deputy head"), default=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("travel permit")
        verbose_name_plural = _("travel permits")
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="travel_permit_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place_code(self) -> str:
        return self.mission.place_code


class Permit(OfAgreement):
    """A permit an agreement rests on: a foreign NGO's principal or operational permit (PP 59/2016)."""

    kind = models.CharField(_("kind"), max_length=40)
    number = models.CharField(_("number"), max_length=100)
    issued_by = models.CharField(_("issued by"), max_length=160)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"))
    renewal_filed_on = models.DateField(_("renewal asked for on"), null=True, blank=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        ordering = ["valid_until", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="permit_ends_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Obligation(OfAgreement):
    """Something owed by a day: a grant's quarterly report, a review, a promise made at a meeting."""

    # What kind of duty, and the legal rule it rests on; the rule is empty for promises.
    kind = models.CharField(_("kind"), max_length=40)
    rule = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("what is owed"), max_length=300)
    # An Office; `owner` is the agency or capacity in it that has to see to it.
    owed_by = models.CharField(_("owed by"), max_length=30, choices=codes_of(Office))
    owner = models.CharField(_("who sees to it"), max_length=160, blank=True)
    # The meeting a promise was made at.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )
    due_on = models.DateField(_("due on"))
    # The days a report covers; empty for other duties.
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on", "met_on"], name="obligation_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "period_from"],
                condition=Q(period_from__isnull=False),
                name="obligation_once_per_period",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(dropped_because=""), name="obligation_met_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Risk(OfAgreement):
    """What could go wrong, how likely and how bad (1 to 5 each), and what is done about it."""

    title = models.CharField(_("risk"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(_("likelihood (1-5)"))
    impact = models.PositiveSmallIntegerField(_("impact (1-5)"))
    mitigation = models.TextField(_("what is done about it"), blank=True)
    owner = models.CharField(_("who watches it"), max_length=160, blank=True)
    reviewed_on = models.DateField(_("last looked at"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["-impact", "-likelihood", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5)) & Q(impact__range=(1, 5)), name="risk_scales_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return self.title
