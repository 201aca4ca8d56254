"""What every page of a plan begins with: the plan among those the viewer may see, and how a refusal is told."""

from django.http import Http404, HttpRequest

from jembatan.accounts import refusing
from jembatan.accounts.access import viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans import words
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.plans import plan_for
from jembatan.places.models import Region
from jembatan.places.queries import breadcrumb
from jembatan.places.rules.codes import Level
from jembatan.workflow.refusals import Refused


def plan_or_404(request: HttpRequest, code: str, year: int) -> Plan:
    """The village's plan of the year, if this viewer may see it."""
    plan = plan_for(viewer(request), code, year=year)
    if plan is None:
        raise Http404
    return plan


def places_or_404(request: HttpRequest, code: str, *, villages: bool) -> list[Region]:
    """The places down to `code`, where the viewer may see plans; a village only, or none, by `villages`."""
    places = breadcrumb(code)
    if not places or places[-1].code != code or not viewer(request).may(Permission.PLAN_SEE, at=code):
        raise Http404
    if villages != (places[-1].level == Level.VILLAGE):
        raise Http404
    return places


def is_protected(by: User, code: str) -> bool:
    """Whether small counts of the place are hidden from this person: whoever may not see its children."""
    return not by.may(Permission.CHILD_SEE, at=code)


def version_in(request: HttpRequest) -> int:
    """The version of the plan that the page showed; 0, which none has, when it says nothing."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def sentence_of(refusal: Refused) -> str:
    """The refusal in the viewer's language, with this module's words for the states."""
    return refusing.sentence_of(refusal, {"state": words.STATES, "wanted": words.STATES})
