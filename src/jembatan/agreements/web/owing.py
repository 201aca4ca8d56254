"""The pages of what is owed, permitted and feared: obligations, permits of organisations, risks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import owing as verbs
from jembatan.agreements.models import Agreement, Obligation, Risk
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.life import obligations_of, permits_of, risks_of
from jembatan.agreements.rules.case_clocks import PERMIT_LONGEST, PERMIT_RENEWAL
from jembatan.agreements.rules.kinds import OFFICES, Kind, Office
from jembatan.agreements.rules.promises import Level, level_of
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.life_forms import (
    DayForm,
    GrantForm,
    MetForm,
    PermitForm,
    PromiseForm,
    ReasonForm,
    RiskForm,
)
from jembatan.agreements.web.living import Page, ask, why_not
from jembatan.agreements.words import life as words
from jembatan.agreements.words.register import said

KEEP, EDIT = Permission.ACTIVITY_KEEP, Permission.AGREEMENT_EDIT


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_obligations(request: HttpRequest, reference: str) -> HttpResponse:
    """What is owed, the nearest day first; what was met or given up below."""
    agreement = agreement_or_404(request, reference)
    today = timezone.localdate()
    rows = [_owed(one, today) for one in obligations_of(agreement)]
    late = sum(row["is_late"] for row in rows)
    waiting = sum(row["is_open"] for row in rows)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Obligations")),
        "rows": rows,
        "said": _("%(open)s open, %(late)s of them past their day.") % {"open": waiting, "late": late},
        "why": why_not(request, KEEP, agreement),
        "may_owe_reports": agreement.kind == Kind.GRANT and not why_not(request, EDIT, agreement),
    }
    return render(request, "agreements/life/obligations.html", context)


def _owed(one: Obligation, today: Any) -> dict[str, Any]:
    is_open = one.met_on is None and not one.dropped_because
    return {
        "one": one,
        "kind": words.OBLIGATIONS.get(one.kind, one.kind),
        "office": said(OFFICES[Office(one.owed_by)]) if one.owed_by in set(Office) else one.owed_by,
        "is_open": is_open,
        "is_late": is_open and one.due_on < today,
        "was_late": one.met_on is not None and one.met_on > one.due_on,
    }


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add_promise(request: HttpRequest, reference: str) -> HttpResponse:
    """Note something promised outside a meeting."""
    agreement = agreement_or_404(request, reference)
    form = PromiseForm(request.POST or None)
    page = Page(_("Note a promise"), _owing(agreement), _("The promise is noted."), _("Save"))
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.note_promise(agreement, promise=form.promise(), by=viewer(request)),
        page,
    )


@needs(EDIT)
@require_http_methods(["GET", "POST"])
def owe_reports(request: HttpRequest, reference: str) -> HttpResponse:
    """Owe a report for every quarter of a grant."""
    agreement = agreement_or_404(request, reference)
    initial = {"starts_on": agreement.starts_on, "ends_on": agreement.ends_on}
    form = GrantForm(request.POST or None, initial=initial)
    page = Page(
        _("Reports on the grant"),
        _owing(agreement),
        _("A report is owed for every quarter of the grant."),
        _("Set them down"),
        lines=[
            _("The head of the region reports every quarter (PP 2/2012 art. 29(1), grade A)."),
            _("By which day is not stated there; the days used are a setting (unverified)."),
        ],
    )

    def verb() -> None:
        verbs.owe_grant_reports(agreement, by=viewer(request), **form.cleaned_data)

    return ask(request, agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def meet(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """An obligation was met."""
    one = _obligation_or_404(request, reference, number)
    form = MetForm(request.POST or None, agreement=one.agreement, initial={"on": timezone.localdate()})
    page = Page(
        _("Met: %(title)s") % {"title": one.title}, _owing(one.agreement), _("It is kept as met."), _("Save")
    )

    def verb() -> None:
        verbs.meet_obligation(one, by=viewer(request), **form.cleaned_data)

    return ask(request, one.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Something is not owed any more."""
    one = _obligation_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Not owed any more: %(title)s") % {"title": one.title},
        _owing(one.agreement),
        _("It is kept as given up, with its reason."),
        _("Give it up"),
    )

    def verb() -> None:
        verbs.give_up_obligation(one, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, one.agreement, form, verb, page)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_permits(request: HttpRequest, reference: str) -> HttpResponse:
    """The permits an agreement rests on, and by when their renewal has to be asked for."""
    agreement = agreement_or_404(request, reference)
    law, today = law_in_use(), timezone.localdate()
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Permits")),
        "permits": [
            {"held": held, "kind": words.PERMITS.get(held.permit.kind, held.permit.kind)}
            for held in permits_of(agreement, law=law, today=today)
        ],
        "rules": [law.standing_on(code, today) for code in (PERMIT_LONGEST, PERMIT_RENEWAL)],
        "why": why_not(request, EDIT, agreement),
    }
    return render(request, "agreements/life/permits.html", context)


