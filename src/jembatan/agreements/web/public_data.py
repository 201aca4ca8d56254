"""The public register for machines: files, their description, and a small API. Read only, without an account."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_GET

from jembatan import __version__
from jembatan.accounts.access import open_to_anyone
from jembatan.agreements.exchange.datapackage import agreements_resource, data_package
from jembatan.agreements.exchange.openapi import LARGEST_PAGE, document
from jembatan.agreements.exchange.public_columns import record_of
from jembatan.agreements.exchange.register_out import csv_lines, json_pieces
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries import register
from jembatan.agreements.web import register_filters
from jembatan.ledger.models import Entry

KEPT_SECONDS = 300
# Names of the API's parameters, and those of the pages they stand for.
PARAMETERS = {
    "q": "q",
    "place": "wilayah",
    "country": "negara",
    "kind": "jenis",
    "tier": "tingkat",
    "standing": "keadaan",
    "field": "bidang",
    "year": "tahun",
    "under": "di-bawah",
}


def content_tag(request: HttpRequest, reference: str = "") -> str:
    """Changes whenever anything was done or a day has passed: cheap, and never too old."""
    newest = Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return f'"{__version__}-{newest}-{timezone.localdate().isoformat()}"'


kept = cache_control(public=True, max_age=KEPT_SECONDS)
unless_known = condition(etag_func=content_tag)


@open_to_anyone
@require_GET
@kept
@unless_known
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Everything that fits the filters of the address, as CSV for machines (UTF-8, no mark)."""
    return _streamed(csv_lines(_found(request.GET), for_people=False), "text/csv; charset=utf-8", "csv")


@open_to_anyone
@require_GET
@kept
@unless_known
def as_json(request: HttpRequest) -> HttpResponseBase:
    """The same as one JSON list."""
    return _streamed(json_pieces(_found(request.GET)), "application/json", "json")


@open_to_anyone
@require_GET
@kept
def datapackage(request: HttpRequest) -> HttpResponse:
    """What the CSV holds, as a Frictionless data package."""
    return _json(data_package([agreements_resource("data.csv")]))


@open_to_anyone
@require_GET
@kept
@unless_known
def agreements(request: HttpRequest) -> HttpResponse:
    """One page of the register by key."""
    given = {PARAMETERS[name]: str(value) for name, value in request.GET.items() if name in PARAMETERS}
    unknown = sorted(set(request.GET) - {*PARAMETERS, "after", "limit"})
    limit = request.GET.get("limit", "50")
    if unknown:
        return _problem("api.unknown_parameter", f"There is no parameter '{unknown[0]}'. See openapi.json.")
    if not limit.isdecimal() or not 1 <= int(limit) <= LARGEST_PAGE:
        return _problem("api.bad_limit", f"limit is a whole number from 1 to {LARGEST_PAGE}.")
    if refused := _refused_value(given):
        return _problem("api.bad_value", f"{refused}: this value is not offered. See openapi.json.")
    found = _matching(_query(given))
    page = register.page_of(found, after=request.GET.get("after", "")[:40], size=int(limit))
    return _json(
        {
            "agreements": [record_of(agreement) for agreement in page.rows],
            "count": page.whole,
            "next": page.next_key,
        }
    )


@open_to_anyone
@require_GET
@kept
@unless_known
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """One cooperation."""
    public = register.with_sources(Agreement.objects.public()).prefetch_related("topics")
    found = public.filter(reference=reference).first()
    if found is None:
        return _problem("api.not_found", "No public cooperation has this reference.", status=404)
    return _json(record_of(found))


@open_to_anyone
@require_GET
@kept
def openapi(request: HttpRequest) -> HttpResponse:
    """What there is to ask."""
    here = request.build_absolute_uri(reverse("api:openapi"))
    return _json(document(server=here.removesuffix("/openapi.json")))


def _found(query: QueryDict) -> Iterator[Agreement]:
    return register.stream(_matching(query))


def _matching(query: QueryDict) -> Any:
    criteria = register_filters.read(query)
    return register.matching(Agreement.objects.public(), criteria, today=timezone.localdate())


def _query(given: dict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(given)
    return query


def _refused_value(given: dict[str, str]) -> str:
    """The API's name of a parameter whose value means nothing; a page would pass it over, a machine must know."""
    read = register_filters.read(_query(given))
    by_page = {
        "jenis": read.kind,
        "tingkat": read.tier,
        "keadaan": read.standing,
        "bidang": read.field,
        "tahun": read.year,
    }
    return next(
        (
            name
            for name, page in PARAMETERS.items()
            if given.get(page) and page in by_page and not by_page[page]
        ),
        "",
    )


def _streamed(pieces: Iterator[str], media_type: str, kind: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type=media_type)
    name = f"register-kerja-sama-{timezone.localdate().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _json(content: object) -> HttpResponse:
    answer = JsonResponse(content, safe=False, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _problem(code: str, message: str, *, status: int = 400) -> HttpResponse:
    return JsonResponse({"code": code, "message": message}, status=status)
