"""What modules above put beside the story of an agreement, without this module knowing them.

A module above has an `agreement_links.py` that registers its links when the program starts:

    register(Link(_("Results"), _("What is meant to come of it."), "results:framework", Permission.RESULT_SEE))
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement


@dataclass(frozen=True, slots=True)
class Link:
    """A page about one agreement: `route` takes its reference; whoever holds `permission` where it lies sees it."""

    title: str | Promise
    says: str | Promise
    route: str
    permission: Permission


_links: dict[str, Link] = {}


def register(link: Link) -> None:
    """Offer the link on every agreement's page; a route is offered once."""
    _links[link.route] = link


def links_for(agreement: Agreement, viewer: User) -> list[tuple[Link, str]]:
    """The links this viewer may follow, with their addresses, by route. No query."""
    return [
        (link, reverse(link.route, args=[agreement.reference]))
        for _route, link in sorted(_links.items())
        if viewer.may(link.permission, at=agreement.place_code)
    ]