@needs(EDIT)
@require_http_methods(["GET", "POST"])
def add_permit(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a permit of the organisation."""
    agreement = agreement_or_404(request, reference)
    form = PermitForm(request.POST or None, agreement=agreement)
    page = Page(_("Record a permit"), _permits(agreement), _("The permit is recorded."), _("Save"))
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.record_permit(agreement, permit=form.permit(), by=viewer(request)),
        page,
    )


@needs(EDIT)
@require_http_methods(["GET", "POST"])
def file_renewal(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The renewal of a permit was asked for."""
    agreement = agreement_or_404(request, reference)
    permit = get_object_or_404(agreement.permits, pk=number)
    form = DayForm(request.POST or None)
    page = Page(_("The renewal was asked for"), _permits(agreement), _("The day is kept."), _("Save"))

    def verb() -> None:
        verbs.file_renewal(permit, on=form.cleaned_data["on"], by=viewer(request))

    return ask(request, agreement, form, verb, page)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_risks(request: HttpRequest, reference: str) -> HttpResponse:
    """What could go wrong, gravest first, and where it lies between likely and bad."""
    agreement = agreement_or_404(request, reference)
    risks = risks_of(agreement)
    waiting = [one for one in risks if one.risk.closed_on is None]
    grave = sum(one.level in (Level.HIGH, Level.SIGNIFICANT) for one in waiting)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Risks")),
        "risks": [
            {"risk": one.risk, "level": words.LEVELS[one.level], "shape": words.LEVEL_SHAPES[one.level]}
            for one in risks
        ],
        "matrix": _matrix([one.risk for one in waiting]),
        "said": ngettext("%(n)s open risk", "%(n)s open risks", len(waiting)) % {"n": len(waiting)}
        + ", "
        + _("%(n)s of them significant or high.") % {"n": grave},
        "why": why_not(request, KEEP, agreement),
    }
    return render(request, "agreements/life/risks.html", context)


def _matrix(risks: list[Risk]) -> list[dict[str, Any]]:
    """Rows from the most likely down; each cell tells how many risks lie in it and how grave it is."""
    places = [(risk.likelihood, risk.impact) for risk in risks]
    return [
        {
            "likelihood": likelihood,
            "cells": [
                {
                    "count": places.count((likelihood, impact)),
                    "shape": level_of(likelihood, impact).value,
                    "level": words.LEVELS[level_of(likelihood, impact)],
                }
                for impact in range(1, 6)
            ],
        }
        for likelihood in range(5, 0, -1)
    ]


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add_risk(request: HttpRequest, reference: str) -> HttpResponse:
    """Note a risk."""
    agreement = agreement_or_404(request, reference)
    form = RiskForm(request.POST or None)
    page = Page(_("Note a risk"), _risks(agreement), _("The risk is noted."), _("Save"))
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.note_risk(agreement, risk=form.risk(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def review_risk(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Look at a risk again."""
    agreement = agreement_or_404(request, reference)
    risk = get_object_or_404(agreement.risks, pk=number)
    names = ("title", "likelihood", "impact", "mitigation", "owner")
    form = RiskForm(request.POST or None, initial={name: getattr(risk, name) for name in names})
    page = Page(_("Look at a risk again"), _risks(agreement), _("The risk is weighed anew."), _("Save"))
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.review_risk(risk, weighed=form.risk(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def close_risk(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A risk is over."""
    agreement = agreement_or_404(request, reference)
    risk = get_object_or_404(agreement.risks, pk=number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Close: %(title)s") % {"title": risk.title},
        _risks(agreement),
        _("The risk is closed."),
        _("Close the risk"),
    )

    def verb() -> None:
        verbs.close_risk(risk, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, agreement, form, verb, page)


def _obligation_or_404(request: HttpRequest, reference: str, number: int) -> Obligation:
    agreement = agreement_or_404(request, reference)
    one: Obligation = get_object_or_404(agreement.obligations, pk=number)
    one.agreement = agreement
    return one


def _owing(agreement: Agreement) -> str:
    return reverse("agreements:obligations", args=[agreement.reference])


def _permits(agreement: Agreement) -> str:
    return reverse("agreements:permits", args=[agreement.reference])


def _risks(agreement: Agreement) -> str:
    return reverse("agreements:risks", args=[agreement.reference])
