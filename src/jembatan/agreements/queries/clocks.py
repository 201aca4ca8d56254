"""The clocks of one agreement or of many: one reading, whoever asks.

Nothing here is stored but `Agreement.next_due_on`, which repeats `next_due(clocks_of(…))` for lists.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clock_sources import Sources, gather
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.road import road_of
from jembatan.agreements.rules import life_clocks
from jembatan.agreements.rules.case_clocks import (
    DPRD,
    REPORT,
    case_clocks,
    dormancy_clock,
    report_clock,
    term_clocks,
)
from jembatan.agreements.rules.clocks import Clock, Reading
from jembatan.agreements.rules.facts import CaseFacts, Term
from jembatan.agreements.rules.facts import TermType as TermKind
from jembatan.agreements.rules.flags import last_sign_of_life
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.life_clocks import next_due
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.resuming import effective
from jembatan.agreements.rules.roads import Road
from jembatan.agreements.rules.standing import Standing
from jembatan.agreements.rules.standing import standing as standing_by
from jembatan.places.models import Region
from jembatan.workflow.law import NotInForce, Rulebook

__all__ = ["Ticking", "clocks_of", "clocks_of_many", "live", "next_due", "read_clocks"]

LIVE = (State.ON_THE_ROAD, State.IN_FORCE, State.SUSPENDED)
# The columns clocks and their lists look at.
COLUMNS = (
    "reference",
    "place",
    "kind",
    "tier",
    "title_id",
    "title_en",
    "state",
    "signed_on",
    "starts_on",
    "ends_on",
    "term_type",
    "review_every_months",
    "notice_days",
    "is_legacy",
    "opened_on",
    "stage",
    "stage_since",
    "turn",
    "next_due_on",
    "last_active_on",
    "counterpart",
    "officer",
    "version",
)


@dataclass(frozen=True, slots=True)
class Ticking:
    """One clock of one agreement. `about` is the own name of what it is read from (the number of a permit, the
    title of an obligation), "" where the clock's name says everything."""

    agreement: Agreement
    clock: Clock
    about: str = ""

    @property
    def due_on(self) -> date | None:
        """The day it runs out; None without a limit."""
        return self.clock.due.day if self.clock.due else None


def clocks_of(agreement: Agreement, on: date, *, law: Rulebook | None = None) -> tuple[Clock, ...]:
    """Every clock of one agreement on the day `on`, in the order of due days. Ten queries."""
    return tuple(ticking.clock for ticking in of_one(agreement, on, law=law))


def of_one(agreement: Agreement, on: date, *, law: Rulebook | None = None) -> list[Ticking]:
    """The clocks of one agreement with their names, in the order of due days; none of one that does not live."""
    if agreement.state not in LIVE:
        return []
    sources = gather(Agreement.objects.filter(pk=agreement.pk), on)
    return clocks_in([agreement], sources, Reading(on, law or law_in_use()))


def clocks_of_many(
    viewer: User, on: date, *, within: str = "", kind: str = "", law: Rulebook | None = None
) -> list[Ticking]:
    """The clocks of every living agreement the viewer may see, in the order of due days, ages last.

    `within` is the code of a place and `kind` a kind of cooperation; empty asks for all. A dozen queries,
    however many agreements.
    """
    return read_clocks(live(viewer, within=within, kind=kind), on, law=law)


def live(viewer: User, *, within: str = "", kind: str = "") -> QuerySet[Agreement]:
    """The agreements the viewer may see that are on their road, in force or suspended."""
    found = Agreement.objects.visible_to(viewer).filter(state__in=LIVE)
    if within:
        found = found.of_places_in(within)
    return found.filter(kind=kind) if kind else found


def read_clocks(agreements: QuerySet[Agreement], on: date, *, law: Rulebook | None = None) -> list[Ticking]:
    """The clocks of `agreements` that live, in the order of due days, then of age."""
    living = agreements.filter(state__in=LIVE)
    return clocks_in(living_rows(living), gather(living, on), Reading(on, law or law_in_use()))


def living_rows(agreements: QuerySet[Agreement]) -> list[Agreement]:
    """Those of `agreements` that live, with what clocks look at, their place and their officer. Three queries."""
    rows = list(agreements.filter(state__in=LIVE).only(*COLUMNS))
    _beside(rows)
    return rows


