"""Agreements in force for tests of their life, without walking the whole legal road each time.

The road is walked by `tests.cooperation.signed_agreement`; here the row alone is put where it would lead.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from jembatan.agreements.actions.term import Change
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.rules.kinds import Kind, Tier
from jembatan.agreements.rules.lifecycle import State
from tests.cooperation import Cast, paper, started

SIGNED = date(2026, 2, 1)
BELOW = {
    Tier.UMBRELLA: Tier.MOU,
    Tier.MOU: Tier.TECHNICAL_ARRANGEMENT,
    Tier.TECHNICAL_ARRANGEMENT: Tier.ANNUAL_PLAN,
}


def in_force(people: Cast, *, title: str = "Kerja sama contoh", **columns: Any) -> Agreement:
    """A signed agreement in force; `columns` say what is different about it."""
    parent = columns.pop("parent", None)
    tier = columns.pop("tier", BELOW[Tier(parent.tier)] if parent else Tier.MOU)
    kind = columns.pop("kind", Kind.SISTER_REGENCY_CITY)
    agreement = started(people, kind, title=title, tier=tier, parent=parent)
    put(agreement, **({"state": State.IN_FORCE, "signed_on": SIGNED, "starts_on": SIGNED} | columns))
    return agreement


def put(agreement: Agreement, **columns: Any) -> None:
    """Set columns of a row as if long walks had led there."""
    for name, value in columns.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(columns))


def proof(agreement: Agreement, people: Cast) -> Paper:
    """A document of the agreement, dated today."""
    return paper(agreement, "other", people, on=timezone.localdate())


def change(agreement: Agreement, people: Cast, **more: Any) -> Change:
    """What is said about a change of the term: today, with its document."""
    values = {"on": timezone.localdate(), "reason": "Kesepakatan para pihak"} | more
    return Change(**({"paper": proof(agreement, people)} | values if "paper" not in more else values))
