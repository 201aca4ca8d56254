"""The trail of places at the top of a page: a link where the viewer may see the recap, else only the name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.places.models import Region


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place of the trail; `url` None when this viewer may not open its page."""

    name: str
    url: str | None


def crumbs(places: Sequence[Region], viewer: User, *, here: str = "") -> list[Crumb]:
    """The trail down `places` (widest first), ended by the page's own name `here` when there is one."""
    trail = [
        Crumb(
            place_title(place),
            reverse("dashboards:place", args=[place.code])
            if viewer.may(Permission.RECAP_SEE, at=place.code)
            else None,
        )
        for place in places
    ]
    return [*trail, Crumb(here, None)] if here else trail


def place_title(place: Region) -> str:
    """The name with its kind, as people say it: Desa Suco, Kecamatan Mumbulsari, Kabupaten Jember."""
    kind = Region.Kind(place.kind).label
    return place.name if place.name.casefold().startswith(kind.casefold()) else f"{kind} {place.name}"
