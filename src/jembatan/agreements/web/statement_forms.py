"""Forms for what offices state at a stage: one field per need, of the kind of value it takes."""

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


class StatementForm(forms.Form):
    """One statement: the value, and where it is written."""

    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=300,
        help_text=_("Letter, minutes or page. Needed when you write down what another office owes."),
    )

    def __init__(self, *args: Any, need: Need, standing: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need = need
        self.fields["value"] = _field(need, standing)
        self.order_fields(["value", "source"])

    @property
    def value(self) -> Any:
        """What was said, as `actions.state_fact` takes it."""
        said_value = self.cleaned_data["value"]
        return (
            {YES: True, NO: False}.get(said_value, said_value) if isinstance(said_value, str) else said_value
        )


def _field(need: Need, standing: Any) -> forms.Field:
    code, label = code_of(need), said(need.says)[:1].upper() + said(need.says)[1:]
    if code == DPRD_RECEIVED:
        field = day_field(label)
        field.initial = date.fromisoformat(standing) if standing else None
        return field
    if need.kind is NeedKind.PLAN:
        named = " / ".join(sorted(PLANS[need.code]))
        hint = _("Such as %(plan)s 2025-2029, chapter IV.") % {"plan": named}
        return forms.CharField(label=label, max_length=300, initial=standing or "", help_text=hint)
    choices = [(YES, _("Yes")), (NO, _("No"))]
    if need.kind is NeedKind.QUORUM:
        choices = [
            (YES, _("took part")),
            (NO, _("did not take part")),
            (EXCUSED, _("nobody of them is concerned")),
        ]
    initial = {True: YES, False: NO, None: None}.get(standing, standing)
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, initial=initial)


def statement_forms(
    needs: Iterable[Need], standing: Mapping[str, Any], posted: Any = None, chosen: str = ""
) -> list[StatementForm]:
    """A form for every need, filled with what stands; the one that was `chosen` is bound to what was posted."""
    return [
        StatementForm(
            posted if code_of(need) == chosen else None,
            need=need,
            standing=standing.get(code_of(need)),
            auto_id=f"id_{need.kind}_{need.code}_%s",
        )
        for need in needs
    ]
