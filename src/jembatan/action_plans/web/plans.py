"""The pages of plans: those of the viewer's places, a village's newest, one plan as a story, drafting."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import crumbs, place_title
from jembatan.action_plans import actions, words
from jembatan.action_plans.exchange.files import FORMATS
from jembatan.action_plans.exchange.printing import Copy, Paper
from jembatan.action_plans.exchange.recapping import recap_counts, recap_total
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.children import newest_reconciliation
from jembatan.action_plans.queries.plans import PlanPage, plan_for, plan_page
from jembatan.action_plans.rules.lifecycle import State
from jembatan.action_plans.web import changes, presenting
from jembatan.action_plans.web.finding import is_protected, places_or_404, plan_or_404, sentence_of
from jembatan.ledger.models import Entry
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level, level_of
from jembatan.workflow.refusals import Refused

ON_A_PAGE = 50
MOST_HISTORY = 20
# The earliest and latest year a draft may be asked for, seen from this one.
YEARS_AHEAD = 3


@needs(Permission.PLAN_SEE)
@require_GET
def list_plans(request: HttpRequest) -> HttpResponse:
    """The plans of the viewer's places; who works in one village goes straight to its plan."""
    by = viewer(request)
    places = by.places_for(Permission.PLAN_SEE)
    if len(places) == 1 and places[0] != COUNTRY and level_of(places[0]) == Level.VILLAGE:
        return redirect("action_plans:village", places[0])
    plans = Plan.objects.visible_to(by).select_related("village").order_by("village_id", "year")
    chosen = request.GET.get("keadaan", "")
    if chosen in set(State):
        plans = plans.filter(state=chosen)
    found = list(_after(plans, request.GET.get("mulai", ""))[: ON_A_PAGE + 1])
    context = {
        "plans": found[:ON_A_PAGE],
        "next_key": f"{found[ON_A_PAGE - 1].village_id}/{found[ON_A_PAGE - 1].year}"
        if len(found) > ON_A_PAGE
        else "",
        "states": list(words.STATES.items()),
        "chosen": chosen,
        "places": [
            (place.code, place_title(place))
            for place in Region.objects.filter(code__in=places).order_by("code")
        ],
        "crumbs": crumbs([], by, here=_("Action plans")),
    }
    return render(request, "action_plans/list.html", context)


def _after(plans: Any, key: str) -> Any:
    village, _slash, year = key.partition("/")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return plans
    return plans.filter(Q(village_id__gt=village[:13]) | Q(village_id=village[:13], year__gt=int(year)))


@needs(Permission.PLAN_SEE)
@require_GET
def show_village(request: HttpRequest, code: str) -> HttpResponse:
    """The village's newest plan; where there is none, what would make one."""
    by = viewer(request)
    places = places_or_404(request, code, villages=True)
    plan = plan_for(by, code)
    if plan is not None:
        return redirect("action_plans:plan", code, plan.year)
    context = {
        "place": places[-1],
        "title": place_title(places[-1]),
        "crumbs": crumbs(places, by, here=_("Action plan")),
        "year": presenting.suggested_year(timezone.localdate()),
        "reconciliation": newest_reconciliation(code),
        "may_draft": by.may(Permission.PLAN_DRAFT, at=code),
    }
    return render(request, "action_plans/no_plan.html", context)


@needs(Permission.PLAN_DRAFT)
@require_POST
def draft_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Draft the plan of a year from the village's newest reconciliation."""
    by = viewer(request)
    places_or_404(request, code, villages=True)
    year = _year(request)
    try:
        actions.draft(year=year, at=code, by=by)
    except actions.AlreadyPlanned:
        return redirect("action_plans:plan", code, year)
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return redirect("action_plans:village", code)
    messages.success(request, _("The draft is ready. Look at every line; nothing is decided yet."))
    return redirect("action_plans:plan", code, year)


def _year(request: HttpRequest) -> int:
    said, this_year = request.POST.get("year", ""), timezone.localdate().year
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else 0
    if not this_year <= year <= this_year + YEARS_AHEAD:
        raise Http404
    return year


