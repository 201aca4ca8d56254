"""Forms of a selection: its terms, a candidate, an assessor's sheet, the choice."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY, covers
from jembatan.accounts.rules.roles import roles_with
from jembatan.counterparts.actions import CallTerms
from jembatan.counterparts.models import Call, Candidacy, Counterpart, ScoreSheet
from jembatan.counterparts.rules.selection import MOST_POINTS, Criterion
from jembatan.counterparts.web.forms import OfficeForm, text_field
from jembatan.documents.asking import day_field

MOST_CRITERIA = 8


class AssessorField(forms.ModelMultipleChoiceField):
    """People by name and office."""

    def label_from_instance(self, obj: User) -> str:  # type: ignore[override]
        return f"{obj.full_name} ({obj.office})" if obj.office else obj.full_name


class CallForm(OfficeForm):
    """A selection. Criteria are typed one a line, each with its weight at the end."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    purpose = text_field(_("Purpose"), 1000, help_text=_("What the region wants to reach with a partner."))
    criteria = forms.CharField(
        label=_("Criteria"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One a line, the weight after a semicolon, 100 together. Such as: Experience with schools; 40"
        ),
    )
    closes_on = day_field(_("Last day for scoring"))
    assessors = AssessorField(
        label=_("Assessors"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two. They score without seeing one another."),
    )
    field_order = ("title", "purpose", "criteria", "closes_on", "assessors")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [code for code, _name in kwargs["offices"]]
        self.fields["assessors"].queryset = _people_of(codes)  # type: ignore[attr-defined]

    def clean_criteria(self) -> list[Criterion]:
        read = []
        for number, line in enumerate(filter(str.strip, self.cleaned_data["criteria"].splitlines()), start=1):
            title, _semicolon, weight = line.rpartition(";")
            bare = weight.strip().removesuffix("%").strip()
            if not title.strip() or not (bare.isascii() and bare.isdigit() and len(bare) < 4):
                told = gettext("Line %(number)s: write the criterion, a semicolon and a whole number.")
                raise forms.ValidationError(told % {"number": number})
            read.append(Criterion(f"c{number}", title.strip()[:120], int(bare)))
        if len(read) > MOST_CRITERIA:
            raise forms.ValidationError(gettext("At most %(most)s criteria.") % {"most": MOST_CRITERIA})
        return read

    @property
    def terms(self) -> CallTerms:
        """What was typed. Call after `is_valid`."""
        typed = self.cleaned_data
        return CallTerms(typed["title"], typed["purpose"], typed["criteria"], typed["closes_on"])


def _people_of(codes: Sequence[str]) -> Any:
    """People with a role in one of the places, in which partners are seen."""
    roles = roles_with(Permission.COUNTERPART_SEE)
    held = User.objects.filter(is_active=True, assignments__role__in=roles)
    near = [
        user.pk
        for user in held.distinct().prefetch_related("assignments")
        if any(covers(code, assignment.place_code) for code in codes for assignment in user.assignments.all())
        or COUNTRY in codes
    ]
    return User.objects.filter(pk__in=near).order_by("full_name")


class CandidateForm(forms.Form):
    """A partner to compare, and how it became a candidate."""

    counterpart = forms.ModelChoiceField(label=_("Partner"), queryset=Counterpart.objects.none())
    remark = forms.CharField(
        label=_("How it became a candidate"),
        max_length=300,
        help_text=_("Such as: letter of interest of 3 May."),
    )

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counterpart"].queryset = Counterpart.objects.visible_to(viewer).standing()  # type: ignore[attr-defined]


class ChoiceForm(forms.Form):
    """The choice, on what ground, and why in words."""

    candidacy = forms.TypedChoiceField(label=_("Candidate"), coerce=int)
    ground = forms.ChoiceField(label=_("Ground"))
    justification = text_field(_("Justification"), 1000)

    def __init__(
        self, *args: Any, candidacies: Sequence[Candidacy], grounds: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.pk, row.counterpart.official_name) for row in candidacies]
        self.fields["candidacy"].choices = choices  # type: ignore[attr-defined]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]


def score_form(
    call: Call, candidacy: int, sheet: ScoreSheet | None, *, typed: QueryDict | None = None
) -> forms.Form:
    """One assessor's sheet for one candidate: a number per criterion and a remark."""
    form = forms.Form(typed, auto_id=f"score_{candidacy}_%s")
    for criterion in call.criteria_read:
        form.fields[criterion.code] = forms.IntegerField(
            label=f"{criterion.title} ({criterion.weight} %)",
            min_value=0,
            max_value=MOST_POINTS,
            initial=sheet.points.get(criterion.code) if sheet else None,
        )
    form.fields["remark"] = forms.CharField(
        label=_("Remark"), max_length=500, required=False, initial=sheet.remark if sheet else ""
    )
    return form
