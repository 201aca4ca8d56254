"""A page that asks for one thing: show the form, do the verb, go back, or tell the refusal at the form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jembatan.accounts.access import viewer
from jembatan.accounts.refusing import sentence_of
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement
from jembatan.results.web.finding import trail
from jembatan.workflow.refusals import Refused


@dataclass(frozen=True, slots=True)
class Page:
    """`back` is where it leads afterwards, `button` what it says; `lines` stand under the heading."""

    heading: str
    back: str
    done: str
    button: str
    lines: Sequence[str] = ()


def ask(
    request: HttpRequest, agreement: Agreement, form: forms.Form, verb: Callable[[], Any], page: Page
) -> HttpResponse:
    """Show the form; when it was sent, do the verb and go back, or tell the refusal at the form."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                verb()
            except Refused as refusal:
                form.add_error(None, sentence_of(refusal))
                status = refusal.status
            else:
                messages.success(request, page.done)
                return redirect(page.back)
    context = {
        "agreement": agreement,
        "form": form,
        "page": page,
        "crumbs": trail(agreement, viewer(request), here=page.heading),
    }
    return render(request, "results/form.html", context, status=status)


def why_not(request: HttpRequest, agreement: Agreement) -> list[str]:
    """Why the viewer cannot keep this framework; empty when nothing is in the way."""
    if viewer(request).may(Permission.RESULT_KEEP, at=agreement.place_code):
        return []
    return [_("Your role does not allow this here. Ask the account manager of your region.")]
