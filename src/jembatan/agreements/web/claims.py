"""What each source says about an agreement, side by side; adding a claim, preferring one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.refusing import sentence_of
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import Told, add_claim, prefer_claim
from jembatan.agreements.models import Agreement, Claim
from jembatan.agreements.rules.claims import COLUMNS, DATES, GRADES, Fact, differs
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.register_rows import day_in_words
from jembatan.agreements.words import register as words
from jembatan.workflow.refusals import Refused


class ClaimForm(forms.Form):
    """What one source says."""

    fact = forms.ChoiceField(label=gettext_lazy("Fact"), choices=())
    value = forms.CharField(
        label=gettext_lazy("What the source says"),
        max_length=500,
        help_text=gettext_lazy("A date as precise as the source: 2017, 2017-10 or 2017-10-06."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)
    url = forms.URLField(
        label=gettext_lazy("Its address"), required=False, max_length=500, assume_scheme="https"
    )
    grade = forms.ChoiceField(label=gettext_lazy("How far it may be trusted"), choices=(), initial="C")
    stated_on = forms.DateField(
        label=gettext_lazy("The day the source said so"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = [(fact.value, _(words.fact(fact))) for fact in Fact]
        grades = [(grade, f"{grade}: {_(words.grade(grade))}") for grade in GRADES]
        self.fields["fact"].choices = facts  # type: ignore[attr-defined]
        self.fields["grade"].choices = grades  # type: ignore[attr-defined]


@needs(Permission.AGREEMENT_SEE)
@require_http_methods(["GET", "POST"])
def show_claims(request: HttpRequest, reference: str) -> HttpResponse:
    """Every claim with its source; POST adds one."""
    agreement = agreement_or_404(request, reference)
    form = ClaimForm(request.POST or None)
    if request.method != "POST":
        return _page(request, agreement, form)
    if not form.is_valid():
        return _page(request, agreement, form, status=400)
    try:
        add_claim(agreement, told=Told(**form.cleaned_data), by=viewer(request))
    except Refused as refusal:
        form.add_error(None, sentence_of(refusal))
        return _page(request, agreement, form, status=refusal.status)
    messages.success(request, _("The claim is kept beside the others."))
    return redirect("agreements:claims", reference)


@needs(Permission.CLAIM_KEEP)
@require_POST
def prefer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Prefer one claim to the others of its fact."""
    agreement = agreement_or_404(request, reference)
    claim = get_object_or_404(Claim, agreement=agreement, pk=number)
    try:
        prefer_claim(claim, reason=request.POST.get("reason", "")[:2000], by=viewer(request))
    except Refused as refusal:
        return _page(request, agreement, ClaimForm(), status=refusal.status, problem=sentence_of(refusal))
    messages.success(request, _("This claim is preferred from now on."))
    return redirect("agreements:claims", reference)


def _page(
    request: HttpRequest, agreement: Agreement, form: ClaimForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    claims = list(agreement.claims.all())
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Claims")),
        "comparison": comparison(claims),
        "facts": facts_of(claims),
        "form": form,
        "problem": problem,
        "may_keep": viewer(request).may(Permission.CLAIM_KEEP, at=agreement.place_code),
        "own_papers": not agreement.is_legacy,
    }
    return render(request, "agreements/register/claims.html", context, status=status)


def comparison(claims: Iterable[Claim]) -> dict[str, Any] | None:
    """Sources as columns, facts as rows; what contradicts the preferred claim is marked. None without claims."""
    claims = list(claims)
    preferred = {claim.fact: claim.value for claim in claims if claim.is_preferred}
    sources = list(dict.fromkeys(claim.source for claim in claims))
    said: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        said.setdefault((claim.fact, claim.source), []).append(claim)
    rows = []
    for fact in (fact for fact in Fact if fact in preferred):
        cells = [_cell(source, said.get((fact, source), []), preferred[fact]) for source in sources]
        rows.append({"name": _(words.fact(fact)), "cells": cells})
    if not rows:
        return None
    return {"caption": _("What each source says"), "columns": sources, "rows": rows}


def _cell(source: str, claims: list[Claim], preferred: str) -> dict[str, Any]:
    return {
        "column": source,
        "value": "; ".join(value_in_words(claim) for claim in claims),
        "differs": any(differs(claim.fact, claim.value, preferred) for claim in claims),
        "missing": not claims,
    }


def facts_of(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Fact by fact: the preferred claim first, then the others, with what stands on the agreement."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.fact, []).append(claim)
    return [
        {
            "fact": fact,
            "name": _(words.fact(fact)),
            "is_column": fact in COLUMNS,
            "claims": [_shown(claim) for claim in found[fact]],
        }
        for fact in Fact
        if fact in found
    ]


def _shown(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim,
        "value": value_in_words(claim),
        "grade": f"{claim.grade}: {_(words.grade(claim.grade))}",
    }


def value_in_words(claim: Claim) -> str:
    """A date as people write it, everything else as the source says it."""
    return day_in_words(claim.value) if claim.fact in DATES else claim.value
