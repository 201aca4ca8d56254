"""The pages of journeys: planned, permitted, confirmed before leaving, reported."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import missions as verbs
from jembatan.agreements.models import Agreement, Mission
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.life import Travelling, in_the_way, journeys_of
from jembatan.agreements.rules.travel import RULE, Obstacle
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.life_forms import MissionForm, ReasonForm, ResultForm, TravelPermitForm
from jembatan.agreements.web.living import Page, ask, press, why_not
from jembatan.agreements.words.register import country, said

KEEP = Permission.MISSION_KEEP


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_missions(request: HttpRequest, reference: str) -> HttpResponse:
    """The journeys of an agreement, newest first."""
    return _missions(request, agreement_or_404(request, reference))


def _missions(request: HttpRequest, agreement: Agreement, status: int = 200) -> HttpResponse:
    rule = law_in_use().standing_on(RULE, timezone.localdate())
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Journeys")),
        "journeys": [_row(one) for one in journeys_of(agreement)],
        "why": why_not(request, KEEP, agreement),
        "rule": rule,
        "citation": said(rule.citation) if rule else "",
    }
    return render(request, "agreements/life/missions.html", context, status=status)


def _row(one: Travelling) -> dict[str, Any]:
    mission = one.mission
    over = bool(mission.result or mission.cancelled_because)
    return {
        "mission": mission,
        "country": country(mission.country),
        "people": sum(row["people"] for row in mission.travellers),
        "obstacles": [obstacle_words(obstacle) for obstacle in one.obstacles],
        "is_over": over,
        "left_without": bool(one.obstacles) and not mission.cancelled_because and bool(mission.result),
        "permits": mission.permits.all(),
    }


def obstacle_words(obstacle: Obstacle) -> str:
    """Why a mission may not leave, in the language of the page."""
    detail = {
        name: date_format(value, "j F Y") if isinstance(value, date) else value
        for name, value in obstacle.detail.items()
    }
    return _(obstacle.sentence) % detail


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a journey."""
    agreement = agreement_or_404(request, reference)
    form = MissionForm(request.POST or None, initial={"country": agreement.counterpart.country_code})
    page = Page(_("Plan a journey"), _back(agreement), _("The journey is planned."), _("Save"))
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.plan_mission(agreement, itinerary=form.itinerary(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change the plan of a journey."""
    mission = _mission_or_404(request, reference, number)
    names = ("purpose", "inbound", "country", "at_place", "leaves_on", "returns_on", "with_head")
    initial = {name: getattr(mission, name) for name in names}
    initial["travellers"] = "\n".join(f"{row['capacity']} {row['people']}" for row in mission.travellers)
    form = MissionForm(request.POST or None, initial=initial)
    page = Page(
        _("Change the journey"),
        _back(mission.agreement),
        _("The journey is changed; its departure has to be confirmed again."),
        _("Save"),
    )
    return ask(
        request,
        mission.agreement,
        form,
        lambda: verbs.change_mission(mission, itinerary=form.itinerary(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add_permit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Put a travel permit to a journey."""
    mission = _mission_or_404(request, reference, number)
    initial = {
        "valid_from": mission.leaves_on,
        "valid_until": mission.returns_on,
        "covers_head": mission.with_head,
    }
    form = TravelPermitForm(request.POST or None, agreement=mission.agreement, initial=initial)
    page = Page(
        _("Record a travel permit"), _back(mission.agreement), _("The permit is recorded."), _("Save")
    )
    return ask(
        request,
        mission.agreement,
        form,
        lambda: verbs.record_permit(mission, permit=form.permit(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_POST
def depart(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The mission leaves, checked against its permits."""
    mission = _mission_or_404(request, reference, number)
    return press(
        request,
        lambda: verbs.confirm_departure(mission, by=viewer(request)),
        Page(mission.purpose, _back(mission.agreement), _("The departure is confirmed.")),
        lambda status: _missions(request, mission.agreement, status),
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What came of a journey."""
    mission = _mission_or_404(request, reference, number)
    form = ResultForm(request.POST or None, agreement=mission.agreement)
    warning = [obstacle_words(obstacle) for obstacle in in_the_way(mission)]
    page = Page(
        _("What came of the journey"),
        _back(mission.agreement),
        _("The journey is reported."),
        _("Save"),
        lines=[_("It left without the permit it needed: %(why)s") % {"why": why} for why in warning],
    )

    def verb() -> None:
        verbs.report_mission(mission, by=viewer(request), **form.cleaned_data)

    return ask(request, mission.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A journey will not happen."""
    mission = _mission_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Cancel the journey"),
        _back(mission.agreement),
        _("The journey is cancelled."),
        _("Cancel the journey"),
    )

    def verb() -> None:
        verbs.cancel_mission(mission, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, mission.agreement, form, verb, page)


def _mission_or_404(request: HttpRequest, reference: str, number: int) -> Mission:
    agreement = agreement_or_404(request, reference)
    mission: Mission = get_object_or_404(agreement.missions.prefetch_related("permits"), pk=number)
    mission.agreement = agreement
    return mission


def _back(agreement: Agreement) -> str:
    return reverse("agreements:missions", args=[agreement.reference])
