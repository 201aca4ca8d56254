"""The page of a place's reconciliations: ask for one, see how far it is, look back at earlier ones."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children import actions
from jembatan.children.models import Reconciliation
from jembatan.places.models import Region
from jembatan.rosters.queries import Sources, sources_of
from jembatan.workflow.refusals import Refused

DEFINITIONS = {
    "national": gettext_lazy("National (Stranas ATS, the portal)"),
    "susenas": gettext_lazy("Susenas (BPS)"),
    "uis": gettext_lazy("UIS (UNESCO): Paket does not count as schooling"),
}
AGE_RULES = {
    "survey": gettext_lazy("Age on the day of the reconciliation"),
    "july": gettext_lazy("Age on 1 July, when the school year starts"),
}
STEPS = {
    "": gettext_lazy("Waiting for the worker"),
    "reading": gettext_lazy("Reading the sources"),
    "linking": gettext_lazy("Finding which records are the same child"),
    "storing": gettext_lazy("Writing the result"),
}
# Reconciliations shown on the page.
MOST_SHOWN = 20


class AskForm(forms.Form):
    """By which day, ages and definition the children are judged."""

    as_of = forms.DateField(
        label=gettext_lazy("State of the day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    youngest = forms.IntegerField(label=gettext_lazy("From age"), min_value=0, max_value=25, initial=7)
    oldest = forms.IntegerField(label=gettext_lazy("To age"), min_value=0, max_value=25, initial=18)
    age_at = forms.ChoiceField(label=gettext_lazy("Age rule"), choices=list(AGE_RULES.items()))
    definition = forms.ChoiceField(label=gettext_lazy("Definition"), choices=list(DEFINITIONS.items()))

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if "youngest" in said and "oldest" in said and said["youngest"] > said["oldest"]:
            self.add_error("oldest", _("The highest age must not be below the lowest."))
        return said


@require_http_methods(["GET", "POST"])
@needs(Permission.RECONCILE)
def reconciliations(request: HttpRequest, code: str) -> HttpResponse:
    """The reconciliations of one place, and the form that asks for another."""
    by = viewer(request)
    place = get_object_or_404(Region, code=code)
    if not by.may(Permission.RECONCILE, at=code):
        raise Http404
    form = AskForm(request.POST or None, initial={"as_of": timezone.localdate()})
    status = 200
    if request.method == "POST":
        refused = _ask(form, code, by) if form.is_valid() else 400
        if refused is None:
            messages.success(request, _("The reconciliation was asked for. You can leave this page."))
            return redirect("children:reconciliations", code)
        status = refused
    return render(request, "children/reconciliations.html", _context(place, form), status=status)


def _ask(form: AskForm, code: str, by: User) -> int | None:
    """Ask; None when it went well, else the status of the refusal, whose sentence is then in the form."""
    said = form.cleaned_data
    try:
        actions.ask_for_reconciliation(
            at=code,
            as_of=said["as_of"],
            by=by,
            ages=(said["youngest"], said["oldest"]),
            age_at=said["age_at"],
            definition=said["definition"],
        )
    except Refused as refusal:
        form.add_error(None, _(refusal.sentence) % refusal.detail)
        return refusal.status
    return None


def _context(place: Region, form: AskForm) -> dict[str, object]:
    found = list(
        Reconciliation.objects.filter(place=place).select_related("started_by").order_by("-id")[:MOST_SHOWN]
    )
    running = next((one for one in found if not one.finished_at and not one.refusal), None)
    day = form.initial["as_of"] if isinstance(form.initial["as_of"], date) else timezone.localdate()
    return {
        "place": place,
        "form": form,
        "found": [(one, DEFINITIONS[one.definition], AGE_RULES[one.age_at]) for one in found],
        "running": running,
        "step": STEPS.get(running.step, running.step) if running else "",
        "sources": _by_kind(sources_of(place.code, day)),
    }


def _by_kind(sources: Sources) -> list[tuple[str, int, int]]:
    """(kind, files, rows) of the sources that a reconciliation asked for today would use."""
    counted: dict[str, list[int]] = {}
    for batch in sources.batches:
        line = counted.setdefault(batch.kind, [0, 0])
        line[0] += 1
        line[1] += batch.rows_kept
    return [(kind, files, rows) for kind, (files, rows) in counted.items()]
