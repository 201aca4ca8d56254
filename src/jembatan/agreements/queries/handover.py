"""Everything a new head of a region has to know of its cooperations, gathered in a bounded number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from jembatan.agreements.models import (
    Activity,
    Agreement,
    Amendment,
    Meeting,
    Mission,
    Obligation,
    Risk,
    StageEvent,
)
from jembatan.agreements.queries.clocks import Ticking, read_clocks
from jembatan.agreements.queries.flags import flags_for, thresholds_on
from jembatan.agreements.queries.life import in_the_way, open_obligations
from jembatan.agreements.rules.activities import State as ActivityState
from jembatan.agreements.rules.activities import Totals, totals
from jembatan.agreements.rules.amending import State as AmendmentState
from jembatan.agreements.rules.flags import Flagged
from jembatan.agreements.rules.life_clocks import OWN_THRESHOLDS
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.travel import Obstacle
from jembatan.workflow.law import Rulebook

LIVING = (State.ON_THE_ROAD, State.IN_FORCE, State.SUSPENDED)
# How far ahead the pack looks.
AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something promised for a day: `kind` is obligation, meeting, mission or activity; `who` answers for it."""

    on: date
    kind: str
    title: str
    who: str
    office: str
    reference: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """What is handed over on a day. Everything is of living agreements, in the order it is read."""

    today: date
    agreements: Sequence[Agreement]
    flags: Mapping[int, tuple[Flagged, ...]]
    commitments: Sequence[Commitment]
    money: Totals
    risks: Sequence[Risk]
    questions: Sequence[StageEvent]
    amendments: Sequence[Amendment]
    without_minutes: Sequence[Meeting]
    grounded: Sequence[tuple[Mission, tuple[Obstacle, ...]]]
    ahead: Sequence[Ticking]


def pack_of(agreements: QuerySet[Agreement], *, today: date, law: Rulebook) -> Pack:
    """The pack of some agreements. About thirty queries, however many agreements there are."""
    living = agreements.filter(state__in=LIVING)
    rows = list(
        living.select_related("place", "counterpart", "officer", "parent").order_by("-state", "reference")
    )
    keys = living.order_by().values("pk")
    lines = list(Activity.objects.filter(agreement__in=keys).select_related("agreement"))
    missions = list(
        Mission.objects.filter(agreement__in=keys, cancelled_because="", result="")
        .select_related("agreement")
        .prefetch_related("permits")
    )
    meetings = list(
        Meeting.objects.filter(agreement__in=keys, cancelled_because="").select_related("agreement")
    )
    owed = Obligation.objects.filter(open_obligations(), agreement__in=keys).select_related("agreement")
    open_questions = StageEvent.objects.filter(agreement__in=keys, question=StageEvent.Question.OPEN)
    return Pack(
        today=today,
        agreements=rows,
        flags=flags_for(rows, today=today, thresholds=thresholds_on(law, today)),
        commitments=_commitments(owed, lines, missions, meetings, today),
        money=totals(lines),
        risks=list(Risk.objects.filter(agreement__in=keys, closed_on=None).select_related("agreement")),
        questions=list(open_questions.select_related("agreement")),
        amendments=list(
            Amendment.objects.filter(
                agreement__in=keys, state__in=(AmendmentState.DRAFTED, AmendmentState.AGREED)
            ).select_related("agreement")
        ),
        without_minutes=[one for one in meetings if one.held_on and one.minutes_id is None],
        grounded=[(one, found) for one in missions if one.leaves_on >= today and (found := in_the_way(one))],
        ahead=[one for one in read_clocks(agreements, today, law=law) if _is_ahead(one, today)],
    )


def _commitments(
    owed: QuerySet[Obligation],
    lines: list[Activity],
    missions: list[Mission],
    meetings: list[Meeting],
    today: date,
) -> list[Commitment]:
    """What is promised, by its day: late things first because they come first."""
    found = [
        Commitment(
            one.due_on,
            "obligation",
            one.title,
            one.owner,
            one.owed_by,
            one.agreement.reference,
            one.due_on < today,
        )
        for one in owed
    ]
    for line in lines:
        if line.state in (ActivityState.PLANNED, ActivityState.UNDER_WAY):
            late = line.ends_on < today
            found.append(
                Commitment(
                    line.ends_on, "activity", line.title, line.agency, "", line.agreement.reference, late
                )
            )
    for mission in missions:
        on, late = mission.leaves_on, mission.returns_on < today
        who = ", ".join(str(row["capacity"]) for row in mission.travellers)
        found.append(Commitment(on, "mission", mission.purpose, who, "", mission.agreement.reference, late))
    for meeting in meetings:
        if meeting.held_on is None:
            on, late = meeting.planned_on, meeting.planned_on < today
            place = meeting.at_place
            found.append(
                Commitment(
                    on, "meeting", meeting.get_kind_display(), place, "", meeting.agreement.reference, late
                )
            )
    return sorted(found, key=lambda one: (one.on, one.reference, one.title))


def _is_ahead(one: Ticking, today: date) -> bool:
    """A day still to come within a year that nothing has met yet."""
    if one.clock.rule in OWN_THRESHOLDS or one.clock.stopped_on is not None or one.due_on is None:
        return False
    return today <= one.due_on <= today + AHEAD
