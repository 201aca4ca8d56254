"""A plan on its way: to the village meeting, back to the table, legalised, opened again."""

from datetime import date

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.models import Plan
from jembatan.action_plans.rules.lifecycle import LIFECYCLE, State
from jembatan.action_plans.rules.readiness import NotReady, missing_before_meeting
from jembatan.action_plans.rules.reasons import checked_reason
from jembatan.ledger.acting import action, note
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.refusals import Refused


class NoNumber(Refused):
    code = "action_plans.no_number"
    status = 400
    sentence = "Give the number of the village act that legalises the plan (at most 60 letters)."


@action(Permission.PLAN_SUBMIT, "action_plans.handed_to_musdes")
def hand_to_musdes(plan: Plan, *, by: User) -> None:
    """Hand the draft to the village meeting. Raises WrongState, or NotReady with what is still missing."""
    LIFECYCLE.check(plan.state, State.SUBMITTED)
    if lacks := missing_before_meeting([activity.entry for activity in plan.activities.all()]):
        raise NotReady(count=len(lacks), lacks=[lack.code for lack in lacks])
    _move(plan, State.SUBMITTED)


@action(Permission.PLAN_LEGALISE, "action_plans.sent_back")
def send_back(plan: Plan, *, because: str, by: User) -> None:
    """Send the plan back from the village meeting to be changed, with the reason."""
    _require(plan, State.SUBMITTED)
    note(because=checked_reason(because))
    _move(plan, State.DRAFTED)


@action(Permission.PLAN_LEGALISE, "action_plans.legalised")
def legalise(plan: Plan, *, number: str, on: date, by: User) -> None:
    """Legalise the plan by the village act `number` of the day `on`. Raises NoNumber or WrongState."""
    LIFECYCLE.check(plan.state, State.LEGALISED)
    number = " ".join(number.split())
    if not 0 < len(number) <= 60:
        raise NoNumber()
    plan.legalised_by, plan.legalised_on, plan.legal_number = by, on, number
    note(number=number, on=on.isoformat())
    _move(plan, State.LEGALISED, "legalised_by", "legalised_on", "legal_number")


@action(Permission.PLAN_REOPEN, "action_plans.reopened")
def reopen(plan: Plan, *, because: str, by: User) -> None:
    """Open a legalised plan again, with the reason; its act no longer stands on it."""
    _require(plan, State.LEGALISED)
    note(because=checked_reason(because), number=plan.legal_number)
    plan.legalised_by, plan.legalised_on, plan.legal_number = None, None, ""
    _move(plan, State.DRAFTED, "legalised_by", "legalised_on", "legal_number")


def _require(plan: Plan, state: State) -> None:
    """Two ways lead back to the draft, from two states; each verb serves one of them."""
    if plan.state != state:
        raise WrongState(state=plan.state, wanted=State.DRAFTED)


def _move(plan: Plan, wanted: State, *fields: str) -> None:
    LIFECYCLE.check(plan.state, wanted)
    plan.state = wanted
    plan.keep_change("state", *fields)
