"""One partner: the page that tells its story, and the forms that change it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import place_title
from jembatan.counterparts import actions, words
from jembatan.counterparts.models import Assessment, Counterpart, Merge
from jembatan.counterparts.queries import diligence_of, recognition_of, resolve
from jembatan.counterparts.queries.naming import Suggestion
from jembatan.counterparts.rules.kinds import Kind
from jembatan.counterparts.rules.profiles import AlreadyKept, PerhapsKept
from jembatan.counterparts.rules.recognition import relation_verdict
from jembatan.counterparts.web.finding import (
    counterpart_or_404,
    of_partner,
    offices,
    place_names,
    sentence_of,
    trail,
)
from jembatan.counterparts.web.forms import FactForm, NameForm, OfficeForm, ProfileForm
from jembatan.ledger.models import Entry
from jembatan.places.models import Region
from jembatan.workflow.refusals import Refused

MOST_HISTORY = 20


@needs(Permission.COUNTERPART_SEE)
@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The partner's page; a profile that was merged leads on to the one that stands for it."""
    counterpart = counterpart_or_404(request, number)
    if counterpart.merged_into_id is not None:
        messages.info(
            request,
            _("%(name)s was merged into this profile.") % {"name": counterpart.official_name},
        )
        return redirect(counterpart.current)
    by, today = viewer(request), timezone.localdate()
    recognition = recognition_of(counterpart.country_code, today)
    verdict = relation_verdict(recognition)
    assessments = list(counterpart.assessments.all())
    context = {
        "partner": counterpart,
        "today": today,
        "recognition": recognition,
        "verdict": verdict,
        "note": words.OUTCOME_NOTES[verdict.outcome],
        "diligence": diligence_of(counterpart, today),
        "assessments": assessments,
        "places": place_names([counterpart.place_code, *(row.place_code for row in assessments)]),
        "readable": set(
            Assessment.objects.answers_visible_to(by)
            .filter(counterpart=counterpart)
            .values_list("pk", flat=True)
        ),
        "names": counterpart.names.all(),
        "facts": counterpart.facts.order_by("code", "-as_of", "-id"),
        "merges": Merge.objects.filter(kept=counterpart).select_related("absorbed"),
        "regions": _own_regions(by) if counterpart.kind == Kind.LOCAL_GOVERNMENT else [],
        "may": _what_may(by, counterpart),
        "history": _history(counterpart),
        "crumbs": trail(here=counterpart.official_name),
    }
    return render(request, "counterparts/show.html", context)


def _own_regions(by: User) -> list[tuple[str, str]]:
    codes = [code for code in by.places_for(Permission.COUNTERPART_SEE) if code != COUNTRY]
    regions = Region.objects.filter(code__in=codes, level__lte=2)
    return [(region.code, place_title(region)) for region in regions]


def _what_may(by: User, counterpart: Counterpart) -> dict[str, bool]:
    return {
        "edit": by.may(Permission.COUNTERPART_KEEP, at=counterpart.place_code),
        "add": by.may_anywhere(Permission.COUNTERPART_KEEP),
        "merge": by.may(Permission.COUNTERPART_MERGE, at=COUNTRY),
        "assess": by.may_anywhere(Permission.DILIGENCE_ASSESS),
        "recognise": by.may(Permission.RECOGNITION_SET, at=COUNTRY),
    }


def _history(counterpart: Counterpart) -> list[dict[str, Any]]:
    entries = Entry.objects.about(counterpart).select_related("actor").order_by("-id")[:MOST_HISTORY]
    return [
        {"at": entry.at, "what": words.EVENTS.get(entry.event, entry.event), "office": entry.place_code}
        for entry in entries
    ]


