"""My secret calendar address: made, shown once, ended."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jembatan.accounts.access import signed_in, viewer
from jembatan.correspondence import actions, queries
from jembatan.correspondence.rules.feeds import feeds


@signed_in
@require_GET
def show_calendar(request: HttpRequest) -> HttpResponse:
    """Whether I have a secret address, and what it is good for."""
    return render(request, "correspondence/calendar.html", _context(request))


@signed_in
@never_cache
@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    """Make a secret address and show it, this once; not redirected, because nothing keeps the token."""
    by = viewer(request)
    token = actions.open_feed(by, by=by)
    addresses = [
        {"title": _(feed.title), "url": settings.SITE_URL + reverse(feed.route, args=[token])}
        for feed in feeds()
    ]
    return render(request, "correspondence/calendar.html", _context(request) | {"addresses": addresses})


@signed_in
@require_POST
def close_feed(request: HttpRequest) -> HttpResponse:
    """End my secret address."""
    by = viewer(request)
    actions.close_feed(by, by=by)
    messages.success(request, _("The secret address no longer works."))
    return redirect("correspondence:calendar")


def _context(request: HttpRequest) -> dict[str, Any]:
    return {
        "key": queries.feed_key(viewer(request)),
        "offered": [_(feed.title) for feed in feeds()],
        "crumbs": [
            {"name": _("Inbox"), "url": reverse("correspondence:inbox")},
            {"name": _("Calendar"), "url": None},
        ],
    }
