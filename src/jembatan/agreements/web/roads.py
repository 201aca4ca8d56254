"""A legal road by itself: who acts, what each stage makes and needs, its clock, its waiver, where it leads."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.kinds import KINDS, OFFICES, ROAD_OF, RoadCode
from jembatan.agreements.rules.roads import PHASES, Effect, Need, Road, Stage
from jembatan.agreements.web.clock_rows import rule_shown
from jembatan.agreements.web.road_picture import picture_of
from jembatan.agreements.words import clocks as words
from jembatan.agreements.words.register import said
from jembatan.workflow.law import Rulebook


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_road(request: HttpRequest, kind: str) -> HttpResponse:
    """One road as a line, as a picture and as a table."""
    if kind not in tuple(RoadCode):
        raise Http404
    road, law = standard_roads()[RoadCode(kind)], law_in_use()
    context = {
        "crumbs": [
            {"name": _("Cooperation"), "url": "/kerja-sama/"},
            {"name": _("Rules"), "url": reverse("agreements:rules")},
            {"name": said(road.name), "url": None},
        ],
        "road": road,
        "name": said(road.name),
        "kinds": [said(KINDS[one]) for one, code in ROAD_OF.items() if code == road.kind],
        "stages": [_stage(stage, road, law) for stage in road.stages],
        "picture": picture_of(road),
        "others": [(str(code), said(one.name)) for code, one in standard_roads().items() if one is not road],
    }
    return render(request, "agreements/law/road.html", context)


def _stage(stage: Stage, road: Road, law: Rulebook) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "stage": stage,
        "name": said(stage.name),
        "phase": said(PHASES[stage.phase]),
        "actor": said(OFFICES[stage.actor]),
        "product": _document(stage.product) if stage.product else "",
        "reason": said(stage.reason) if stage.reason else "",
        "rules": [rule_shown(code, law, today) for code in stage.rules],
        "clock": rule_shown(stage.clock, law, today) if stage.clock else None,
        "limit": _limit(stage, law),
        "waiver": rule_shown(stage.waivable, law, today) if stage.waivable else None,
        "needs": [_need(need, law) for need in stage.needs],
        "outcomes": [
            {"says": said(one.says), "routes": _routes(road, stage.code, one.code)} for one in stage.outcomes
        ],
        "is_signature": stage.code == road.signature,
    }


def _limit(stage: Stage, law: Rulebook) -> str:
    """How long the stage may take, in words; "" where the law sets no limit."""
    rule = law.standing_on(stage.clock, timezone.localdate()) if stage.clock else None
    if rule is None or rule.parameter is None or rule.unit is None:
        return ""
    return f"{rule.parameter} {words.UNITS[rule.unit]}"


def _need(need: Need, law: Rulebook) -> dict[str, Any]:
    return {
        "says": said(need.says),
        "by": said(OFFICES[need.supplied_by]),
        "blocks": need.blocks,
        "rule": rule_shown(need.rule, law, timezone.localdate()),
    }


def _routes(road: Road, stage: str, outcome: str) -> list[dict[str, str]]:
    say = {
        Effect.CAUSES: _("opens"),
        Effect.ALLOWS: _("allows"),
        Effect.PRECLUDES: _("closes"),
    }
    return [
        {"effect": say[route.effect], "code": route.to, "to": said(road.stage(route.to).name)}
        for route in road.routes_from(stage, outcome)
    ]


def _document(code: str) -> str:
    found = document_types().get(code)
    return said(found.name) if found else code
