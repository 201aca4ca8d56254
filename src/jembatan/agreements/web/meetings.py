"""The pages of meetings: planned, held with their promises, cancelled."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import meetings as verbs
from jembatan.agreements.models import Agreement, Meeting
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.life_forms import MeetingForm, MinutesForm, PaperForm, ReasonForm
from jembatan.agreements.web.living import Page, ask, why_not

KEEP = Permission.ACTIVITY_KEEP


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_meetings(request: HttpRequest, reference: str) -> HttpResponse:
    """The meetings of an agreement, newest first, with what came of them."""
    agreement = agreement_or_404(request, reference)
    meetings = agreement.meetings.select_related("minutes").prefetch_related("promises")
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Meetings")),
        "meetings": list(meetings.order_by("-planned_on", "-id")),
        "today": timezone.localdate(),
        "why": why_not(request, KEEP, agreement),
    }
    return render(request, "agreements/life/meetings.html", context)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a meeting."""
    agreement = agreement_or_404(request, reference)
    form = MeetingForm(request.POST or None)

    def verb() -> None:
        typed = form.cleaned_data
        verbs.plan_meeting(
            agreement,
            kind=Meeting.Kind(typed["kind"]),
            on=typed["on"],
            at_place=typed["at_place"],
            agenda=typed["agenda"],
            by=viewer(request),
        )

    page = Page(_("Plan a meeting"), _back(agreement), _("The meeting is planned."), _("Save"))
    return ask(request, agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It took place: decisions, promises, minutes."""
    meeting = _meeting_or_404(request, reference, number)
    agreement = meeting.agreement
    initial = {"on": min(meeting.planned_on, timezone.localdate())}
    form = MinutesForm(request.POST or None, agreement=agreement, initial=initial)
    page = Page(
        _("What the meeting came to"),
        _back(agreement),
        _("The meeting is recorded; its promises stand among the obligations."),
        _("Save"),
        template="minutes",
    )
    return ask(
        request,
        agreement,
        form,
        lambda: verbs.hold_meeting(meeting, minutes=form.minutes(), by=viewer(request)),
        page,
    )


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def add_minutes(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Put the minutes to a meeting that was held without them."""
    meeting = _meeting_or_404(request, reference, number)
    form = PaperForm(request.POST or None, agreement=meeting.agreement)
    page = Page(_("Add the minutes"), _back(meeting.agreement), _("The minutes are added."), _("Save"))

    def verb() -> None:
        verbs.add_minutes(meeting, paper=form.cleaned_data["paper"], by=viewer(request))

    return ask(request, meeting.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It will not be held."""
    meeting = _meeting_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Cancel the meeting"),
        _back(meeting.agreement),
        _("The meeting is cancelled."),
        _("Cancel the meeting"),
    )

    def verb() -> None:
        verbs.cancel_meeting(meeting, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, meeting.agreement, form, verb, page)


def _meeting_or_404(request: HttpRequest, reference: str, number: int) -> Meeting:
    agreement = agreement_or_404(request, reference)
    meeting: Meeting = get_object_or_404(agreement.meetings, pk=number)
    meeting.agreement = agreement
    return meeting


def _back(agreement: Agreement) -> str:
    return reverse("agreements:meetings", args=[agreement.reference])
