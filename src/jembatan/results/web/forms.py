"""Forms of a framework: results, indicators, targets, statements, places."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import place_title
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.rules.reasons import LONGEST_REASON, SHORTEST_REASON
from jembatan.documents.asking import day_field
from jembatan.places.queries import search
from jembatan.results.actions import IndicatorDraft, Place, ResultDraft, Statement
from jembatan.results.models import Indicator, Result
from jembatan.results.rules.levels import Direction, Level, Unit
from jembatan.results.rules.measures import MEASURES, STATED

MOST_OFFERED = 8


class PaperField(forms.ModelChoiceField):
    """A document of the agreement that stands; the newest first."""

    def __init__(self) -> None:
        hint = _("Where it is written. Add it to the documents of the agreement first.")
        none = Paper.objects.none()
        super().__init__(
            queryset=none, label=_("Document"), required=False, help_text=hint, empty_label=_("none")
        )

    def label_from_instance(self, obj: Any) -> str:
        dated = date_format(obj.dated_on, "j F Y") if obj.dated_on else ""
        return " · ".join(part for part in (obj.title, obj.number, dated) if part)


def title(label: Any, *, required: bool = True) -> forms.CharField:
    """A title of one line."""
    return forms.CharField(label=label, max_length=300, required=required)


class ReasonForm(forms.Form):
    """Why something is taken out."""

    because = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text=_("A few words; they stay with it."),
    )


class ResultForm(forms.Form):
    """The titles of a result; its level follows from where it is added."""

    title_id = title(_("Title (Indonesian)"))
    title_en = title(_("Title (English)"), required=False)

    def draft(self, level: Level, parent: Result | None) -> ResultDraft:
        """What was typed. Call after `is_valid`."""
        return ResultDraft(level=level, parent=parent, **self.cleaned_data)


class IndicatorForm(forms.Form):
    """An indicator: counted by a measure, or stated."""

    title_id = title(_("Title (Indonesian)"))
    title_en = title(_("Title (English)"), required=False)
    measure = forms.ChoiceField(
        label=_("Where its values come from"),
        required=False,
        help_text=_("What the system counts nobody types. Choose “stated” only for what no measure counts."),
    )
    unit = forms.ChoiceField(
        label=_("Unit"), choices=Indicator.Unit, required=False, help_text=_("Of a stated indicator.")
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Indicator.Direction)
    baseline_on = day_field(
        _("Day of the baseline"), required=False, help_text=_("A measure is counted for this day.")
    )
    baseline_value = forms.DecimalField(
        label=_("Baseline"),
        required=False,
        max_digits=18,
        decimal_places=2,
        help_text=_("Of a stated indicator. Empty: not known, which is not 0. Yes is 1, no is 0."),
    )
    baseline_source = forms.CharField(
        label=_("Source of the baseline"),
        required=False,
        max_length=300,
        help_text=_("Of a stated indicator."),
    )

    def __init__(self, *args: Any, kept: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        offered = [(code, one.title.in_language(language)) for code, one in MEASURES.items()]
        choices = [(STATED, _("stated by hand, with a source")), *offered]
        if kept is not None:
            choices = [choice for choice in choices if choice[0] == kept.measure]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> IndicatorDraft:
        """What was typed. Call after `is_valid`."""
        typed = dict(self.cleaned_data)
        unit = Unit(typed.pop("unit") or Unit.COUNT)
        return IndicatorDraft(**(typed | {"unit": unit, "direction": Direction(typed["direction"])}))


class TargetForm(forms.Form):
    """The target of a year."""

    year = forms.IntegerField(label=_("Year"), min_value=1945, max_value=2100)
    value = forms.DecimalField(
        label=_("Target at the end of the year"),
        required=False,
        max_digits=18,
        decimal_places=2,
        help_text=_("Empty takes the target of that year away. Yes is 1, no is 0."),
    )


class StatementForm(forms.Form):
    """A value somebody states."""

    value = forms.DecimalField(
        label=_("Value"), max_digits=18, decimal_places=2, help_text=_("Yes is 1, no is 0.")
    )
    on = day_field(_("On the day"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Such as a list of participants, with its number.")
    )
    paper = PaperField()

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_papers(self, agreement)

    def statement(self) -> Statement:
        """What was typed. Call after `is_valid`."""
        return Statement(**self.cleaned_data)


class PlaceForm(forms.Form):
    """A place to work in, by its name or code."""

    place = forms.CharField(
        label=_("Place"), max_length=80, help_text=_("Its name or its code, such as Suco or 35.09.23.2005.")
    )
    from_on = day_field(_("Works there from"))
    until_on = day_field(_("Until"), required=False, help_text=_("Empty: still."))
    source = forms.CharField(
        label=_("Where that is written"), max_length=300, help_text=_("Such as the action plan, page 4.")
    )
    paper = PaperField()

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = None if agreement.place_code == COUNTRY else agreement.place_code
        _offer_papers(self, agreement)

    def clean_place(self) -> str:
        """The code of the one place meant; several are named with their codes to choose from."""
        typed = str(self.cleaned_data["place"]).strip()
        found = search(typed, within=self.region, limit=MOST_OFFERED + 1)
        same = [
            one for one in found if typed in (one.code, one.name) or one.name.casefold() == typed.casefold()
        ]
        meant = same or found
        if len(meant) == 1:
            return str(meant[0].code)
        if not meant:
            raise ValidationError(_("There is no such place in the region of this agreement."))
        names = "; ".join(f"{place_title(one)} ({one.code})" for one in meant[:MOST_OFFERED])
        raise ValidationError(
            _("Several places fit. Give the code of one: %(names)s."), params={"names": names}
        )

    def chosen(self) -> Place:
        """What was typed. Call after `is_valid`."""
        typed = dict(self.cleaned_data)
        return Place(code=typed.pop("place"), **typed)


class EndForm(forms.Form):
    """The last day of working in a place."""

    until_on = day_field(_("Works there until"))


def _offer_papers(form: forms.Form, agreement: Agreement) -> None:
    field = form.fields["paper"]
    field.queryset = Paper.objects.filter(  # type: ignore[attr-defined]
        agreement=agreement, withdrawn_because=""
    ).order_by("-id")
