"""Selections of partners: open one, name candidates, score apart, read the results, choose."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import Crumb
from jembatan.counterparts import actions
from jembatan.counterparts.models import Call, Candidacy
from jembatan.counterparts.queries.selection import CallPage, call_page
from jembatan.counterparts.rules.selection import GROUND_WORDS, MOST_POINTS
from jembatan.counterparts.web.call_forms import CallForm, CandidateForm, ChoiceForm, score_form
from jembatan.counterparts.web.finding import call_or_404, offices, place_names, sentence_of, trail
from jembatan.counterparts.web.forms import said
from jembatan.workflow.refusals import Refused

ON_A_PAGE = 50


def _above() -> Crumb:
    return Crumb(_("Selections"), reverse("counterparts:calls"))


@needs(Permission.COUNTERPART_SEE)
@require_GET
def list_calls(request: HttpRequest) -> HttpResponse:
    """The selections of the viewer's places, newest first."""
    by = viewer(request)
    calls = Call.objects.visible_to(by).order_by("-id")
    last = request.GET.get("mulai", "")
    if last.isascii() and last.isdigit() and len(last) < 12:
        calls = calls.filter(pk__lt=int(last))
    found = list(calls[: ON_A_PAGE + 1])
    context = {
        "calls": found[:ON_A_PAGE],
        "places": place_names(call.place_code for call in found),
        "next_key": found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else "",
        "may_open": by.may_anywhere(Permission.COUNTERPART_KEEP),
        "crumbs": trail(here=_("Selections")),
    }
    return render(request, "counterparts/calls.html", context)


@needs(Permission.COUNTERPART_KEEP)
@require_http_methods(["GET", "POST"])
def open_call(request: HttpRequest) -> HttpResponse:
    """A new selection with its criteria and assessors."""
    by = viewer(request)
    form = CallForm(request.POST or None, offices=offices(by, Permission.COUNTERPART_KEEP))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = actions.open_call(
                    terms=form.terms,
                    assessors=form.cleaned_data["assessors"],
                    at=form.cleaned_data["at"],
                    by=by,
                )
            except Refused as refusal:
                form.add_error(None, sentence_of(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The selection is open. Name the candidates now."))
                return redirect(made)
    context = {
        "form": form,
        "heading": _("Open a selection"),
        "say": _("Criteria and assessors cannot be changed afterwards: everybody scores by the same rules."),
        "back": reverse("counterparts:calls"),
        "crumbs": trail(_above(), here=_("Open a selection")),
    }
    return render(request, "counterparts/form.html", context, status=status)


@needs(Permission.COUNTERPART_SEE)
@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """One selection: criteria, candidates, what is waited for, and the results once they are open."""
    return call_response(request, call_or_404(request, number))


def call_response(
    request: HttpRequest, call: Call, *, bound: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """The page of the selection; a refused verb answers with it, with its form as it was typed."""
    by = viewer(request)
    page = call_page(call, by, timezone.localdate())
    may_keep = by.may(Permission.COUNTERPART_KEEP, at=call.place_code)
    context: dict[str, Any] = {
        "call": call,
        "page": page,
        "may_keep": may_keep,
        "places": place_names([call.place_code]),
        "sheets": _sheets(page) if page.is_assessor and page.ranked is None else [],
        "candidate_form": CandidateForm(viewer=by, auto_id="candidate_%s"),
        "choice_form": ChoiceForm(
            candidacies=page.candidacies, grounds=said(GROUND_WORDS), auto_id="choice_%s"
        ),
        "results": _results(page),
        "most": MOST_POINTS,
        "crumbs": trail(_above(), here=call.title),
        **(bound or {}),
    }
    return render(request, "counterparts/call.html", context, status=status)


def _sheets(page: CallPage) -> list[tuple[Candidacy, Any]]:
    """The viewer's own sheet for every candidate, with what was given already."""
    return [
        (candidacy, score_form(page.call, candidacy.pk, page.own.get(candidacy.pk)))
        for candidacy in page.candidacies
    ]


def _results(page: CallPage) -> list[dict[str, Any]]:
    criteria = page.call.criteria_read
    return [
        {
            "candidacy": candidacy,
            "standing": standing,
            "averages": [(entry, standing.averages.get(entry.code)) for entry in criteria],
        }
        for candidacy, standing in page.ranked or ()
    ]


@needs(Permission.COUNTERPART_KEEP)
@require_POST
def add_candidate(request: HttpRequest, number: int) -> HttpResponse:
    """One more partner to compare."""
    call, by = call_or_404(request, number), viewer(request)
    form = CandidateForm(request.POST, viewer=by, auto_id="candidate_%s")
    if not form.is_valid():
        return call_response(request, call, bound={"candidate_form": form}, status=400)
    try:
        actions.add_candidate(
            call, counterpart=form.cleaned_data["counterpart"], remark=form.cleaned_data["remark"], by=by
        )
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return call_response(request, call, bound={"candidate_form": form}, status=refusal.status)
    messages.success(request, _("The candidate is added."))
    return redirect(call)


@needs(Permission.COUNTERPART_SEE)
@require_POST
def score(request: HttpRequest, number: int, candidacy: int) -> HttpResponse:
    """An assessor's sheet for a candidate."""
    call, by = call_or_404(request, number), viewer(request)
    candidate = get_object_or_404(call.candidacies, pk=candidacy)
    form = score_form(call, candidate.pk, None, typed=request.POST)
    if not form.is_valid():
        messages.error(request, _("Give every criterion a whole number from 0 to 10."))
        return call_response(request, call, status=400)
    points = {entry.code: form.cleaned_data[entry.code] for entry in call.criteria_read}
    try:
        actions.score_candidate(
            call, candidacy=candidate, points=points, remark=form.cleaned_data["remark"], by=by
        )
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return call_response(request, call, status=refusal.status)
    messages.success(request, _("Your sheet is kept. Nobody sees it until the results are open."))
    return redirect(call)


@needs(Permission.COUNTERPART_KEEP)
@require_POST
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Choose a candidate with a ground and a justification."""
    call, by = call_or_404(request, number), viewer(request)
    form = ChoiceForm(
        request.POST,
        candidacies=list(call.candidacies.select_related("counterpart")),
        grounds=said(GROUND_WORDS),
        auto_id="choice_%s",
    )
    if not form.is_valid():
        return call_response(request, call, bound={"choice_form": form}, status=400)
    typed = form.cleaned_data
    try:
        actions.choose_candidate(
            call,
            candidacy=get_object_or_404(call.candidacies, pk=typed["candidacy"]),
            ground=typed["ground"],
            justification=typed["justification"],
            by=by,
        )
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return call_response(request, call, bound={"choice_form": form}, status=refusal.status)
    messages.success(request, _("The choice is recorded with its justification."))
    return redirect(call)


@needs(Permission.COUNTERPART_KEEP)
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End the selection without choosing."""
    call = call_or_404(request, number)
    try:
        actions.end_call(call, reason=request.POST.get("reason", ""), by=viewer(request))
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return call_response(request, call, status=refusal.status)
    messages.success(request, _("The selection is ended."))
    return redirect(call)
