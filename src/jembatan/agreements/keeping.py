"""Keeps what an agreement's row repeats of its events, clocks and activities, so that lists need not replay them.

Called by every verb that changes one of these; nothing else writes these columns.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clocks import clocks_of, next_due
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.road import Case, case_of
from jembatan.agreements.rules.blockers import whose_turn
from jembatan.agreements.rules.lifecycle import State

COLUMNS = ("stage", "stage_since", "turn", "last_active_on")


def refresh(agreement: Agreement, *, today: date, with_clocks: bool = True) -> None:
    """Write the stage, since when, whose turn, the last activity and the next due day as they stand now.

    The stage is the first open one; empty when none is open, as for what was given up or has no road.
    Without `with_clocks` the next due day stays: for changes no clock looks at, such as a paper that came in.
    """
    law = law_in_use()
    case = case_of(agreement, today=today, law=law)
    agreement.stage, agreement.stage_since, agreement.turn = _place(case)
    agreement.last_active_on = max(_active_days(agreement, case), default=None)
    # Clocks look at the columns above, so those are written first.
    agreement.save(update_fields=COLUMNS)
    if not with_clocks:
        return
    agreement.next_due_on = next_due(clocks_of(agreement, today, law=law))
    agreement.save(update_fields=["next_due_on"])


def _place(case: Case | None) -> tuple[str, date | None, str]:
    """Stage, the day it was opened, and the office that must move; for nothing open three times nothing."""
    if case is None or case.standing.current is None:
        return "", None, ""
    stage = case.standing.current
    turns = whose_turn(case.road, case.standing, case.facts, case.law)
    return stage, case.standing.of(stage).opened_on, str(turns[0]) if turns else ""


def _active_days(agreement: Agreement, case: Case | None) -> Iterator[date]:
    """The days on which something happened: on the road its events; in force the signature, activities,
    meetings and journeys."""
    if agreement.state in (State.ON_THE_ROAD, State.DROPPED):
        yield from (event.on for event in case.standing.history) if case else ()
        return
    found = (
        agreement.activities.aggregate(day=Max("done_on")),
        agreement.meetings.aggregate(day=Max("held_on")),
    )
    journeys = (
        agreement.missions.filter(cancelled_because="").exclude(result="").aggregate(day=Max("returns_on"))
    )
    days = (agreement.signed_on, *(one["day"] for one in (*found, journeys)))
    yield from (day for day in days if day is not None)
