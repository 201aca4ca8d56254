"""Who stands in an agreement beside its two sides, and what holds of the case as a whole."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, Party
from jembatan.agreements.rules.statements import OF_THE_CASE
from jembatan.agreements.web.answering import asked, told
from jembatan.agreements.web.blockers_shown import said
from jembatan.agreements.web.finding import agreement_or_404
from jembatan.counterparts.models import Counterpart
from jembatan.workflow.refusals import Refused

YES, NO = "yes", "no"


class PartyForm(forms.Form):
    """One more side, or somebody who stands beside the agreement."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[(role.value, role.label) for role in Party.Role if role != Party.Role.HOME],
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("A partner abroad by the name its profile has; others as they are called."),
    )
    must_sign = forms.BooleanField(label=gettext_lazy("Signs"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """A counterpart needs its profile, so that its recognition is looked at."""
        kept: dict[str, Any] = super().clean() or self.cleaned_data
        name = kept.get("name", "").strip()
        profile = Counterpart.objects.standing().filter(official_name__iexact=name).order_by("pk").first()
        if kept.get("role") == Party.Role.COUNTERPART and name and profile is None:
            self.add_error("name", _("No partner has this name. Add its profile under Partners first."))
        kept["counterpart"] = profile if kept.get("role") == Party.Role.COUNTERPART else None
        return kept

    @property
    def party(self) -> Party:
        """The party as the verb takes it, not saved."""
        kept = self.cleaned_data
        profile = kept["counterpart"]
        return Party(
            role=kept["role"],
            counterpart=profile,
            name="" if profile else kept["name"],
            must_sign=kept["must_sign"],
        )


class CaseForm(forms.Form):
    """What holds of the case itself; the legal road asks for more or less accordingly."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stated = {row.code: row.value for row in agreement.statements.filter(stage="").order_by("pk")}
        for code, words in OF_THE_CASE.items():
            known = self.stated.get(code)
            self.fields[code] = forms.ChoiceField(
                label=said(words),
                required=False,
                choices=[(YES, _("yes")), (NO, _("no"))],
                widget=forms.RadioSelect,
                initial=None if known is None else (YES if known else NO),
            )

    @property
    def changed(self) -> dict[str, bool]:
        """What is stated anew, by its code."""
        answers = {code: self.cleaned_data[code] == YES for code in OF_THE_CASE if self.cleaned_data[code]}
        return {code: answer for code, answer in answers.items() if self.stated.get(code) is not answer}


@needs(Permission.AGREEMENT_EDIT)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a party while the cooperation is on its road."""
    agreement = agreement_or_404(request, reference)
    form = PartyForm(request.POST or None)
    title, hint = _("Add a party"), _("Every party that signs does so for itself, on its own day.")
    return asked(
        request,
        agreement,
        form,
        lambda: actions.add_party(agreement, party=form.party, by=viewer(request)),
        (title, hint, _("The party is added.")),
    )


@needs(Permission.AGREEMENT_EDIT)
@require_POST
def remove(request: HttpRequest, reference: str, party: int) -> HttpResponse:
    """Take a party out again that was added by mistake."""
    agreement = agreement_or_404(request, reference)
    gone = get_object_or_404(agreement.parties, pk=party)
    try:
        actions.remove_party(agreement, party=gone, by=viewer(request))
    except Refused as refusal:
        messages.error(request, told(refusal))
    else:
        messages.success(request, _("The party is taken out."))
    return redirect("agreements:signatures", reference)


@needs(Permission.STAGE_TAKE_REGION)
@require_http_methods(["GET", "POST"])
def state_of_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what holds of the case itself: a grant, counterpart funds, a technical text."""
    agreement = agreement_or_404(request, reference)
    by = viewer(request)
    if not by.may(Permission.STAGE_TAKE_REGION, at=agreement.place_code):
        raise Http404
    form = CaseForm(request.POST or None, agreement=agreement)

    def state_all() -> None:
        for code, answer in form.changed.items():
            actions.state_fact(agreement, "", code, answer, by=by)

    title, hint = _("About the case"), _("What holds here decides which documents the road asks for.")
    return asked(request, agreement, form, state_all, (title, hint, _("It is on record.")))
