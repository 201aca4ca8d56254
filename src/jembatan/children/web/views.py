"""The list that is searched, the page of one child, the list of visits."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.masking import masked
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import crumbs, place_title
from jembatan.children import queries, words
from jembatan.children.models import Child
from jembatan.children.rules.sensitivity import SENSITIVE_CAUSES, shown_cause
from jembatan.children.web import filters, presenting
from jembatan.children.web.reconciliations import DEFINITIONS
from jembatan.ledger.acting import record
from jembatan.places.models import Region
from jembatan.places.queries import breadcrumb

# Causes that can be filtered by: the national form's own, without the outcomes that share its list.
CAUSES_OFFERED = (*(str(number) for number in range(1, 15)), "x1", "x2", "x6")


@needs(Permission.CHILD_SEARCH)
@require_GET
def search_children(request: HttpRequest, code: str) -> HttpResponse:
    """Nothing is listed until something is asked for."""
    by = viewer(request)
    places = _places_for(by, code, Permission.CHILD_SEARCH)
    reconciliation = queries.reconciliation_at(by, code)
    if reconciliation is None:
        raise Http404
    criteria = filters.read(request.GET)
    page = queries.found(by, reconciliation, code, criteria, after=request.GET.get("mulai", "")[:200])
    may_see = by.may(Permission.SENSITIVE_CAUSE_SEE, at=code)
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, by, here=_("Children")),
        "reconciliation": reconciliation,
        "criteria": criteria,
        "said": filters.sentence(criteria, request.GET),
        "choices": filters.choices(
            request.GET,
            dusun=queries.dusun_of(by, reconciliation, code) if places[-1].level == 4 else [],
            causes=[cause for cause in CAUSES_OFFERED if may_see or cause not in SENSITIVE_CAUSES],
        ),
        "rows": [_row(child, may_see=may_see) for child in page.rows],
        "page": page,
        "may_visit": by.may(Permission.VISIT_LIST_PRINT, at=code),
    }
    return render(request, "children/list.html", context)


@needs(Permission.CHILD_SEE)
@require_http_methods(["GET", "POST"])
def show_child(request: HttpRequest, reconciliation_id: int, key: str) -> HttpResponse:
    """One child; that somebody looked is written down. POST also shows the numbers, for those who may."""
    by = viewer(request)
    with transaction.atomic():
        child = queries.child_by_key(by, reconciliation_id, key)
        if child is None:
            raise Http404
        open_numbers = request.method == "POST" and by.may(Permission.IDENTIFIER_SEE, at=child.place_code)
        history = queries.history_of(child)
        event = "children.identifier_shown" if open_numbers else "children.child_looked_at"
        record(event, child, by=by)
    return render(
        request, "children/child.html", _child_context(child, by, history, open_numbers=open_numbers)
    )


@needs(Permission.VISIT_LIST_PRINT)
@require_GET
def visit_list(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to visit, in the order of walking, with room to write."""
    by = viewer(request)
    places = _places_for(by, code, Permission.VISIT_LIST_PRINT)
    reconciliation = queries.reconciliation_at(by, code)
    if reconciliation is None:
        raise Http404
    children = queries.to_visit(by, reconciliation, code)
    for number, child in enumerate(children, 1):
        child.number = number  # type: ignore[attr-defined]
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, by, here=_("Visits")),
        "reconciliation": reconciliation,
        "children": children,
        "villages": _village_names(children) if places[-1].level < 4 else {},
        "by": by,
    }
    return render(request, "children/visits.html", context)


def _places_for(by: User, code: str, permission: Permission) -> list[Region]:
    places = breadcrumb(code)
    if not places or not by.may(permission, at=code):
        raise Http404
    return places


def _row(child: Child, *, may_see: bool) -> dict[str, Any]:
    cause = shown_cause(child.cause_main, may_see=may_see) if child.out_of_school else ""
    return {"child": child, "cause": words.word(words.CAUSES, cause) if child.out_of_school else ""}


def _child_context(child: Child, by: User, history: list[Any], *, open_numbers: bool) -> dict[str, Any]:
    may_see = by.may(Permission.SENSITIVE_CAUSE_SEE, at=child.place_code)
    records = queries.records_of(child)
    places = breadcrumb(child.place_code)
    niks = {link.record_id: _shown(link.record.nik, whole=open_numbers) for link in records}
    return {
        "child": child,
        "title": place_title(places[-1]) if places else "",
        "crumbs": crumbs(places, by, here=_("Child")),
        "reconciliation": child.reconciliation,
        "definition": DEFINITIONS[child.reconciliation.definition],
        "sentence": words.word(words.STATUS_SENTENCES, child.status),
        "age": presenting.age_in_words(child),
        "steps": presenting.trace_steps(child.story.trace),
        "comparison": presenting.comparison(child, may_see_sensitive=may_see),
        "records": presenting.record_rows(records, niks=niks),
        "chance": presenting.chance_in_words(child.p_out),
        "flags": presenting.flags_in_words(child, may_see_sensitive=may_see),
        "causes": presenting.causes_in_words(child, may_see_sensitive=may_see),
        "history": history,
        "numbers": sorted({nik for nik in niks.values() if nik}),
        "may_open_numbers": not open_numbers and by.may(Permission.IDENTIFIER_SEE, at=child.place_code),
    }


def _shown(nik: str | None, *, whole: bool) -> str:
    return (nik or "") if whole else masked(nik)


def _village_names(children: list[Child]) -> dict[str, str]:
    return dict(
        Region.objects.filter(code__in={child.village_code for child in children}).values_list("code", "name")
    )
