"""What follows from dates and neighbours of an agreement: lapsed, expiring, dormant, ageing, overlapping …

Pure; today is passed in. A flag is computed, never stored, and tells its reason, its day and its rule.
`queries/flags.py` says the same in SQL; a test compares the two. What is not known never raises a flag.
Every threshold is an unverified parameter of the rulebook (grade D); the rule of thumb of one real activity
before the next agreement is West Java's practice (grade C).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from jembatan.agreements.rules.clocks import months_later
from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.agreements.rules.term import has_lapsed
from jembatan.workflow.messages import message as _


class Flag(StrEnum):
    LAPSED = "lapsed"
    EXPIRING = "expiring"
    DORMANT = "dormant"
    LOI_AGEING = "loi_ageing"
    OVERLAP = "overlap"
    NO_ACTION_PLAN = "no_action_plan"
    PORTFOLIO = "portfolio"


SENTENCES = {
    Flag.LAPSED: _("The term ran out on %(ended)s and nothing renewed it."),
    Flag.EXPIRING: _("The term ends on %(ends)s, in %(days)s days."),
    Flag.DORMANT: _("Nothing has happened since %(since)s: no activity, meeting or mission."),
    Flag.LOI_AGEING: _("A letter of intent was signed on %(since)s; no plan has gone to the DPRD since."),
    Flag.OVERLAP: _("The same counterpart also stands in %(references)s."),
    Flag.NO_ACTION_PLAN: _("In force, but no activity is planned from %(year)s on."),
    Flag.PORTFOLIO: _("Nothing real has come yet of %(references)s; open another with care."),
}
# The rule of each flag in the rulebook.
RULES = {
    Flag.LAPSED: "TERM",
    Flag.EXPIRING: "REMINDER.1",
    Flag.DORMANT: "DORMANT",
    Flag.LOI_AGEING: "INTENT.AGEING",
    Flag.OVERLAP: "OVERLAP",
    Flag.NO_ACTION_PLAN: "ACTION.PLAN",
    Flag.PORTFOLIO: "PORTFOLIO",
}
ALIVE = (State.ON_THE_ROAD, State.IN_FORCE, State.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The parameters of the flags on one day. `ladder` is how many days before the end people are reminded."""

    dormant_months: int = 12
    intent_days: int = 365
    ladder: tuple[int, ...] = (365, 180, 90)


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the flags look at in one agreement. A None date is one nobody knows.

    `place` is "" for the central government. `intent_on` is the day of the letter of intent while no plan has left
    for the DPRD; `planned_until` the last
    day of any activity not cancelled; `has_real_activity` whether one was ever carried out; `fields` what it
    is about. `parent` and `key` are opaque.
    """

    key: int
    reference: str
    state: State
    place: str
    counterpart: int
    parent: int | None = None
    tier: str = ""
    term_type: TermType = TermType.FIXED
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    last_active_on: date | None = None
    intent_on: date | None = None
    planned_until: date | None = None
    plan_continues: bool = False
    has_real_activity: bool = False
    is_legacy: bool = False
    fields: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Flagged:
    """One flag: since (or on) which day, by which rule, and the facts that fill its sentence."""

    flag: Flag
    on: date | None
    rule: str
    detail: dict[str, object]

    @property
    def sentence(self) -> str:
        """The message id of the reason; its places are filled from `detail`."""
        return SENTENCES[self.flag]


def flags_of(
    one: Portrait, others: Iterable[Portrait], *, today: date, thresholds: Thresholds
) -> tuple[Flagged, ...]:
    """The flags of `one`. `others` are the agreements it is compared with; itself and strangers are ignored."""
    around = [other for other in others if other.key != one.key and other.place == one.place]
    found = [
        *_of_term(one, today, thresholds),
        *_of_activity(one, today, thresholds),
        *_of_neighbours(one, around, today),
    ]
    return tuple(Flagged(flag, on, RULES[flag], detail) for flag, on, detail in found)


Found = tuple[Flag, date | None, dict[str, object]]


def _of_term(one: Portrait, today: date, thresholds: Thresholds) -> Iterator[Found]:
    if one.state not in (State.IN_FORCE, State.SUSPENDED) or one.ends_on is None:
        return
    if has_lapsed(one.term_type, one.ends_on, today):
        yield Flag.LAPSED, one.ends_on + timedelta(days=1), {"ended": one.ends_on}
        return
    days = (one.ends_on - today).days
    if one.state is State.IN_FORCE and one.term_type == TermType.FIXED and days <= max(thresholds.ladder):
        rung = min(step for step in thresholds.ladder if step >= days)
        yield (
            Flag.EXPIRING,
            one.ends_on - timedelta(days=rung),
            {"ends": one.ends_on, "days": days, "rung": rung},
        )


def _of_activity(one: Portrait, today: date, thresholds: Thresholds) -> Iterator[Found]:
    if one.state is State.ON_THE_ROAD and one.intent_on is not None:
        aged_on = one.intent_on + timedelta(days=thresholds.intent_days)
        if aged_on < today:
            yield Flag.LOI_AGEING, aged_on, {"since": one.intent_on}
    if one.state is not State.IN_FORCE:
        return
    since = last_sign_of_life(
        last_active_on=one.last_active_on,
        signed_on=one.signed_on,
        starts_on=one.starts_on,
        is_legacy=one.is_legacy,
    )
    if since is not None and since < months_later(today, -thresholds.dormant_months):
        yield Flag.DORMANT, months_later(since, thresholds.dormant_months), {"since": since}
    if not one.is_legacy and not _has_plan(one, today):
        yield Flag.NO_ACTION_PLAN, None, {"year": today.year}


def last_sign_of_life(
    *, last_active_on: date | None, signed_on: date | None, starts_on: date | None, is_legacy: bool
) -> date | None:
    """The day from which silence is counted, None when it cannot be.

    Of an imported agreement only what was recorded after its signature counts: nobody has told what it did,
    and what is unknown raises no flag.
    """
    if not is_legacy:
        return last_active_on or signed_on or starts_on
    if last_active_on is None or (signed_on is not None and last_active_on <= signed_on):
        return None
    return last_active_on


def _of_neighbours(one: Portrait, around: list[Portrait], today: date) -> Iterator[Found]:
    if same := [other for other in around if overlap(one, other, today)]:
        yield Flag.OVERLAP, None, {"references": _listed(same)}
    if one.state is State.ON_THE_ROAD and one.parent is None:
        idle = [
            other
            for other in around
            if other.state is State.IN_FORCE
            and other.parent is None
            and not other.is_legacy
            and not other.has_real_activity
        ]
        if idle:
            yield Flag.PORTFOLIO, None, {"references": _listed(idle)}


def overlap(one: Portrait, other: Portrait, today: date) -> bool:
    """Whether two agreements of a region with one counterpart get in each other's way.

    Both alive and of the same rank, neither above the other, their terms at the same time: then twice in force,
    or about the same field.
    """
    if not (one.place and one.place == other.place and one.counterpart == other.counterpart):
        return False
    if one.tier != other.tier or one.parent == other.key or other.parent == one.key:
        return False
    if not (_is_alive(one, today) and _is_alive(other, today) and _same_time(one, other)):
        return False
    both_in_force = one.state is State.IN_FORCE and other.state is State.IN_FORCE
    siblings = one.parent is not None and one.parent == other.parent
    return bool(one.fields & other.fields) or (both_in_force and not siblings)


def _is_alive(one: Portrait, today: date) -> bool:
    return one.state in ALIVE and not has_lapsed(one.term_type, one.ends_on, today)


def _same_time(one: Portrait, other: Portrait) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Portrait, other: Portrait) -> bool:
    if one.term_type != TermType.FIXED or one.ends_on is None or other.starts_on is None:
        return False
    return one.ends_on < other.starts_on


def _has_plan(one: Portrait, today: date) -> bool:
    """Whether an activity reaches into this calendar year or later."""
    return one.plan_continues or (one.planned_until is not None and one.planned_until.year >= today.year)


def _listed(found: list[Portrait]) -> str:
    return ", ".join(sorted(other.reference for other in found))
