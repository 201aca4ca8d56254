"""The agreement a page is about, found among what the viewer may see.

A refusal is told by `accounts.refusing.sentence_of`; dates and money are asked for with `documents.asking`.
"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jembatan.accounts.access import viewer
from jembatan.agreements.models import Agreement


def agreement_or_404(request: HttpRequest, reference: str) -> Agreement:
    """The agreement with this reference, with its place, counterpart and parent; 404 when not visible."""
    visible = Agreement.objects.visible_to(viewer(request)).select_related("place", "counterpart", "parent")
    return get_object_or_404(visible, reference=reference)
