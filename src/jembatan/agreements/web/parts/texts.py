"""The texts of an agreement in short, for its story page."""

from datetime import date
from typing import Any

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.texts import newest_texts


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """The newest version of every text; nothing where none is drafted and the viewer drafts none. One query."""
    newest = newest_texts(agreement)
    may_write = viewer.may(Permission.TEXT_EDIT, at=agreement.place_code)
    if not newest and not may_write:
        return {}
    kinds = document_types()
    return {
        "agreement": agreement,
        "may_write": may_write,
        "texts": [
            {
                "kept": kept,
                "name": kinds[kept.type].name,
                "languages": [one["language"] for one in kept.clauses],
            }
            for kept in newest
        ],
    }
