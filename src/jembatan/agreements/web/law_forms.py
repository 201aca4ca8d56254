"""The form that proposes a new version of a rule, filled with the version in force."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.words.clocks import GRADES, UNITS
from jembatan.workflow.law import Grade, Rule
from jembatan.workflow.wording import Wording

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class VersionForm(forms.Form):
    """`version` is what was proposed, once the form is valid."""

    effective_from = forms.DateField(
        label=_("In force from"),
        widget=DAY,
        help_text=_("Periods that began before this day keep the number they began with."),
    )
    effective_to = forms.DateField(label=_("In force until"), widget=DAY, required=False)
    parameter = forms.IntegerField(label=_("Number it sets"), required=False)
    says_id = forms.CharField(label=_("What it says (Indonesian)"), widget=forms.Textarea(attrs={"rows": 3}))
    says_en = forms.CharField(label=_("What it says (English)"), widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label=_("Source"), max_length=200)
    article = forms.CharField(
        label=_("Article"), max_length=80, required=False, help_text=_("Only with grade A or B.")
    )
    grade = forms.ChoiceField(
        label=_("Grade of certainty"), choices=[(str(grade), say) for grade, say in GRADES.items()]
    )
    url = forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )
    verified_by = forms.CharField(
        label=_("Who has read the text"), max_length=160, required=False, help_text=_("Needed for grade A.")
    )
    verified_on = forms.DateField(label=_("Read on"), widget=DAY, required=False)
    reason = forms.CharField(
        label=_("Why it is changed"),
        max_length=300,
        help_text=_("Everybody whose dates move will read this."),
    )

    def __init__(self, sent: QueryDict | None, *, rule: Rule, today: date) -> None:
        initial = {
            "effective_from": today,
            "parameter": rule.parameter,
            "says_id": rule.says.id,
            "says_en": rule.says.en,
            "source": rule.source,
            "article": rule.article or "",
            "grade": str(rule.grade),
            "url": rule.url or "",
            "verified_by": rule.verified_by or "",
            "verified_on": rule.verified_on,
        }
        super().__init__(sent, initial=initial)
        self.rule = rule
        if rule.unit is None:
            del self.fields["parameter"]
        else:
            del self.fields["effective_to"]
            self.fields["parameter"].required = True
            self.fields["parameter"].help_text = UNITS[rule.unit]

    @property
    def version(self) -> Rule:
        """The version as it was proposed."""
        given = self.cleaned_data
        return Rule(
            code=self.rule.code,
            says=Wording(given["says_id"], given["says_en"]),
            source=given["source"],
            grade=Grade(given["grade"]),
            effective_from=given["effective_from"],
            article=given["article"] or None,
            effective_to=given.get("effective_to"),
            parameter=given.get("parameter"),
            unit=self.rule.unit,
            url=given["url"] or None,
            verified_by=given["verified_by"] or None,
            verified_on=given["verified_on"],
        )
