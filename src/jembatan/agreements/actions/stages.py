"""Taking the stages of the legal road: done with an outcome, lawfully waived, and what offices state on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Paper, StageEvent, Statement
from jembatan.agreements.notices import WAIVER_ANSWERED, WAIVER_OPENED, YOUR_TURN
from jembatan.agreements.queries.people import holders_of, supervisors_of
from jembatan.agreements.queries.road import Case, case_of, road_of, standing_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.lifecycle import LIFECYCLE, State
from jembatan.agreements.rules.reasons import told
from jembatan.agreements.rules.roads import DROPPED, WAIVED, Course, Need, OutcomeUnknown, Stage
from jembatan.agreements.rules.standing import Waiver
from jembatan.agreements.rules.starting import NoRoad
from jembatan.agreements.rules.statements import (
    DPRD_RECEIVED,
    OF_THE_CASE,
    NotStated,
    checked_value,
    code_of,
    is_stated,
)
from jembatan.agreements.rules.waivers import checked_answer
from jembatan.correspondence.telling import tell
from jembatan.ledger.acting import OneOf, action, note
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

PERMISSION_OF: Mapping[Office, Permission] = {
    Office.REGION: Permission.STAGE_TAKE_REGION,
    Office.DPRD: Permission.STAGE_TAKE_DPRD,
    Office.HOME_MINISTRY: Permission.STAGE_TAKE_HOME,
    Office.FOREIGN_MINISTRY: Permission.STAGE_TAKE_FOREIGN,
}
OFFICES = frozenset({*PERMISSION_OF.values(), Permission.STAGE_RECORD_FOR_OTHERS})
# Ends of life after signature have verbs of their own, which carry what stands under the agreement along.
BY_TERM = (Course.END,)


class ProofMissing(Refused):
    code = "agreements.proof_missing"
    status = 400
    sentence = (
        "What another office did is recorded with its document as proof. Add it first, then choose it here."
    )


class WrongPaper(Refused):
    code = "agreements.wrong_paper"
    status = 400
    sentence = "This document cannot be the proof here: it belongs to another agreement or was withdrawn."


class EndsByTerm(Refused):
    code = "agreements.ends_by_term"
    sentence = (
        "A signed agreement is ended on the page of its term, so that what stands under it is not forgotten."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """How an outcome is recorded. `product` None takes the newest document of the stage's type.

    `on_behalf`: somebody of the region writes down what another office did; its document is the proof.
    """

    product: Paper | None = None
    remark: str = ""
    on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class WaiverGiven:
    """On what a stage is waived: the legal basis in words, the document that says so, who decided, when."""

    legal_basis: str
    officer: str
    on: date
    document: Paper | None = field(default=None)


PLAIN = Written()


def _office_of(agreement: Agreement, stage: str) -> Office:
    """The office that acts at a stage. Raises NoRoad or StageUnknown."""
    road = road_of(agreement)
    if road is None:
        raise NoRoad()
    return road.stage(stage).actor


def _permission_to_take(
    agreement: Agreement, stage: str, outcome: str, *, written: Written = PLAIN, **_told: Any
) -> Permission:
    office = _office_of(agreement, stage)
    others = written.on_behalf and office is not Office.REGION
    return Permission.STAGE_RECORD_FOR_OTHERS if others else _permission_of(office)


def _permission_of(office: Office) -> Permission:
    """An office without people here is written down by the region."""
    return PERMISSION_OF.get(office, Permission.STAGE_RECORD_FOR_OTHERS)


@action(OneOf(OFFICES, _permission_to_take), "agreements.stage_taken")
def take_stage(
    agreement: Agreement, stage: str, outcome: str, *, on: date, by: User, written: Written = PLAIN
) -> StageEvent:
    """The open `stage` ends in `outcome` on the day `on`. The signature puts the agreement in force.

    Raises StageBlocked with every reason, StageUnknown, OutcomeUnknown, NoRoad, ProofMissing, WrongPaper,
    EndsByTerm, or WrongState for an agreement that was given up or is over.
    """
    case = _case(agreement)
    step = case.road.stage(stage)
    if outcome == DROPPED:
        raise OutcomeUnknown(road=case.road.kind, stage=stage, outcome=outcome)
    if case.road.outcome(stage, outcome).course in BY_TERM and not step.is_before_signature:
        raise EndsByTerm()
    product = _product(agreement, step, written, case)
    found = case.blockers(stage, outcome, on)
    if any(blocker.blocks for blocker in found):
        raise StageBlocked(found)
    event = StageEvent.objects.create(
        agreement=agreement,
        stage=stage,
        outcome=outcome,
        round=case.standing.of(stage).round or 1,
        on=on,
        office=step.actor,
        product=product,
        remark=told(written.remark, _("Remark"), 2000, needed=False),
        recorded_by=by,
        recorded_at=timezone.now(),
        on_behalf=_is_on_behalf(step, written),
    )
    note(stage=stage, outcome=outcome, on=on.isoformat(), round=event.round, on_behalf=event.on_behalf)
    _follow(agreement)
    return event


@action(Permission.STAGE_WAIVE, "agreements.stage_waived")
def waive_stage(agreement: Agreement, stage: str, *, waiver: WaiverGiven, by: User) -> StageEvent:
    """Waive the open `stage` lawfully; never silently: it opens a question to the supervisors, who are told.

    Raises StageBlocked when the road lets nobody waive it or a part of the waiver is missing, StageUnknown,
    NoRoad, WrongPaper or WrongState.
    """
    case = _case(agreement)
    step = case.road.stage(stage)
    document = waiver.document
    if document is not None:
        _check_paper(agreement, document)
    given = Waiver(waiver.legal_basis.strip(), str(document.pk) if document else "", waiver.officer.strip())
    found = case.waiver_blockers(stage, given, waiver.on)
    if found:
        raise StageBlocked(found)
    event = StageEvent.objects.create(
        agreement=agreement,
        stage=stage,
        outcome=WAIVED,
        round=case.standing.of(stage).round,
        on=waiver.on,
        office=step.actor,
        product=document,
        recorded_by=by,
        recorded_at=timezone.now(),
        legal_basis=given.legal_basis,
        waiver_officer=given.officer,
        question=StageEvent.Question.OPEN,
    )
    note(stage=stage, on=waiver.on.isoformat())
    _follow(agreement)
    tell(
        supervisors_of(agreement),
        WAIVER_OPENED,
        subject=agreement,
        key=f"agreements.waiver:{event.pk}",
        url=reverse("agreements:compliance"),
        facts={"reference": agreement.reference, "stage": step.name},
    )
    return event


@action(Permission.WAIVER_ANSWER, "agreements.waiver_answered")
def answer_waiver(event: StageEvent, *, accepts: bool, text: str, by: User) -> None:
    """The supervisor accepts the waiver or objects to it; an objection keeps the agreement from being signed.

    Who objected may accept later. Raises NoQuestion or NoReason.
    """
    event.question, event.answer = checked_answer(event.question, accepts=accepts, text=text)
    event.answered_by, event.answered_on = by, timezone.localdate()
    event.save(update_fields=["question", "answer", "answered_by", "answered_on"])
    note(agreement=event.agreement.reference, stage=event.stage, answer=event.question)
    agreement = event.agreement
    tell(
        {event.recorded_by, *([agreement.officer] if agreement.officer else [])},
        WAIVER_ANSWERED,
        subject=agreement,
        key=f"agreements.waiver_answer:{event.pk}:{event.question}",
        url=reverse("agreements:agreement", args=[agreement.reference]),
        facts={"reference": agreement.reference},
    )


def _permission_to_state(
    agreement: Agreement, stage: str, code: str, value: Any, *, by: User, **_told: Any
) -> Permission:
    """The office that owes it states it; where it has nobody here, the region writes it down with the source."""
    needed = _permission_of(_owed_by(agreement, stage, code))
    others = Permission.STAGE_RECORD_FOR_OTHERS
    return others if not by.may(needed, at=agreement.place_code) else needed


@action(OneOf(OFFICES, _permission_to_state), "agreements.stated")
def state_fact(
    agreement: Agreement, stage: str, code: str, value: Any, *, by: User, source: str = ""
) -> Statement:
    """State what a stage needs ("declaration.no_office_abroad", "fact.dprd_received" …); a later statement
    replaces an earlier one. A statement about the case itself ("case.involves_grant") has the stage "".

    `value` is True or False, a day for the DPRD's receipt, the text of a plan reference, or "excused" for a
    class nobody of which is concerned. What another office owes is stated with its source.
    Raises NotStated, BadValue, ProofMissing, StageUnknown, NoRoad or WrongState.
    """
    _check_moving(agreement)
    owed_by = _owed_by(agreement, stage, code)
    plain = told(source, _("Source"), 300, needed=False)
    if not plain and not by.may(_permission_of(owed_by), at=agreement.place_code):
        raise ProofMissing()
    statement = Statement.objects.create(
        agreement=agreement,
        stage=stage,
        code=code,
        round=_round(agreement, stage),
        value=checked_value(code, value),
        source=plain,
        made_on=timezone.localdate(),
        made_by=by,
        made_at=timezone.now(),
    )
    note(stage=stage, code=code, round=statement.round)
    refresh(agreement, today=timezone.localdate(), with_clocks=code == DPRD_RECEIVED)
    return statement


def _owed_by(agreement: Agreement, stage: str, code: str) -> Office:
    """The office that states this. Raises NotStated, StageUnknown or NoRoad."""
    if not stage and code in OF_THE_CASE:
        return Office.REGION
    return _need(agreement, stage, code).supplied_by


def _need(agreement: Agreement, stage: str, code: str) -> Need:
    road = road_of(agreement)
    if road is None:
        raise NoRoad()
    for need in road.stage(stage).needs:
        if code_of(need) == code and is_stated(need):
            return need
    raise NotStated(code=code)


def _case(agreement: Agreement) -> Case:
    """The agreement on its road while it may move there. Raises NoRoad or WrongState."""
    _check_moving(agreement)
    case = case_of(agreement, today=timezone.localdate())
    if case is None:
        raise NoRoad()
    return case


def _check_moving(agreement: Agreement) -> None:
    if agreement.state in (State.DROPPED, State.ENDED):
        raise WrongState(state=agreement.state, wanted=str(State.ON_THE_ROAD))


def _round(agreement: Agreement, stage: str) -> int:
    """The present round of a stage, 1 before it was ever opened and for the case itself."""
    standing = standing_of(agreement)
    return (standing.of(stage).round or 1) if stage and standing else 1


def _is_on_behalf(step: Stage, written: Written) -> bool:
    return step.actor is not Office.REGION and (written.on_behalf or step.actor not in PERMISSION_OF)


def _product(agreement: Agreement, step: Stage, written: Written, case: Case) -> Paper | None:
    """The document that proves the outcome. Raises WrongPaper or ProofMissing."""
    product = written.product
    if product is None and step.product is not None:
        papers = agreement.papers.filter(type=step.product, withdrawn_because="")
        product = papers.order_by("dated_on", "id").last()
    if product is not None:
        _check_paper(agreement, product)
    if product is None and _is_on_behalf(step, written):
        raise ProofMissing()
    return product


def _check_paper(agreement: Agreement, paper: Paper) -> None:
    if paper.agreement_id != agreement.pk or paper.withdrawn_because:
        raise WrongPaper()


def _follow(agreement: Agreement) -> None:
    """What the new event means for the agreement itself: signed, not continued, or simply further on; who has
    to act next is told."""
    before, standing = agreement.stage, standing_of(agreement)
    assert standing is not None
    if agreement.state == State.ON_THE_ROAD and standing.is_signed:
        LIFECYCLE.check(agreement.state, State.IN_FORCE)
        agreement.state = State.IN_FORCE
        days = [signature.on for signature in agreement.signatures.all()]
        agreement.signed_on = max(days, default=standing.signed_on)
        agreement.starts_on = agreement.starts_on or agreement.signed_on
        agreement.keep_change("state", "signed_on", "starts_on")
    elif agreement.state == State.ON_THE_ROAD and standing.is_ended:
        LIFECYCLE.check(agreement.state, State.DROPPED)
        agreement.state = State.DROPPED
        agreement.keep_change("state")
    refresh(agreement, today=timezone.localdate())
    if agreement.stage and agreement.stage != before and agreement.state == State.ON_THE_ROAD:
        _tell_whose_turn(agreement, standing.of(agreement.stage).round)


def _tell_whose_turn(agreement: Agreement, turn: int) -> None:
    """The people of the office that closes the stage now open; the region's own see it at their desk."""
    road = road_of(agreement)
    assert road is not None
    step = road.stage(agreement.stage)
    permission = PERMISSION_OF.get(step.actor)
    if permission is None or step.actor is Office.REGION:
        return
    tell(
        holders_of(permission, agreement.place_code, timezone.localdate()),
        YOUR_TURN,
        subject=agreement,
        key=f"agreements.turn:{agreement.pk}:{step.code}:{turn}",
        url=reverse("agreements:stage", args=[agreement.reference, step.code]),
        facts={"reference": agreement.reference, "stage": step.name},
    )
