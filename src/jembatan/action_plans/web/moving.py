"""A plan on its way: to the village meeting, legalised, sent back, opened again."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import crumbs, place_title
from jembatan.action_plans import actions
from jembatan.action_plans.models import Plan
from jembatan.action_plans.web.finding import plan_or_404, sentence_of
from jembatan.action_plans.web.forms import LegaliseForm, ReasonForm
from jembatan.action_plans.web.plans import plan_response
from jembatan.places.queries import breadcrumb
from jembatan.workflow.refusals import Refused


@needs(Permission.PLAN_SUBMIT)
@require_POST
def hand_over(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Hand the draft to the village meeting; when points are open the plan's page lists them."""
    plan = plan_or_404(request, code, year)
    try:
        actions.hand_to_musdes(plan, by=viewer(request))
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return plan_response(request, plan, status=refusal.status)
    messages.success(request, _("The plan lies before the village meeting now."))
    return redirect("action_plans:plan", code, year)


@needs(Permission.PLAN_LEGALISE)
@require_http_methods(["GET", "POST"])
def legalise(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Legalise the plan by a village act."""
    form = LegaliseForm(request.POST or None, initial={"on": timezone.localdate()})
    title, done = _("Legalise the plan"), _("The plan is legalised.")

    def verb(plan: Plan) -> None:
        said = form.cleaned_data
        actions.legalise(plan, number=said["number"], on=said["on"], by=viewer(request))

    return _moved(request, plan_or_404(request, code, year), form, verb, (title, done))


@needs(Permission.PLAN_LEGALISE)
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Send the plan back to be changed, with the reason."""
    form = ReasonForm(request.POST or None)
    title, done = _("Send back to be changed"), _("The plan is a draft again.")

    def verb(plan: Plan) -> None:
        actions.send_back(plan, because=form.cleaned_data["because"], by=viewer(request))

    return _moved(request, plan_or_404(request, code, year), form, verb, (title, done))


@needs(Permission.PLAN_REOPEN)
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Open a legalised plan again, with the reason."""
    form = ReasonForm(request.POST or None)
    title, done = (
        _("Open the plan again"),
        _("The plan is a draft again. Its village act no longer stands on it."),
    )

    def verb(plan: Plan) -> None:
        actions.reopen(plan, because=form.cleaned_data["because"], by=viewer(request))

    return _moved(request, plan_or_404(request, code, year), form, verb, (title, done))


def _moved(
    request: HttpRequest, plan: Plan, form: forms.Form, verb: Callable[[Plan], None], said: tuple[str, str]
) -> HttpResponse:
    """Show the form or carry the verb out. `said` is the page's title and what is told when it is done."""
    title, done = said
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                verb(plan)
            except Refused as refusal:
                status = refusal.status
                form.add_error(None, sentence_of(refusal))
            else:
                messages.success(request, done)
                return redirect("action_plans:plan", plan.village_id, plan.year)
    places = breadcrumb(plan.village_id)
    context = {
        "plan": plan,
        "form": form,
        "heading": title,
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, viewer(request), here=title),
    }
    return render(request, "action_plans/form.html", context, status=status)
