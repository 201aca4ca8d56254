"""What the nightly work would do now. The work does exactly this list, and afterwards the list is empty.

A reminder belongs to one rung of the ladder of one clock and its due day; a flag to the day it was raised.
Both are told once: the key of a notice says whether somebody was told before. So a night that was missed is
made up for by the next, and a second run does nothing. Silence of the DPRD raises a notice and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from jembatan.accounts.models import User
from jembatan.agreements import notices
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clocks import LIVE, Ticking, read_clocks
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.recipients import Offices, offices, unique
from jembatan.agreements.rules.case_clocks import DORMANT, DPRD, INTENT_AGEING
from jembatan.agreements.rules.clocks import Clock, ClockState, Reading, ladder, reminders_due
from jembatan.agreements.rules.life_clocks import is_awaited, is_default, next_due
from jembatan.agreements.words.clocks import clock_name
from jembatan.correspondence.models import Notice
from jembatan.correspondence.rules.facts import Fact
from jembatan.correspondence.rules.kinds import Kind

TERM_END = "term.end"
# Flags and the notice that tells of each: clocks whose running out is a state of the agreement itself.
FLAGS = {TERM_END: notices.LAPSED, DORMANT: notices.DORMANT, INTENT_AGEING: notices.INTENT_AGEING}
KEYS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice that goes out: about which clock, to whom. `rung` is the days before the due day, 0 when past."""

    ticking: Ticking
    kind: Kind
    rung: int
    recipients: tuple[User, ...]
    key: str

    @property
    def due_on(self) -> date:
        """The day the clock runs out, or ran out."""
        assert self.ticking.due_on is not None, "only clocks with a limit are told of"
        return self.ticking.due_on

    @property
    def is_flag(self) -> bool:
        """Whether it tells of a state of the agreement itself: lapsed, dormant, an ageing letter of intent."""
        return self.kind in FLAGS.values()

    @property
    def facts(self) -> dict[str, Fact]:
        """What fills the sentence of the notice."""
        ticking = self.ticking
        day = (
            self.due_on
            if self.kind not in (notices.DORMANT, notices.INTENT_AGEING)
            else ticking.clock.starts_on
        )
        what = clock_name(ticking.clock, ticking.about)
        return {"reference": ticking.agreement.reference, "what": what, "day": day, "days": self.rung}


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The next due day of an agreement, as its column says and as its clocks say."""

    agreement: Agreement
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Tonight:
    """Everything of one night. `unheard` are tellings that reach nobody: no account holds the office there."""

    on: date
    tellings: tuple[Telling, ...]
    unheard: tuple[Telling, ...]
    refreshed: tuple[Refreshed, ...]

    @property
    def reminders(self) -> tuple[Telling, ...]:
        """Rungs of the ladder."""
        return tuple(one for one in self.tellings if one.rung)

    @property
    def overdue(self) -> tuple[Telling, ...]:
        """What is past its day, other than flags."""
        return tuple(one for one in self.tellings if not one.rung and not one.is_flag)

    @property
    def flags(self) -> tuple[Telling, ...]:
        """States that begin: lapsed, dormant, ageing."""
        return tuple(one for one in self.tellings if one.is_flag)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing would be done at all."""
        return not self.tellings and not self.refreshed


def tonight(on: date, agreements: QuerySet[Agreement] | None = None) -> Tonight:
    """What the work of the day `on` would do, for `agreements` (None: all). Nothing is changed.

    A fixed number of queries, and one for every 500 notices that may have been told before.
    """
    every = Agreement.objects.all() if agreements is None else agreements
    law = law_in_use()
    tickings = read_clocks(every, on, law=law)
    people = offices(on)
    every_telling = list(_tellings(tickings, Reading(on, law), people))
    told = _told(every_telling)
    new = [replace(one, recipients=_untold(one, told)) for one in every_telling]
    return Tonight(
        on,
        tellings=tuple(one for one in new if one.recipients),
        unheard=tuple(one for one in every_telling if not one.recipients),
        refreshed=tuple(_refreshed(every, tickings)),
    )


def _tellings(tickings: Iterable[Ticking], reading: Reading, people: Offices) -> Iterator[Telling]:
    rungs = ladder(reading)
    for ticking in tickings:
        clock, agreement = ticking.clock, ticking.agreement
        if clock.due is None or clock.stopped_on:
            continue
        if reading.today > clock.due.day:
            kind = _past_kind(clock)
            if kind is not None:
                yield _telling(ticking, kind, 0, _for_past(ticking, people))
        elif is_awaited(clock):
            for rung in reminders_due((clock,), reading.today, rungs):
                yield _telling(ticking, notices.CLOCK_REMINDER, rung.days, people.of(clock.owner, agreement))


def _past_kind(clock: Clock) -> Kind | None:
    """What is told once the day has gone by; nothing of a threshold nobody has to act on."""
    if clock.code in FLAGS:
        return FLAGS[clock.code]
    if clock.state is not ClockState.OVERDUE:
        return None
    return notices.DPRD_OVERDUE if clock.rule == DPRD else notices.CLOCK_OVERDUE


def _for_past(ticking: Ticking, people: Offices) -> list[User]:
    """The office that owes, the desk and the supervisor; where nobody is in default, the desk alone."""
    clock, agreement = ticking.clock, ticking.agreement
    desk = people.desk(agreement)
    if not is_default(clock):
        return desk
    return unique([*people.of(clock.owner, agreement), *desk, *people.supervisors(agreement)])


def _telling(ticking: Ticking, kind: Kind, rung: int, recipients: list[User]) -> Telling:
    day = ticking.due_on.isoformat() if ticking.due_on else ""
    key = f"agreements.clock:{ticking.agreement.pk}:{ticking.clock.code}:{day}:{rung}"
    return Telling(ticking, kind, rung, tuple(recipients), key)


def _told(tellings: list[Telling]) -> set[tuple[int, str]]:
    keys = [one.key for one in tellings]
    found: set[tuple[int, str]] = set()
    for first in range(0, len(keys), KEYS_AT_ONCE):
        notices_told = Notice.objects.filter(key__in=keys[first : first + KEYS_AT_ONCE])
        found.update(notices_told.values_list("recipient_id", "key"))
    return found


def _untold(one: Telling, told: set[tuple[int, str]]) -> tuple[User, ...]:
    return tuple(person for person in one.recipients if (person.pk, one.key) not in told)


def _refreshed(agreements: QuerySet[Agreement], tickings: list[Ticking]) -> Iterator[Refreshed]:
    """The agreements whose column does not say what their clocks say. One query, for those without clocks."""
    clocks: dict[int, list[Clock]] = {}
    for ticking in tickings:
        clocks.setdefault(ticking.agreement.pk, []).append(ticking.clock)
    due = {pk: next_due(found) for pk, found in clocks.items()}
    known = agreements.order_by("reference").only("reference", "state", "next_due_on", "place")
    for agreement in known.exclude(next_due_on__isnull=True) | known.filter(state__in=LIVE):
        after = due.get(agreement.pk)
        if agreement.next_due_on != after:
            yield Refreshed(agreement, agreement.next_due_on, after)
