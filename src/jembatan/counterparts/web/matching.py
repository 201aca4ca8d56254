"""Which partners would match a region, and why: a help for choosing, never a gate."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import Crumb, place_title
from jembatan.counterparts import actions
from jembatan.counterparts.models import RegionTag
from jembatan.counterparts.queries.matching import candidates_for, match_of, side_of_region
from jembatan.counterparts.rules.kinds import Kind
from jembatan.counterparts.rules.matching import COVERAGE_FLOOR, VALUES, Match
from jembatan.counterparts.web.finding import (
    counterpart_or_404,
    of_partner,
    region_or_404,
    sentence_of,
    trail,
)
from jembatan.counterparts.web.forms import TagForm, UntagForm
from jembatan.places.models import Region
from jembatan.workflow.refusals import Refused

SHOWN = 50


@needs(Permission.COUNTERPART_SEE)
@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    """Whose candidates: straight to the own region, or a choice."""
    by = viewer(request)
    codes = by.places_for(Permission.COUNTERPART_SEE)
    own = Region.objects.filter(level__lte=2).order_by("code")
    if COUNTRY not in codes:
        inside = own.none()
        for code in codes:
            inside = inside | own.within(code)
        own = inside
    if own.count() == 1:
        return redirect("counterparts:candidates", own.get().code)
    chosen = request.GET.get("wilayah", "")
    if chosen and own.filter(pk=chosen).exists():
        return redirect("counterparts:candidates", chosen)
    context = {
        "regions": [(region.code, place_title(region)) for region in own],
        "crumbs": trail(here=_("Matching")),
    }
    return render(request, "counterparts/match_regions.html", context)


@needs(Permission.COUNTERPART_SEE)
@require_http_methods(["GET", "POST"])
def candidates(request: HttpRequest, code: str) -> HttpResponse:
    """The foreign local governments that are kept, ranked for the region; its own characteristics beside them."""
    by, region = viewer(request), region_or_404(request, code)
    form = TagForm(request.POST if request.POST.get("tag") and "drop" not in request.POST else None)
    status = 200
    if request.method == "POST":
        refusal = _change_tags(request, region, form)
        if refusal is None and not form.errors:
            return redirect("counterparts:candidates", region.code)
        status = refusal.status if refusal else 400
    found = candidates_for(region, by, timezone.localdate())
    context = {
        "region": region,
        "title": place_title(region),
        "candidates": [(candidate, summary(candidate.match)) for candidate in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
        "measured": [claim for claim in side_of_region(region).claims if claim.code != "tag"],
        "tags": RegionTag.objects.filter(region=region),
        "may_tag": by.may(Permission.COUNTERPART_KEEP, at=region.code),
        "form": form,
        "floor": int(100 * COVERAGE_FLOOR),
        "crumbs": trail(here=_("Matching for %(region)s") % {"region": place_title(region)}),
    }
    return render(request, "counterparts/candidates.html", context, status=status)


def _change_tags(request: HttpRequest, region: Region, form: TagForm) -> Refused | None:
    """State or take away a characteristic; the refusal, which is told on the form, or None."""
    by = viewer(request)
    try:
        if "drop" in request.POST:
            chosen = UntagForm({"tag": request.POST["drop"]}, region=region.code)
            if not chosen.is_valid():
                raise Http404
            actions.untag_region(chosen.cleaned_data["tag"], by=by)
            messages.success(request, _("The characteristic is taken away."))
        elif form.is_valid():
            actions.tag_region(
                tag=form.cleaned_data["tag"], source=form.cleaned_data["source"], at=region.code, by=by
            )
            messages.success(request, _("The characteristic is kept."))
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return refusal
    return None


@needs(Permission.COUNTERPART_SEE)
@require_GET
def explain(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Criterion by criterion: what agrees, with the facts of both sides and their sources."""
    counterpart, region = counterpart_or_404(request, number), region_or_404(request, code)
    if counterpart.kind != Kind.LOCAL_GOVERNMENT:
        raise Http404
    found = match_of(region, counterpart)
    context = {
        "partner": counterpart,
        "region": region,
        "title": place_title(region),
        "match": found,
        "summary": summary(found),
        "floor": int(100 * COVERAGE_FLOOR),
        "crumbs": trail(
            of_partner(counterpart),
            Crumb(_("Matching"), reverse("counterparts:candidates", args=[region.code])),
            here=place_title(region),
        ),
    }
    return render(request, "counterparts/match.html", context)


def summary(found: Match) -> dict[str, Any]:
    """The match in a line: coverage in per cent, how many criteria are known, and how they came out."""
    known = [finding for finding in found.findings if finding.agreement in VALUES]
    return {
        "coverage": int(100 * found.coverage),
        "known": len(known),
        "of": len(found.findings),
        "findings": known,
    }
