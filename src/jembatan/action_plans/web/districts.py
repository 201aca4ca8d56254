"""The sum of the villages' plans in a place, and the lines behind each figure of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import crumbs, place_title
from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.districts import SIDES, DistrictPage, district_page, lines_behind
from jembatan.action_plans.queries.hiding import Hidden, hidden_in
from jembatan.action_plans.web import presenting
from jembatan.action_plans.web.finding import is_protected, places_or_404
from jembatan.places.models import Region

# More villages without a plan than this are counted, not listed.
MOST_LISTED = 300


@needs(Permission.PLAN_SEE)
@require_GET
def newest_sum(request: HttpRequest, code: str) -> HttpResponse:
    """The newest year that has a plan in the place, or the year that is planned for now."""
    places_or_404(request, code, villages=False)
    plans = Plan.objects.visible_to(viewer(request)).of_villages_in(code).order_by("-year")
    newest = plans.values_list("year", flat=True).first()
    return redirect("action_plans:sum", code, newest or presenting.suggested_year(timezone.localdate()))


@needs(Permission.PLAN_SEE)
@require_GET
def show_sum(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The villages' plans of a year added up: by activity, agency and source of money; and who has none."""
    by = viewer(request)
    places = places_or_404(request, code, villages=False)
    page = district_page(by, places[-1], year=year)
    hidden = hidden_in(by, code, year=year) if is_protected(by, code) else Hidden()
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "year": year,
        "page": page,
        "crumbs": crumbs(places, by, here=_("Action plans %(year)s") % {"year": year}),
        "villages": [(one.plan, None if one.plan.pk in hidden.plans else one.total) for one in page.villages],
        "total": None if hidden.plans else page.sums.total,
        "kinds": _kinds(page, hidden),
        "sides": _sides(page, hidden),
        "without": _without(by, code, year) if 0 < page.without_plan <= MOST_LISTED else [],
        "any_hidden": bool(hidden.lines),
    }
    return render(request, "action_plans/sum.html", context)


def _kinds(page: DistrictPage, hidden: Hidden) -> list[dict[str, Any]]:
    """Sums by activity. A package of the village counts no children, and a sensitive one must not."""
    known = standard_catalogue().activities
    return [
        {
            "kind": kind,
            "children": kind.children
            if kind.kind in known and known[kind.kind].basis == "child" and kind.kind not in hidden.kind
            else None,
            "total": hidden.shown("kind", kind.kind, kind.total),
        }
        for kind in page.kinds
    ]


def _sides(page: DistrictPage, hidden: Hidden) -> list[dict[str, Any]]:
    catalogue = standard_catalogue()
    sides: tuple[tuple[str, str, Any, Any], ...] = (
        ("fund", _("By source of money"), page.sums.by_fund, lambda key: catalogue.funds[key].name),
        ("agency", _("By agency in charge"), page.sums.by_agency, lambda key: key or _("none named")),
        ("field", _("By field of the RKPDes"), page.sums.by_field, lambda key: catalogue.fields[key]),
    )
    return [
        {
            "side": side,
            "caption": caption,
            "rows": [
                (key, name_of(key), hidden.shown(side, key, amount))
                for key, amount in sorted(sums.items(), key=lambda pair: (-pair[1], str(pair[0])))
                if str(key) not in getattr(hidden, side)
            ]
            # Hidden sums come last: their place in the order would tell how large they are.
            + [
                (key, name_of(key), None)
                for key in sorted(sums, key=str)
                if str(key) in getattr(hidden, side)
            ],
        }
        for side, caption, sums, name_of in sides
    ]


def _without(by: User, code: str, year: int) -> list[Region]:
    """The place's villages without a plan for the year. One query."""
    planned = Plan.objects.visible_to(by).of_villages_in(code).filter(year=year).values("village_id")
    villages = Region.objects.within(code).villages().exclude(code__in=planned)
    return list(villages.select_related("parent").order_by("code"))


@needs(Permission.PLAN_SEE)
@require_GET
def show_lines(request: HttpRequest, code: str, year: int, side: str) -> HttpResponse:
    """The lines that make up one figure of the sum, village by village."""
    by = viewer(request)
    places = places_or_404(request, code, villages=False)
    if side not in SIDES:
        raise Http404
    key = request.GET.get("nilai", "")[:200]
    lines = lines_behind(by, code, year=year, side=side, key=key)
    hidden = hidden_in(by, code, year=year) if is_protected(by, code) else Hidden()
    any_hidden = any(line.pk in hidden.lines for line in lines)
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "year": year,
        "heading": _heading(side, key),
        "crumbs": crumbs(places, by, here=_("Action plans %(year)s") % {"year": year}),
        "lines": [(line, None if line.pk in hidden.lines else line.total) for line in lines],
        "total": None if any_hidden else sum(line.total for line in lines),
        "any_hidden": any_hidden,
        "funds": {fund.code: fund.name for fund in standard_catalogue().funds.values()},
    }
    return render(request, "action_plans/sum_lines.html", context)


def _heading(side: str, key: str) -> str:
    catalogue = standard_catalogue()
    if side == "kind":
        return catalogue.activities[key].name if key in catalogue.activities else _("Lines added by villages")
    if side == "fund":
        return catalogue.funds[key].name if key in catalogue.funds else key
    if side == "field":
        return catalogue.fields.get(int(key), key) if key.isascii() and key.isdigit() else key
    return key or _("none named")
