"""The list of cooperations of the viewer's places: searched, filtered, paged by key, taken away as a file."""

import tempfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.exchange.register_out import csv_lines, save_workbook_of
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries import register
from jembatan.agreements.web import register_filters
from jembatan.agreements.web.register_rows import row_of
from jembatan.places.models import Region

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.AGREEMENT_SEE)
@require_GET
def list_agreements(request: HttpRequest) -> HttpResponse:
    """The cooperations the viewer may see that fit the filters of the address."""
    by = viewer(request)
    visible = Agreement.objects.visible_to(by)
    criteria = register_filters.read(request.GET)
    found = register.matching(visible, criteria, today=timezone.localdate())
    page = register.page_of(found, after=request.GET.get("mulai", "")[:40])
    context = {
        "crumbs": [{"name": _("Cooperation"), "url": None}],
        "criteria": criteria,
        "said": register_filters.sentence(criteria, place_called(criteria.place)),
        "choices": register_filters.choices(
            request.GET, places=provinces(), countries=register.countries_in(visible)
        ),
        "rows": [row_of(agreement) for agreement in page.rows],
        "page": page,
        "may_start": by.may_anywhere(Permission.AGREEMENT_START),
    }
    return render(request, "agreements/register/list.html", context)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def take_away(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same list as a file, all of it."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    visible = Agreement.objects.visible_to(viewer(request))
    found = register.matching(visible, register_filters.read(request.GET), today=today)
    name = f"kerja-sama-{today.isoformat()}.{kind}"
    if kind == "csv":
        lines = StreamingHttpResponse(
            csv_lines(register.stream(found)), content_type="text/csv; charset=utf-8"
        )
        lines["Content-Disposition"] = f'attachment; filename="{name}"'
        return lines
    # The file has no name from here on: it goes when the answer has been sent.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        save_workbook_of(register.stream(found), path, today=today)
        content = path.open("rb")
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


def place_called(code: str) -> Region | None:
    """The region a filter names; None when there is none."""
    return Region.objects.filter(code=code).first() if code else None


def provinces() -> list[Region]:
    """The provinces, to choose from."""
    return list(Region.objects.provinces().only("code", "name"))
