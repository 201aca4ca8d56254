"""The page of one indicator: what it counts, its values by day and place, and the rows behind them."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import place_title
from jembatan.agreements.models import Agreement
from jembatan.places.models import Region
from jembatan.results.models import Indicator
from jembatan.results.queries.page import (
    IndicatorShown,
    indicator_shown,
    others_in,
    places_of,
)
from jembatan.results.queries.rows import AgreementRow, agreement_rows, children_behind, plans_behind
from jembatan.results.queries.series import values_of
from jembatan.results.rules.counts import Part
from jembatan.results.rules.measures import Scope
from jembatan.results.web import presenting
from jembatan.results.web.asking import why_not
from jembatan.results.web.finding import indicator_or_404, trail
from jembatan.results.words import basis_words, said


@needs(Permission.RESULT_SEE)
@require_GET
def show_indicator(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One indicator with its definition, its series, its places, and what cannot be attributed."""
    indicator = indicator_or_404(request, reference, number)
    agreement, by = indicator.result.agreement, viewer(request)
    shown = _shown(indicator, by)
    parts = shown.now.count.read_parts if shown.now.count else ()
    names = Region.objects.in_bulk([part.place for part in parts if part.place])
    places = places_of(agreement)
    measure = shown.measure
    context = {
        "agreement": agreement,
        "indicator": indicator,
        "title": said(indicator),
        "result": said(indicator.result),
        "crumbs": trail(agreement, by, here=said(indicator)),
        "row": presenting.indicator_row(shown, agreement),
        "measure": measure,
        "definition": presenting.in_language(measure, "counts") if measure else "",
        "source": presenting.in_language(measure, "source") if measure else "",
        "waits_for": presenting.in_language(measure, "waits_for") if measure and measure.waits_for else "",
        "basis": sorted({basis_words(part.basis) for part in parts if part.basis}),
        "is_by_place": measure is not None and measure.scope is Scope.PLACES,
        "parts": presenting.part_rows(shown, agreement, names, by),
        "series": presenting.series_rows(shown),
        "targets": [
            (one.year, presenting.amount(one.value, indicator.unit)) for one in indicator.targets.all()
        ],
        "since": min((row.from_on for row in places), default=None),
        "others": others_in(places, by) if measure and measure.scope is Scope.PLACES else None,
        "why": why_not(request, agreement),
    }
    return render(request, "results/indicator.html", context)


@needs(Permission.RESULT_SEE)
@require_GET
def show_rows(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The rows that make up one place's number, for those who may see them."""
    indicator = indicator_or_404(request, reference, number)
    agreement, by = indicator.result.agreement, viewer(request)
    shown = _shown(indicator, by)
    part = _part(shown, request.GET.get("tempat", ""))
    if shown.measure is None or not presenting.may_open(shown.measure, agreement, part, by):
        raise Http404
    place = Region.objects.filter(code=part.place).first() if part.place else None
    context: dict[str, Any] = {
        "agreement": agreement,
        "indicator": indicator,
        "title": said(indicator),
        "place": place_title(place) if place else agreement.home_name,
        "part": part,
        "number": presenting.amount(part.value, indicator.unit) if part.value is not None else "–",
        "on": shown.now.on,
        "back": reverse("results:indicator", args=[reference, indicator.pk]),
        "crumbs": trail(agreement, by, here=said(indicator)),
    }
    room = shown.measure.code.partition(".")[0]
    if room == "children":
        after = request.GET.get("mulai", "")[:200]
        context |= {"children": children_behind(by, shown.measure, part, after=after), "after": after}
    elif room == "action_plans":
        context["plans"] = plans_behind(by, part)
    else:
        context["lines"] = _linked(agreement_rows(agreement, shown.measure, on=shown.now.on), agreement)
    return render(request, "results/rows.html", context)


def _shown(indicator: Indicator, by: User) -> IndicatorShown:
    values = values_of(indicator.result.agreement, [indicator.measure]) if indicator.measure else []
    return indicator_shown(indicator, values, by, today=timezone.localdate())


def _part(shown: IndicatorShown, place: str) -> Part:
    parts = shown.now.count.read_parts if shown.now.count else ()
    found = next((part for part in parts if part.place == place), None)
    if found is None:
        raise Http404
    return found


def _linked(rows: Sequence[AgreementRow], agreement: Agreement) -> list[tuple[AgreementRow, str]]:
    return [
        (
            row,
            reverse("agreements:activity", args=[agreement.reference, row.number])
            if row.number
            else reverse(row.route, args=[agreement.reference]),
        )
        for row in rows
    ]
