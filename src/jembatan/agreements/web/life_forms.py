"""Forms of an agreement's life: activities, meetings, journeys, permits, promises, risks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.actions import activities, meetings, missions, owing
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.models import Agreement, Meeting, Paper
from jembatan.agreements.rules.activities import Direction, Draft
from jembatan.agreements.rules.kinds import OFFICES, Office
from jembatan.agreements.rules.reasons import LONGEST_REASON, SHORTEST_REASON
from jembatan.agreements.words import life as words
from jembatan.agreements.words.register import said
from jembatan.counterparts.engine.packaged import countries
from jembatan.documents.asking import RupiahField, day_field

MOST_PROMISES = 6
MOST_KINDS_OF_TRAVELLER = 6
SHEET_BYTES = 5 * 1024 * 1024


def area(label: Any, *, required: bool = False, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=required, max_length=20_000, widget=widget, help_text=help_text
    )


def line(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


class PaperField(forms.ModelChoiceField):
    """A document of the agreement that stands; the newest first."""

    def __init__(self, label: Any, *, required: bool = False, help_text: Any = "") -> None:
        hint = help_text or _("Add it to the documents of the agreement first, then choose it here.")
        none = Paper.objects.none()
        super().__init__(queryset=none, label=label, required=required, help_text=hint, empty_label=_("none"))

    def label_from_instance(self, obj: Any) -> str:
        dated = date_format(obj.dated_on, "j F Y") if obj.dated_on else ""
        return " · ".join(part for part in (obj.title, obj.number, dated) if part)


class OfAgreementForm(forms.Form):
    """A form whose documents are those of one agreement."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PaperField):
                field.queryset = agreement.papers.filter(withdrawn_because="").order_by("-id")


class ReasonForm(forms.Form):
    """Why something is given up."""

    because = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text=_("A few words; they stay with it."),
    )


