"""Beginning a cooperation, one question at a time: with whom, through which channel, what it is called."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import place_title
from jembatan.agreements import actions
from jembatan.agreements.engine.law_files import road_for
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.parents import possible_parents
from jembatan.agreements.rules.kinds import (
    INITIATIVES,
    KINDS,
    KINDS_FOR,
    LISTED_INITIATIVES,
    OBJECTS,
    TIERS,
    Initiative,
    Kind,
    Tier,
)
from jembatan.agreements.rules.starting import (
    PARTNER_CLASS_OF,
    SISTER_OF,
    UnlistedChannel,
    WrongSister,
    warnings_of,
)
from jembatan.agreements.web.answering import did, told
from jembatan.agreements.web.blockers_shown import said
from jembatan.counterparts.models import Counterpart, CounterpartName
from jembatan.counterparts.queries import resolve
from jembatan.documents.asking import day_field
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level
from jembatan.workflow.refusals import Refused

MOST_PLACES = 600
MOST_NAMED = 10
SISTERS = frozenset(SISTER_OF.values())


class OutlineForm(forms.Form):
    """What the cooperation is called and what it is about."""

    title_id = forms.CharField(label=gettext_lazy("Title (Indonesian)"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title (English)"), max_length=300, required=False)
    objects = forms.MultipleChoiceField(
        label=gettext_lazy("Objects of the cooperation"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("At least one of the five lawful objects (PP 28/2018 art. 23(2), grade A)."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tier = forms.ChoiceField(label=gettext_lazy("Rank of the text"), initial=Tier.MOU)
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Stands under"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=gettext_lazy("no text above it"),
        help_text=gettext_lazy("The agreement this one carries out or continues."),
    )
    initiator = forms.CharField(
        label=gettext_lazy("Who began it"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Office or body."),
    )
    desk = forms.CharField(label=gettext_lazy("Answering office"), max_length=160, required=False)
    on = day_field(gettext_lazy("Opened on"))

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objects"].choices = [(str(c), said(n)) for c, n in OBJECTS.items()]  # type: ignore[attr-defined]
        self.fields["tier"].choices = [(str(c), said(n)) for c, n in TIERS.items()]  # type: ignore[attr-defined]
        above = possible_parents(place)
        self.fields["parent"].queryset = above  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate()


@needs(Permission.AGREEMENT_START)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for place, partner, kind and channel one after another in the address; then for the outline."""
    by = viewer(request)
    places = places_of(by)
    place = chosen_place(request, places)
    context: dict[str, Any] = {
        "places": places,
        "place": place,
        "place_name": place_title(place) if place else "",
        "crumbs": [
            {"name": _("Cooperations"), "url": reverse("agreements:agreements")},
            {"name": _("New cooperation"), "url": None},
        ],
    }
    partner = chosen_partner(request)
    if place is None or partner is None:
        return render(request, "agreements/begin.html", context | search(request))
    context |= {"partner": partner, "kinds": kinds_shown(place, partner)}
    kind = chosen(request.GET.get("jenis", ""), Kind)
    if kind is None:
        return render(request, "agreements/begin.html", context)
    context |= {"kind": kind, "kind_name": said(KINDS[kind]), "channels": channels_shown(kind)}
    initiative = chosen(request.GET.get("prakarsa", ""), Initiative)
    if initiative is None:
        return render(request, "agreements/begin.html", context)
    return _outline(request, context, place, partner, (kind, initiative))


