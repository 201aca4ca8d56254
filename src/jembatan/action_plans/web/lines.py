"""The pages of one line of a plan: why it is there, changing it, adding one, striking one out; and of a target."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import crumbs, place_title
from jembatan.action_plans import actions
from jembatan.action_plans.exchange.printing import Copy, Paper
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.children import names_behind_line
from jembatan.action_plans.queries.plans import PlanPage, PlanRow, plan_page
from jembatan.action_plans.rules.redrafting import EDITABLE
from jembatan.action_plans.web import line_shown
from jembatan.action_plans.web.finding import is_protected, plan_or_404, sentence_of, version_in
from jembatan.action_plans.web.forms import LineForm, NewLineForm, ReasonForm, TargetForm
from jembatan.action_plans.web.plans import plan_response
from jembatan.ledger.acting import record
from jembatan.places.queries import breadcrumb
from jembatan.workflow.refusals import Refused


@needs(Permission.PLAN_SEE)
@require_GET
def show_line(request: HttpRequest, code: str, year: int, number: int) -> HttpResponse:
    """Which children and which rows of the matrix made the line, and what people changed in it."""
    return _line_page(request, plan_or_404(request, code, year), number)


def _line_page(
    request: HttpRequest, plan: Plan, number: int, *, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    by = viewer(request)
    page = plan_page(by, plan)
    row = _row_of(page, number)
    protected = is_protected(by, plan.village_id)
    paper = Paper(page, Copy.PUBLIC if protected else Copy.OFFICE, plan.as_of)
    names = names_behind_line(by, plan, row.line)
    if names:
        with transaction.atomic():
            record("action_plans.names_looked_at", plan, by=by, detail={"line": number})
    context = {
        **_frame(request, plan, page.places, row.line.name),
        "row": row,
        "line": row.line,
        "names": names,
        "protected": protected,
        "may_edit": plan.is_open and by.may(Permission.PLAN_EDIT, at=plan.village_id),
        "form": form or ReasonForm(),
        **line_shown.details(paper, row),
    }
    return render(request, "action_plans/line.html", context, status=status)


def _row_of(page: PlanPage, number: int) -> PlanRow:
    row = next((row for row in (*page.rows, *page.removed) if row.activity.pk == number), None)
    if row is None:
        raise Http404
    return row


@needs(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def edit_line(request: HttpRequest, code: str, year: int, number: int) -> HttpResponse:
    """Change a line. When somebody else was faster, what was typed stays and what stands now is shown."""
    plan = plan_or_404(request, code, year)
    row = _row_of(plan_page(viewer(request), plan), number)
    package = row.line.basis == "village"
    initial = {name: getattr(row.line, name) for name in EDITABLE}
    form = LineForm(request.POST or None, initial=initial, package=package)
    status, meanwhile = 200, []
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                _save(request, plan, number, form)
            except actions.Stale as refusal:
                status, meanwhile = refusal.status, form.changed_meanwhile(row.line)
                form.add_error(None, _stale())
            except Refused as refusal:
                status = refusal.status
                _refuse(form, refusal)
            else:
                return redirect("action_plans:line", code, year, number)
    context = {
        **_frame(request, plan, breadcrumb(code), _("Change the line")),
        "form": form,
        "row": row,
        "meanwhile": meanwhile,
        "heading": row.line.name,
    }
    return render(request, "action_plans/line_form.html", context, status=status)


def _save(request: HttpRequest, plan: Plan, number: int, form: LineForm) -> None:
    if values := form.changes():
        by = viewer(request)
        actions.edit_activity(plan, activity=number, values=values, version=version_in(request), by=by)
        messages.success(request, _("The line is saved."))
    else:
        messages.info(request, _("Nothing was changed."))


@needs(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def add_line(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Add a line that no rule proposed."""
    plan, places = plan_or_404(request, code, year), breadcrumb(code)
    form = NewLineForm(request.POST or None, initial=_blank(plan, places[-1].name))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                added = actions.add_activity(
                    plan,
                    field=int(form.cleaned_data["field"]),
                    values={name: form.cleaned_data[name] for name in EDITABLE},
                    version=version_in(request),
                    by=viewer(request),
                )
            except actions.Stale as refusal:
                status = refusal.status
                form.add_error(None, _stale())
            except Refused as refusal:
                status = refusal.status
                _refuse(form, refusal)
            else:
                messages.success(request, _("The line is in the plan."))
                return redirect("action_plans:line", code, year, added.pk)
    context = {**_frame(request, plan, places, _("Add a line")), "form": form, "heading": _("Add a line")}
    return render(request, "action_plans/line_form.html", context, status=status)


