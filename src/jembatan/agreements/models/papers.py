"""Papers of an agreement: documents with their versions, bilingual texts, and who signed what where."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.models.agreement import Agreement, Party


class Paper(models.Model):
    """One document of an agreement; its files are versions. `type` is a code of the packaged document types."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="papers")
    type = models.CharField(_("kind of document"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    # The stage and round it belongs to; empty for papers of no stage.
    stage = models.CharField(max_length=40, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(_("number"), max_length=100, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=200, blank=True)
    # ISO 639 codes, blank-separated in the order of the document: "id en".
    languages = models.CharField(_("languages"), max_length=40, default="id")
    # Mandatory items found in it: code of the item -> where (page, clause). Ticked by a person.
    items = models.JSONField(default=dict)
    # Where the original lies, who keeps it, and where the certified copies are (UU 24/2000, art. 17).
    original_holder = models.CharField(_("the original is kept by"), max_length=200, blank=True)
    original_place = models.CharField(_("where"), max_length=200, blank=True)
    copies = models.CharField(_("copies are kept by"), max_length=300, blank=True)
    originals = models.PositiveSmallIntegerField(_("number of originals"), null=True, blank=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=300, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["added_at", "id"]
        indexes = [models.Index(fields=["agreement", "type"], name="paper_agreement_type")]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class PaperVersion(models.Model):
    """One file of a paper, kept sealed under its checksum. Versions are added, never replaced."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    # What the signing port found in the file: {"signed": bool, …}; empty when nobody looked.
    signature_facts = models.JSONField(default=dict)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["paper_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_number_once"),
            models.UniqueConstraint(fields=["paper", "sha256"], name="paper_version_content_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.number}"

    @property
    def place_code(self) -> str:
        return self.paper.place_code


class AgreementText(models.Model):
    """A drafted text in its languages; every save is a new version. `clauses` maps a language to its clauses."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="texts")
    type = models.CharField(_("kind of document"), max_length=60)
    version = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=60, blank=True)
    clauses = models.JSONField()
    facts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    remark = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # Set when the parties have agreed on this version word for word.
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["agreement_id", "type", "version"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "type", "version"], name="text_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.type} v{self.version}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code


class Signature(models.Model):
    """One party's signature: its own day, its own place (signing may be separate and remote)."""

    class Method(models.TextChoices):
        WET = "wet", _("on paper")
        ELECTRONIC = "electronic", _("electronic (TTE)")

    class Powers(models.TextChoices):
        HELD = "held", _("full powers held")
        NOT_REQUIRED = "not_required", _("not required: carries out an agreement in force")
        OTHER_SIDE = "other_side", _("the counterpart's own rules")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="signature")
    signatory = models.CharField(_("signatory"), max_length=160)
    capacity = models.CharField(_("capacity"), max_length=160)
    on = models.DateField(_("signed on"))
    at_place = models.CharField(_("signed at"), max_length=160)
    method = models.CharField(max_length=12, choices=Method)
    powers = models.CharField(max_length=15, choices=Powers)
    powers_paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The file that was signed.
    version = models.ForeignKey(
        PaperVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(powers="held") | Q(powers_paper__isnull=False),
                name="signature_powers_have_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.on}"

    @property
    def place_code(self) -> str:
        return self.agreement.place_code
