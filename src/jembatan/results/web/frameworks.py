"""The list of frameworks, the page of one, its count taken anew, and its file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.refusing import sentence_of
from jembatan.accounts.rules.permissions import Permission
from jembatan.results import actions
from jembatan.results.exchange.framework_csv import framework_lines
from jembatan.results.models import Result
from jembatan.results.queries.page import framework_tree, frameworks, others_in, places_of
from jembatan.results.rules.levels import Level, level_below
from jembatan.results.web import presenting
from jembatan.results.web.asking import why_not
from jembatan.results.web.finding import agreement_or_404, may_see_agreement, trail
from jembatan.results.words import said
from jembatan.workflow.refusals import Refused

SEE, KEEP = Permission.RESULT_SEE, Permission.RESULT_KEEP
PAGE_SIZE = 50


@needs(SEE)
@require_GET
def list_frameworks(request: HttpRequest) -> HttpResponse:
    """The agreements with a framework whose results the viewer may see, by reference."""
    by = viewer(request)
    after = request.GET.get("mulai", "")[:40]
    found = list(frameworks(by).filter(reference__gt=after)[: PAGE_SIZE + 1])
    context = {
        "crumbs": [{"name": _("Results"), "url": None}],
        "agreements": found[:PAGE_SIZE],
        "next_url": f"?mulai={found[PAGE_SIZE - 1].reference}" if len(found) > PAGE_SIZE else "",
        "first_url": "?" if after else "",
        "sees_agreements": by.may_anywhere(Permission.AGREEMENT_SEE),
    }
    return render(request, "results/list.html", context)


@needs(SEE)
@require_GET
def show_framework(request: HttpRequest, reference: str) -> HttpResponse:
    """The framework as a tree, each number from baseline to target, and the places village by village."""
    agreement = agreement_or_404(request, reference)
    by, today = viewer(request), timezone.localdate()
    tree = framework_tree(agreement, by, today=today)
    places = places_of(agreement)
    by_place = [
        shown
        for result in tree
        for shown in result.indicators
        if shown.measure is not None and shown.measure.scope == "places" and not shown.measure.waits_for
    ]
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, by),
        "sees_agreement": may_see_agreement(by, agreement),
        "tree": [
            {
                "result": one.result,
                "title": said(one.result),
                "level": Result.Level(one.result.level).label,
                "below": _below(one.result),
                "depth": one.depth,
                "rows": [presenting.indicator_row(shown, agreement) for shown in one.indicators],
            }
            for one in tree
        ],
        "counted_on": max((s.now.on for r in tree for s in r.indicators if s.now.on), default=None),
        "places": presenting.place_rows(places, by_place, by),
        "columns": [said(shown.indicator) for shown in by_place if shown.now.count is not None],
        "since": min((row.from_on for row in places), default=None),
        "others": others_in(places, by),
        "why": why_not(request, agreement),
        "has_counted": any(shown.measure for one in tree for shown in one.indicators),
    }
    return render(request, "results/framework.html", context)


def _below(result: Result) -> str:
    below = level_below(Level(result.level))
    return str(Result.Level(below).label) if below else ""


@needs(KEEP)
@require_POST
def take_stock(request: HttpRequest, reference: str) -> HttpResponse:
    """Count everything the framework counts, for today."""
    agreement = agreement_or_404(request, reference)
    try:
        new = actions.take_stock(agreement, on=timezone.localdate(), by=viewer(request))
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
    else:
        if new:
            told = ngettext("Counted: %(n)s new value.", "Counted: %(n)s new values.", new) % {"n": new}
        else:
            told = _("Counted: nothing has changed since the last count.")
        messages.success(request, told)
    return redirect("results:framework", reference)


@needs(SEE)
@require_GET
def download(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """The framework as this viewer sees it, as CSV."""
    agreement = agreement_or_404(request, reference)
    lines = framework_lines(agreement, viewer(request), today=timezone.localdate())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hasil-{agreement.pk}.csv"'
    return response
