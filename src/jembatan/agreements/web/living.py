"""What the pages of an agreement's life share: a form that does a verb, a button that does one, days in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
from jembatan.agreements.rules.plan_sheet import HEADINGS
from jembatan.agreements.web.finding import trail
from jembatan.agreements.web.terms_shown import field_word
from jembatan.agreements.words import life as words
from jembatan.agreements.words import road as road_words
from jembatan.agreements.words.register import said
from jembatan.workflow.refusals import Refused

STATES: dict[Any, Any] = {**road_words.STATES, **words.ACTIVITIES, **words.AMENDMENTS}
VOCABULARY = {"state": STATES, "wanted": STATES, "term_type": road_words.TERMS}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that asks for one thing. `back` is where it leads afterwards; `button` what it says; `lines` stand
    under the heading; `more` goes to the template, one of templates/agreements/life."""

    heading: str
    back: str
    done: str
    button: str = ""
    lines: Sequence[str] = ()
    template: str = "form"
    more: dict[str, Any] = field(default_factory=dict)


def told(refusal: Refused) -> str:
    """The refusal in the viewer's language, with columns and fields by their names."""
    return sentence_of(refusal, {**VOCABULARY, **_named(refusal)})


def _named(refusal: Refused) -> dict[str, dict[Any, object]]:
    codes = str(refusal.detail.get("fields", ""))
    column = str(refusal.detail.get("field", ""))
    return {
        "fields": {codes: ", ".join(field_word(code) for code in codes.split(", ") if code)},
        "field": {column: said(HEADINGS[column])} if column in HEADINGS else {},
    }


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
                named = str(refusal.detail.get("field", ""))
                form.add_error(named if named in form.fields else None, told(refusal))
                status = refusal.status
            else:
                messages.success(request, page.done)
                return redirect(page.back)
    context = {
        "agreement": agreement,
        "form": form,
        "page": page,
        "crumbs": trail(agreement, here=page.heading),
        **page.more,
    }
    return render(request, f"agreements/life/{page.template}.html", context, status=status)


def press(
    request: HttpRequest, verb: Callable[[], Any], page: Page, again: Callable[[int], HttpResponse]
) -> HttpResponse:
    """A button was pressed: do the verb and go back; if it refused, show the page again with refusal and status."""
    try:
        verb()
    except Refused as refusal:
        messages.error(request, told(refusal))
        return again(refusal.status)
    messages.success(request, page.done)
    return redirect(page.back)


def may(request: HttpRequest, permission: Permission, agreement: Agreement) -> bool:
    """Whether the viewer holds the permission where the agreement lies."""
    return viewer(request).may(permission, at=agreement.place_code)


def why_not(request: HttpRequest, permission: Permission, agreement: Agreement) -> list[str]:
    """Why the viewer cannot do it here; empty when nothing is in the way."""
    if not may(request, permission, agreement):
        return [_("Your role does not allow this here. Ask the account manager of your region.")]
    return []
