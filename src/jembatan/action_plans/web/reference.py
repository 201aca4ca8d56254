"""Unit costs and support rules in force at a place, and setting them for it from a day on."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import crumbs, place_title
from jembatan.action_plans import actions, words
from jembatan.action_plans.engine.catalogue_files import standard_catalogue, standard_rules
from jembatan.action_plans.queries.reference import costs_in_force, rules_in_force
from jembatan.action_plans.rules.catalogue import SupportRule, UnitCost, in_force
from jembatan.action_plans.rules.facts import CATEGORIES
from jembatan.action_plans.web.finding import sentence_of
from jembatan.action_plans.web.forms import CostForm, RuleForm
from jembatan.places.models import Region
from jembatan.places.queries import breadcrumb
from jembatan.workflow.refusals import Refused


@needs(Permission.PLAN_SEE)
@require_GET
def show_reference(request: HttpRequest, code: str) -> HttpResponse:
    """What plans of a place are put together from today, each with source, grade and validity."""
    places, by, today = _places(request, code, Permission.PLAN_SEE), viewer(request), timezone.localdate()
    costs = costs_in_force(code, today)
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, by, here=_("Unit costs and support rules")),
        "today": today,
        "costs": [
            (cost, words.STANDINGS[cost.standing], cost.standing in words.WARNED) for cost in costs.values()
        ],
        "examples": sum(cost.standing == "example" for cost in costs.values()),
        "rules": _rules(code, today),
        "may_edit": by.may(Permission.COSTS_EDIT, at=code),
    }
    return render(request, "action_plans/reference.html", context)


def _rules(code: str, today: date) -> list[dict[str, Any]]:
    """The rows of the matrix in words; those switched off here come last."""
    catalogue, here = standard_catalogue(), rules_in_force(code, today)
    idle = [rule for rule in in_force(standard_rules(), today) if rule.code not in here]
    return [
        {
            "rule": rule,
            "idle": rule.code not in here,
            "cause": _cause_words(rule),
            "category": CATEGORIES.get(rule.category, ""),
            "activity": catalogue.activities[rule.activity].name,
        }
        for rule in (*here.values(), *idle)
    ]


def _cause_words(rule: SupportRule) -> str:
    if rule.cause == "any":
        return _("every child of the list")
    if rule.cause == "none":
        return _("cause not known yet")
    return standard_catalogue().causes[rule.cause].label


@needs(Permission.COSTS_EDIT)
@require_http_methods(["GET", "POST"])
def set_cost(request: HttpRequest, code: str, cost: str) -> HttpResponse:
    """What one unit costs in the place, from a day on."""
    places, today = _places(request, code, Permission.COSTS_EDIT), timezone.localdate()
    standing = costs_in_force(code, today).get(cost)
    if standing is None:
        raise Http404
    form = CostForm(request.POST or None, initial={"valid_from": today, "amount": standing.amount})

    def verb() -> None:
        said = form.cleaned_data
        # A standard of the place has been seen in a text; a decision of the office is its own practice.
        grade = "S" if said["standing"] == "official" else "K"
        new = UnitCost(code=cost, label=standing.label, unit=standing.unit, grade=grade, **said)
        actions.set_cost(cost=new, at=code, by=viewer(request))

    heading = _("Cost of one unit: %(label)s") % {"label": standing.label}
    return _set(request, places, form, verb, heading)


@needs(Permission.COSTS_EDIT)
@require_http_methods(["GET", "POST"])
def set_rule(request: HttpRequest, code: str, rule: str) -> HttpResponse:
    """What support a row of the matrix gives in the place, from a day on; or that it is not used there."""
    places, today = _places(request, code, Permission.COSTS_EDIT), timezone.localdate()
    here = rules_in_force(code, today)
    known = {one.code: one for one in in_force(standard_rules(), today)} | dict(here)
    if rule not in known:
        raise Http404
    old = known[rule]
    initial = {"support": old.support, "agency": old.agency, "is_idle": rule not in here, "valid_from": today}
    form = RuleForm(request.POST or None, initial=initial)

    def verb() -> None:
        said = dict(form.cleaned_data)
        is_idle = said.pop("is_idle")
        new = SupportRule(
            code=rule,
            cause=old.cause,
            category=old.category,
            pathway=old.pathway,
            activity=old.activity,
            grade="K",
            **said,
        )
        actions.set_rule(rule=new, is_idle=is_idle, at=code, by=viewer(request))

    return _set(request, places, form, verb, _("Row of the matrix: %(cause)s") % {"cause": _cause_words(old)})


def _set(
    request: HttpRequest, places: list[Region], form: forms.Form, verb: Any, heading: str
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                verb()
            except Refused as refusal:
                status = refusal.status
                form.add_error(None, sentence_of(refusal))
            else:
                messages.success(request, _("Saved. It goes into plans when they are drafted again."))
                return redirect("action_plans:reference", places[-1].code)
    context = {
        "form": form,
        "heading": heading,
        "title": place_title(places[-1]),
        "reference": places[-1],
        "crumbs": crumbs(places, viewer(request), here=heading),
    }
    return render(request, "action_plans/form.html", context, status=status)


def _places(request: HttpRequest, code: str, permission: Permission) -> list[Region]:
    places = breadcrumb(code)
    if not places or places[-1].code != code or not viewer(request).may(permission, at=code):
        raise Http404
    return places
