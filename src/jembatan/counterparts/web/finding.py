"""What every page of a partner begins with: the partner among those the viewer may see, and the trail to it."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from jembatan.accounts import refusing
from jembatan.accounts.access import viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import Crumb, place_title
from jembatan.counterparts.models import Call, Counterpart
from jembatan.counterparts.rules.facts import FACT_WORDS
from jembatan.counterparts.rules.selection import STATE_WORDS
from jembatan.places.models import Region
from jembatan.workflow.refusals import Refused


def counterpart_or_404(request: HttpRequest, number: int) -> Counterpart:
    """The partner, if this viewer may see partners."""
    visible = Counterpart.objects.visible_to(viewer(request)).select_related("merged_into")
    return get_object_or_404(visible, pk=number)


def call_or_404(request: HttpRequest, number: int) -> Call:
    """The selection, if it lies where this viewer sees partners."""
    return get_object_or_404(Call.objects.visible_to(viewer(request)), pk=number)


def region_or_404(request: HttpRequest, code: str) -> Region:
    """A province, kabupaten or kota where this viewer sees partners."""
    places = viewer(request).places_for(Permission.COUNTERPART_SEE)
    regions = Region.objects.filter(level__lte=2)
    inside = Region.objects.none()
    for place in places:
        inside = inside | (regions if place == COUNTRY else regions.within(place))
    return get_object_or_404(inside, pk=code)


def offices(by: User, permission: Permission) -> list[tuple[str, str]]:
    """(code, name) of the places this person can act for with `permission`, the widest first."""
    codes = by.places_for(permission)
    names = place_names(codes)
    return [(code, _("The ministry") if code == COUNTRY else names[code]) for code in codes]


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of regions by their codes, for the filter `keeper`. One query."""
    return {region.code: place_title(region) for region in Region.objects.filter(code__in=set(codes))}


def sentence_of(refusal: Refused) -> str:
    """The refusal in the viewer's language, with the field or state it is about."""
    field = str(refusal.detail.get("field", ""))
    states: dict[str, object] = {state: _(word) for state, word in STATE_WORDS.items()}
    vocabulary: dict[str, dict[str, object]] = {
        "fact": {code: _(word) for code, word in FACT_WORDS.items()},
        "field": {field: _(field) if field else ""},
        "state": states,
        "wanted": states,
    }
    return refusing.sentence_of(refusal, vocabulary)


def trail(*above: Crumb, here: str = "") -> list[Crumb]:
    """Partners, what lies between, and the page's own name."""
    crumbs = [Crumb(_("Partners abroad"), reverse("counterparts:counterparts")), *above]
    return [*crumbs, Crumb(here, None)] if here else crumbs


def of_partner(counterpart: Counterpart) -> Crumb:
    """The partner's own page in a trail."""
    return Crumb(counterpart.official_name, counterpart.get_absolute_url())
