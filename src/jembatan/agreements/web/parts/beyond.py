"""What lies beyond the agreement itself: the pages that modules above have about it."""

from datetime import date
from typing import Any

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.agreements.story_links import links_for


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """The links this viewer may follow; empty when there is none. No query."""
    links = links_for(agreement, viewer)
    return {"links": links} if links else {}
