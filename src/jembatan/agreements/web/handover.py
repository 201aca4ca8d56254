"""The hand-over pack: one page for a new head of region, of one agreement or of the whole region; also as PDF."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import place_title
from jembatan.agreements.exchange.handover import chapters_of, pack_pdf, summary_of
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.handover import Pack, pack_of
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.places.models import Region


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """The pack of one agreement."""
    agreement = agreement_or_404(request, reference)
    title = _("Hand-over of %(reference)s") % {"reference": reference}
    pdf = reverse("agreements:handover_pdf", args=[reference])
    return _page(
        request, _pack(Agreement.objects.filter(pk=agreement.pk)), title, trail(agreement, here=title), pdf
    )


@needs(Permission.AGREEMENT_SEE)
@require_GET
def print_agreement(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The pack of one agreement as PDF."""
    agreement = agreement_or_404(request, reference)
    title = _("Hand-over of %(reference)s") % {"reference": reference}
    pack = _pack(Agreement.objects.filter(pk=agreement.pk))
    return _paper(pack, title, agreement.home_name, f"serah-terima-{reference}")


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_region(request: HttpRequest, code: str) -> HttpResponse:
    """The pack of all cooperations of a region."""
    region = _region_or_404(request, code)
    title = _("Hand-over of the cooperations of %(region)s") % {"region": place_title(region)}
    every = reverse("agreements:agreements")
    crumbs = [
        {"name": _("Cooperations"), "url": every},
        {"name": place_title(region), "url": f"{every}?wilayah={code}"},
        {"name": _("Hand-over"), "url": None},
    ]
    return _page(
        request, _of_region(code), title, crumbs, reverse("agreements:region_handover_pdf", args=[code])
    )


@needs(Permission.AGREEMENT_SEE)
@require_GET
def print_region(request: HttpRequest, code: str) -> HttpResponseBase:
    """The pack of a region as PDF."""
    region = _region_or_404(request, code)
    title = _("Hand-over of the cooperations of %(region)s") % {"region": place_title(region)}
    return _paper(_of_region(code), title, place_title(region), f"serah-terima-{code}")


def _page(request: HttpRequest, pack: Pack, title: str, crumbs: Any, pdf: str) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": crumbs,
        "said": summary_of(pack),
        "today": pack.today,
        "chapters": chapters_of(pack),
        "references": {one.reference for one in pack.agreements},
        "pdf_url": pdf,
    }
    return render(request, "agreements/life/handover.html", context)


def _paper(pack: Pack, title: str, author: str, name: str) -> FileResponse:
    content = pack_pdf(pack, title=title, author=author)
    return FileResponse(content, as_attachment=True, filename=f"{name}.pdf", content_type="application/pdf")


def _pack(agreements: Any) -> Pack:
    return pack_of(agreements, today=timezone.localdate(), law=law_in_use())


def _of_region(code: str) -> Pack:
    return _pack(Agreement.objects.filter(place_id=code))


def _region_or_404(request: HttpRequest, code: str) -> Region:
    """A province, regency or city where the viewer may see agreements."""
    region: Region = get_object_or_404(Region, code=code)
    if not viewer(request).may(Permission.AGREEMENT_SEE, at=code):
        raise Http404
    return region
