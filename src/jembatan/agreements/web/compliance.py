"""The supervisors' page: every waived stage as an open question, oldest first, with its basis and document."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.models import StageEvent
from jembatan.agreements.queries.road import road_of
from jembatan.agreements.queries.waivers import questions_for
from jembatan.agreements.web.answering import did
from jembatan.agreements.web.blockers_shown import said
from jembatan.agreements.web.finding import trail
from jembatan.agreements.web.road_forms import AnswerForm
from jembatan.agreements.words import road as words

ON_A_PAGE = 50
SHOWN = {"": (), "terbuka": ("open",), "keberatan": ("objected",), "diterima": ("accepted",)}


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_questions(request: HttpRequest) -> HttpResponse:
    """Waived stages of the agreements the viewer may see; open questions first and oldest first."""
    by = viewer(request)
    chosen = request.GET.get("jawaban", "terbuka")
    after = request.GET.get("mulai", "")
    found = questions_for(by, states=SHOWN.get(chosen, ("open",)), after=after)[: ON_A_PAGE + 1]
    rows = list(found)
    context = {
        "rows": [row_of(event) for event in rows[:ON_A_PAGE]],
        "next_key": rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else "",
        "chosen": chosen if chosen in SHOWN else "terbuka",
        "may_answer": by.may_anywhere(Permission.WAIVER_ANSWER),
        "crumbs": [
            {"name": _("Cooperations"), "url": reverse("agreements:agreements")},
            {"name": _("Compliance questions"), "url": None},
        ],
    }
    return render(request, "agreements/compliance.html", context)


def row_of(event: StageEvent) -> dict[str, object]:
    """One question with the stage in words."""
    road = road_of(event.agreement)
    known = {step.code: said(step.name) for step in road.stages} if road else {}
    return {
        "event": event,
        "stage": known.get(event.stage, event.stage),
        "question": words.QUESTIONS.get(event.question, ""),
        "days": (timezone.localdate() - event.on).days,
    }


@needs(Permission.WAIVER_ANSWER)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer one question: accept the waiver or object to it."""
    by = viewer(request)
    event = get_object_or_404(questions_for(by, states=()), pk=number)
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said_so = form.cleaned_data
            accepts = said_so["verdict"] == "accept"
            ok, status = did(
                lambda: actions.answer_waiver(event, accepts=accepts, text=said_so["text"], by=by), form
            )
            if ok:
                messages.success(request, _("Your answer is recorded and the region is told."))
                return redirect("agreements:compliance")
    context = {
        "row": row_of(event),
        "event": event,
        "agreement": event.agreement,
        "form": form,
        "crumbs": trail(event.agreement, here=_("Compliance question")),
    }
    return render(request, "agreements/answer.html", context, status=status)
