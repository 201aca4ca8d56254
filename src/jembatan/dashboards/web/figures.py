"""The page of a figure: what it means, where it comes from, and who stands behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import crumbs, place_title
from jembatan.children import counting
from jembatan.children.models import Reconciliation
from jembatan.dashboards import queries
from jembatan.dashboards.rules.figures import AGE_RULES, DEFINITIONS, FIGURES, OUT_OF_SCHOOL, Definition
from jembatan.dashboards.web import presenting
from jembatan.places.queries import breadcrumb


@needs(Permission.RECAP_SEE)
@require_GET
def show_figure(request: HttpRequest, code: str) -> HttpResponse:
    """A figure of the place in `?tempat=`: the definition always, the number within the viewer's places."""
    by = viewer(request)
    definition = FIGURES.get(code)
    place_code = request.GET.get("tempat", "")
    reconciliation = queries.reconciliation_for(by, place_code)
    if definition is None or reconciliation is None:
        raise Http404
    places = breadcrumb(place_code)
    protected = counting.is_protected(by, place_code)
    numbers = _numbers(by, reconciliation, place_code, (definition.code, *definition.beside))
    context = {
        "definition": definition,
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, by, here=_(definition.title)),
        "reconciliation": reconciliation,
        "figure": numbers[0],
        "beside": numbers[1:],
        "may_open": not protected and by.may(Permission.CHILD_SEARCH, at=place_code),
        "age_rule": AGE_RULES.get(reconciliation.age_at, reconciliation.age_at),
        "schooling": DEFINITIONS.get(reconciliation.definition, reconciliation.definition),
        "sources": reconciliation.sources,
    }
    return render(request, "dashboards/figure.html", context)


def _numbers(
    by: User, reconciliation: Reconciliation, place_code: str, codes: tuple[str, ...]
) -> list[presenting.Shown]:
    """The figures asked for. A viewer of counts only sees the three categories and their sum."""
    protected = counting.is_protected(by, place_code)
    if protected:
        own = counting.out_of_school(by, reconciliation, place_code)[-1]
        shown = dict(zip(OUT_OF_SCHOOL, own.by_category, strict=True))
        values = {code: _protected_value(FIGURES[code], shown, own.total) for code in codes}
    else:
        tally = queries.tally(reconciliation, place_code)
        values = {code: tally.value(FIGURES[code].counts) for code in codes}
    return [
        presenting.figure(
            code,
            values[code],
            place_code=place_code,
            day=reconciliation.as_of,
            protected=protected,
            rows=not protected,
        )
        for code in codes
    ]


def _protected_value(definition: Definition, shown: dict[str, int | None], total: int | None) -> int | None:
    statuses = definition.counts.get("status", ())
    if tuple(definition.counts) != ("status",):
        return None
    if statuses == OUT_OF_SCHOOL:
        return total
    return shown.get(statuses[0]) if len(statuses) == 1 else None
