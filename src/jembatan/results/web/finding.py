"""The agreement, indicator or place a page of results is about, found among what the viewer may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from jembatan.accounts.access import viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import Crumb
from jembatan.agreements.models import Agreement
from jembatan.results.models import Indicator, ProgrammePlace, Result, agreements_with_results


def agreement_or_404(request: HttpRequest, reference: str) -> Agreement:
    """The agreement whose results the viewer may see. One without a framework only whoever sees agreements."""
    by = viewer(request)
    agreement = get_object_or_404(agreements_with_results(by), reference=reference)
    if not may_see_agreement(by, agreement) and not Result.objects.filter(agreement=agreement).exists():
        raise Http404
    return agreement


def result_or_404(request: HttpRequest, reference: str, number: int) -> Result:
    """A standing result of the agreement."""
    agreement = agreement_or_404(request, reference)
    result = get_object_or_404(Result, agreement=agreement, pk=number, dropped_because="")
    result.agreement = agreement
    return result


def indicator_or_404(request: HttpRequest, reference: str, number: int) -> Indicator:
    """A standing indicator of the agreement, with its result."""
    agreement = agreement_or_404(request, reference)
    indicator = get_object_or_404(
        Indicator.objects.select_related("result"),
        result__agreement=agreement,
        result__dropped_because="",
        pk=number,
        dropped_because="",
    )
    indicator.result.agreement = agreement
    return indicator


def place_or_404(request: HttpRequest, reference: str, number: int) -> ProgrammePlace:
    """A place the agreement works in or worked in."""
    agreement = agreement_or_404(request, reference)
    place = get_object_or_404(
        ProgrammePlace.objects.standing().select_related("place"), agreement=agreement, pk=number
    )
    place.agreement = agreement
    return place


def may_see_agreement(by: User, agreement: Agreement) -> bool:
    """Whether the viewer may open the agreement itself, not only its results."""
    return by.may(Permission.AGREEMENT_SEE, at=agreement.place_code)


def trail(agreement: Agreement, by: User, *, here: str = "") -> list[Crumb]:
    """Results, this agreement's framework, and the page's own name `here` when it has one."""
    url = reverse("results:framework", args=[agreement.reference]) if here else None
    above = [Crumb(_("Results"), reverse("results:frameworks"))]
    if may_see_agreement(by, agreement):
        above.append(Crumb(agreement.reference, reverse("agreements:agreement", args=[agreement.reference])))
        above.append(Crumb(_("Results framework"), url))
    else:
        above.append(Crumb(agreement.reference, url))
    return [*above, Crumb(here, None)] if here else above
