"""The agreement itself, its parties and what it is about.

Few stored states; everything that follows from dates (lapsed, dormant, expiring) is computed. The last columns
repeat what the events of the road say, so that lists need not replay them; `actions` keeps them true.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.rules.kinds import Initiative, Kind, Office, Tier
from jembatan.agreements.rules.lifecycle import LIFECYCLE, Disclosure, EndedBecause, State, TermType
from jembatan.counterparts.models import Counterpart
from jembatan.places.models import Region


def codes_of(values: type) -> list[tuple[str, str]]:
    """Choices of a column that holds one of the codes of a StrEnum; words are found when shown."""
    return [(str(value), str(value)) for value in values]  # type: ignore[attr-defined]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> Self:
        """Agreements of places where `user` may see agreements, and to them the central umbrellas."""
        places = user.places_for(Permission.AGREEMENT_SEE)
        if COUNTRY in places:
            return self.all()
        central = Q(place__isnull=True) if places else Q()
        return self.filter(within_any(places, "place_id") | central)

    def public(self) -> Self:
        """Those the public register shows."""
        return self.filter(disclosure=Disclosure.PUBLIC)

    def of_places_in(self, code: str) -> Self:
        """Agreements of local governments that lie in the place `code`."""
        return self.filter(within_any([code], "place_id"))

    def in_force(self) -> Self:
        """Signed and neither suspended nor ended; a lapsed term is a flag, not a state."""
        return self.filter(state=State.IN_FORCE)


class Agreement(models.Model):
    """One foreign cooperation of one local government, from the first contact to its end."""

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    # None is the central government: an umbrella that regional cooperations continue.
    place = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=codes_of(Kind))
    tier = models.CharField(_("tier"), max_length=30, choices=codes_of(Tier), default=Tier.MOU)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("stands under"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="under",
    )
    counterpart = models.ForeignKey(
        Counterpart, verbose_name=_("counterpart"), on_delete=models.PROTECT, related_name="+"
    )
    title_id = models.CharField(_("title (Indonesian)"), max_length=300)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    initiative = models.CharField(_("initiative"), max_length=30, choices=codes_of(Initiative), blank=True)
    initiator = models.CharField(_("who began it"), max_length=200, blank=True)
    # The office in the region that answers for it, and its person.
    desk = models.CharField(_("answering office"), max_length=160, blank=True)
    officer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    state = models.CharField(max_length=20, choices=codes_of(State), default=State.ON_THE_ROAD)
    ended_because = models.CharField(max_length=20, choices=codes_of(EndedBecause), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    term_type = models.CharField(max_length=30, choices=codes_of(TermType), default=TermType.FIXED)
    review_every_months = models.PositiveSmallIntegerField(_("review every (months)"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("notice (days)"), null=True, blank=True)
    # Imported with stages nobody recorded: unknown, never "missing" (PP 28/2018, art. 48).
    is_legacy = models.BooleanField(default=False)
    # The word of the public source the row came from, e.g. MOU_OR_AGREEMENT; empty for our own.
    source_status = models.CharField(max_length=40, blank=True)
    disclosure = models.CharField(max_length=10, choices=codes_of(Disclosure), default=Disclosure.INTERNAL)

    # Counts every change of the agreement's own terms; an amendment remembers the one it was made from.
    version = models.PositiveIntegerField(default=1)
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    # What the events of the road say now: the open stage furthest along, since when, and whose turn it is.
    stage = models.CharField(max_length=40, blank=True)
    stage_since = models.DateField(null=True, blank=True)
    turn = models.CharField(max_length=30, choices=codes_of(Office), blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    last_active_on = models.DateField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["reference"]
        indexes = [
            models.Index(fields=["place", "state"], name="agreement_place_state"),
            models.Index(fields=["stage", "stage_since"], name="agreement_stage_age"),
            models.Index(fields=["counterpart"], name="agreement_counterpart"),
            models.Index(fields=["next_due_on"], name="agreement_next_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LIFECYCLE.states), name="agreement_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in Kind]), name="agreement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | Q(tier="umbrella"), name="agreement_central_is_umbrella"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED)
                & ~Q(ended_because="")
                & (Q(ended_on__isnull=False) | Q(is_legacy=True))
                | ~Q(state=State.ENDED) & Q(ended_on__isnull=True, ended_because=""),
                name="agreement_end_why_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.ON_THE_ROAD, State.DROPPED))
                | Q(signed_on__isnull=False)
                | Q(is_legacy=True),
                name="agreement_in_force_is_signed",
            ),
            models.CheckConstraint(condition=~Q(pk=F("parent")), name="agreement_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def place_code(self) -> str:
        """The place that decides who may see and act."""
        return str(self.place_id or COUNTRY)

    @property
    def home_name(self) -> str:
        """The local government's name, or the central government's."""
        return self.place.name if self.place is not None else str(_("Central government"))

    def keep_change(self, *fields: str) -> None:
        """Save `fields` and count the change of terms. Only actions call this."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


class Topic(models.Model):
    """What an agreement is about: a field of cooperation, a statutory object or a regional affair."""

    class List(models.TextChoices):
        FIELD = "field", _("Field")
        OBJECT = "object", _("Object of cooperation")
        AFFAIR = "affair", _("Affair of the regional government")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="topics")
    list = models.CharField(max_length=10, choices=List)
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["list", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "list", "code"], name="topic_once_per_agreement"),
        ]
        indexes = [models.Index(fields=["list", "code"], name="topic_code")]

    def __str__(self) -> str:
        return f"{self.list}:{self.code}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class Party(models.Model):
    """One side of an agreement, or somebody who stands beside it. A side signs for itself, on its own day."""

    class Role(models.TextChoices):
        HOME = "home", _("Local government")
        COUNTERPART = "counterpart", _("Counterpart")
        CENTRAL = "central", _("Central government")
        IMPLEMENTING = "implementing", _("Implementing body")
        WITNESS = "witness", _("Witness")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    counterpart = models.ForeignKey(
        Counterpart, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A party that is neither a local government nor a profile, e.g. a ministry.
    name = models.CharField(_("name"), max_length=200, blank=True)
    must_sign = models.BooleanField(_("signs"), default=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["agreement_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(counterpart__isnull=False) | Q(place__isnull=False) | ~Q(name=""),
                name="party_is_somebody",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(role="home"), name="party_home_once_per_agreement"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name of the place, of the profile, or the name as written."""
        if self.place is not None:
            return self.place.name
        return self.counterpart.official_name if self.counterpart is not None else self.name

    @property
    def place_code(self) -> str:
        return self.agreement.place_code
