"""The forms of texts: the facts a template asks for, the text in each language, the day it was agreed on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.clauses import Text, as_plain, from_parts
from jembatan.agreements.rules.fact_words import FactKind, FactValue
from jembatan.agreements.rules.papers import OWN_NAMES
from jembatan.agreements.rules.templates import Template
from jembatan.agreements.rules.text_keeping import text_from, typed_fact
from jembatan.documents.asking import day_field

# Kinds that are written in each language of the template.
TRANSLATED = (FactKind.TEXT, FactKind.LIST)


class FactsForm(forms.Form):
    """What a template must be told; what the agreement already knows is filled in."""

    def __init__(self, *args: Any, template: Template, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        shown = get_language() or "id"
        known = _known(agreement)
        for fact in template.facts:
            for language in template.languages if fact.kind in TRANSLATED else ("",):
                label = fact.name.in_language(shown)
                field = self._field(fact.kind)
                field.label = f"{label} ({OWN_NAMES[language]})" if language else label
                field.help_text = fact.hint.in_language(shown) if fact.hint else ""
                field.initial = known.get((fact.code, language)) or known.get((fact.code, ""))
                self.fields[_name(fact.code, language)] = field

    @staticmethod
    def _field(kind: FactKind) -> forms.Field:
        if kind is FactKind.DATE:
            return day_field("", required=False)
        if kind is FactKind.LIST:
            return forms.CharField(
                required=False, widget=forms.Textarea({"rows": 4, "placeholder": _("One entry a line")})
            )
        rows = {"rows": 2} if kind is FactKind.TEXT else {"rows": 1}
        return forms.CharField(required=False, widget=forms.Textarea(rows))

    @property
    def facts(self) -> Mapping[str, FactValue]:
        """The facts as the template takes them. Raises NumberUnreadable."""
        shown = get_language() or "id"
        return {
            fact.code: self._value(fact.code, fact.kind, fact.name.in_language(shown))
            for fact in self.template.facts
        }

    def _value(self, code: str, kind: FactKind, name: str) -> FactValue:
        said = self.cleaned_data
        if kind is FactKind.DATE:
            day: FactValue = said[_name(code, "")]
            return day
        languages = self.template.languages if kind in TRANSLATED else ("",)
        return typed_fact(kind, name, {language: said[_name(code, language)] for language in languages})


class WriteForm(forms.Form):
    """The text, a box for each language; a language more may be added."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("What changed and why"), required=False, max_length=300, widget=forms.TextInput
    )

    def __init__(self, *args: Any, languages: tuple[str, ...], text: Text | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            version = text.version(language) if text else None
            self.fields[f"text_{language}"] = forms.CharField(
                label=OWN_NAMES.get(language, language),
                required=False,
                strip=False,
                initial=as_plain(version) if version else "",
                widget=forms.Textarea({"rows": 28, "lang": language, "spellcheck": "true"}),
            )

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The bound boxes of the languages."""
        return [self[f"text_{language}"] for language in self.languages]

    @property
    def text(self) -> Text:
        """What was written. Raises EmptyText or TextTooLong."""
        return text_from({language: self.cleaned_data[f"text_{language}"] for language in self.languages})


class AgreeForm(forms.Form):
    """The day on which the parties agreed on the version."""

    on = day_field(_("Agreed on"))


def languages_shown(parts: Any, added: str) -> tuple[str, ...]:
    """The languages of a text's boxes: its own, Indonesian and English, and one that was asked for."""
    own = from_parts(parts).languages if parts else ()
    wanted = ["id", *own, "en", *([added] if added in OWN_NAMES else [])]
    return tuple(dict.fromkeys(wanted))


def _name(code: str, language: str) -> str:
    return f"{code}__{language}" if language else code


def _known(agreement: Agreement) -> dict[tuple[str, str], str]:
    """Facts the agreement already holds, by fact and language ("" for all)."""
    place = agreement.place
    kind = place.get_kind_display() if place is not None else ""
    return {
        ("region", ""): f"Pemerintah {kind} {agreement.home_name}" if place else agreement.home_name,
        ("counterpart", ""): agreement.counterpart.official_name,
        ("subject", "id"): agreement.title_id,
        ("subject", "en"): agreement.title_en,
        ("purpose", "id"): agreement.purpose,
        ("reference", ""): agreement.reference,
        ("parent_agreement", ""): agreement.parent.title_id if agreement.parent else "",
    }
