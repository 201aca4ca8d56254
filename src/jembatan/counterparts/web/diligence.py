"""Due diligence: the questionnaire as a form, and one assessment as it was given."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts import actions
from jembatan.counterparts.engine.questionnaires import questionnaire
from jembatan.counterparts.models import Assessment, Counterpart
from jembatan.counterparts.rules.diligence import ANSWER_WORDS, Answer, Risk
from jembatan.counterparts.web.finding import (
    counterpart_or_404,
    of_partner,
    offices,
    place_names,
    sentence_of,
    trail,
)
from jembatan.counterparts.web.forms import ConclusionForm, said
from jembatan.workflow.refusals import Refused


@needs(Permission.DILIGENCE_ASSESS)
@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, number: int) -> HttpResponse:
    """Answer the questions about the partner, each with a note on its evidence."""
    by, counterpart = viewer(request), counterpart_or_404(request, number)
    form = ConclusionForm(request.POST or None, offices=offices(by, Permission.DILIGENCE_ASSESS))
    typed = _typed(request, counterpart)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.assess(
                counterpart=counterpart,
                findings=_findings(form.cleaned_data, typed),
                at=form.cleaned_data["at"],
                by=by,
            )
        except Refused as refusal:
            form.add_error(None, sentence_of(refusal))
            status = refusal.status
        else:
            messages.success(
                request,
                _("The assessment stands. It holds until %(day)s.")
                % {"day": date_format(made.valid_until, "j F Y")},
            )
            return redirect("counterparts:assessment", counterpart.pk, made.pk)
    context = {
        "partner": counterpart,
        "form": form,
        "sections": _sections(counterpart, typed),
        "answers": said(ANSWER_WORDS),
        "standing": questionnaire().standing,
        "crumbs": trail(of_partner(counterpart), here=_("Due diligence")),
    }
    return render(
        request,
        "counterparts/diligence_form.html",
        context,
        status=400 if status == 200 and form.is_bound and form.errors else status,
    )


def _typed(request: HttpRequest, counterpart: Counterpart) -> dict[str, tuple[str, str]]:
    """(answer, evidence) by question code, as the form has them; unanswered at first."""
    return {
        question.code: (
            request.POST.get(f"answer_{question.code}", Answer.UNANSWERED),
            request.POST.get(f"evidence_{question.code}", "").strip(),
        )
        for question in questionnaire().asked_of(counterpart.kind)
    }


def _findings(said: dict[str, Any], typed: dict[str, tuple[str, str]]) -> actions.Findings:
    rating = said["imported_rating"]
    return actions.Findings(
        answers={code: answer for code, (answer, _evidence) in typed.items()},
        evidence={code: evidence for code, (_answer, evidence) in typed.items()},
        conclusion=said["conclusion"],
        on=said["on"],
        imported=actions.ImportedRating(Risk(rating), said["imported_source"], said["imported_on"])
        if rating
        else None,
    )


def _sections(counterpart: Counterpart, typed: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    asked = questionnaire().asked_of(counterpart.kind)
    return [
        {
            "section": section,
            "questions": [
                {"question": entry, "answer": typed[entry.code][0], "evidence": typed[entry.code][1]}
                for entry in asked
                if entry.section == section.code
            ],
        }
        for section in questionnaire().sections
        if any(entry.section == section.code for entry in asked)
    ]


@needs(Permission.COUNTERPART_SEE)
@require_GET
def show(request: HttpRequest, number: int, assessment: int) -> HttpResponse:
    """One assessment with its answers, for those of its place; its risk is on the partner's page for all."""
    counterpart = counterpart_or_404(request, number)
    readable = Assessment.objects.answers_visible_to(viewer(request)).filter(counterpart=counterpart)
    found = get_object_or_404(readable, pk=assessment)
    typed = {
        entry.code: (
            found.answers.get(entry.code, {}).get("answer", Answer.UNANSWERED),
            found.answers.get(entry.code, {}).get("evidence", ""),
        )
        for entry in questionnaire().asked_of(counterpart.kind)
    }
    context = {
        "partner": counterpart,
        "assessment": found,
        "places": place_names([found.place_code]),
        "today": timezone.localdate(),
        "sections": _sections(counterpart, typed),
        "standing": questionnaire().standing,
        "same_version": found.questionnaire == questionnaire().version,
        "crumbs": trail(of_partner(counterpart), here=_("Due diligence")),
    }
    return render(request, "counterparts/assessment.html", context)
