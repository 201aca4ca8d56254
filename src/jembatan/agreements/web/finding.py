"""The agreement a page is about, found among what the viewer may see, and the trail that leads to the page.

A refusal is told by `accounts.refusing.sentence_of`; dates and money are asked for with `documents.asking`.
"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from jembatan.accounts.access import viewer
from jembatan.accounts.trail import Crumb, place_title
from jembatan.agreements.models import Agreement


def agreement_or_404(request: HttpRequest, reference: str) -> Agreement:
    """The agreement with this reference, with its place, counterpart and parent; 404 when not visible."""
    visible = Agreement.objects.visible_to(viewer(request)).select_related("place", "counterpart", "parent")
    return get_object_or_404(visible, reference=reference)


def trail(agreement: Agreement, *, here: str = "") -> list[Crumb]:
    """Cooperations, those of the region, this agreement, and the page's own name `here` when it has one."""
    every = reverse("agreements:agreements")
    home = place_title(agreement.place) if agreement.place is not None else agreement.home_name
    above = [
        Crumb(_("Cooperations"), every),
        Crumb(home, f"{every}?wilayah={agreement.place_code}"),
        Crumb(agreement.reference, reverse("agreements:agreement", args=[agreement.reference])),
    ]
    return [*above, Crumb(here, None)] if here else above
