"""Selecting a partner: open a call, name candidates, score apart from one another, choose with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.actions.profiles import LONG, SHORT, check_standing
from jembatan.counterparts.models import Call, Candidacy, Counterpart, ScoreSheet
from jembatan.counterparts.queries.selection import count_of, ranking
from jembatan.counterparts.rules.profiles import told
from jembatan.counterparts.rules.selection import (
    FEWEST_ASSESSORS,
    LIFECYCLE,
    BadCall,
    Criterion,
    NotAssessor,
    ResultsHidden,
    ScoringOver,
    ScoringStarted,
    State,
    check_choice,
    check_criteria,
    check_points,
)
from jembatan.ledger.acting import action, creating, note
from jembatan.workflow.messages import message as _

LONGEST = 1000
LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True)
class CallTerms:
    """What a selection is about. `closes_on` is the last day for scoring."""

    title: str
    purpose: str
    criteria: Sequence[Criterion]
    closes_on: date


@creating(Permission.COUNTERPART_KEEP, "counterparts.call_opened")
def open_call(*, terms: CallTerms, assessors: Sequence[User], at: str, by: User) -> Call:
    """A new selection of the region `at`, scored by `assessors`, who each see partners there.

    Raises BadCall when the weights do not make 100, the last day is over, or there are fewer than two
    assessors or one who may not see partners there.
    """
    check_criteria(terms.criteria)
    now = timezone.now()
    if terms.closes_on < timezone.localdate(now):
        raise BadCall(field=_("last day for scoring"), problem=_("this day is over"))
    chosen = {assessor.pk: assessor for assessor in assessors}
    if len(chosen) < FEWEST_ASSESSORS:
        raise BadCall(field=_("assessors"), problem=_("name at least two"))
    if not all(assessor.may(Permission.COUNTERPART_SEE, at=at) for assessor in chosen.values()):
        raise BadCall(field=_("assessors"), problem=_("each must be able to see partners in this region"))
    call = Call.objects.create(
        place_code=at,
        title=told(terms.title, _("what it is about"), SHORT),
        purpose=told(terms.purpose, _("purpose"), LONGEST),
        criteria=[
            {"code": entry.code, "title": entry.title.strip(), "weight": entry.weight}
            for entry in terms.criteria
        ],
        closes_on=terms.closes_on,
        state=LIFECYCLE.start,
        opened_by=by,
        opened_at=now,
    )
    call.assessors.set(chosen.values())
    note(criteria=len(terms.criteria), assessors=len(chosen))
    return call


@action(Permission.COUNTERPART_KEEP, "counterparts.candidate_added")
def add_candidate(call: Call, *, counterpart: Counterpart, remark: str, by: User) -> Candidacy:
    """One more partner to compare, with how it became a candidate.

    Raises WrongState, ScoringStarted when a sheet is in, BadCall when it is a candidate already,
    MergedAway or BadProfile.
    """
    LIFECYCLE.check(call.state, State.DECIDED)
    check_standing(counterpart)
    if ScoreSheet.objects.filter(candidacy__call=call).exists():
        raise ScoringStarted()
    if call.candidacies.filter(counterpart=counterpart).exists():
        raise BadCall(field=_("candidate"), problem=_("this partner is a candidate already"))
    note(counterpart=counterpart.pk)
    return Candidacy.objects.create(
        call=call,
        counterpart=counterpart,
        remark=told(remark, _("how it became a candidate"), LONG),
        added_by=by,
        added_at=timezone.now(),
    )


@action(Permission.COUNTERPART_SEE, "counterparts.candidate_scored")
def score_candidate(
    call: Call, *, candidacy: Candidacy, points: Mapping[str, int], remark: str, by: User
) -> ScoreSheet:
    """What the assessor `by` gives a candidate, 0 to 10 by criterion; said again, it replaces the sheet.

    The ledger notes that a sheet came in, never its points. Raises NotAssessor, WrongState, ScoringOver
    once the results are open, or BadCall.
    """
    LIFECYCLE.check(call.state, State.DECIDED)
    count = count_of(call, timezone.localdate())
    if by not in count.assessors:
        raise NotAssessor()
    if count.is_open:
        raise ScoringOver()
    if candidacy not in count.candidacies:
        raise BadCall(field=_("candidate"), problem=_("choose one of the candidates"))
    check_points(call.criteria_read, points)
    note(candidacy=candidacy.pk)
    sheet, _made = ScoreSheet.objects.update_or_create(
        candidacy=candidacy,
        assessor=by,
        defaults={
            "points": dict(points),
            "remark": remark.strip()[:LONGEST_REMARK],
            "given_at": timezone.now(),
        },
    )
    return sheet


@action(Permission.COUNTERPART_KEEP, "counterparts.candidate_chosen")
def choose_candidate(call: Call, *, candidacy: Candidacy, ground: str, justification: str, by: User) -> None:
    """Choose a candidate on a ground and with a justification, when the results are open.

    Raises WrongState, ResultsHidden, NotHighest, BadCall or BadProfile without a justification.
    """
    LIFECYCLE.check(call.state, State.DECIDED)
    count = count_of(call, timezone.localdate())
    if not count.is_open:
        raise ResultsHidden()
    check_choice(ranking(call, count), candidacy.pk, ground)
    call.chosen, call.ground = candidacy, ground
    call.justification = told(justification, _("justification"), LONGEST)
    note(candidacy=candidacy.pk, ground=ground)
    _close(call, State.DECIDED, by)


@action(Permission.COUNTERPART_KEEP, "counterparts.call_ended")
def end_call(call: Call, *, reason: str, by: User) -> None:
    """End the selection without choosing. Raises WrongState, or BadProfile without a reason."""
    LIFECYCLE.check(call.state, State.ENDED)
    call.justification = told(reason, _("reason"), LONGEST)
    _close(call, State.ENDED, by)


def _close(call: Call, state: State, by: User) -> None:
    call.state, call.closed_by, call.closed_at = state, by, timezone.now()
    call.save(update_fields=["state", "chosen", "ground", "justification", "closed_by", "closed_at"])
