"""The form for what offices state at a stage: a field per need, of the kind of value it takes, and one source."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.rules.finding import PLANS
from jembatan.agreements.rules.roads import Need, NeedKind
from jembatan.agreements.rules.statements import DPRD_RECEIVED, EXCUSED, code_of
from jembatan.agreements.web.blockers_shown import said
from jembatan.documents.asking import day_field

YES, NO = "yes", "no"
MEANT = {YES: True, NO: False}


class StatementsForm(forms.Form):
    """What a stage needs to be stated by this person. `standing` is what was said last, by the statement's code."""

    def __init__(self, *args: Any, needs: Iterable[Need], standing: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = tuple(needs)
        self.standing = standing
        for need in self.needs:
            self.fields[code_of(need)] = _field(need, standing.get(code_of(need)))
        self.fields["source"] = forms.CharField(
            label=_("Source"),
            required=False,
            max_length=300,
            help_text=_("Letter, minutes or page. Needed when you write down what another office owes."),
        )

    @property
    def new(self) -> dict[str, Any]:
        """What was answered and differs from what stands, as `actions.state_fact` takes it."""
        answered = {code_of(need): self.cleaned_data.get(code_of(need)) for need in self.needs}
        values = {
            code: MEANT.get(value, value) for code, value in answered.items() if value not in (None, "")
        }
        return {code: value for code, value in values.items() if _kept(value) != self.standing.get(code)}


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _field(need: Need, standing: Any) -> forms.Field:
    label = said(need.says)[:1].upper() + said(need.says)[1:]
    if code_of(need) == DPRD_RECEIVED:
        field = day_field(label, required=False)
        field.initial = date.fromisoformat(standing) if standing else None
        return field
    if need.kind is NeedKind.PLAN:
        named = " / ".join(sorted(PLANS[need.code]))
        hint = _("Such as %(plan)s 2025-2029, chapter IV.") % {"plan": named}
        return forms.CharField(
            label=label, max_length=300, initial=standing or "", help_text=hint, required=False
        )
    choices = [(YES, _("Yes")), (NO, _("No"))]
    if need.kind is NeedKind.QUORUM:
        choices = [
            (YES, _("took part")),
            (NO, _("did not take part")),
            (EXCUSED, _("nobody of them is concerned")),
        ]
    initial = {True: YES, False: NO}.get(standing, standing)
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, initial=initial, required=False
    )