def clocks_in(rows: Iterable[Agreement], sources: Sources, reading: Reading) -> list[Ticking]:
    """The clocks of agreements whose sources are at hand. No query."""
    found = [
        Ticking(row, clock, sources.titles.get(row_of(clock), ""))
        for row in rows
        for clock in _judged(row, sources, reading)
    ]
    return sorted(found, key=order)


def _judged(row: Agreement, sources: Sources, reading: Reading) -> Iterator[Clock]:
    return (life_clocks.judged(clock, reading.law) for clock in _clocks(row, sources, reading))


def _beside(rows: list[Agreement]) -> None:
    """Give every row its place and its officer; each place and person is fetched and kept once. Two queries."""
    places = Region.objects.in_bulk({row.place_id for row in rows if row.place_id})
    people = User.objects.in_bulk({row.officer_id for row in rows if row.officer_id})
    for row in rows:
        row.place = places.get(row.place_id) if row.place_id else None
        row.officer = people.get(row.officer_id) if row.officer_id else None


def order(ticking: Ticking) -> tuple[date, date, str, str]:
    """Due days first, soonest first; what has none after them, oldest first."""
    clock = ticking.clock
    return (ticking.due_on or date.max, clock.starts_on, ticking.agreement.reference, clock.code)


def row_of(clock: Clock) -> str:
    """The row a clock is read from ("permit.12"), or its code where there is none."""
    return ".".join(clock.code.split(".")[:2])


def _clocks(row: Agreement, sources: Sources, reading: Reading) -> Iterator[Clock]:
    road = road_of(row)
    if road is not None and row.state == State.ON_THE_ROAD:
        standing = standing_by(
            road, effective(sources.events.get(row.pk, ())), legacy=row.is_legacy, started_on=row.opened_on
        )
        facts = _facts(row, road, standing, sources, reading)
        with suppress(NotInForce):
            # A period that began before its rule did has no length by that rule.
            yield from case_clocks(road, standing, facts, reading)
    if row.state == State.IN_FORCE:
        yield from _life(row, sources, reading)
    if row.state != State.ON_THE_ROAD and (row.starts_on or row.signed_on):
        yield from term_clocks(_term(row, sources), reading)
    yield from _rows(row, sources, reading)


def _facts(row: Agreement, road: Road, standing: Standing, sources: Sources, reading: Reading) -> CaseFacts:
    """As much of the case as its clocks look at: when the DPRD got the letter of the present round."""
    asked = next((stage.code for stage in road.stages if stage.clock == DPRD), None)
    received = sources.received.get(row.pk, {})
    day = received.get(standing.of(asked).round) if asked else None
    return CaseFacts(Kind(row.kind), reading.today, dprd_received_on=day)


def _life(row: Agreement, sources: Sources, reading: Reading) -> Iterator[Clock]:
    """Reports and activity of a cooperation in force. A report owed by its own row is not asked for twice."""
    last = last_sign_of_life(
        last_active_on=row.last_active_on,
        signed_on=row.signed_on,
        starts_on=row.starts_on,
        is_legacy=row.is_legacy,
    )
    if last is not None:
        yield dormancy_clock(last, reading)
    since = sources.reported.get(row.pk) or row.signed_on
    owed = any(owed.rule == REPORT for owed in sources.owed.get(row.pk, ()))
    if since and not owed and not row.is_legacy and road_of(row) is not None:
        yield report_clock(since, reading)


def _term(row: Agreement, sources: Sources) -> Term:
    start = row.starts_on or row.signed_on
    assert start is not None, "a term begins on some day"
    return Term(
        TermKind(row.term_type),
        start,
        row.ends_on,
        row.review_every_months,
        row.notice_days,
        sources.reviewed.get(row.pk),
    )


def _rows(row: Agreement, sources: Sources, reading: Reading) -> Iterator[Clock]:
    """The clocks of what hangs on the agreement."""
    for permit in sources.permits.get(row.pk, ()):
        yield from life_clocks.permit_clocks(permit, reading)
    for owed in sources.owed.get(row.pk, ()):
        yield life_clocks.owed_clock(owed, reading)
    for planned in sources.journeys.get(row.pk, ()):
        yield life_clocks.journey_clock(planned.key, planned.since, planned.on, reading)
    for planned in sources.meetings.get(row.pk, ()):
        yield life_clocks.meeting_clock(planned.key, planned.on, planned.since, reading)
    for planned in sources.reviews.get(row.pk, ()):
        yield life_clocks.review_clock(planned.key, planned.on, planned.since, reading)
    if assessed := sources.diligence.get(row.counterpart_id):
        yield life_clocks.diligence_clock(*assessed, reading)
