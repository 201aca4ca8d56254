"""The pages of reviews: the rounds of an agreement, convening one, answering it, deciding it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.refusing import sentence_of
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.engine.questionnaire_files import newest_for
from jembatan.agreements.models import Agreement, Review
from jembatan.agreements.queries.reviews import Sheet, reviews_of, sheet_of
from jembatan.agreements.queries.road import road_of
from jembatan.agreements.rules.review_lifecycle import State
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.review_forms import AnswersForm, ConveneForm, DecisionForm
from jembatan.agreements.words import reviews as words
from jembatan.workflow.refusals import Refused

VOCABULARY = {"state": words.STATES, "wanted": words.STATES}


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_reviews(request: HttpRequest, reference: str) -> HttpResponse:
    """All rounds of review of one agreement, newest first."""
    agreement = agreement_or_404(request, reference)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Reviews")),
        "reviews": [_row(review) for review in reviews_of(agreement)],
        "stage": agreement.stage,
        "questionnaire": newest_for(agreement.stage),
        "may_convene": viewer(request).may(Permission.REVIEW_CONVENE, at=agreement.place_code),
    }
    return render(request, "agreements/reviews.html", context)


@needs(Permission.REVIEW_CONVENE)
@require_http_methods(["GET", "POST"])
def convene(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a committee to review the agreement at the stage it stands at."""
    agreement = agreement_or_404(request, reference)
    form = ConveneForm(request.POST or None, agreement=agreement)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                review = actions.convene_review(
                    agreement,
                    agreement.stage,
                    form.committee,
                    meets_on=form.cleaned_data["meets_on"],
                    by=viewer(request),
                )
            except Refused as refusal:
                form.add_error(None, sentence_of(refusal, VOCABULARY))
                status = refusal.status
            else:
                messages.success(request, _("The committee is convened; its members have been told."))
                return redirect("agreements:review", reference, review.pk)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Convene the committee")),
        "form": form,
        "questionnaire": newest_for(agreement.stage),
    }
    return render(request, "agreements/review_convene.html", context, status=status)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_review(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One round: what is asked, what was answered, what was decided."""
    review = _review_or_404(request, reference, number)
    return _page(request, review)


@needs(Permission.REVIEW_ANSWER)
@require_http_methods(["POST"])
def answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A member's answers."""
    review = _review_or_404(request, reference, number)
    form = _answers_form(sheet_of(review, viewer(request)), request.POST)
    try:
        form.full_clean()
        actions.answer_review(review, form.answers, overall=form.cleaned_data["overall"], by=viewer(request))
    except Refused as refusal:
        form.add_error(None, sentence_of(refusal, VOCABULARY))
        _mark(form, refusal)
        return _page(request, review, status=refusal.status, answers_form=form)
    messages.success(request, _("Your answers are kept. You may change them until the committee decides."))
    return redirect("agreements:review", reference, number)


@needs(Permission.REVIEW_CONVENE)
@require_http_methods(["POST"])
def decide(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What the committee decided."""
    review = _review_or_404(request, reference, number)
    form = DecisionForm(request.POST, agreement=review.agreement)
    if not form.is_valid():
        return _page(request, review, status=400, decision_form=form)
    try:
        actions.decide_review(review, form.decision, today=timezone.localdate(), by=viewer(request))
    except Refused as refusal:
        form.add_error(None, sentence_of(refusal, VOCABULARY))
        return _page(request, review, status=refusal.status, decision_form=form)
    messages.success(request, _("The decision is written down; the members and the desk have been told."))
    return redirect("agreements:review", reference, number)


def _review_or_404(request: HttpRequest, reference: str, number: int) -> Review:
    agreement = agreement_or_404(request, reference)
    return get_object_or_404(
        Review.objects.select_related("minutes", "decided_by"), agreement=agreement, pk=number
    )


def _page(request: HttpRequest, review: Review, *, status: int = 200, **forms: Any) -> HttpResponse:
    by = viewer(request)
    sheet = sheet_of(review, by)
    agreement: Agreement = review.agreement
    is_open = review.state == State.CONVENED
    may_answer = is_open and sheet.mine is not None
    may_decide = is_open and by.may(Permission.REVIEW_CONVENE, at=agreement.place_code)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Review")),
        "row": _row(review),
        "sheet": sheet,
        "answers_form": forms.get("answers_form") or (_answers_form(sheet) if may_answer else None),
        "decision_form": forms.get("decision_form")
        or (DecisionForm(agreement=agreement) if may_decide else None),
    }
    return render(request, "agreements/review.html", context, status=status)


def _answers_form(sheet: Sheet, posted: Any = None) -> AnswersForm:
    return AnswersForm(
        posted,
        questionnaire=sheet.questionnaire,
        questions=sheet.questionnaire.asked_of(sheet.review.agreement.kind),
        given=sheet.mine.answers if sheet.mine else {},
        overall=sheet.mine.member.overall if sheet.mine else "",
    )


def _mark(form: AnswersForm, refusal: Refused) -> None:
    for code in refusal.detail.get("questions", ()):
        if code in form.fields:
            form.add_error(code, _("Choose an answer; give a reason for a low one and for “cannot judge”."))


def _row(review: Review) -> dict[str, Any]:
    state = State(review.state)
    road = road_of(review.agreement)
    return {
        "review": review,
        "stage": road.stage(review.stage).name if road else None,
        "state": words.STATES[state],
        "shape": words.SHAPES[state],
    }
