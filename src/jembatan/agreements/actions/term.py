"""The term of an agreement: extended, suspended, resumed, revived, ended; its children are carried along."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions.belonging import checked_paper, mark_road, needed_paper
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Paper, TermChange
from jembatan.agreements.queries.family import carried_by, parent_state
from jembatan.agreements.rules.lifecycle import EndedBecause, State, TermType
from jembatan.agreements.rules.reasons import told
from jembatan.agreements.rules.term import (
    BECOMES,
    Kind,
    check_change,
    check_day,
    check_extension,
    check_ground,
    check_parent,
    check_revival,
)
from jembatan.ledger.acting import NotAllowed, action, note, record
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

ENDED_BECAUSE = {
    Kind.TERMINATION: EndedBecause.TERMINATED,
    Kind.COMPLETION: EndedBecause.COMPLETED,
    Kind.SUPERSESSION: EndedBecause.SUPERSEDED,
}
LONGEST_REASON = 4000
# The stage and outcome of the legal road that a change of the term is.
ON_THE_ROAD = {
    Kind.EXTENSION: ("PERPANJANGAN", "extended"),
    Kind.REVIVAL: ("PERPANJANGAN", "extended"),
    Kind.TERMINATION: ("PENGAKHIRAN", "terminated"),
    Kind.COMPLETION: ("PENGAKHIRAN", "terminated"),
    Kind.SUPERSESSION: ("PENGAKHIRAN", "terminated"),
}


class CarriesOthers(Refused):
    code = "agreements.carries_others"
    sentence = (
        "This would now carry %(count)s agreements under it: %(references)s. That is not what the page showed. "
        "Look at the list again and confirm."
    )


class NothingLeftNamed(Refused):
    code = "agreements.nothing_left_named"
    status = 400
    sentence = (
        "An early end leaves unfinished arrangements to be settled (UU 24/2000 art. 19). Say what is left and who "
        "settles it, or that nothing is left."
    )


class NotASuccessor(Refused):
    code = "agreements.not_a_successor"
    status = 400
    sentence = "Choose the signed agreement of the same region that replaces this one."


@dataclass(frozen=True, slots=True)
class Change:
    """What is said about a change of the term. `paper` is its document; a completion or resumption needs none.

    `carries` are the ids of the agreements under it that the page said would be carried along.
    """

    on: date
    reason: str
    paper: Paper | None = None
    carries: frozenset[int] = frozenset()


@action(Permission.TERM_CHANGE, "agreements.extended")
def extend(agreement: Agreement, *, change: Change, until: date, by: User) -> TermChange:
    """Move the last day by written consent. Raises WrongState, HasLapsed, NoEndToMove, BadDay, PaperNeeded …"""
    _check(agreement, Kind.EXTENSION, change)
    check_parent(parent_state(agreement))
    check_extension(TermType(agreement.term_type), agreement.ends_on, until, today=timezone.localdate())
    return _move_end(agreement, Kind.EXTENSION, change, until, by)


@action(Permission.TERM_CHANGE, "agreements.revived")
def revive(agreement: Agreement, *, change: Change, until: date, by: User) -> TermChange:
    """Take a lapsed agreement up again from the day of its document; the days between stay a gap.

    Raises WrongState, NotLapsed, NoEndToMove, BadDay, ParentNotInForce, PaperNeeded or WrongPaper.
    """
    _check(agreement, Kind.REVIVAL, change)
    check_parent(parent_state(agreement))
    gap = check_revival(
        TermType(agreement.term_type), agreement.ends_on, until, on=change.on, today=timezone.localdate()
    )
    note(gap_days=gap)
    return _move_end(agreement, Kind.REVIVAL, change, until, by)


@action(Permission.TERM_CHANGE, "agreements.suspended")
def suspend(agreement: Agreement, *, change: Change, by: User) -> TermChange:
    """Stop it for a while, with everything in force under it. Raises WrongState, BadDay, CarriesOthers …"""
    return _change_state(agreement, Kind.SUSPENSION, change, by)


@action(Permission.TERM_CHANGE, "agreements.resumed")
def resume(agreement: Agreement, *, change: Change, by: User) -> TermChange:
    """Let it go on, with everything this suspension had stopped. Raises WrongState, ParentNotInForce …"""
    check_parent(parent_state(agreement))
    return _change_state(agreement, Kind.RESUMPTION, change, by)


@action(Permission.TERM_CHANGE, "agreements.terminated")
def terminate(
    agreement: Agreement, *, change: Change, ground: str, left_to_settle: str, by: User
) -> TermChange:
    """End it early on a ground of UU 24/2000 art. 18, saying what is left to settle (art. 19), with everything
    under it. Raises WrongState, NoSuchGround, NothingLeftNamed, BadDay, CarriesOthers, PaperNeeded …"""
    check_ground(Kind.TERMINATION, ground)
    if not left_to_settle.strip():
        raise NothingLeftNamed()
    return _change_state(agreement, Kind.TERMINATION, change, by, ground=ground, left=left_to_settle.strip())


@action(Permission.TERM_CHANGE, "agreements.completed")
def complete(agreement: Agreement, *, change: Change, ground: str = "", by: User) -> TermChange:
    """End it at its term, or because its aim is reached (`ground` "aim_reached"). Raises WrongState, BadDay …"""
    if ground:
        check_ground(Kind.COMPLETION, ground)
    return _change_state(agreement, Kind.COMPLETION, change, by, ground=ground)


@action(Permission.TERM_CHANGE, "agreements.superseded")
def supersede(agreement: Agreement, *, change: Change, successor: Agreement, by: User) -> TermChange:
    """End it because a new agreement replaces it. Raises WrongState, NotASuccessor, BadDay, PaperNeeded …"""
    _check_successor(agreement, successor)
    return _change_state(
        agreement, Kind.SUPERSESSION, change, by, ground="new_agreement", successor=successor
    )


def _check_successor(agreement: Agreement, successor: Agreement) -> None:
    """A successor is signed, of the same region, and no part of what it replaces."""
    signed = successor.state in (State.IN_FORCE, State.SUSPENDED)
    same_region = successor.place_id == agreement.place_id
    if successor.pk == agreement.pk or successor.parent_id == agreement.pk or not (signed and same_region):
        raise NotASuccessor()


def _check(agreement: Agreement, kind: Kind, change: Change) -> None:
    check_change(kind, State(agreement.state))
    since = None if agreement.is_legacy else agreement.signed_on
    check_day(change.on, today=timezone.localdate(), since=since)
    check = checked_paper if kind in (Kind.COMPLETION, Kind.RESUMPTION) else needed_paper
    check(agreement, change.paper)


def _move_end(agreement: Agreement, kind: Kind, change: Change, until: date, by: User) -> TermChange:
    kept = _kept(agreement, kind, change, by, ends_after=until)
    agreement.ends_on = until
    agreement.keep_change("ends_on")
    _settle(agreement, kind, change, by)
    note(until=until.isoformat(), paper=kept.paper_id)
    return kept


def _change_state(
    agreement: Agreement,
    kind: Kind,
    change: Change,
    by: User,
    *,
    ground: str = "",
    left: str = "",
    successor: Agreement | None = None,
) -> TermChange:
    _check(agreement, kind, change)
    children = _confirmed_children(agreement, kind, change, by)
    kept = _kept(agreement, kind, change, by, ends_after=agreement.ends_on)
    kept.ground, kept.left_to_settle, kept.successor = ground, left, successor
    kept.save(update_fields=["ground", "left_to_settle", "successor"])
    _become(agreement, kind, change.on)
    _settle(agreement, kind, change, by)
    for child in children:
        _carry(child, kept, by)
    note(ground=ground, paper=kept.paper_id, carried=[child.reference for child in children])
    return kept


def _confirmed_children(agreement: Agreement, kind: Kind, change: Change, by: User) -> list[Agreement]:
    """The agreements carried along, locked: exactly those the person confirmed, each where the person may act."""
    wanted = carried_by(agreement, kind)
    rows = {child.pk: child for child in Agreement.objects.select_for_update().filter(pk__in=wanted)}
    children = [rows[key] for key in wanted]
    if frozenset(wanted) != change.carries:
        raise CarriesOthers(
            count=len(children), references=", ".join(child.reference for child in children) or "-"
        )
    if any(not by.may(Permission.TERM_CHANGE, at=child.place_code) for child in children):
        raise NotAllowed(permission=str(Permission.TERM_CHANGE))
    return children


def _carry(child: Agreement, cause: TermChange, by: User) -> None:
    """What happened above happens here too, as a row of its own that names its cause."""
    kind = Kind(cause.kind)
    change = Change(cause.on, cause.reason)
    kept = _kept(child, kind, change, by, ends_after=child.ends_on, cause=cause)
    _become(child, kind, cause.on)
    _settle(child, kind, change, by)
    record(
        f"agreements.{EVENTS[kind]}",
        child,
        by=by,
        detail={"caused_by": cause.agreement.reference, "change": kept.pk},
    )


EVENTS = {Kind.SUSPENSION: "suspended", Kind.RESUMPTION: "resumed", Kind.TERMINATION: "terminated"}


def _become(agreement: Agreement, kind: Kind, on: date) -> None:
    agreement.state = BECOMES[kind]
    if kind in ENDED_BECAUSE:
        agreement.ended_on, agreement.ended_because = on, ENDED_BECAUSE[kind]
    agreement.keep_change("state", "ended_on", "ended_because")


def _settle(agreement: Agreement, kind: Kind, change: Change, by: User) -> None:
    if kind in ON_THE_ROAD:
        stage, outcome = ON_THE_ROAD[kind]
        mark_road(agreement, stage, outcome, on=change.on, paper=change.paper, by=by)
    refresh(agreement, today=timezone.localdate())


def _kept(
    agreement: Agreement,
    kind: Kind,
    change: Change,
    by: User,
    *,
    ends_after: date | None,
    cause: TermChange | None = None,
) -> TermChange:
    return TermChange.objects.create(
        agreement=agreement,
        kind=kind,
        on=change.on,
        reason=told(change.reason, _("Reason"), LONGEST_REASON),
        paper=change.paper,
        ends_before=agreement.ends_on,
        ends_after=ends_after,
        caused_by=cause,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
