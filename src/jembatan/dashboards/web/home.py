"""The first page after signing in: the work that waits, then a small panel of figures."""

from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from jembatan.accounts.access import signed_in, viewer
from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.rules.roles import ROLES
from jembatan.accounts.trail import place_title
from jembatan.action_plans.models import Plan
from jembatan.action_plans.rules.lifecycle import State
from jembatan.children import counting
from jembatan.children.models import Reconciliation
from jembatan.dashboards import queries
from jembatan.dashboards.rules.figures import FIGURES
from jembatan.dashboards.web import cooperation, presenting
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level
from jembatan.rosters.models import Batch
from jembatan.rosters.rules.batches import State as BatchState

# More places than this are not listed one by one; the page of the place above has them.
MOST_PLACES = 6
MOST_PLANS = 10


@signed_in
@require_GET
def show_home(request: HttpRequest) -> HttpResponse:
    """The viewer's queue and places; somebody without a role is told whom to ask."""
    by = viewer(request)
    if not by.held:
        return render(request, "dashboards/no_role.html", status=200)
    places = _places(by)
    context = {
        "roles": [ROLES[role] for role in dict.fromkeys(role for role, _place in by.held)],
        "queue": _queue(by, places),
        "places": [_panel(by, place) for place in places],
        "country": COUNTRY in by.places_for(Permission.RECAP_SEE),
        "cooperation": cooperation.groups_for(request, timezone.localdate()),
    }
    answer = render(request, "dashboards/home.html", context)
    if by.may_anywhere(Permission.AGREEMENT_SEE):
        cooperation.remember_look(request, answer)
    return answer


def _places(by: User) -> list[Region]:
    """The places this person works in; for the whole country, those that have been reconciled."""
    codes = by.places_for(Permission.RECAP_SEE)
    if COUNTRY in codes:
        return [found.place for found in queries.reconciliations_below(by, None)[:MOST_PLACES]]
    return list(Region.objects.filter(code__in=codes)[:MOST_PLACES])


def _panel(by: User, place: Region) -> dict[str, Any]:
    """The place with its four figures, as far as this viewer is shown them."""
    panel: dict[str, Any] = {
        "title": place_title(place),
        "url": reverse("dashboards:place", args=[place.code]),
        "reconciliation": queries.reconciliation_for(by, place.code),
    }
    if panel["reconciliation"]:
        panel["figures"] = _figures(by, place, panel["reconciliation"])
    return panel


def _figures(by: User, place: Region, reconciliation: Reconciliation) -> list[presenting.Shown]:
    own = counting.out_of_school(by, reconciliation, place.code)[-1]
    protected = counting.is_protected(by, place.code)
    codes = ("tidak-sekolah", "belum-pernah-sekolah", "putus-sekolah", "lulus-tidak-melanjutkan")
    values = (own.total, *own.by_category)
    return [
        presenting.figure(
            code,
            value,
            place_code=place.code,
            day=reconciliation.as_of,
            protected=protected,
            rows=not protected,
        )
        for code, value in zip(codes, values, strict=True)
    ]


def _queue(by: User, places: list[Region]) -> list[dict[str, Any]]:
    """What waits for this person, oldest first where it has a date."""
    return [
        *_staged_files(by),
        *_plans(by, State.SUBMITTED, Permission.PLAN_LEGALISE),
        *_plans(by, State.DRAFTED, Permission.PLAN_SUBMIT),
        *(work for place in places for work in _work_at(by, place)),
    ]


def _staged_files(by: User) -> list[dict[str, Any]]:
    if not by.may_anywhere(Permission.BATCH_COMMIT):
        return []
    staged = Batch.objects.visible_to(by).filter(state=BatchState.STAGED)
    waiting = staged.aggregate(n=Count("pk"), since=Min("staged_at"))
    if not waiting["n"]:
        return []
    return [
        {
            "what": ngettext(
                "%(n)s file has been read and waits for your decision",
                "%(n)s files have been read and wait for your decision",
                waiting["n"],
            )
            % {"n": waiting["n"]},
            "count": waiting["n"],
            "since": waiting["since"],
            "url": f"{reverse('rosters:batches')}?keadaan={BatchState.STAGED}",
        }
    ]


def _plans(by: User, state: State, permission: Permission) -> list[dict[str, Any]]:
    """Plans in `state` that wait for somebody with `permission`, one line a plan."""
    waiting = Plan.objects.filter(within_any(by.places_for(permission), "village_id"), state=state)
    say = {
        State.SUBMITTED: _("The action plan %(year)s of %(place)s waits for legalisation"),
        State.DRAFTED: _("The action plan %(year)s of %(place)s is a draft"),
    }[state]
    return [
        {
            "what": say % {"year": plan.year, "place": place_title(plan.village)},
            "count": None,
            "since": plan.drafted_at,
            "url": reverse("action_plans:plan", args=[plan.village_id, plan.year]),
        }
        for plan in waiting.select_related("village").order_by("drafted_at")[:MOST_PLANS]
    ]


def _work_at(by: User, place: Region) -> list[dict[str, Any]]:
    """Children of a place that wait for a step this person can take."""
    reconciliation = queries.reconciliation_for(by, place.code)
    if reconciliation is None or counting.is_protected(by, place.code):
        return []
    tally = queries.tally(reconciliation, place.code)
    visits = tally.value(FIGURES["perlu-dikunjungi"].counts)
    conflicts = tally.value(FIGURES["bertentangan"].counts)
    unresolved = tally.value(FIGURES["belum-pasti"].counts)
    title = place_title(place)
    found = [
        (visits, _("Families to visit in %(place)s"), _visits_url(place), Permission.VISIT_LIST_PRINT),
        (
            conflicts,
            _("Children whose sources contradict one another in %(place)s"),
            presenting.list_url(place.code, sumber="conflict"),
            Permission.CHILD_SEARCH,
        ),
        (
            unresolved,
            _("Children about whom something is missing in %(place)s"),
            presenting.list_url(place.code, status="unresolved"),
            Permission.CHILD_SEARCH,
        ),
    ]
    return [
        {"what": say % {"place": title}, "count": n, "since": reconciliation.as_of, "url": url}
        for n, say, url, permission in found
        if n and by.may(permission, at=place.code)
    ]


def _visits_url(place: Region) -> str:
    if place.level == Level.VILLAGE:
        return reverse("children:visits", args=[place.code])
    return presenting.list_url(place.code, langkah="visit")