@needs(Permission.COUNTERPART_KEEP)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Search first: the form shows who may be meant before it makes a new profile."""
    by = viewer(request)
    initial = {"official_name": request.GET.get("nama", "")[:200], "country": request.GET.get("negara", "")}
    form = ProfileForm(
        request.POST or None, offices=offices(by, Permission.COUNTERPART_KEEP), initial=initial
    )
    found: tuple[Suggestion, ...] = ()
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.add_counterpart(
                profile=_profile(said),
                source=said["source"],
                confirmed=said["confirmed"],
                at=said["at"],
                by=by,
            )
        except Refused as refusal:
            form.add_error(None, sentence_of(refusal))
            found, status = _meant(refusal, said), refusal.status
        else:
            messages.success(request, _("The profile stands. Add the spellings and facts you know."))
            return redirect(made)
    context = {
        "form": form,
        "found": found,
        "may_confirm": bool(found) and found[0].score < 1,
        "heading": _("Add a partner"),
        "button": _("Search and add"),
        "crumbs": trail(here=_("Add a partner")),
    }
    return render(request, "counterparts/profile_form.html", context, status=_status(form, status))


def _meant(refusal: Refused, said: dict[str, Any]) -> tuple[Suggestion, ...]:
    if not isinstance(refusal, (AlreadyKept, PerhapsKept)):
        return ()
    return resolve(
        said["official_name"], said["country"], said["kind"], level=said["level"], within=said["place_within"]
    ).suggestions


def _profile(said: dict[str, Any]) -> actions.Profile:
    names = ("official_name", "kind", "level", "country", "place_within", "local_name", "website")
    return actions.Profile(**{name: said[name] for name in names})


def _status(form: OfficeForm, status: int) -> int:
    """400 for a form that could not be read, else what the verb said."""
    return 400 if status == 200 and form.is_bound and form.errors else status


@needs(Permission.COUNTERPART_KEEP)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change the profile; the old name stays as a spelling."""
    by, counterpart = viewer(request), counterpart_or_404(request, number)
    initial = {
        "official_name": counterpart.official_name,
        "local_name": counterpart.local_name,
        "kind": counterpart.kind,
        "level": counterpart.level,
        "country": counterpart.country_code,
        "place_within": counterpart.place_within,
        "website": counterpart.website,
    }
    office = [(counterpart.place_code, counterpart.place_code)]
    form = ProfileForm(request.POST or None, offices=office, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.edit_counterpart(
                counterpart,
                profile=_profile(said),
                version=_version_in(request),
                source=said["source"],
                by=by,
            )
        except Refused as refusal:
            form.add_error(None, sentence_of(refusal))
            status = refusal.status
        else:
            messages.success(request, _("The profile is changed."))
            return redirect(counterpart)
    context = {
        "form": form,
        "partner": counterpart,
        "version": counterpart.version if not form.is_bound else _version_in(request),
        "heading": _("Change %(name)s") % {"name": counterpart.official_name},
        "button": _("Save"),
        "crumbs": trail(of_partner(counterpart), here=_("Change")),
    }
    return render(request, "counterparts/profile_form.html", context, status=_status(form, status))


def _version_in(request: HttpRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


@needs(Permission.COUNTERPART_KEEP)
@require_http_methods(["GET", "POST"])
def add_name(request: HttpRequest, number: int) -> HttpResponse:
    """One more spelling of the partner."""
    by, counterpart = viewer(request), counterpart_or_404(request, number)
    form = NameForm(request.POST or None, offices=offices(by, Permission.COUNTERPART_KEEP))

    def keep(said: dict[str, Any]) -> None:
        actions.add_name(
            counterpart=counterpart, spelling=said["spelling"], source=said["source"], at=said["at"], by=by
        )

    return small_form(request, counterpart, form, keep, (_("Add a spelling"), _("The spelling is kept.")))


@needs(Permission.COUNTERPART_KEEP)
@require_http_methods(["GET", "POST"])
def add_fact(request: HttpRequest, number: int) -> HttpResponse:
    """One more dated fact about the partner."""
    by, counterpart = viewer(request), counterpart_or_404(request, number)
    form = FactForm(request.POST or None, offices=offices(by, Permission.COUNTERPART_KEEP))

    def keep(said: dict[str, Any]) -> None:
        actions.add_fact(
            counterpart=counterpart,
            code=said["code"],
            value=form.chosen_value,
            source=(said["source"], said["as_of"]),
            at=said["at"],
            by=by,
        )

    return small_form(request, counterpart, form, keep, (_("Add a fact"), _("The fact is kept.")))


def small_form(
    request: HttpRequest, counterpart: Counterpart, form: OfficeForm, keep: Any, words_said: tuple[str, str]
) -> HttpResponse:
    """A form of a few fields about the partner; `keep` does the verb, `words_said` are heading and success."""
    heading, done = words_said
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            keep(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, sentence_of(refusal))
            status = refusal.status
        else:
            messages.success(request, done)
            return redirect(counterpart)
    context = {
        "form": form,
        "heading": heading,
        "say": counterpart.official_name,
        "back": counterpart.get_absolute_url(),
        "crumbs": trail(of_partner(counterpart), here=heading),
    }
    return render(request, "counterparts/form.html", context, status=_status(form, status))
