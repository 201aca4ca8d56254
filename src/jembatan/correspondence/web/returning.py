"""Where a page goes back to, and how a refusal is told."""

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jembatan.workflow.refusals import Refused


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The address in the form's `next` when it lies on this site, else `otherwise` (a route or an address)."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(otherwise)


def sentence_of(refusal: Refused) -> str:
    """The refusal in the viewer's language."""
    return _(refusal.sentence) % refusal.detail if refusal.detail else _(refusal.sentence)
