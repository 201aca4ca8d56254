"""The list of partners: searched, filtered in the address, paged by key, and as a file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.engine.packaged import countries
from jembatan.counterparts.models import Counterpart, CounterpartName
from jembatan.counterparts.queries.diligence import expiring, with_newest
from jembatan.counterparts.rules.diligence import RISK_WORDS
from jembatan.counterparts.rules.folding import fold
from jembatan.counterparts.rules.kinds import KIND_WORDS, KINDS
from jembatan.counterparts.web.finding import trail
from jembatan.counterparts.web.forms import country_choices, said
from jembatan.documents.rules.guarding import printable, unarmed

ON_A_PAGE = 50
# Filters that name a state of the due diligence instead of a risk.
NOT_ASSESSED, EXPIRED, EXPIRING = "belum", "lewat", "segera"
COLUMNS = (
    "id", "official_name", "local_name", "kind", "level", "country_code", "country", "place_within",
    "website", "risk", "risk_until", "kept_by", "spellings",
)  # fmt: skip


@needs(Permission.COUNTERPART_SEE)
@require_GET
def list_counterparts(request: HttpRequest) -> HttpResponse:
    """Partners by name, fifty a page."""
    found = list(_after(_chosen(request), request.GET.get("mulai", ""))[: ON_A_PAGE + 1])
    partners = found[:ON_A_PAGE]
    last = partners[-1] if len(found) > ON_A_PAGE else None
    may_add = viewer(request).may_anywhere(Permission.COUNTERPART_KEEP)
    # What was looked for is typed into the form already.
    asked = {"nama": request.GET.get("q", "")[:200], "negara": request.GET.get("negara", "")[:2]}
    context = {
        "partners": partners,
        "next_key": f"{last.pk}/{last.official_name}" if last else "",
        "today": timezone.localdate(),
        "countries": country_choices()[1:],
        "kinds": said({kind: KIND_WORDS[kind] for kind in KINDS}),
        "risks": [
            *said(RISK_WORDS),
            (NOT_ASSESSED, _("not assessed")),
            (EXPIRED, _("expired")),
            (EXPIRING, _("expired, or soon")),
        ],
        "is_filtered": any(request.GET.get(name) for name in ("q", "negara", "jenis", "risiko")),
        "may_add": may_add,
        "add_url": reverse("counterparts:add", query=asked) if may_add else "",
        "crumbs": trail(),
    }
    return render(request, "counterparts/list.html", context)


def _chosen(request: HttpRequest) -> Any:
    """The partners the filters of the address ask for, by name, with their newest risk."""
    today = timezone.localdate()
    partners = Counterpart.objects.visible_to(viewer(request)).standing()
    if asked := fold(request.GET.get("q", "")):
        named = CounterpartName.objects.filter(counterpart=OuterRef("pk"), folded__contains=asked)
        partners = partners.filter(Exists(named))
    if (country := request.GET.get("negara", "")) in countries().by_code:
        partners = partners.filter(country_code=country)
    if (kind := request.GET.get("jenis", "")) in KINDS:
        partners = partners.filter(kind=kind)
    risk = request.GET.get("risiko", "")
    if risk == EXPIRING:
        return expiring(partners, today).order_by("official_name", "id")
    annotated = with_newest(partners, today)
    if risk in RISK_WORDS:
        annotated = annotated.filter(risk=risk, risk_until__gte=today)
    elif risk == NOT_ASSESSED:
        annotated = annotated.filter(risk__isnull=True)
    elif risk == EXPIRED:
        annotated = annotated.filter(risk_until__lt=today)
    return annotated.order_by("official_name", "id")


def _after(partners: Any, key: str) -> Any:
    number, _slash, name = key.partition("/")
    if not (number.isascii() and number.isdigit() and len(number) < 12 and name):
        return partners
    return partners.filter(Q(official_name__gt=name) | Q(official_name=name, id__gt=int(number)))


@needs(Permission.COUNTERPART_SEE)
@require_GET
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The list as it is filtered, whole, as CSV."""
    partners = _chosen(request).prefetch_related(Prefetch("names", CounterpartName.objects.order_by("id")))
    response = StreamingHttpResponse(_lines(partners), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mitra-luar-negeri.csv"'
    return response


def _lines(partners: Any) -> Iterator[str]:
    # The mark at the start makes a spreadsheet read the file as UTF-8.
    yield "\ufeff" + ",".join(COLUMNS) + "\r\n"
    for partner in partners.iterator(chunk_size=500):
        yield ",".join(_cell(value) for value in _row(partner)) + "\r\n"


def _row(partner: Any) -> tuple[object, ...]:
    country = partner.country
    return (
        partner.pk,
        partner.official_name,
        partner.local_name,
        partner.kind,
        partner.level,
        partner.country_code,
        country.name.id if country else "",
        partner.place_within,
        partner.website,
        partner.risk or "",
        partner.risk_until.isoformat() if partner.risk_until else "",
        partner.place_code,
        " | ".join(name.spelling for name in partner.names.all()),
    )


def _cell(value: object) -> str:
    text = unarmed(printable(str(value))).replace('"', '""')
    return f'"{text}"'