@needs(Permission.PLAN_DRAFT)
@require_POST
def draft_again(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Draft again from the newest data; edits stay, and the page says what is different."""
    by = viewer(request)
    plan = plan_or_404(request, code, year)
    before = changes.state_of(plan)
    try:
        actions.redraft(plan, by=by)
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
        return plan_response(request, plan, status=refusal.status)
    told = _("Drafted again from the data of %(day)s. Your changes stayed.") % {
        "day": date_format(plan.as_of, "j F Y")
    }
    messages.success(request, " ".join([told, *changes.between(before, changes.state_of(plan))]))
    return redirect("action_plans:plan", code, year)


@needs(Permission.PLAN_SEE)
@require_GET
def show_plan(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One plan as a story, from its state to its history."""
    return plan_response(request, plan_or_404(request, code, year))


def plan_response(request: HttpRequest, plan: Plan, *, status: int = 200) -> HttpResponse:
    """The page of the plan; a refused verb answers with it as well, so that nothing is out of sight."""
    by = viewer(request)
    page = plan_page(by, plan)
    protected = is_protected(by, plan.village_id)
    paper = Paper(page, Copy.PUBLIC if protected else Copy.OFFICE, timezone.localdate())
    context = {
        "plan": plan,
        "page": page,
        "title": place_title(page.village),
        "protected": protected,
        "crumbs": crumbs(page.places, by, here=_("Action plan %(year)s") % {"year": plan.year}),
        "turn": presenting.turn_of(State(plan.state)),
        "step": presenting.next_step(page, by),
        "may": _what_may(by, plan),
        "formats": FORMATS,
        **_story(page, paper),
        **_years(by, plan),
        "history": presenting.history_shown(
            Entry.objects.about(plan).select_related("actor").order_by("-id")[:MOST_HISTORY],
            with_reasons=not protected or by.may(Permission.PLAN_LEGALISE, at=plan.village_id),
        ),
    }
    return render(request, "action_plans/plan.html", context, status=status)


def _story(page: PlanPage, paper: Paper) -> dict[str, Any]:
    """The chapters of the page, as this reader may see them."""
    recap = page.recap
    return {
        "road": presenting.road(page.plan),
        "lacks": presenting.lacks_shown(page),
        "out_of_school": paper.count(recap.out_of_school),
        "at_risk": paper.count(recap.total - recap.out_of_school),
        "recap_total": recap_total(paper),
        "recaps": [(words.RECAPS[way], list(table.items())) for way, table in recap_counts(paper).items()],
        "branches": presenting.tree_shown(paper),
        "targets": presenting.targets_shown(paper),
        "fields": presenting.fields_shown(paper),
        "total": presenting.total_shown(paper),
        "funds": presenting.funds_shown(paper),
        "notes": presenting.standing_notes(paper),
        "hidden_rows": bool(paper.hidden),
    }


def _years(by: User, plan: Plan) -> dict[str, Any]:
    """The village's other plans, and the year a draft could be made for when there is none yet."""
    years = list(Plan.objects.visible_to(by).filter(village=plan.village_id).values_list("year", flat=True))
    following = presenting.suggested_year(timezone.localdate())
    may_draft = by.may(Permission.PLAN_DRAFT, at=plan.village_id)
    return {
        "other_years": [year for year in years if year != plan.year],
        "draft_year": following if may_draft and following not in years else None,
    }


def _what_may(by: User, plan: Plan) -> dict[str, bool]:
    """What this person may do to this plan now."""
    place, state = plan.village_id, State(plan.state)
    return {
        "edit": state == State.DRAFTED and by.may(Permission.PLAN_EDIT, at=place),
        "redraft": state == State.DRAFTED and by.may(Permission.PLAN_DRAFT, at=place),
        "send_back": state == State.SUBMITTED and by.may(Permission.PLAN_LEGALISE, at=place),
        "reopen": state == State.LEGALISED and by.may(Permission.PLAN_REOPEN, at=place),
        "office_copy": by.may(Permission.CHILD_SEE, at=place),
    }
