"""What every page's frame needs: the menu of this viewer, where the page is, and the version."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from jembatan import __version__
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu; `current` when the page lies below it."""

    title: str
    url: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the frame around every page. Costs one query, for the viewer's roles."""
    user = getattr(request, "user", None)
    menu = _menu(user, request.path) if isinstance(user, User) else []
    return {"jembatan_version": __version__, "frame": {"menu": menu, "here": request.get_full_path()}}


def _menu(user: User, path: str) -> list[MenuItem]:
    home = reverse("home")
    items = [MenuItem(_("My work"), home, path == home)]
    places = user.places_for(Permission.RECAP_SEE)
    if len(places) == 1:
        url = reverse("dashboards:place", args=places)
        title = _("The country") if places[0] == COUNTRY else _("My place")
        items.append(MenuItem(title, url, path.startswith("/wilayah/")))
    for permission, title, url in (
        (Permission.BATCH_SEE, _("Files"), "/impor/"),
        (Permission.PLAN_SEE, _("Action plans"), "/rencana/"),
    ):
        if user.may_anywhere(permission):
            items.append(MenuItem(title, url, path.startswith(url)))
    return items
