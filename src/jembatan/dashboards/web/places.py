"""The page of a place: a village sees its own children's recap, a wider place its reconciliation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import crumbs, place_title
from jembatan.children import counting
from jembatan.dashboards import queries
from jembatan.dashboards.web import district, village
from jembatan.places.models import Region
from jembatan.places.queries import breadcrumb
from jembatan.places.rules.codes import Level


@needs(Permission.RECAP_SEE)
@require_GET
def show_place(request: HttpRequest, code: str) -> HttpResponse:
    """One place as its viewer may see it; 404 outside their places."""
    by = viewer(request)
    places = [] if code == COUNTRY else breadcrumb(code)
    if not by.may(Permission.RECAP_SEE, at=code) or not (places or code == COUNTRY):
        raise Http404
    reconciliation = None if code == COUNTRY else queries.reconciliation_for(by, code)
    if reconciliation is None:
        return render(request, "dashboards/unreconciled.html", _unreconciled(by, code, places))
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, by),
        "reconciliation": reconciliation,
        "protected": counting.is_protected(by, code),
        "may": _what_may(by, code),
    }
    if places[-1].level == Level.VILLAGE:
        context |= village.context(by, places[-1], reconciliation)
        return render(request, "dashboards/village.html", context)
    context |= district.context(by, places[-1], reconciliation)
    return render(request, "dashboards/district.html", context)


def _unreconciled(by: User, code: str, places: list[Region]) -> dict[str, Any]:
    return {
        "title": place_title(places[-1]) if places else "Indonesia",
        "crumbs": crumbs(places, by),
        "code": places[-1].code if places else "",
        "below": [
            {"title": place_title(found.place), "found": found}
            for found in queries.reconciliations_below(by, code if places else None)
        ],
        "may": _what_may(by, code),
    }


def _what_may(by: User, code: str) -> dict[str, bool]:
    asked = {
        "search": Permission.CHILD_SEARCH,
        "visit": Permission.VISIT_LIST_PRINT,
        "imports": Permission.BATCH_SEE,
        "plan": Permission.PLAN_SEE,
        "reconcile": Permission.RECONCILE,
    }
    return {name: by.may(permission, at=code) for name, permission in asked.items()}
