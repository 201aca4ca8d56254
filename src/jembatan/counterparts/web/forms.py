"""Forms about partners: they keep what was typed and say at the field how to mend it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from jembatan.counterparts.engine.packaged import countries
from jembatan.counterparts.models import Counterpart, RegionTag
from jembatan.counterparts.rules.diligence import RISK_WORDS
from jembatan.counterparts.rules.facts import FACT_WORDS, TAG_WORDS, Fact
from jembatan.counterparts.rules.kinds import KIND_WORDS, KINDS, LEVEL_WORDS
from jembatan.counterparts.rules.recognition import GRADES, RELATION_WORDS
from jembatan.counterparts.words import GRADES as GRADE_WORDS
from jembatan.documents.asking import day_field

NONE_CHOSEN = ("", "–")


def said(words: Any) -> list[tuple[str, str]]:
    """Choices from a table of message ids, in the viewer's language."""
    return [(str(code), gettext(str(word))) for code, word in words.items()]


def country_choices() -> list[tuple[str, str]]:
    """Every country by its name in the viewer's language."""
    language = get_language() or "id"
    named = [(code, country.name.in_language(language)) for code, country in countries().by_code.items()]
    return [NONE_CHOSEN, *sorted(named, key=lambda pair: pair[1])]


def text_field(label: Any, longest: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A few sentences."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=widget
    )


class OfficeForm(forms.Form):
    """A form that is filled in for an office; who has one office only is not asked."""

    at = forms.ChoiceField(label=_("For which office"))

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = offices  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["at"].widget = forms.HiddenInput()
            self.fields["at"].initial = offices[0][0]


class ProfileForm(OfficeForm):
    """A partner. `confirmed` appears when profiles with a similar name were found."""

    official_name = forms.CharField(
        label=_("Official name"), max_length=200, help_text=_("As it signs, in Latin letters.")
    )
    local_name = forms.CharField(label=_("Name in its own script"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of partner"))
    level = forms.ChoiceField(
        label=_("Level"), required=False, help_text=_("Only for a foreign local government.")
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Only an international organisation has none.")
    )
    place_within = forms.CharField(
        label=_("State, province or city it lies in"),
        max_length=200,
        required=False,
        help_text=_("Tells places of one name apart, such as Texas."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The letter, page or document this was read in.")
    )
    confirmed = forms.BooleanField(
        label=_("I have looked at the profiles above: this is another partner."), required=False
    )
    field_order = (
        "official_name",
        "local_name",
        "kind",
        "level",
        "country",
        "place_within",
        "website",
        "source",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = said({kind: KIND_WORDS[kind] for kind in KINDS})  # type: ignore[attr-defined]
        self.fields["level"].choices = [NONE_CHOSEN, *said(LEVEL_WORDS)]  # type: ignore[attr-defined]
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]


class NameForm(OfficeForm):
    """One more spelling."""

    spelling = forms.CharField(label=_("Spelling"), max_length=200)
    source = forms.CharField(label=_("Where it was seen"), max_length=300)
    field_order = ("spelling", "source")


class FactForm(OfficeForm):
    """One more dated fact."""

    code = forms.ChoiceField(label=_("Fact"))
    value = forms.CharField(
        label=_("Number or sentence"),
        max_length=200,
        required=False,
        help_text=_("Digits for people and area; not needed for a characteristic."),
    )
    tag = forms.ChoiceField(label=_("Characteristic or problem"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300)
    as_of = day_field(_("As of"))
    field_order = ("code", "value", "tag", "source", "as_of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = said(FACT_WORDS)  # type: ignore[attr-defined]
        self.fields["tag"].choices = [NONE_CHOSEN, *said(TAG_WORDS)]  # type: ignore[attr-defined]

    @property
    def chosen_value(self) -> str:
        """The value of the fact that was chosen. Call after `is_valid`."""
        name = "tag" if self.cleaned_data["code"] == Fact.TAG else "value"
        return str(self.cleaned_data[name])


class TagForm(forms.Form):
    """A characteristic or problem of an Indonesian region."""

    tag = forms.ChoiceField(label=_("Characteristic or problem"))
    source = forms.CharField(label=_("Source"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = said(TAG_WORDS)  # type: ignore[attr-defined]


class UntagForm(forms.Form):
    """Which characteristic a region does not have."""

    tag = forms.ModelChoiceField(queryset=RegionTag.objects.none())

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].queryset = RegionTag.objects.filter(region_id=region)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why two profiles are one partner, or are not."""

    reason = text_field(_("Reason"), 300)


class OtherForm(forms.Form):
    """The profile to compare with."""

    other = forms.ModelChoiceField(label=_("Other profile"), queryset=Counterpart.objects.none())

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = choices  # type: ignore[attr-defined]


class RecognitionForm(forms.Form):
    """How an entity stands to Indonesia, with where it was read."""

    relation = forms.ChoiceField(label=_("Relation"))
    valid_from = day_field(_("Holds from"))
    valid_to = day_field(
        _("Holds until"), required=False, help_text=_("Leave it empty when no end is known.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The letter, list or treaty that says so.")
    )
    url = forms.URLField(label=_("Address of the source"), required=False, assume_scheme="https")
    grade = forms.ChoiceField(label=_("How sure the source is"))
    basis = text_field(_("What it says"), 500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = said(RELATION_WORDS)  # type: ignore[attr-defined]
        self.fields["grade"].choices = [(grade, f"{grade}: {GRADE_WORDS[grade]}") for grade in GRADES]  # type: ignore[attr-defined]


class ConclusionForm(OfficeForm):
    """What an assessment ends in, and a rating by others when there is one."""

    on = day_field(_("Assessed on"))
    conclusion = text_field(
        _("Conclusion"), 1000, help_text=_("What follows from the answers for this region.")
    )
    imported_rating = forms.ChoiceField(
        label=_("Rating by others (HACT)"),
        required=False,
        help_text=_("Kept as what they said; it never changes the risk worked out here."),
    )
    imported_source = forms.CharField(label=_("Source of that rating"), max_length=300, required=False)
    imported_on = day_field(_("Date of that rating"), required=False)
    field_order = ("on", "conclusion", "imported_rating", "imported_source", "imported_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["imported_rating"].choices = [NONE_CHOSEN, *said(RISK_WORDS)]  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("imported_rating") and not (typed.get("imported_source") and typed.get("imported_on")):
            self.add_error("imported_source", gettext("Say who rated the partner, and on which day."))
        return typed
