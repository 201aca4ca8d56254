"""The catalogue of rules: what each says, where it stands, how far it is to be trusted, and changing it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts import refusing
from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements import actions
from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.models import RuleVersion
from jembatan.agreements.queries.affected import Affected, Page, affected_by, affected_by_standing
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.rule_uses import Use, uses_of
from jembatan.agreements.rules.kinds import RoadCode
from jembatan.agreements.rules.versions import Draft, check_version, verified
from jembatan.agreements.web.clock_rows import title_of
from jembatan.agreements.web.law_forms import VersionForm
from jembatan.agreements.words import clocks as words
from jembatan.agreements.words.register import said
from jembatan.workflow.law import Grade, Rule, Rulebook
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One version of a rule in the language of the page."""

    rule: Rule
    says: str
    citation: str
    meaning: str
    shape: str
    number: str
    verified: tuple[str, date] | None
    uses: int
    is_ours: bool


@needs(Permission.AGREEMENT_SEE)
@require_GET
def list_rules(request: HttpRequest) -> HttpResponse:
    """Every rule as it stands today, or as it stood on the day asked for."""
    today = timezone.localdate()
    on = _day(request.GET.get("tanggal", ""), today)
    text, grade = request.GET.get("q", "").strip()[:80], request.GET.get("derajat", "")
    law, ours = law_in_use(), set(RuleVersion.objects.values_list("rule", flat=True))
    found = [rule for code in law.codes if (rule := law.standing_on(code, on)) is not None]
    rows = [_row(rule, rule.code in ours) for rule in found]
    context = {
        "crumbs": _crumbs(),
        "on": on,
        "today": today,
        "text": text,
        "grade": grade if grade in tuple(Grade) else "",
        "grades": [(str(one), say) for one, say in words.GRADES.items()],
        "rows": [row for row in rows if _fits(row, text, grade)],
        "counts": [(say, sum(row.rule.grade is one for row in rows)) for one, say in words.GRADES.items()],
        "roads": [(str(code), said(_road_name(code))) for code in RoadCode],
        "may_change": viewer(request).may(Permission.RULE_CHANGE, at=COUNTRY),
    }
    return render(request, "agreements/law/list.html", context)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule with its versions, where it is used, and who changed it."""
    law, today = _known(code), timezone.localdate()
    ours = {row.effective_from: row for row in RuleVersion.objects.filter(rule=code).select_related("set_by")}
    standing = law.standing_on(code, today)
    context = {
        "crumbs": _crumbs(code),
        "code": code,
        "today": today,
        "row": _row(standing or law.versions(code)[-1], bool(ours)),
        "is_in_force": standing is not None,
        "versions": [
            {"row": _row(rule, False), "set": ours.get(rule.effective_from), "now": rule == standing}
            for rule in reversed(law.versions(code))
        ],
        "uses": [_use(one) for one in uses_of(code)],
        "may_change": viewer(request).may(Permission.RULE_CHANGE, at=COUNTRY),
    }
    return render(request, "agreements/law/rule.html", context)


@needs(Permission.RULE_CHANGE)
@require_http_methods(["GET", "POST"])
def change_rule(request: HttpRequest, code: str) -> HttpResponse:
    """A new version: first what it would touch, then, with the same words again, saved."""
    by, today, law = viewer(request), timezone.localdate(), _known(code)
    if not by.may(Permission.RULE_CHANGE, at=COUNTRY):
        raise Http404
    standing = law.standing_on(code, today) or law.versions(code)[-1]
    form = VersionForm(request.POST or None, rule=standing, today=today)
    page, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                draft = Draft(form.version, form.cleaned_data["reason"])
                check_version(draft)
                if "save" in request.POST:
                    made = actions.set_rule_version(draft=draft, at=COUNTRY, by=by)
                    messages.success(request, _("The new version stands. These cases are touched by it."))
                    return redirect("agreements:affected", code, made.pk)
                page, status = affected_by(by, form.version, today), 200
            except Refused as refusal:
                status = refusal.status
                form.add_error(None, sentence_of(refusal))
    context = {
        "crumbs": _crumbs(code, _("New version")),
        "row": _row(standing, False),
        "form": form,
        "code": code,
        "today": today,
        **_page(page),
    }
    return render(request, "agreements/law/change.html", context, status=status)


@needs(Permission.RULE_CHANGE)
@require_GET
def show_affected(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The cases a version that was set touches, compared with the law without it."""
    version = get_object_or_404(RuleVersion, pk=number, rule=code)
    page = affected_by_standing(
        viewer(request), version, timezone.localdate(), after=request.GET.get("mulai", "")[:40]
    )
    context = {"crumbs": _crumbs(code, _("Affected cases")), "code": code, "version": version, **_page(page)}
    return render(request, "agreements/law/affected.html", context)


def sentence_of(refusal: Refused) -> str:
    """The refusal in the language of the page."""
    return refusing.sentence_of(refusal, {"unit": words.UNITS})


def _page(page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"page": None}
    return {"page": page, "cases": [_case(case) for case in page.cases]}


def _case(case: Affected) -> dict[str, Any]:
    return {
        "agreement": case.agreement,
        "title": title_of(case.agreement),
        "stage": said(case.stage.name) if case.stage else "",
        "moved": [
            {
                "name": said(words.clock_name(one.clock, one.about)),
                "before": one.before.due.day if one.before and one.before.due else None,
                "after": one.after.due.day if one.after and one.after.due else None,
                "state_before": words.STATES[one.before.state] if one.before else "",
                "state_after": words.STATES[one.after.state] if one.after else "",
            }
            for one in case.moved
        ],
    }


def _row(rule: Rule, is_ours: bool) -> RuleRow:
    number = (
        ""
        if rule.parameter is None
        else f"{rule.parameter} {words.UNITS[rule.unit] if rule.unit else ''}".strip()
    )
    return RuleRow(
        rule,
        said(rule.says),
        said(rule.citation),
        str(words.GRADES[rule.grade]),
        words.GRADE_SHAPES[rule.grade],
        number,
        verified(rule),
        len(uses_of(rule.code)),
        is_ours,
    )


def _use(use: Use) -> dict[str, str]:
    return {
        "road": said(_road_name(use.road)) if use.road else "",
        "road_code": str(use.road) if use.road else "",
        "stage": said(use.stage.name) if use.stage else "",
        "stage_code": use.stage.code if use.stage else "",
        "how": str(words.USES[use.how]),
        "what": said(use.what) if use.what else "",
    }


def _fits(row: RuleRow, text: str, grade: str) -> bool:
    if grade in tuple(Grade) and row.rule.grade != grade:
        return False
    words_of = " ".join((row.rule.code, row.says, row.citation)).casefold()
    return text.casefold() in words_of


def _known(code: str) -> Rulebook:
    law = law_in_use()
    if code not in law.codes:
        raise Http404
    return law


def _day(written: str, today: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return today


def _road_name(code: RoadCode) -> Wording:
    return standard_roads()[code].name


def _crumbs(*here: str) -> list[dict[str, str | None]]:
    trail: list[dict[str, str | None]] = [
        {"name": _("Cooperation"), "url": "/kerja-sama/"},
        {"name": _("Rules"), "url": reverse("agreements:rules")},
    ]
    if here:
        trail.append({"name": here[0], "url": reverse("agreements:rule", args=[here[0]])})
    return [*trail, *({"name": one, "url": None} for one in here[1:])]
