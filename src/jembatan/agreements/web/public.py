"""The public register: everybody may look, only what is public is shown, nobody's name stands anywhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from jembatan.accounts.access import open_to_anyone
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.engine.world_map import world_map
from jembatan.agreements.exchange.datapackage import LICENCE
from jembatan.agreements.exchange.public_columns import PUBLIC
from jembatan.agreements.models import Agreement, Party
from jembatan.agreements.queries import register
from jembatan.agreements.queries.register import signed_text
from jembatan.agreements.rules.claims import partial_date
from jembatan.agreements.rules.register import STAGES_UNKNOWN_WORDS, stages_unknown
from jembatan.agreements.web import register_filters
from jembatan.agreements.web.claims import comparison, facts_of
from jembatan.agreements.web.register import place_called, provinces
from jembatan.agreements.web.register_rows import day_in_words, row_of, title_of
from jembatan.agreements.words import register as words

# From how many cooperations on a country is shaded in each of the four steps.
STEPS = (1, 2, 5, 10)
MOST_BELOW = 50


@open_to_anyone
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The list, searched and filtered."""
    public = Agreement.objects.public()
    criteria = register_filters.read(request.GET)
    found = register.matching(public, criteria, today=timezone.localdate())
    page = register.page_of(found, after=request.GET.get("mulai", "")[:40])
    countries = register.countries_in(public)
    context = {
        "crumbs": [{"name": _("Public register"), "url": None}],
        "criteria": criteria,
        "said": register_filters.sentence(criteria, place_called(criteria.place)),
        "choices": register_filters.choices(
            request.GET, places=provinces(), countries=countries, public=True
        ),
        "rows": [row_of(agreement, public=True) for agreement in page.rows],
        "page": page,
        "every": sum(countries.values()),
        "countries": sum(1 for code in countries if code),
    }
    return render(request, "agreements/public/list.html", context)


@open_to_anyone
@require_GET
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One cooperation with what every source says about it."""
    public = register.with_sources(Agreement.objects.public()).prefetch_related("topics")
    agreement = get_object_or_404(public, reference=reference)
    claims = list(agreement.claims.all())
    parties = agreement.parties.select_related("counterpart", "place")
    below = register.with_sources(Agreement.objects.public().filter(parent=agreement))
    rows = [row_of(one, public=True) for one in below.prefetch_related("topics")[: MOST_BELOW + 1]]
    context = {
        "crumbs": _trail(agreement.reference),
        "agreement": agreement,
        "row": row_of(agreement, public=True),
        "title": title_of(agreement),
        "parties": [{"role": party.get_role_display(), "name": _side(party)} for party in parties],
        "term": _term(agreement),
        "unknown": _unknown(agreement),
        "comparison": comparison(claims),
        "facts": facts_of(claims),
        "below": rows[:MOST_BELOW],
        "more_below": len(rows) > MOST_BELOW,
        "licence": LICENCE,
    }
    return render(request, "agreements/public/show.html", context)


@open_to_anyone
@require_GET
def show_map(request: HttpRequest) -> HttpResponse:
    """Where the partners are: a map of the world, and the same numbers as a table."""
    counts = register.countries_in(Agreement.objects.public())
    partners = [
        {
            "code": code,
            "name": words.country(code),
            "count": count,
            "step": _step(count),
            "url": f"{reverse('register:search')}?negara={code}",
            "say": ngettext("%(name)s: %(n)s cooperation", "%(name)s: %(n)s cooperations", count)
            % {"name": words.country(code), "n": count},
        }
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], words.country(pair[0])))
        if code
    ]
    drawn = world_map()
    for partner in partners:
        partner["path"] = drawn.outlines.get(str(partner["code"]), "")
    blank = [path for code, path in drawn.outlines.items() if code not in counts and code != COUNTRY]
    context = {
        "crumbs": _trail(_("Map")),
        "map": drawn,
        "home": drawn.outlines[COUNTRY],
        "blank": "".join(path for path in blank if "a4,4" not in path),
        "partners": partners,
        "organisations": counts.get("", 0),
        "every": sum(counts.values()),
        "legend": _legend(),
    }
    return render(request, "agreements/public/map.html", context)


@open_to_anyone
@require_GET
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be taken away, under which terms, and what every column means."""
    context = {
        "crumbs": _trail(_("Open data")),
        "columns": PUBLIC,
        "licence": LICENCE,
        "every": Agreement.objects.public().count(),
        "today": timezone.localdate(),
    }
    return render(request, "agreements/public/data.html", context)


def _trail(here: str) -> list[dict[str, Any]]:
    return [{"name": _("Public register"), "url": reverse("register:search")}, {"name": here, "url": None}]


def _side(party: Party) -> str:
    """The name of a side; a partner with its country."""
    if party.counterpart is None or not party.counterpart.country_code:
        return party.shown_name
    return f"{party.shown_name} ({words.country(party.counterpart.country_code)})"


def _term(agreement: Agreement) -> str:
    """From when to when, as far as is known, and how it goes on; "" when nothing is known."""
    told = [
        _("from %(day)s") % {"day": day_in_words(agreement.starts_on.isoformat())}
        if agreement.starts_on
        else "",
        _("until %(day)s") % {"day": day_in_words(agreement.ends_on.isoformat())}
        if agreement.ends_on
        else "",
    ]
    if agreement.ends_on or agreement.term_type != "fixed":
        told.append(str(words.TERM_TYPES[agreement.term_type]))  # type: ignore[index]
    if agreement.review_every_months:
        told.append(_("every %(months)s months") % {"months": agreement.review_every_months})
    return ", ".join(part for part in told if part)


def _unknown(agreement: Agreement) -> str:
    if not agreement.is_legacy or agreement.stage or not agreement.source_status:
        return ""
    return _(STAGES_UNKNOWN_WORDS[stages_unknown(partial_date(signed_text(agreement)))])


def _step(count: int) -> int:
    return sum(count >= floor for floor in STEPS)


def _legend() -> list[dict[str, Any]]:
    floors = zip(STEPS, [*STEPS[1:], None], strict=True)
    return [
        {"step": step, "say": f"{low}" if high == low + 1 else (f"{low}–{high - 1}" if high else f"{low}+")}
        for step, (low, high) in enumerate(floors, 1)
    ]