class ActivityForm(forms.Form):
    """One line of the action plan."""

    title = line(_("Activity"), 300)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    agency = line(_("Agency"), 160, help_text=_("The agency that answers for it."))
    person = line(_("Person in charge"), 160, required=False, help_text=_("A position rather than a name."))
    budget = RupiahField(
        label=_("Budget (Rp)"),
        required=False,
        help_text=_("Empty: nobody has said yet. 0: it costs nothing."),
    )
    fund = line(_("Source of money"), 60, required=False, help_text=_("Such as APBD, hibah, mitra, swasta."))
    field = forms.ChoiceField(label=_("Field"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=list(words.DIRECTIONS.items()))
    continues = forms.BooleanField(label=_("It continues every year"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", _("none")), *field_choices()]  # type: ignore[attr-defined]

    def draft(self) -> Draft:
        """What was typed. Call after `is_valid`."""
        typed = dict(self.cleaned_data)
        return Draft(**(typed | {"direction": Direction(typed["direction"])}))


class CarriedForm(OfAgreementForm):
    """What came of an activity."""

    on = day_field(_("Carried out on"))
    outcome = area(_("What came of it"))
    spent = RupiahField(label=_("Spent (Rp)"), required=False, help_text=_("Empty: nobody knows."))
    participants = forms.IntegerField(
        label=_("Participants"), required=False, min_value=0, max_value=10_000_000
    )
    evidence = PaperField(_("Document that shows it"))

    def carried(self) -> activities.Carried:
        """What was typed. Call after `is_valid`."""
        return activities.Carried(**self.cleaned_data)


class CancelledForm(ReasonForm):
    """Why an activity will not happen, and what it has cost already."""

    spent = RupiahField(label=_("Spent so far (Rp)"), required=False)


class SheetForm(forms.Form):
    """A filled-in sheet of the action plan."""

    sheet = forms.FileField(label=_("Filled-in sheet (.xlsx)"), help_text=_("At most 5 MB."))

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > SHEET_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB."))
        return sheet


class MeetingForm(forms.Form):
    """A meeting that is planned."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    on = day_field(_("Planned for"))
    at_place = line(_("Where"), 160, required=False)
    agenda = area(_("Agenda"))


class MinutesForm(OfAgreementForm):
    """What a meeting came to, with as many promises as were made."""

    on = day_field(_("Held on"))
    decisions = area(_("Decisions"), rows=5, help_text=_("One a line."))
    paper = PaperField(_("Minutes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(str(office), said(name)) for office, name in OFFICES.items()]
        for number in range(1, MOST_PROMISES + 1):
            self.fields[f"promise_{number}"] = line(_("What is promised"), 300, required=False)
            self.fields[f"owed_by_{number}"] = forms.ChoiceField(
                label=_("Owed by"), choices=offices, required=False, initial=str(Office.REGION)
            )
            self.fields[f"owner_{number}"] = line(_("Who sees to it"), 160, required=False)
            self.fields[f"due_on_{number}"] = day_field(_("Due on"), required=False)

    def promise_rows(self) -> list[list[Any]]:
        """The fields of each promise."""
        names = ("promise", "owed_by", "owner", "due_on")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, MOST_PROMISES + 1)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for number in range(1, MOST_PROMISES + 1):
            if typed.get(f"promise_{number}") and not typed.get(f"due_on_{number}"):
                self.add_error(f"due_on_{number}", _("Say by when."))
        return typed

    def minutes(self) -> meetings.Minutes:
        """What was typed. Call after `is_valid`."""
        typed = self.cleaned_data
        promises = [
            meetings.Promise(
                typed[f"promise_{number}"],
                Office(typed[f"owed_by_{number}"] or Office.REGION),
                typed[f"due_on_{number}"],
                typed[f"owner_{number}"],
            )
            for number in range(1, MOST_PROMISES + 1)
            if typed[f"promise_{number}"]
        ]
        return meetings.Minutes(typed["on"], typed["decisions"], promises, typed["paper"])


class PaperForm(OfAgreementForm):
    """A document that was missing."""

    paper = PaperField(_("Document"), required=True)


class MissionForm(forms.Form):
    """A journey."""

    purpose = line(_("Purpose"), 300)
    inbound = forms.BooleanField(label=_("The counterpart visits us"), required=False)
    country = forms.ChoiceField(label=_("Country"))
    at_place = line(_("Where"), 160)
    leaves_on = day_field(_("Leaves on"))
    returns_on = day_field(_("Returns on"))
    travellers = area(
        _("Who travels"),
        required=True,
        help_text=_("A capacity and how many, one a line, such as: bupati 1. Never names."),
    )
    with_head = forms.BooleanField(
        label=_("The head or deputy head of the region travels"),
        required=False,
        help_text=_("Then a permit of the minister has to cover every day (UU 23/2014 art. 76(1)i)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]

    def clean_travellers(self) -> list[tuple[str, int]]:
        return [_traveller(row) for row in self.cleaned_data["travellers"].splitlines() if row.strip()]

    def itinerary(self) -> missions.Itinerary:
        """What was typed. Call after `is_valid`."""
        return missions.Itinerary(**self.cleaned_data)


def _traveller(row: str) -> tuple[str, int]:
    """ "kepala dinas 2" is two heads of agencies; without a number it is one."""
    capacity, _blank, people = row.strip().rpartition(" ")
    if capacity and people.isascii() and people.isdigit():
        return capacity.strip(" :x×"), min(int(people), 10_000)
    return row.strip(), 1


def country_choices() -> list[tuple[str, str]]:
    """Every country by its name in the language of the page."""
    named = [(code, said(country.name)) for code, country in countries().by_code.items()]
    return sorted(named, key=lambda pair: pair[1])


def field_choices() -> list[tuple[str, str]]:
    """Every field of cooperation by its name in the language of the page."""
    return [(code, said(field.name)) for code, field in fields().items()]


class TravelPermitForm(OfAgreementForm):
    """A travel permit as its document says."""

    number = line(_("Number"), 100)
    issued_by = line(_("Issued by"), 160)
    issued_on = day_field(_("Issued on"))
    valid_from = day_field(_("Valid from"))
    valid_until = day_field(_("Valid until"))
    covers_head = forms.BooleanField(label=_("It covers the head or deputy head"), required=False)
    paper = PaperField(_("The permit"), required=True)

    def permit(self) -> missions.PermitGiven:
        """What was typed. Call after `is_valid`."""
        return missions.PermitGiven(**self.cleaned_data)


class ResultForm(OfAgreementForm):
    """What came of a journey."""

    result = area(_("Result"), required=True, rows=5)
    paper = PaperField(_("Report"))


class PermitForm(OfAgreementForm):
    """A permit of a foreign organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.PERMITS.items()))
    number = line(_("Number"), 100)
    issued_by = line(_("Issued by"), 160)
    issued_on = day_field(_("Issued on"))
    valid_until = day_field(_("Valid until"))
    paper = PaperField(_("The permit"))

    def permit(self) -> owing.PermitDraft:
        """What was typed. Call after `is_valid`."""
        return owing.PermitDraft(**self.cleaned_data)


class DayForm(forms.Form):
    """The day something was done."""

    on = day_field(_("On which day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class PromiseForm(forms.Form):
    """Something promised outside a meeting."""

    title = line(_("What is promised"), 300)
    owed_by = forms.ChoiceField(label=_("Owed by"))
    owner = line(_("Who sees to it"), 160, required=False, help_text=_("An agency or a position."))
    due_on = day_field(_("Due on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(str(office), said(name)) for office, name in OFFICES.items()]
        self.fields["owed_by"].choices = offices  # type: ignore[attr-defined]

    def promise(self) -> meetings.Promise:
        """What was typed. Call after `is_valid`."""
        typed = dict(self.cleaned_data)
        return meetings.Promise(**(typed | {"owed_by": Office(typed["owed_by"])}))


class GrantForm(forms.Form):
    """The days a grant runs; each of its quarters owes a report."""

    starts_on = day_field(_("The grant runs from"))
    ends_on = day_field(_("The grant runs until"))


class MetForm(OfAgreementForm):
    """When an obligation was met, and its document."""

    on = day_field(_("Met on"))
    paper = PaperField(_("Document that shows it"))


class RiskForm(forms.Form):
    """A risk: how likely, how bad, what is done about it."""

    STEPS = [(number, str(number)) for number in range(1, 6)]

    title = line(_("What could go wrong"), 300)
    likelihood = forms.TypedChoiceField(
        label=_("How likely (1 to 5)"), choices=STEPS, coerce=int, widget=forms.RadioSelect
    )
    impact = forms.TypedChoiceField(
        label=_("How bad (1 to 5)"), choices=STEPS, coerce=int, widget=forms.RadioSelect
    )
    mitigation = area(_("What is done about it"))
    owner = line(_("Who watches it"), 160, required=False)

    def risk(self) -> owing.RiskDraft:
        """What was typed. Call after `is_valid`."""
        return owing.RiskDraft(**self.cleaned_data)
