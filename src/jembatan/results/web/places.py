"""Pages that say where an agreement works, from when to when."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import place_title
from jembatan.agreements.models import Agreement
from jembatan.results import actions
from jembatan.results.web.asking import Page, ask
from jembatan.results.web.finding import agreement_or_404, place_or_404
from jembatan.results.web.forms import EndForm, PlaceForm, ReasonForm

KEEP = Permission.RESULT_KEEP
BOTH = ["GET", "POST"]


@needs(KEEP)
@require_http_methods(BOTH)
def add_place(request: HttpRequest, reference: str) -> HttpResponse:
    """The agreement works in a place from a day on."""
    agreement = agreement_or_404(request, reference)
    initial = {"from_on": agreement.starts_on}
    form = PlaceForm(request.POST or None, agreement=agreement, initial=initial)
    page = Page(
        _("Add a place"),
        _framework(agreement),
        _("The place is added and counted."),
        _("Add"),
        [_("Children and plans are counted in the places the agreement works in, and nowhere else.")],
    )

    def verb() -> None:
        actions.add_place(agreement, place=form.chosen(), by=viewer(request))

    return ask(request, agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def end_place(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The agreement works in a place until a day."""
    place = place_or_404(request, reference, number)
    form = EndForm(request.POST or None, initial={"until_on": place.until_on or timezone.localdate()})
    heading = _("Work in %(place)s ends") % {"place": place_title(place.place)}
    page = Page(heading, _framework(place.agreement), _("The last day is kept."), _("Save"))

    def verb() -> None:
        actions.end_place(place, until_on=form.cleaned_data["until_on"], by=viewer(request))

    return ask(request, place.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def take_back_place(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A place was entered by mistake."""
    place = place_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Entered by mistake: %(place)s") % {"place": place_title(place.place)},
        _framework(place.agreement),
        _("The place is taken back."),
        pgettext("place", "Take it back"),
        [_("A place the agreement has left is ended with its last day instead.")],
    )

    def verb() -> None:
        actions.take_back_place(place, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, place.agreement, form, verb, page)


def _framework(agreement: Agreement) -> str:
    return reverse("results:framework", args=[agreement.reference])
