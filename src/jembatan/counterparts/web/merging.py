"""Two profiles side by side, made one, and taken apart again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.counterparts import actions
from jembatan.counterparts.models import Counterpart, Merge
from jembatan.counterparts.queries import resolve
from jembatan.counterparts.rules.kinds import KIND_WORDS, LEVEL_WORDS, Kind, Level
from jembatan.counterparts.templatetags.partner_words import (
    keeper,
    partner_word,
    place_and_country,
    value_shown,
)
from jembatan.counterparts.web.finding import counterpart_or_404, of_partner, place_names, sentence_of, trail
from jembatan.counterparts.web.forms import ReasonForm
from jembatan.workflow.refusals import Refused


@needs(Permission.COUNTERPART_MERGE)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Choose the profile that is the same partner, compare the two, and merge it into this one."""
    kept = counterpart_or_404(request, number)
    absorbed = _other(request, kept)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST" and absorbed is not None and form.is_valid():
        try:
            actions.merge_counterparts(
                kept=kept,
                absorbed=absorbed,
                reason=form.cleaned_data["reason"],
                at=COUNTRY,
                by=viewer(request),
            )
        except Refused as refusal:
            form.add_error(None, sentence_of(refusal))
            status = refusal.status
        else:
            messages.success(
                request, _("The two are one profile now. All spellings stand here; it can be taken back.")
            )
            return redirect(kept)
    context = {
        "partner": kept,
        "other": absorbed,
        "comparison": _comparison(kept, absorbed) if absorbed else None,
        "candidates": _candidates(kept) if absorbed is None else [],
        "others": _same_country(request, kept) if absorbed is None else [],
        "form": form,
        "crumbs": trail(of_partner(kept), here=_("Merge")),
    }
    return render(
        request,
        "counterparts/merge.html",
        context,
        status=400 if status == 200 and form.is_bound and form.errors else status,
    )


def _other(request: HttpRequest, kept: Counterpart) -> Counterpart | None:
    said = request.POST.get("other") or request.GET.get("dengan", "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 12) or int(said) == kept.pk:
        raise Http404
    return counterpart_or_404(request, int(said))


def _candidates(kept: Counterpart) -> list[Any]:
    """Profiles whose names are like this one's, best first."""
    found = resolve(
        kept.official_name, kept.country_code, kept.kind, level=kept.level, within=kept.place_within
    )
    return [suggestion for suggestion in found.suggestions if suggestion.counterpart != kept]


def _same_country(request: HttpRequest, kept: Counterpart) -> list[Counterpart]:
    visible = Counterpart.objects.visible_to(viewer(request)).standing()
    return list(visible.filter(country_code=kept.country_code).exclude(pk=kept.pk)[:200])


def _comparison(kept: Counterpart, absorbed: Counterpart) -> dict[str, Any]:
    """Both profiles for components/comparison.html; the first column is the one that stays."""
    places = place_names([kept.place_code, absorbed.place_code])
    columns = [
        _("%(name)s (stays)") % {"name": kept.official_name},
        _("%(name)s (is merged)") % {"name": absorbed.official_name},
    ]
    rows = [
        {
            "name": label,
            "cells": [
                {
                    "column": column,
                    "value": value,
                    "missing": not value,
                    "differs": at == 1 and bool(value) and value != values[0],
                }
                for at, (column, value) in enumerate(zip(columns, values, strict=True))
            ],
        }
        for label, values in zip(
            _labels(), zip(_values(kept, places), _values(absorbed, places), strict=True), strict=True
        )
    ]
    return {"caption": _("The two profiles"), "columns": columns, "rows": rows}


def _labels() -> tuple[str, ...]:
    return (
        _("Official name"),
        _("Name in its own script"),
        _("Kind of partner"),
        _("Level"),
        _("Where"),
        _("Website"),
        _("Spellings"),
        _("Facts"),
        _("Due diligence"),
        _("Kept by"),
    )


def _values(partner: Counterpart, places: dict[str, str]) -> tuple[str, ...]:
    return (
        partner.official_name,
        partner.local_name,
        _(KIND_WORDS[Kind(partner.kind)]),
        _(LEVEL_WORDS[Level(partner.level)]) if partner.level else "",
        place_and_country(partner),
        partner.website,
        "; ".join(name.spelling for name in partner.names.all()),
        "; ".join(
            f"{partner_word(fact.code, 'fact')}: {value_shown(fact.value, fact.code)}"
            for fact in partner.facts.all()
        ),
        "; ".join(date_format(row.assessed_on) for row in partner.assessments.all()),
        keeper(partner.place_code, places),
    )


@needs(Permission.COUNTERPART_MERGE)
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a merge back, with the reason."""
    visible = Counterpart.objects.visible_to(viewer(request))
    kept_merge = get_object_or_404(Merge.objects.filter(kept__in=visible), pk=number)
    try:
        actions.undo_merge(kept_merge, reason=request.POST.get("reason", ""), by=viewer(request))
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return redirect(kept_merge.kept.current)
    messages.success(request, _("The two profiles stand apart again."))
    return redirect(kept_merge.absorbed)
