"""What every page of the road that asks for something does: show the form, do the verb, tell a refusal at the form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jembatan.accounts.refusing import sentence_of
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.web.blockers_shown import shown
from jembatan.agreements.web.finding import trail
from jembatan.agreements.words import road as words
from jembatan.workflow.refusals import Refused

VOCABULARY = {"state": words.STATES, "wanted": words.STATES}


def told(refusal: Refused) -> str:
    """The refusal in the viewer's language; of a blocked stage every reason."""
    said = sentence_of(refusal, VOCABULARY)
    if isinstance(refusal, StageBlocked):
        return " ".join([said, *(blocker.why for blocker in shown(refusal.blockers))])
    return said


def did(verb: Callable[[], Any], form: forms.Form) -> tuple[bool, int]:
    """Do the verb; (done, HTTP status). A refusal is told at the form."""
    try:
        verb()
    except Refused as refusal:
        form.add_error(None, told(refusal))
        return False, refusal.status
    return True, 200


def asked(
    request: HttpRequest,
    agreement: Agreement,
    form: forms.Form,
    verb: Callable[[], Any],
    words_of_page: tuple[str, str, str],
) -> HttpResponse:
    """A page that asks for one thing and comes back to the story. `words_of_page`: title, hint, what is told
    when it is done."""
    title, hint, done = words_of_page
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            ok, status = did(verb, form)
            if ok:
                messages.success(request, done)
                return redirect("agreements:agreement", agreement.reference)
    context = {
        "agreement": agreement,
        "form": form,
        "heading": title,
        "hint": hint,
        "crumbs": trail(agreement, here=title),
    }
    return render(request, "agreements/ask.html", context, status=status)
