"""Forms of amendments: proposing, the working copy, agreeing, deciding conflicts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.actions import amending
from jembatan.agreements.engine.topic_files import affairs, fields
from jembatan.agreements.models import Agreement, Amendment, Party
from jembatan.agreements.rules.amending import BESIDE, Conflict
from jembatan.agreements.rules.kinds import OBJECTS
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.reasons import LONGEST_REASON, SHORTEST_REASON
from jembatan.agreements.web.life_forms import OfAgreementForm, PaperField, area, line
from jembatan.agreements.web.terms_shown import Names, field_word, value_words
from jembatan.agreements.words import road as road_words
from jembatan.agreements.words.register import said
from jembatan.documents.asking import day_field

PLAIN = (
    "title_id", "title_en", "purpose", "starts_on", "ends_on", "term_type", "review_every_months", "notice_days",
)  # fmt: skip
NEW_CLAUSES = 2


class ProposeForm(forms.Form):
    """What kind of amendment, and why."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Amendment.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Purely technical and administrative changes go by a simple procedure (UU 24/2000 art. 16)."
        ),
    )
    reason = area(_("Reason"), required=True)


class WorkingCopyForm(forms.Form):
    """The terms as they shall be. What is left as it is does not become part of the amendment."""

    title_id = line(_("Title (Indonesian)"), 300)
    title_en = line(_("Title (English)"), 300, required=False)
    purpose = area(_("Purpose"))
    term_type = forms.ChoiceField(
        label=_("Kind of term"), choices=[(str(code), word) for code, word in road_words.TERMS.items()]
    )
    starts_on = day_field(_("In force from"), required=False)
    ends_on = day_field(_("In force until"), required=False)
    review_every_months = forms.IntegerField(label=_("Review every (months)"), required=False, min_value=1)
    notice_days = forms.IntegerField(label=_("Notice (days)"), required=False, min_value=1)
    topics = forms.MultipleChoiceField(
        label=_("What it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    beside = area(
        _("Who stands beside it"),
        help_text=_(
            "Witnesses and implementing bodies, one a line, such as: witness: Kementerian Luar Negeri."
        ),
    )

    def __init__(self, *args: Any, amendment: Amendment, **kwargs: Any) -> None:
        terms = amendment.proposed
        initial = {name: terms[name] for name in (*PLAIN, "topics")}
        initial["beside"] = "\n".join(_beside_words(key) for key in terms["parties"] if _is_beside(key))
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.amendment = amendment
        self.clause_names: dict[str, tuple[str, str]] = {}
        self.fields["topics"].choices = _topic_choices(terms["topics"])  # type: ignore[attr-defined]
        languages = sorted({code for words in terms["clauses"].values() for code in words}, reverse=True)
        for number, words in terms["clauses"].items():
            for language in languages:
                self._clause(number, language, words.get(language, ""))
        if languages:
            last = max((int(number) for number in terms["clauses"] if number.isdecimal()), default=0)
            for number in range(last + 1, last + 1 + NEW_CLAUSES):
                for language in languages:
                    self._clause(str(number), language, "")

    def _clause(self, number: str, language: str, text: str) -> None:
        name = f"clause_{len(self.clause_names)}"
        self.clause_names[name] = (number, language)
        label = _("Clause %(number)s [%(language)s]") % {"number": number, "language": language}
        self.fields[name] = area(label, rows=5)
        self.fields[name].initial = text

    def plain_fields(self) -> list[Any]:
        """The fields that are no clauses."""
        return [field for field in self if field.name not in self.clause_names]

    def clause_rows(self) -> list[list[Any]]:
        """The fields of each clause, language beside language."""
        rows: dict[str, list[Any]] = {}
        for name, (number, _language) in self.clause_names.items():
            rows.setdefault(number, []).append(self[name])
        return list(rows.values())

    def values(self) -> dict[str, Any]:
        """The terms as plain JSON. Call after `is_valid`."""
        typed = self.cleaned_data
        values = {name: typed[name] for name in PLAIN}
        for name in ("starts_on", "ends_on"):
            values[name] = values[name].isoformat() if values[name] else None
        if values["term_type"] == TermType.INDEFINITE_WITH_REVIEW:
            values["ends_on"] = None
        values["topics"] = typed["topics"]
        stay = [key for key in self.amendment.proposed["parties"] if not _is_beside(key)]
        values["parties"] = [*stay, *typed["beside"]]
        clauses: dict[str, dict[str, str]] = {}
        for name, (number, language) in self.clause_names.items():
            clauses.setdefault(number, {})[language] = typed[name].replace("\r\n", "\n").strip()
        values["clauses"] = clauses
        return values

    def clean_beside(self) -> list[str]:
        """Lines such as "witness: Kemlu" as keys of parties; a line without a part is an implementing body."""
        standing = {_beside_words(key): key for key in self.amendment.proposed["parties"] if _is_beside(key)}
        keys = []
        for written in self.cleaned_data["beside"].splitlines():
            text = " ".join(written.split()).replace("|", "/")
            part, colon, name = text.partition(":")
            role = _role_called(part)
            if text in standing:
                keys.append(standing[text])
            elif colon and role and name.strip():
                keys.append(f"{role}|name:{name.strip()[:200]}|stands")
            elif text:
                keys.append(f"implementing|name:{text[:200]}|stands")
        return keys


def _is_beside(key: str) -> bool:
    return key.startswith(BESIDE)


def _beside_words(key: str) -> str:
    role, who, _signs = key.split("|")
    return f"{Party.Role(role).label.lower()}: {who.removeprefix('name:')}"


def _role_called(word: str) -> str:
    """The part of a party by its code, its word in the language of the page, or what offices write; "" for none."""
    called = {role: role for role in BESIDE}
    called |= {str(Party.Role(role).label).casefold(): role for role in BESIDE}
    called |= {"saksi": "witness", "pelaksana": "implementing"}
    return called.get(word.strip().casefold(), "")


def _topic_choices(chosen: list[str]) -> list[tuple[str, str]]:
    """Every object and field, and what is chosen of the affairs."""
    objects = [(f"object:{code}", said(name)) for code, name in OBJECTS.items()]
    listed = [(f"field:{code}", said(field.name)) for code, field in fields().items()]
    known = affairs()
    extra = [topic for topic in chosen if topic.startswith("affair:")]
    return [
        *objects,
        *listed,
        *((topic, said(known[topic[7:]].name) if topic[7:] in known else topic[7:]) for topic in extra),
    ]


class AgreedForm(OfAgreementForm):
    """The day the parties agreed, and the addendum."""

    on = day_field(_("Agreed on"))
    paper = PaperField(_("Addendum"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class MergeForm(OfAgreementForm):
    """One decision with its reason for each conflict; for the simple procedure also the exchange of letters."""

    def __init__(
        self,
        *args: Any,
        agreement: Agreement,
        conflicts: tuple[Conflict, ...],
        names: Names,
        needs_paper: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, agreement=agreement, **kwargs)
        self.conflicts = conflicts
        for number, conflict in enumerate(conflicts):
            self.fields[f"side_{number}"] = forms.ChoiceField(
                label=field_word(conflict.field),
                widget=forms.RadioSelect,
                choices=[
                    (
                        "ours",
                        _("Keep what stands: %(v)s")
                        % {"v": value_words(conflict.field, conflict.ours, names)},
                    ),
                    (
                        "theirs",
                        _("Take the amendment: %(v)s")
                        % {"v": value_words(conflict.field, conflict.theirs, names)},
                    ),
                ],
            )
            self.fields[f"because_{number}"] = forms.CharField(
                label=_("Why"), min_length=SHORTEST_REASON, max_length=LONGEST_REASON
            )
        if needs_paper:
            self.fields["paper"] = PaperField(_("Exchange of letters"), required=True)
            self.fields["paper"].queryset = agreement.papers.filter(withdrawn_because="").order_by("-id")  # type: ignore[attr-defined]

    def decisions(self) -> dict[str, amending.Decision]:
        """What was decided. Call after `is_valid`."""
        typed = self.cleaned_data
        return {
            conflict.field: amending.Decision(typed[f"side_{number}"], typed[f"because_{number}"])
            for number, conflict in enumerate(self.conflicts)
        }
