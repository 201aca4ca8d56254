"""The pages of the action plan: its lines and their money, one line, the sheet that goes out and comes back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import activities as verbs
from jembatan.agreements.exchange.action_plan import (
    SheetRefused,
    drafts_of,
    plan_workbook,
    template_workbook,
)
from jembatan.agreements.models import Activity, Agreement
from jembatan.agreements.queries.life import PlanPage, plan_page
from jembatan.agreements.rules.activities import COLUMNS, State
from jembatan.agreements.rules.plan_sheet import HEADINGS
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.life_forms import ActivityForm, CancelledForm, CarriedForm, SheetForm
from jembatan.agreements.web.living import Page, ask, press, told, why_not
from jembatan.agreements.words import life as words
from jembatan.agreements.words.register import said
from jembatan.workflow.refusals import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEEP = Permission.ACTIVITY_KEEP


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """The action plan of an agreement with what it costs."""
    return _plan(request, agreement_or_404(request, reference))


def _plan(
    request: HttpRequest,
    agreement: Agreement,
    *,
    status: int = 200,
    form: SheetForm | None = None,
    **more: Any,
) -> HttpResponse:
    state, year = request.GET.get("keadaan", ""), request.GET.get("tahun", "")
    chosen_year = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    page = plan_page(agreement, state=state if state in set(State) else "", year=chosen_year)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Action plan")),
        "plan": page,
        "lines": [_row(line) for line in page.lines],
        "said": _said(page),
        "money": _money(page),
        "states": list(words.ACTIVITIES.items()),
        "chosen_state": state,
        "chosen_year": chosen_year,
        "why": why_not(request, KEEP, agreement),
        "form": form or SheetForm(),
        **more,
    }
    return render(request, "agreements/life/plan.html", context, status=status)


def _row(line: Activity) -> dict[str, Any]:
    return {
        "line": line,
        "state": words.ACTIVITIES[State(line.state)],
        "shape": words.ACTIVITY_SHAPES[State(line.state)],
        "direction": words.DIRECTIONS[line.direction],  # type: ignore[index]
    }


def _said(page: PlanPage) -> str:
    """The state of the plan in one sentence."""
    total = sum(page.counts.values())
    if not total:
        return _("Nothing is planned yet.")
    told_of = ", ".join(
        f"{count} {str(words.ACTIVITIES[State(state)]).lower()}"
        for state, count in page.counts.items()
        if count
    )
    every = ngettext("%(n)s activity", "%(n)s activities", total) % {"n": total}
    return f"{every}: {told_of}."


def _money(page: PlanPage) -> list[dict[str, Any]]:
    """The money by its source and by agency, each table adding up to the same whole."""
    sides = (
        (_("By source of money"), _("Source of money"), page.totals.by_fund),
        (_("By agency"), _("Agency"), page.totals.by_agency),
    )
    return [
        {
            "caption": caption,
            "heading": heading,
            "rows": [(name or _("nobody has said"), money) for name, money in sorted(rows.items())],
            "whole": page.totals.whole,
        }
        for caption, heading, rows in sides
    ]


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan one more activity."""
    agreement = agreement_or_404(request, reference)
    form = ActivityForm(request.POST or None, initial={"direction": "both"})
    page = Page(_("Plan an activity"), _back(agreement), _("The activity is planned."), _("Save"))
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.plan_activity(agreement, draft=form.draft(), by=viewer(request)),
        page,
    )


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One activity and what can be done with it."""
    return _activity(request, _line_or_404(request, reference, number))


def _activity(request: HttpRequest, line: Activity, status: int = 200) -> HttpResponse:
    agreement = line.agreement
    context = {
        "agreement": agreement,
        "crumbs": [*trail(agreement, here=_("Action plan")), {"name": line.title, "url": None}],
        **_row(line),
        "why": why_not(request, KEEP, agreement),
        "is_open": line.state in (State.PLANNED, State.UNDER_WAY),
    }
    return render(request, "agreements/life/activity.html", context, status=status)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change a line that has not been carried out."""
    line = _line_or_404(request, reference, number)
    form = ActivityForm(request.POST or None, initial={name: getattr(line, name) for name in COLUMNS})
    page = Page(
        _("Change: %(title)s") % {"title": line.title}, _at(line), _("The activity is changed."), _("Save")
    )
    return ask(
        request,
        line.agreement,
        form,
        lambda: verbs.change_activity(line, draft=form.draft(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_POST
def begin(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It is under way."""
    line = _line_or_404(request, reference, number)
    return press(
        request,
        lambda: verbs.begin_activity(line, by=viewer(request)),
        Page(line.title, _at(line), _("The activity is under way.")),
        lambda status: _activity(request, line, status),
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def realise(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It was carried out."""
    line = _line_or_404(request, reference, number)
    initial = {"on": min(line.ends_on, timezone.localdate())}
    form = CarriedForm(request.POST or None, agreement=line.agreement, initial=initial)
    page = Page(
        _("Carried out: %(title)s") % {"title": line.title},
        _at(line),
        _("What came of it is kept."),
        _("Save"),
    )
    return ask(
        request,
        line.agreement,
        form,
        lambda: verbs.realise_activity(line, carried=form.carried(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It will not happen."""
    line = _line_or_404(request, reference, number)
    form = CancelledForm(request.POST or None)
    page = Page(
        _("Cancel: %(title)s") % {"title": line.title},
        _at(line),
        _("The activity is cancelled; it stays in the plan with its reason."),
        _("Cancel the activity"),
    )

    def verb() -> None:
        verbs.cancel_activity(line, by=viewer(request), **form.cleaned_data)

    return ask(request, line.agreement, form, verb, page)


@needs(KEEP)
@require_POST
def plan_again(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a cancelled activity back into the plan."""
    line = _line_or_404(request, reference, number)
    return press(
        request,
        lambda: verbs.plan_again(line, by=viewer(request)),
        Page(line.title, _at(line), _("The activity is planned again.")),
        lambda status: _activity(request, line, status),
    )


@needs(Permission.AGREEMENT_SEE)
@require_GET
def download(request: HttpRequest, reference: str, sheet: str) -> HttpResponseBase:
    """The action plan as a workbook, or as a sheet to fill in."""
    agreement = agreement_or_404(request, reference)
    making = template_workbook if sheet == "isian" else plan_workbook
    content = making(agreement, dated=timezone.localdate())
    name = f"{agreement.reference}-{'isian' if sheet == 'isian' else 'rencana-aksi'}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


@needs(KEEP)
@require_POST
def take_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a filled-in sheet over, all or nothing; what is wrong is told row by row."""
    agreement = agreement_or_404(request, reference)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _plan(request, agreement, status=400, form=form)
    sheet = form.cleaned_data["sheet"]
    try:
        drafts = drafts_of(sheet.name, sheet.read())
        taken = verbs.take_over_plan(agreement, drafts=drafts, by=viewer(request))
    except SheetRefused as refusal:
        return _plan(request, agreement, status=refusal.status, form=form, problems=_problems(refusal))
    except Refused as refusal:
        form.add_error("sheet", told(refusal))
        return _plan(request, agreement, status=refusal.status, form=form)
    messages.success(
        request,
        _("%(added)s added, %(changed)s changed, %(same)s as they were.")
        % {"added": taken.added, "changed": taken.changed, "same": taken.same},
    )
    return redirect(_back(agreement))


def _problems(refusal: SheetRefused) -> list[dict[str, Any]]:
    return [
        {
            "row": problem.row,
            "column": said(HEADINGS[problem.column]),
            "say": _(problem.problem) % dict(problem.detail),
        }
        for problem in refusal.problems
    ]


def _line_or_404(request: HttpRequest, reference: str, number: int) -> Activity:
    agreement = agreement_or_404(request, reference)
    line: Activity = get_object_or_404(agreement.activities.select_related("evidence"), pk=number)
    line.agreement = agreement
    return line


def _back(agreement: Agreement) -> str:
    return reverse("agreements:activities", args=[agreement.reference])


def _at(line: Activity) -> str:
    return reverse("agreements:activity", args=[line.agreement.reference, line.pk])
