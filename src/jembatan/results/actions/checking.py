"""What verbs of a framework check alike."""

from datetime import date

from django.utils import timezone

from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.rules.lifecycle import State
from jembatan.results.models import Indicator, Result
from jembatan.workflow.refusals import Refused


class NotLiving(Refused):
    code = "results.not_living"
    sentence = "This agreement is over or was given up: its framework stays as it is."


class WasDropped(Refused):
    code = "results.was_dropped"
    sentence = "This was taken out of the framework. Add it anew if it is meant again."


class WrongPaper(Refused):
    code = "results.wrong_paper"
    status = 400
    sentence = "Choose a document of this agreement that has not been withdrawn."


class NotYetThere(Refused):
    code = "results.not_yet_there"
    status = 400
    sentence = "The day %(on)s has not come yet. Only what has happened can be counted or stated."


def check_living(agreement: Agreement) -> None:
    """Raise NotLiving when the framework may not be changed any more."""
    if agreement.state in (State.ENDED, State.DROPPED):
        raise NotLiving()


def check_standing(row: Result | Indicator) -> None:
    """Raise WasDropped for a result or indicator that was taken out, or whose result was."""
    above = row.result if isinstance(row, Indicator) else row
    if row.dropped_because or above.dropped_because:
        raise WasDropped()


def check_paper(agreement: Agreement, paper: Paper | None) -> Paper | None:
    """The paper, if it belongs to the agreement and stands; None stays None. Raises WrongPaper."""
    if paper is not None and (paper.agreement_id != agreement.pk or paper.withdrawn_because):
        raise WrongPaper()
    return paper


def check_happened(on: date) -> None:
    """Raise NotYetThere for a day to come."""
    if on > timezone.localdate():
        raise NotYetThere(on=on)
