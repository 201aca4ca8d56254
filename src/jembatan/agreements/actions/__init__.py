"""What people do to an agreement: one verb, one permission, one entry in the ledger."""

from jembatan.agreements.actions.claiming import Told, add_claim, prefer_claim
from jembatan.agreements.actions.registering import Entry, enter_agreement

__all__ = [
    "Entry",
    "Told",
    "add_claim",
    "enter_agreement",
    "prefer_claim",
]
