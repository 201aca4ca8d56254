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
from jembatan.correspondence.queries import MOST_COUNTED, unread_count


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu; `current` when the page lies below it."""

    title: str
    url: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the frame around every page. Costs two queries, for the viewer's roles and
    for what waits in the inbox; none for anonymous people."""
    user = getattr(request, "user", None)
    shown: dict[str, Any] = {"menu": [], "here": request.get_full_path()}
    if isinstance(user, User):
        waiting = unread_count(user)
        shown |= {"menu": _menu(user, request.path), "unread": waiting}
        shown["unread_shown"] = f"{MOST_COUNTED - 1}+" if waiting >= MOST_COUNTED else str(waiting)
    return {"jembatan_version": __version__, "frame": shown}


def _menu(user: User, path: str) -> list[MenuItem]:
    home = reverse("home")
    items = [MenuItem(_("My work"), home, path == home)]
    places = user.places_for(Permission.RECAP_SEE)
    if len(places) == 1:
        url = reverse("dashboards:place", args=places)
        title = _("The country") if places[0] == COUNTRY else _("My place")
        items.append(MenuItem(title, url, path.startswith("/wilayah/")))
    for permission, title, url in (
        (Permission.AGREEMENT_SEE, _("Cooperations"), "/kerja-sama/"),
        (Permission.COUNTERPART_SEE, _("Partners"), "/mitra/"),
        (Permission.BATCH_SEE, _("Files"), "/impor/"),
        (Permission.PLAN_SEE, _("Action plans"), "/rencana/"),
    ):
        if user.may_anywhere(permission):
            items.append(MenuItem(title, url, path.startswith(url)))
    # Whoever sees cooperations reaches their results from there; a partner has no other way.
    if user.may_anywhere(Permission.RESULT_SEE) and not user.may_anywhere(Permission.AGREEMENT_SEE):
        items.append(MenuItem(_("Results"), "/hasil/", path.startswith("/hasil/")))
    return items
