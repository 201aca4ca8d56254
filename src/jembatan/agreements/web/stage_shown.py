"""One stage made ready for its page: who may act, the outcomes with what blocks each, the list of needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import PERMISSION_OF
from jembatan.agreements.models import Paper
from jembatan.agreements.queries.facts import said_in
from jembatan.agreements.queries.road import Case
from jembatan.agreements.rules.blockers import needs_of
from jembatan.agreements.rules.kinds import OFFICES, Office
from jembatan.agreements.rules.roads import Need, NeedKind, Stage
from jembatan.agreements.rules.standing import State
from jembatan.agreements.rules.statements import EXCUSED, code_of, is_stated
from jembatan.agreements.web.blockers_shown import BlockerShown, said, shown
from jembatan.agreements.web.road_forms import PaperForm
from jembatan.agreements.web.road_shown import leads_back, usual
from jembatan.agreements.web.statement_forms import StatementsForm


@dataclass(frozen=True, slots=True)
class Acting:
    """Whether the viewer may close the stage: as its office, or writing down what another office did."""

    may: bool
    on_behalf: bool
    who: str


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """One way the stage can end, with what keeps it from ending so and what only deserves a look."""

    code: str
    words: str
    is_quiet: bool
    blockers: list[BlockerShown]
    warnings: list[BlockerShown]


@dataclass(frozen=True, slots=True)
class NeedShown:
    """One line of the check list. `value` is what was stated ("" nothing, or not stated at all), `upload` adds
    its document, `url` leads to where else it is supplied ("" nowhere here)."""

    code: str
    say: str
    kind: str
    found: bool
    blocks: bool
    citation: str
    grade: str
    who: str
    value: str
    upload: PaperForm | None
    papers: list[Paper]
    url: str


def acting(case: Case, step: Stage, by: User) -> Acting:
    """Who the viewer is at this stage."""
    at, who = case.agreement.place_code, said(OFFICES[step.actor])
    own = PERMISSION_OF.get(step.actor)
    if own is not None and by.may(own, at=at):
        return Acting(may=True, on_behalf=False, who=who)
    if step.actor is not Office.REGION and by.may(Permission.STAGE_RECORD_FOR_OTHERS, at=at):
        return Acting(may=True, on_behalf=True, who=who)
    return Acting(may=False, on_behalf=False, who=who)


def outcomes_shown(case: Case, step: Stage) -> list[OutcomeShown]:
    """Every outcome of an open stage, the usual one first; nothing for a stage that is not open."""
    if case.standing.of(step.code).state is not State.OPEN:
        return []
    found = []
    for outcome in step.outcomes:
        listed = shown(case.blockers(step.code, outcome.code))
        found.append(
            OutcomeShown(
                code=outcome.code,
                words=said(outcome.says),
                is_quiet=leads_back(step, outcome.code),
                blockers=[blocker for blocker in listed if blocker.blocks],
                warnings=[blocker for blocker in listed if not blocker.blocks],
            )
        )
    return sorted(found, key=lambda outcome: outcome.is_quiet)


def waiving(case: Case, step: Stage, by: User) -> dict[str, Any] | None:
    """The rule a waiver of the open stage could rest on; None when the road lets nobody waive it."""
    rule = case.law.standing_on(step.waivable, case.facts.day) if step.waivable else None
    if rule is None or case.standing.of(step.code).state is not State.OPEN:
        return None
    return {"rule": rule, "may": by.may(Permission.STAGE_WAIVE, at=case.agreement.place_code)}


def checklist(case: Case, step: Stage, by: User, *, upload: PaperForm | None = None) -> list[NeedShown]:
    """What the stage needs for its usual outcome, found or not; nothing for a stage that is not open.

    `upload` is a form that was refused, shown again in its place.
    """
    if case.standing.of(step.code).state is not State.OPEN:
        return []
    missing = {blocker.code: blocker.blocks for blocker in case.blockers(step.code, usual(step))}
    given = said_in(case.agreement.statements.all(), case.standing)
    listed = []
    for need in _needs(case, step):
        code = code_of(need)
        rule = case.law.in_force(need.rule, case.facts.day)
        listed.append(
            NeedShown(
                code=code,
                say=said(need.says),
                kind=need.kind,
                found=code not in missing,
                blocks=missing.get(code, False),
                citation=said(rule.citation),
                grade=str(rule.grade),
                who=said(OFFICES[need.supplied_by]),
                value=value_words(given.get(code)) if is_stated(need) else "",
                upload=_upload_form(case, need, by, upload),
                papers=_papers(case, need),
                url=_elsewhere(case, need),
            )
        )
    return listed


def statements_form(case: Case, step: Stage, by: User, posted: Any = None) -> StatementsForm | None:
    """The form for all that this person may state at the open stage; None when there is nothing."""
    at = case.agreement.place_code
    may_write_down = by.may(Permission.STAGE_RECORD_FOR_OTHERS, at=at)
    owed = []
    for need in _needs(case, step):
        own = PERMISSION_OF.get(need.supplied_by)
        if is_stated(need) and (may_write_down or (own is not None and by.may(own, at=at))):
            owed.append(need)
    if not owed or case.standing.of(step.code).state is not State.OPEN:
        return None
    given = said_in(case.agreement.statements.all(), case.standing)
    return StatementsForm(posted, needs=owed, standing=given, prefix="say")


def _needs(case: Case, step: Stage) -> tuple[Need, ...]:
    return needs_of(case.standing, step, usual(step), case.facts, case.law)


def value_words(value: Any) -> str:
    """What was stated, in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value == EXCUSED:
        return _("nobody of them is concerned")
    try:
        return date_format(date.fromisoformat(str(value)), "j F Y")
    except ValueError:
        return str(value)


def _upload_form(case: Case, need: Need, by: User, refused: PaperForm | None) -> PaperForm | None:
    may = by.may(Permission.DOCUMENT_ADD, at=case.agreement.place_code)
    if need.kind is not NeedKind.DOCUMENT or not may:
        return None
    if refused is not None and refused.data.get("type") == need.code:
        return refused
    return PaperForm(fixed=need.code, auto_id=f"id_{need.code}_%s", initial={"languages": "id"})


def _papers(case: Case, need: Need) -> list[Paper]:
    """The documents that were added for a need: of its type, or those an item is looked for in."""
    wanted = need.code.partition(".")[0] if need.kind is NeedKind.ITEM else need.code
    if need.kind not in (NeedKind.DOCUMENT, NeedKind.ITEM):
        return []
    return [p for p in case.agreement.papers.all() if p.type == wanted and not p.withdrawn_because]


def _elsewhere(case: Case, need: Need) -> str:
    """Where else in the program a need is supplied."""
    reference = case.agreement.reference
    if code_of(need) == "fact.all_signed":
        return reverse("agreements:signatures", args=[reference])
    if code_of(need) in ("fact.object_named", "fact.listed_initiative", "fact.partner_fits_kind"):
        return reverse("agreements:edit", args=[reference])
    if need.kind is NeedKind.RELATION and case.agreement.counterpart.country_code:
        return reverse("counterparts:entity", args=[case.agreement.counterpart.country_code])
    return ""
