"""The page of one stage: what it needs, who supplies it, and closing it; every refusal names rule and grade."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.road import Case, case_of
from jembatan.agreements.rules.roads import StageUnknown
from jembatan.agreements.web.answering import asked, told
from jembatan.agreements.web.blockers_shown import said
from jembatan.agreements.web.finding import trail
from jembatan.agreements.web.road_forms import PaperForm, TakeForm, WaiverForm
from jembatan.agreements.web.road_shown import stage_shown
from jembatan.agreements.web.stage_shown import acting, checklist, outcomes_shown, statements_form, waiving
from jembatan.agreements.web.statement_forms import StatementsForm
from jembatan.agreements.web.story import story_or_404
from jembatan.workflow.refusals import Refused


def case_or_404(agreement: Agreement, stage: str) -> Case:
    """The agreement on its road, if the road has this stage."""
    case = case_of(agreement, today=timezone.localdate())
    if case is None:
        raise Http404
    try:
        case.road.stage(stage)
    except StageUnknown:
        raise Http404 from None
    return case


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_stage(request: HttpRequest, reference: str, stage: str) -> HttpResponse:
    """What the stage needs, what is there, and how it can be closed."""
    return stage_response(request, story_or_404(request, reference), stage)


def stage_response(
    request: HttpRequest,
    agreement: Agreement,
    stage: str,
    *,
    status: int = 200,
    take_form: TakeForm | None = None,
    statements: StatementsForm | None = None,
    upload: PaperForm | None = None,
) -> HttpResponse:
    """The page of the stage; a form that was refused is shown again with what was typed."""
    by, today = viewer(request), timezone.localdate()
    case = case_or_404(agreement, stage)
    step = case.road.stage(stage)
    context = {
        "agreement": agreement,
        "case": case,
        "step": step,
        "stage": stage_shown(case, step, today),
        "rules": [rule for code in step.rules if (rule := case.law.standing_on(code, today)) is not None],
        "acting": acting(case, step, by),
        "outcomes": outcomes_shown(case, step),
        "checklist": checklist(case, step, by, upload=upload),
        "statements": statements or statements_form(case, step, by),
        "waiving": waiving(case, step, by),
        "form": take_form or TakeForm(agreement=agreement),
        "crumbs": trail(agreement, here=said(step.name)),
    }
    return render(request, "agreements/stage.html", context, status=status)


@needs(Permission.AGREEMENT_SEE)
@require_POST
def take(request: HttpRequest, reference: str, stage: str) -> HttpResponse:
    """Close the stage with the outcome of the button that was pressed."""
    agreement = story_or_404(request, reference)
    case, by = case_or_404(agreement, stage), viewer(request)
    form = TakeForm(request.POST, agreement=agreement)
    if not form.is_valid():
        return stage_response(request, agreement, stage, status=400, take_form=form)
    on_behalf = acting(case, case.road.stage(stage), by).on_behalf
    said_so = form.cleaned_data
    written = actions.Written(said_so["product"], said_so["remark"], on_behalf)

    def verb() -> None:
        outcome = request.POST.get("outcome", "")
        actions.take_stage(agreement, stage, outcome, on=said_so["on"], by=by, written=written)

    refused = _refused(verb, form)
    if refused:
        return stage_response(
            request, story_or_404(request, reference), stage, status=refused, take_form=form
        )
    messages.success(
        request, _("The stage is closed: %(stage)s.") % {"stage": said(case.road.stage(stage).name)}
    )
    return redirect("agreements:agreement", reference)


@needs(Permission.AGREEMENT_SEE)
@require_POST
def state(request: HttpRequest, reference: str, stage: str) -> HttpResponse:
    """State what the stage needs: everything that was answered and is new, with one source."""
    agreement, by = story_or_404(request, reference), viewer(request)
    case = case_or_404(agreement, stage)
    form = statements_form(case, case.road.stage(stage), by, request.POST)
    if form is None:
        raise Http404
    status = 400
    if form.is_valid():
        source, new = form.cleaned_data["source"], form.new

        @transaction.atomic
        def verb() -> None:
            for code, value in new.items():
                actions.state_fact(agreement, stage, code, value, by=by, source=source)

        status = _refused(verb, form)
        if not status:
            said_so = ngettext("%(n)s statement is recorded.", "%(n)s statements are recorded.", len(new))
            messages.success(request, said_so % {"n": len(new)})
            return redirect(reverse("agreements:stage", args=[reference, stage]) + "#perlu")
    return stage_response(request, story_or_404(request, reference), stage, status=status, statements=form)


@needs(Permission.DOCUMENT_ADD)
@require_POST
def add_paper(request: HttpRequest, reference: str, stage: str) -> HttpResponse:
    """Add a document the stage needs, right where it is missing."""
    agreement = story_or_404(request, reference)
    case_or_404(agreement, stage)
    form = PaperForm(request.POST, request.FILES, fixed=request.POST.get("type", ""))
    status = 400
    if form.is_valid():
        status = _refused(lambda: keep_paper(request, agreement, form, stage=stage), form)
        if not status:
            messages.success(
                request, _("The document is added. Tick what it holds if it has mandatory items.")
            )
            return redirect(reverse("agreements:stage", args=[reference, stage]) + "#perlu")
    return stage_response(request, story_or_404(request, reference), stage, status=status, upload=form)


def keep_paper(request: HttpRequest, agreement: Agreement, form: PaperForm, *, stage: str = "") -> Any:
    """Add the document a form describes."""
    said_so = form.cleaned_data
    paper = actions.PaperGiven(
        type=said_so["type"],
        title=form.called,
        stage=stage,
        number=said_so["number"],
        dated_on=said_so["dated_on"],
        issued_by=said_so["issued_by"],
        languages=said_so["languages"],
    )
    file = actions.FileGiven(name=said_so["file"].name, content=form.content)
    return actions.add_paper(agreement, paper=paper, file=file, by=viewer(request))


@needs(Permission.STAGE_WAIVE)
@require_http_methods(["GET", "POST"])
def waive(request: HttpRequest, reference: str, stage: str) -> HttpResponse:
    """Waive the stage lawfully; the supervisors are told and asked."""
    agreement = story_or_404(request, reference)
    case = case_or_404(agreement, stage)
    form = WaiverForm(request.POST or None, agreement=agreement)
    name = said(case.road.stage(stage).name)

    def verb() -> None:
        said_so = form.cleaned_data
        waiver = actions.WaiverGiven(
            legal_basis=said_so["legal_basis"],
            officer=said_so["officer"],
            on=said_so["on"],
            document=said_so["document"],
        )
        actions.waive_stage(agreement, stage, waiver=waiver, by=viewer(request))

    title = _("Waive the stage: %(stage)s") % {"stage": name}
    hint = _(
        "A waiver is never silent: it stays visible on the road with its basis, document and officer, and opens "
        "a question to the supervisors."
    )
    return asked(
        request, agreement, form, verb, (title, hint, _("The stage is waived; the supervisors are told."))
    )


def _refused(verb: Callable[[], Any], form: Any) -> int:
    """Do the verb; 0 when it is done, else the HTTP status of the refusal, which is told at the form."""
    try:
        verb()
    except Refused as refusal:
        form.add_error(None, told(refusal))
        return refusal.status
    return 0