def _outline(
    request: HttpRequest,
    context: dict[str, Any],
    place: Region,
    partner: Counterpart,
    answers: tuple[Kind, Initiative],
) -> HttpResponse:
    kind, initiative = answers
    form = OutlineForm(request.POST or None, place=place.pk, initial={"desk": viewer(request).office})
    status = 200
    made: list[Agreement] = []
    if request.method == "POST":
        status = 400
        if form.is_valid():
            told_so = form.cleaned_data
            outline = actions.Outline(
                kind=kind,
                counterpart=partner,
                title_id=told_so["title_id"],
                initiative=initiative,
                tier=Tier(told_so["tier"]),
                title_en=told_so["title_en"],
                purpose=told_so["purpose"],
                initiator=told_so["initiator"],
                desk=told_so["desk"],
                parent=told_so["parent"],
                topics={"object": told_so["objects"]},
            )
            ok, status = did(
                lambda: made.append(
                    actions.start_agreement(
                        outline=outline, on=told_so["on"], at=place.pk, by=viewer(request)
                    )
                ),
                form,
            )
            if ok:
                for warning in warnings_of(outline.beginning(place)):
                    messages.warning(request, _(warning))
                messages.success(
                    request, _("The cooperation is opened: %(ref)s.") % {"ref": made[0].reference}
                )
                return redirect("agreements:agreement", made[0].reference)
    context |= {"initiative": initiative, "initiative_name": said(INITIATIVES[initiative]), "form": form}
    return render(request, "agreements/begin.html", context, status=status)


def places_of(by: User) -> list[Region]:
    """The provinces, regencies and cities for which this person may open a cooperation."""
    codes = by.places_for(Permission.AGREEMENT_START)
    if COUNTRY in codes:
        return list(Region.objects.filter(level__lte=Level.DISTRICT).order_by("code")[:MOST_PLACES])
    return list(Region.objects.filter(code__in=codes, level__lte=Level.DISTRICT).order_by("code"))


def chosen_place(request: HttpRequest, places: list[Region]) -> Region | None:
    """The only place there is, or the one in the address."""
    if len(places) == 1:
        return places[0]
    return next((place for place in places if place.pk == request.GET.get("wilayah")), None)


def chosen_partner(request: HttpRequest) -> Counterpart | None:
    """The partner in the address, if it is a standing profile."""
    number = request.GET.get("mitra", "")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    return Counterpart.objects.visible_to(viewer(request)).standing().filter(pk=int(number)).first()


def chosen[E: (Kind, Initiative)](code: str, codes: type[E]) -> E | None:
    """The code in the address, when there is such a code."""
    return codes(code) if code in set(codes) else None


def search(request: HttpRequest) -> dict[str, Any]:
    """Profiles that the name may mean; empty before anything was asked."""
    name, country = request.GET.get("nama", "").strip(), request.GET.get("negara", "").strip()
    if not name:
        return {"name": "", "country": country}
    try:
        found = resolve(name, country)
    except Refused as refusal:
        return {"name": name, "country": country, "problem": told(refusal)}
    suggested = [(one.counterpart, one.spelling) for one in found.suggestions]
    if not country:
        # Nobody should make a second profile only because the country was left open.
        known = {partner.pk for partner, _spelling in suggested}
        named = CounterpartName.objects.filter(spelling__icontains=name).exclude(counterpart__in=known)
        rows = named.select_related("counterpart").order_by("spelling", "pk")[:MOST_NAMED]
        suggested += [(row.counterpart, row.spelling) for row in rows]
    return {"name": name, "country": country, "found": suggested, "searched": True}


def kinds_shown(place: Region, partner: Counterpart) -> list[dict[str, Any]]:
    """The kinds this partner may have; one that does not fit the region is shown with the reason."""
    shown = []
    for kind in KINDS_FOR[PARTNER_CLASS_OF[partner.kind]]:
        if road_for(kind) is None:
            continue
        wrong = kind in SISTERS and SISTER_OF.get(place.kind) is not kind
        shown.append(
            {"code": kind, "name": said(KINDS[kind]), "why": [_(WrongSister.sentence)] if wrong else []}
        )
    return shown


def channels_shown(kind: Kind) -> list[dict[str, Any]]:
    """The channels of initiative; one the law does not list is shown with what to do instead."""
    return [
        {
            "code": initiative,
            "name": said(INITIATIVES[initiative]),
            "why": [] if initiative in LISTED_INITIATIVES[kind] else [_(UnlistedChannel.sentence)],
        }
        for initiative in Initiative
    ]
