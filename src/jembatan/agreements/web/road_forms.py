"""Forms of the legal road: an outcome, a waiver and its answer, a document, a signature, a reason."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Agreement, Paper, Party, Signature
from jembatan.agreements.rules.reasons import LONGEST_REASON, SHORTEST_REASON
from jembatan.agreements.web.blockers_shown import said
from jembatan.documents.asking import day_field
from jembatan.documents.receiving import MOST_BYTES, read_upload

LANGUAGES = [("id", _("Indonesian")), ("id en", _("Indonesian and English")), ("en", _("English"))]
MEGABYTES = MOST_BYTES // (1024 * 1024)


def file_field(*, required: bool = True) -> forms.FileField:
    """A file to hand over."""
    hint = _("PDF, Word, Excel, JPEG or PNG, at most %(most)s MB.") % {"most": MEGABYTES}
    return forms.FileField(label=_("File"), help_text=hint, required=required)


def standing_papers(agreement: Agreement) -> Any:
    """The documents of the agreement that stand, newest first."""
    return agreement.papers.filter(withdrawn_because="").order_by("-id")


class TakeForm(forms.Form):
    """The day a stage ended, and the document that proves it."""

    on = day_field(_("On which day"))
    product = forms.ModelChoiceField(
        label=_("Document that proves it"),
        queryset=Paper.objects.none(),
        required=False,
        empty_label=_("the newest document of this stage"),
    )
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = standing_papers(agreement)  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate()


class WaiverForm(forms.Form):
    """On what a stage is waived. Without one of these it cannot be."""

    legal_basis = forms.CharField(
        label=_("Legal basis, in words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which rule allows it and why it applies here."),
    )
    document = forms.ModelChoiceField(
        label=_("Document that says so"),
        queryset=Paper.objects.none(),
        help_text=_("Add it to the documents of the cooperation first."),
    )
    officer = forms.CharField(
        label=_("Officer who decided"), max_length=200, help_text=_("Office and position.")
    )
    on = day_field(_("On which day"))

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = standing_papers(agreement)  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate()


class AnswerForm(forms.Form):
    """The supervisor's answer to a waiver."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("accept", _("I accept the waiver")),
            ("object", _("I object: the stage must not be waived")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for an objection, and for accepting after one."),
    )


class FileForm(forms.Form):
    """A new file of a document."""

    file = file_field()
    remark = forms.CharField(
        label=_("What is new in it"), required=False, max_length=300, widget=forms.TextInput()
    )

    @property
    def content(self) -> bytes:
        """The file, read no further than one byte beyond what is taken."""
        return read_upload(self.cleaned_data["file"])


class PaperForm(forms.Form):
    """A document with its first file."""

    type = forms.ChoiceField(label=_("Kind of document"))
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    file = file_field()
    dated_on = day_field(_("Date on it"), required=False)
    number = forms.CharField(label=_("Number"), max_length=100, required=False)
    issued_by = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    languages = forms.ChoiceField(label=_("Languages"), choices=LANGUAGES)

    def __init__(self, *args: Any, fixed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, said(kind.name)) for code, kind in document_types().items()]
        self.fields["type"].choices = kinds  # type: ignore[attr-defined]
        if fixed:
            self.fields["type"].widget = forms.HiddenInput()
            self.fields["type"].initial = fixed
            del self.fields["title"]

    @property
    def content(self) -> bytes:
        """The file, read no further than one byte beyond what is taken."""
        return read_upload(self.cleaned_data["file"])

    @property
    def called(self) -> str:
        """The title as written, or the name of the kind of document."""
        return self.cleaned_data.get("title") or document_types()[self.cleaned_data["type"]].name.id


class ItemsForm(forms.Form):
    """The mandatory items of a document: whether each is in it, and where."""

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = document_types()[paper.type].items
        for item in self.items:
            self.fields[f"has_{item.code}"] = forms.BooleanField(
                label=said(item.says), required=False, initial=item.code in paper.items
            )
            self.fields[f"where_{item.code}"] = forms.CharField(
                label=_("Where: %(item)s") % {"item": said(item.says)},
                required=False,
                max_length=120,
                initial=paper.items.get(item.code, ""),
                widget=forms.TextInput(attrs={"placeholder": _("page, clause")}),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each item with its two fields."""
        return [
            {"item": item, "has": self[f"has_{item.code}"], "where": self[f"where_{item.code}"]}
            for item in self.items
        ]

    @property
    def ticked(self) -> dict[str, str]:
        """The items found, with where they stand."""
        told = self.cleaned_data
        return {item.code: told[f"where_{item.code}"] for item in self.items if told[f"has_{item.code}"]}


class CustodyForm(forms.Form):
    """Where the originals lie."""

    holder = forms.CharField(label=_("The original is kept by"), max_length=200)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    copies = forms.CharField(label=_("Certified copies are kept by"), max_length=300, required=False)
    originals = forms.IntegerField(label=_("Number of originals"), min_value=1, max_value=50, required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    because = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text=_("A few words. It stays with the cooperation."),
    )


class DropForm(ReasonForm):
    """Why, and on which day, a cooperation is given up."""

    on = day_field(_("On which day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class SignatureForm(forms.Form):
    """Who signed for a party, when, where, how and by which power."""

    signatory = forms.CharField(label=_("Signatory"), max_length=160)
    capacity = forms.CharField(
        label=_("Capacity"), max_length=160, help_text=_("Such as bupati, or mayor of the city.")
    )
    on = day_field(_("Signed on"))
    at_place = forms.CharField(label=_("Signed at"), max_length=160, help_text=_("Parties may sign apart."))
    method = forms.ChoiceField(label=_("How"), choices=Signature.Method.choices)
    powers = forms.ChoiceField(label=_("By which power"), choices=Signature.Powers.choices)
    powers_paper = forms.ModelChoiceField(
        label=_("Document of the full powers"), queryset=Paper.objects.none(), required=False
    )
    file = file_field(required=False)

    def __init__(self, *args: Any, agreement: Agreement, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = standing_papers(agreement).filter(type="full_powers")
        self.fields["powers_paper"].queryset = papers  # type: ignore[attr-defined]
        self.fields["powers_paper"].initial = papers.first()
        self.fields["file"].label = _("The signed file")
        if party.counterpart_id is not None:
            self.fields["powers"].choices = [  # type: ignore[attr-defined]
                choice for choice in Signature.Powers.choices if choice[0] == "other_side"
            ]
            del self.fields["powers_paper"]
        else:
            self.fields["powers"].choices = [  # type: ignore[attr-defined]
                choice for choice in Signature.Powers.choices if choice[0] != "other_side"
            ]
