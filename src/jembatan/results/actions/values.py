"""Values of indicators: counted by the registry, or stated where nothing counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.rules.reasons import told
from jembatan.ledger.acting import action, note
from jembatan.results.actions.checking import check_happened, check_paper, check_standing
from jembatan.results.actions.stocking import keep_counts
from jembatan.results.models import Indicator, StatedValue
from jembatan.results.rules.levels import Unit, check_value
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class Countable(Refused):
    code = "results.countable"
    sentence = "This indicator is counted from what is recorded. Nobody types its value: record what happened instead."


@dataclass(frozen=True, slots=True)
class Statement:
    """A value somebody states: of which day, from which source, in which document of the agreement."""

    value: Decimal
    on: date
    source: str
    paper: Paper | None = None


@action(Permission.RESULT_KEEP, "results.stock_taken")
def take_stock(agreement: Agreement, *, on: date, by: User) -> int:
    """Count every measure of the framework for the day; how many values are new.

    Counting again from the same inputs adds nothing; other inputs add a row and leave the earlier one as it
    was. Also after the agreement's end. Raises NotYetThere.
    """
    check_happened(on)
    new = keep_counts(agreement, on=on, by=by)
    note(on=on.isoformat(), new=new)
    return new


@action(Permission.RESULT_KEEP, "results.value_stated")
def state_value(indicator: Indicator, *, statement: Statement, by: User) -> StatedValue:
    """State a value that nothing counts. Raises Countable, WasDropped, NotYetThere, BadValue, BadText or WrongPaper."""
    if indicator.measure:
        raise Countable()
    check_standing(indicator)
    check_happened(statement.on)
    stated = StatedValue(
        indicator=indicator,
        value=check_value(Unit(indicator.unit), statement.value),
        on=statement.on,
        source=told(statement.source, _("Source"), 300),
        paper=check_paper(indicator.result.agreement, statement.paper),
        entered_by=by,
        entered_at=timezone.now(),
    )
    stated.save()
    note(value=str(stated.value), on=statement.on.isoformat())
    return stated