def _blank(plan: Plan, village: str) -> dict[str, Any]:
    """What a new line begins with."""
    return {
        "children": 0,
        "times": 1,
        "location": village,
        "starts": date(plan.year, 1, 1),
        "ends": date(plan.year, 12, 31),
    }


@needs(Permission.PLAN_EDIT)
@require_POST
def strike_out(request: HttpRequest, code: str, year: int, number: int) -> HttpResponse:
    """Strike a line out with a reason; it can be taken back."""
    plan = plan_or_404(request, code, year)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _line_page(request, plan, number, form=form, status=400)
    because = form.cleaned_data["because"]
    try:
        actions.remove_activity(
            plan, activity=number, because=because, version=version_in(request), by=viewer(request)
        )
    except Refused as refusal:
        form.add_error(None, sentence_of(refusal))
        return _line_page(request, plan, number, form=form, status=refusal.status)
    messages.success(request, _("The line is struck out. It can be taken back below."))
    return redirect("action_plans:plan", code, year)


@needs(Permission.PLAN_EDIT)
@require_POST
def take_back(request: HttpRequest, code: str, year: int, number: int) -> HttpResponse:
    """Take a line back that was struck out."""
    plan = plan_or_404(request, code, year)
    try:
        actions.restore_activity(plan, activity=number, version=version_in(request), by=viewer(request))
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return plan_response(request, plan, status=refusal.status)
    messages.success(request, _("The line is in the plan again."))
    return redirect("action_plans:line", code, year, number)


@needs(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def set_target(request: HttpRequest, code: str, year: int, number: int) -> HttpResponse:
    """Set the share that a target aims at."""
    plan = plan_or_404(request, code, year)
    target = get_object_or_404(plan.targets, pk=number)
    form = TargetForm(request.POST or None, initial={"percent": target.percent.normalize()})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            percent, by = form.cleaned_data["percent"], viewer(request)
            try:
                actions.set_target(plan, target=number, percent=percent, version=version_in(request), by=by)
            except Refused as refusal:
                status = refusal.status
                stale = isinstance(refusal, actions.Stale)
                form.add_error(None, _stale() if stale else sentence_of(refusal))
            else:
                messages.success(request, _("The target is saved."))
                return redirect("action_plans:plan", code, year)
    here = f"{target.label}, {target.year}"
    context = {
        **_frame(request, plan, breadcrumb(code), here),
        "form": form,
        "heading": here,
        "target": target,
    }
    return render(request, "action_plans/form.html", context, status=status)


def _frame(request: HttpRequest, plan: Plan, places: Any, here: str) -> dict[str, Any]:
    """What every page below a plan shows: where it is."""
    return {
        "plan": plan,
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, viewer(request), here=here),
    }


def _refuse(form: LineForm, refusal: Refused) -> None:
    """Tell the refusal at the field that mends it."""
    field = str(refusal.detail.get("field", ""))
    told = (
        _(str(refusal.detail["problem"])).capitalize() + "." if field in form.fields else sentence_of(refusal)
    )
    form.add_error(field if field in form.fields else None, told)


def _stale() -> str:
    return _(
        "Somebody else has changed this plan since you opened it. Nothing you typed is lost: look at what "
        "stands now, then save again."
    )
