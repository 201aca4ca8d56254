"""The legal road of one agreement as a vertical line: done, waived, current with what is missing, ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Paper, StageEvent
from jembatan.agreements.queries.road import Case
from jembatan.agreements.rules.kinds import OFFICES
from jembatan.agreements.rules.resuming import RESUMED
from jembatan.agreements.rules.roads import DROPPED, PHASES, WAIVED, Course, Phase, Stage
from jembatan.agreements.rules.standing import Place, State
from jembatan.agreements.web.blockers_shown import BlockerShown, said, shown

LOOKS = {
    State.DONE: "done",
    State.WAIVED: "waived",
    State.OPEN: "current",
    State.AHEAD: "later",
    State.PRECLUDED: "precluded",
    State.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class RoundShown:
    """One outcome a stage has had: on which day, in words, with its document and remark."""

    event: StageEvent
    outcome: str
    product: Paper | None


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage of the line. `since` and `age` are set while it is open; `missing` is what blocks its usual
    outcome on the way to the signature (after it, what has not happened is not missing); `waiver` is its
    newest waiver while it stands waived."""

    code: str
    number: str
    name: str
    look: str
    who: str
    product: str
    since: date | None
    age: str
    rounds: list[RoundShown]
    missing: list[BlockerShown]
    waiver: StageEvent | None
    is_before_signature: bool

    @property
    def is_open(self) -> bool:
        return self.look == "current"


@dataclass(frozen=True, slots=True)
class PhaseShown:
    """A part of the road with its stages; `is_open` when the case stands in it."""

    name: str
    stages: list[StageShown]
    is_open: bool
    is_passed: bool


def road_shown(case: Case, today: date) -> list[PhaseShown]:
    """The road in its phases. No query when the agreement came from `with_story`."""
    stages = {step.code: stage_shown(case, step, today) for step in case.road.stages}
    phases = []
    for phase in Phase:
        inside = [stages[step.code] for step in case.road.stages if step.phase is phase]
        if inside:
            is_open = any(stage.is_open for stage in inside)
            passed = all(stage.look in ("done", "waived", "unknown") for stage in inside)
            phases.append(PhaseShown(said(PHASES[phase]), inside, is_open, passed))
    return phases


def stage_shown(case: Case, step: Stage, today: date) -> StageShown:
    """One stage as it stands."""
    place = case.standing.of(step.code)
    events = [event for event in case.agreement.events.all() if event.stage == step.code]
    waivers = [event for event in events if event.outcome == WAIVED]
    is_open = place.state is State.OPEN
    return StageShown(
        code=step.code,
        number=step.number,
        name=said(step.name),
        look=LOOKS[place.state],
        who=said(OFFICES[step.actor]),
        product=product_words(step),
        since=place.opened_on if is_open else None,
        age=age_words(place, today) if is_open else "",
        rounds=[RoundShown(event, outcome_words(step, event.outcome), event.product) for event in events],
        missing=shown(case.blockers(step.code, usual(step))) if is_open and step.is_before_signature else [],
        waiver=waivers[-1] if waivers and place.state is State.WAIVED else None,
        is_before_signature=step.is_before_signature,
    )


def usual(step: Stage) -> str:
    """The outcome a stage usually has: what is missing is told for it."""
    return step.forward.code


def product_words(step: Stage) -> str:
    """What the stage makes, or why it makes no document."""
    if step.product is not None:
        return said(document_types()[step.product].name)
    return said(step.reason) if step.reason else ""


def outcome_words(step: Stage, outcome: str) -> str:
    """What people call an outcome."""
    reserved = {WAIVED: _("Waived"), DROPPED: _("Given up"), RESUMED: _("Taken up again")}
    if outcome in reserved:
        return reserved[outcome]
    known = step.outcome(outcome)
    return said(known.says) if known else outcome


def age_words(place: Place, today: date) -> str:
    """How long a stage has been open: in days up to two months, then in months."""
    if place.opened_on is None:
        return ""
    days = (today - place.opened_on).days
    if days < 60:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    months = days // 30
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def clock_sentence(case: Case | None, clocks: Sequence[tuple[str, date]], today: date) -> str:
    """The one sentence under the title: whose turn since when, or until when something is due."""
    if case is None or case.standing.current is None:
        return ""
    step = case.road.stage(case.standing.current)
    place = case.standing.of(step.code)
    facts = {"stage": said(step.name), "who": said(OFFICES[step.actor]), "age": age_words(place, today)}
    if not step.is_before_signature:
        return ""
    if place.opened_on is None:
        return _("Now: %(stage)s. It is the turn of: %(who)s.") % facts
    facts["since"] = date_format(place.opened_on, "j F Y")
    return _("Now: %(stage)s, since %(since)s (%(age)s). It is the turn of: %(who)s.") % facts


def leads_back(step: Stage, outcome: str) -> bool:
    """Whether an outcome leads back or out of the road: it is offered more quietly."""
    known = step.outcome(outcome)
    return known is not None and known.course in (Course.BACK, Course.END)
