"""The forms of a plan: a line, a target, a reason, the village act, a unit cost, a support rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.rules.catalogue import PATTERNS
from jembatan.action_plans.rules.keeping import MOST_CHILDREN, MOST_RUPIAH, MOST_TIMES
from jembatan.action_plans.rules.reasons import LONGEST_REASON, SHORTEST_REASON
from jembatan.documents.asking import RupiahField, day_field

# The fields of a line in the groups that a person thinks in; the first group is open.
GROUPS = (
    (_("How much"), ("children", "times", "times_unit", "unit_cost", "fund")),
    (_("What and where"), ("name", "location", "benefit", "indicator")),
    (_("When and who"), ("starts", "ends", "pattern", "implementer", "agency")),
)


class LineForm(forms.Form):
    """All that may be changed in a line. Each field remembers what it showed, so that only changes are saved."""

    children = forms.IntegerField(label=_("Number of children"), min_value=0, max_value=MOST_CHILDREN)
    times = forms.IntegerField(label=_("How many times"), min_value=0, max_value=MOST_TIMES)
    times_unit = forms.CharField(
        label=_("Times of what"), required=False, max_length=20, help_text=_("Such as bulan, paket, kali.")
    )
    unit_cost = RupiahField(most=MOST_RUPIAH, label=_("Cost of one unit (Rp)"))
    fund = forms.ChoiceField(label=_("Source of money"))
    name = forms.CharField(label=_("Activity"), max_length=200)
    location = forms.CharField(label=_("Location"), max_length=120)
    benefit = forms.CharField(label=_("For whom, to what good"), max_length=200)
    indicator = forms.CharField(label=_("How success shows"), required=False, max_length=200)
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"))
    pattern = forms.ChoiceField(
        label=_("How it is carried out"), choices=[(word, word.capitalize()) for word in PATTERNS]
    )
    implementer = forms.CharField(label=_("Who carries it out"), max_length=120)
    agency = forms.CharField(
        label=_("Agencies"), max_length=300, help_text=_("The one in charge first; several with a semicolon.")
    )

    def __init__(self, *args: Any, package: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        funds = standard_catalogue().funds.values()
        self.fields["fund"].choices = [(fund.code, fund.name) for fund in funds]  # type: ignore[attr-defined]
        if package:
            # A package of the village does not depend on how many children there are.
            del self.fields["children"]
        for field in self.fields.values():
            field.show_hidden_initial = True

    def groups(self) -> list[dict[str, Any]]:
        """The fields by group, and whether the group stands open: the first one, and any with an error."""
        return [
            {
                "title": title,
                "fields": [self[name] for name in names if name in self.fields],
                "open": at == 0 or any(name in self.errors for name in names),
            }
            for at, (title, names) in enumerate(GROUPS)
        ]

    def changes(self) -> dict[str, Any]:
        """What the person changed against what the page showed. Call after `is_valid`."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def changed_meanwhile(self, line: Any) -> list[tuple[Any, Any]]:
        """(label, value) of what stands in the plan now and is not what this page showed."""
        found = []
        for name, field in self.fields.items():
            showed = self.data.get(self[name].html_initial_name)
            now = getattr(line, name)
            if showed is not None and str(field.prepare_value(now)) != showed:
                found.append((field.label, field.prepare_value(now)))
        return found


class NewLineForm(LineForm):
    """A line that no rule proposed, under one of the four fields."""

    field = forms.ChoiceField(label=_("Field of the RKPDes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = standard_catalogue().fields
        self.fields["field"].choices = [(str(number), name) for number, name in fields.items()]  # type: ignore[attr-defined]
        self.fields["children"].help_text = _("0 for a package of the whole village.")
        for field in self.fields.values():
            field.show_hidden_initial = False

    def groups(self) -> list[dict[str, Any]]:
        what, *others = sorted(super().groups(), key=lambda group: self["name"] not in group["fields"])
        first = {**what, "fields": [self["field"], *what["fields"]], "open": True}
        return [first, *({**group, "open": True} for group in others)]


class TargetForm(forms.Form):
    """The share that a target aims at."""

    percent = forms.DecimalField(
        label=_("Share of the children found (%)"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )


class ReasonForm(forms.Form):
    """Why something is struck out, sent back or opened again."""

    because = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text=_("A few words, no names of children. It stays with the plan."),
    )


class LegaliseForm(forms.Form):
    """The village act that legalises the plan."""

    number = forms.CharField(
        label=_("Number of the village act"), max_length=60, help_text=_("Such as Perkades 5/2026.")
    )
    on = day_field(_("Day of the act"))


class SinceForm(forms.Form):
    """From which day something holds, perhaps until which, and where it is written."""

    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The standard or decision it comes from.")
    )
    valid_from = day_field(_("Holds from"))
    valid_to = day_field(
        _("Holds until"), required=False, help_text=_("Leave it empty when no end is known.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day lies before the first day."))
        return said


class CostForm(SinceForm):
    """What one unit costs in a place, from a day on."""

    amount = RupiahField(most=MOST_RUPIAH, label=_("Cost of one unit (Rp)"))
    standing = forms.ChoiceField(
        label=_("What it rests on"),
        choices=[("official", _("The local cost standard")), ("stated", _("A decision of this office"))],
    )
    field_order = ("amount", "standing", "source", "valid_from", "valid_to")


class RuleForm(SinceForm):
    """What support a cause leads to in a place, from a day on."""

    support = forms.CharField(label=_("Support"), max_length=200)
    agency = forms.CharField(
        label=_("Agencies"), max_length=120, help_text=_("The one in charge first; several with a semicolon.")
    )
    is_idle = forms.BooleanField(label=_("Do not use this row here"), required=False)
    field_order = ("support", "agency", "is_idle", "source", "valid_from", "valid_to")
