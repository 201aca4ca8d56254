"""What verbs of an agreement's life check alike: its papers, whether it still lives, the marks on its road."""

from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement, Paper, StageEvent
from jembatan.agreements.queries.road import road_of, standing_of
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.standing import State as StageState
from jembatan.workflow.refusals import Refused


class WrongPaper(Refused):
    code = "agreements.wrong_paper"
    status = 400
    sentence = "Choose a document of this agreement that has not been withdrawn."


class PaperNeeded(Refused):
    code = "agreements.paper_needed"
    status = 400
    sentence = "This needs its document: add it to the documents of the agreement first, then choose it here."


class NotLiving(Refused):
    code = "agreements.not_living"
    sentence = "This agreement is over or was given up: nothing new can be planned under it."


class NotYetThere(Refused):
    code = "agreements.not_yet_there"
    status = 400
    sentence = "The day %(on)s has not come yet. Record it once it has happened."


def checked_paper(agreement: Agreement, paper: Paper | None) -> Paper | None:
    """The paper, if it belongs to the agreement and stands; None stays None. Raises WrongPaper."""
    if paper is not None and (paper.agreement_id != agreement.pk or paper.withdrawn_because):
        raise WrongPaper()
    return paper


def needed_paper(agreement: Agreement, paper: Paper | None) -> Paper:
    """The same where there has to be one. Raises PaperNeeded or WrongPaper."""
    checked = checked_paper(agreement, paper)
    if checked is None:
        raise PaperNeeded()
    return checked


def check_living(agreement: Agreement) -> None:
    """Raise NotLiving when nothing can be planned any more."""
    if agreement.state in (State.ENDED, State.DROPPED):
        raise NotLiving()


def check_happened(on: date) -> None:
    """Raise NotYetThere for a day to come."""
    if on > timezone.localdate():
        raise NotYetThere(on=on)


def locked(agreement_id: int) -> Agreement:
    """The agreement of something, locked for what follows."""
    return Agreement.objects.select_for_update().get(pk=agreement_id)


def mark_road(
    agreement: Agreement, stage: str, outcome: str, *, on: date, paper: Paper | None, by: User
) -> None:
    """Record on the road what happened to the term or the terms, where the road has that stage open."""
    road, standing = road_of(agreement), standing_of(agreement)
    if road is None or standing is None or standing.is_ended:
        return
    open_here = next((place for place in standing.places if place.stage == stage), None)
    if (
        open_here is None
        or open_here.state is not StageState.OPEN
        or road.stage(stage).outcome(outcome) is None
    ):
        return
    StageEvent.objects.create(
        agreement=agreement,
        stage=stage,
        outcome=outcome,
        round=open_here.round,
        on=on,
        office=Office.REGION,
        product=paper,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
