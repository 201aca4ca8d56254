"""One stage made ready for its page: who may act, the outcomes with what blocks each, the list of needs."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

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
from jembatan.agreements.rules.statements import code_of, is_stated
from jembatan.agreements.web.blockers_shown import BlockerShown, said, shown
from jembatan.agreements.web.road_forms import PaperForm
from jembatan.agreements.web.road_shown import leads_back, usual
from jembatan.agreements.web.statement_forms import StatementForm


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
    """One line of the check list. `form` states it, `upload` adds its document, `url` leads to where else it
    is supplied ("" nowhere here)."""

    code: str
    say: str
    kind: str
    found: bool
    blocks: bool
    citation: str
    grade: str
    who: str
    form: StatementForm | None
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


def checklist(
    case: Case, step: Stage, by: User, *, chosen: StatementForm | None = None, upload: PaperForm | None = None
) -> list[NeedShown]:
    """What the stage needs for its usual outcome, found or not; nothing for a stage that is not open.

    `chosen` and `upload` are forms that were refused, shown again in their place.
    """
    if case.standing.of(step.code).state is not State.OPEN:
        return []
    outcome = usual(step)
    missing = {blocker.code: blocker.blocks for blocker in case.blockers(step.code, outcome)}
    given = said_in(case.agreement.statements.all(), case.standing)
    listed = []
    for need in needs_of(case.standing, step, outcome, case.facts, case.law):
        code = code_of(need)
        rule = case.law.in_force(need.rule, case.facts.day)
        form = chosen if chosen is not None and chosen.need == need else None
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
                form=form or _statement_form(case, need, by, given.get(code)),
                upload=_upload_form(case, need, by, upload),
                papers=_papers(case, need),
                url=_elsewhere(case, need),
            )
        )
    return listed


def _statement_form(case: Case, need: Need, by: User, standing: Any) -> StatementForm | None:
    if not is_stated(need):
        return None
    at = case.agreement.place_code
    own = PERMISSION_OF.get(need.supplied_by)
    may = (own is not None and by.may(own, at=at)) or by.may(Permission.STAGE_RECORD_FOR_OTHERS, at=at)
    return (
        StatementForm(need=need, standing=standing, auto_id=f"id_{need.kind}_{need.code}_%s") if may else None
    )


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
