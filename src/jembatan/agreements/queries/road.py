"""Where agreements stand on their roads: one of them with everything a decision looks at, or many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from jembatan.agreements.engine.law_files import road_for
from jembatan.agreements.models import Agreement, PaperVersion, Party, StageEvent
from jembatan.agreements.queries.facts import Beside, case_facts
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules import blockers as blocking
from jembatan.agreements.rules import standing as standings
from jembatan.agreements.rules.blockers import Blocker
from jembatan.agreements.rules.facts import CaseFacts
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.objections import objected_waivers
from jembatan.agreements.rules.resuming import effective
from jembatan.agreements.rules.roads import DROPPED, WAIVED, Course, Road
from jembatan.agreements.rules.standing import Standing, Waiver
from jembatan.workflow.law import Rulebook


@dataclass(frozen=True, slots=True)
class Case:
    """An agreement on its road, with the facts and the law of one day."""

    agreement: Agreement
    road: Road
    standing: Standing
    facts: CaseFacts
    law: Rulebook

    def blockers(self, stage: str, outcome: str, on: date | None = None) -> tuple[Blocker, ...]:
        """What keeps `stage` from ending in `outcome` on the day `on` (None: today). No query.

        Raises StageUnknown or OutcomeUnknown.
        """
        facts = replace(self.facts, happened_on=on)
        found = blocking.blockers(self.road, self.standing, stage, outcome, facts, self.law)
        if stage == self.road.signature and self._signs(stage, outcome):
            found = (*objected_waivers(self.road, objected_stages(self.agreement)), *found)
        return found

    def waiver_blockers(self, stage: str, waiver: Waiver, on: date | None = None) -> tuple[Blocker, ...]:
        """What keeps `stage` from being waived. No query. Raises StageUnknown."""
        facts = replace(self.facts, happened_on=on)
        return blocking.waiver_blockers(self.road, self.standing, stage, waiver, facts, self.law)

    def _signs(self, stage: str, outcome: str) -> bool:
        return outcome != DROPPED and self.road.outcome(stage, outcome).course is Course.FORWARD


def road_of(agreement: Agreement) -> Road | None:
    """The road of the agreement's kind; None for what has none: village links, umbrellas of the centre."""
    return None if agreement.place_id is None else road_for(Kind(agreement.kind))


def standing_of(agreement: Agreement) -> Standing | None:
    """Where the agreement stands; None when it has no road. One query, none when events are prefetched."""
    road = road_of(agreement)
    return None if road is None else _standing(agreement, road, agreement.events.all())


def standings_of(agreements: Iterable[Agreement]) -> dict[int, Standing]:
    """Where each agreement that has a road stands, by its id. One query, however many there are."""
    roads = {agreement: road for agreement in agreements if (road := road_of(agreement)) is not None}
    events: dict[int, list[StageEvent]] = {agreement.pk: [] for agreement in roads}
    for event in StageEvent.objects.filter(agreement__in=list(events)):
        events[event.agreement_id].append(event)
    return {
        agreement.pk: _standing(agreement, road, events[agreement.pk]) for agreement, road in roads.items()
    }


def case_of(
    agreement: Agreement, *, today: date, law: Rulebook | None = None, known: Beside | None = None
) -> Case | None:
    """The agreement with all a decision looks at; None when it has no road.

    `law` None reads the law in use. About a dozen queries, four when the agreement came from `with_story`,
    none with `law` and what is `known` beside many besides.
    """
    road = road_of(agreement)
    if road is None:
        return None
    standing = _standing(agreement, road, agreement.events.all())
    facts = case_facts(agreement, today=today, standing=standing, known=known)
    return Case(agreement, road, standing, facts, law or law_in_use())


def blockers_of(
    agreement: Agreement, stage: str, outcome: str, *, on: date, today: date
) -> tuple[Blocker, ...]:
    """What keeps `stage` from ending in `outcome` on the day `on`; nothing for an agreement without a road.

    Raises StageUnknown or OutcomeUnknown.
    """
    case = case_of(agreement, today=today)
    return () if case is None else case.blockers(stage, outcome, on)


def objected_stages(agreement: Agreement) -> tuple[str, ...]:
    """The stages whose newest waiver the supervisor objects to. One query, none when events are prefetched."""
    newest: dict[str, StageEvent] = {}
    for event in agreement.events.all():
        if event.outcome == WAIVED:
            newest[event.stage] = event
    return tuple(s for s, event in newest.items() if event.question == StageEvent.Question.OBJECTED)


def with_story(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """`agreements` with all that a story page tells fetched beside them, in a fixed number of queries."""
    return agreements.select_related(
        "place", "counterpart", "parent__counterpart", "officer"
    ).prefetch_related(
        Prefetch("events", StageEvent.objects.select_related("recorded_by", "answered_by", "product")),
        "papers",
        Prefetch("papers__versions", PaperVersion.objects.select_related("added_by")),
        "statements__made_by",
        "topics",
        Prefetch("parties", Party.objects.select_related("counterpart", "place")),
        "signatures__version",
        "permits",
    )


def _standing(agreement: Agreement, road: Road, events: Iterable[StageEvent]) -> Standing:
    return standings.standing(
        road,
        effective(event_of(event) for event in events),
        legacy=agreement.is_legacy,
        started_on=agreement.opened_on,
    )


def event_of(event: StageEvent) -> standings.StageEvent:
    """A recorded event as the rules know it."""
    waiver = None
    if event.outcome == WAIVED:
        waiver = Waiver(event.legal_basis, str(event.product_id or ""), event.waiver_officer)
    return standings.StageEvent(
        stage=event.stage,
        outcome=event.outcome,
        on=event.on,
        round=event.round,
        sequence=event.pk,
        waiver=waiver,
    )


def stages_kept(agreement: Agreement, kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """What a switch to `kind` would do to the stages that stand done or waived: those that still count
    ("kept") and those that no longer do ("lost"). One query."""
    now, then = standing_of(agreement), road_for(kind)
    passed = [place.stage for place in now.places if place.state in standings.PASSED] if now else []
    if then is None:
        return {"kept": (), "lost": tuple(passed)}
    after = _standing(agreement, then, agreement.events.all())
    counted = {place.stage for place in after.places if place.state in standings.PASSED}
    return {
        "kept": tuple(stage for stage in passed if stage in counted),
        "lost": tuple(stage for stage in passed if stage not in counted),
    }


def lacking_on(agreement: Agreement, kind: Kind, *, today: date) -> tuple[Blocker, ...]:
    """What stages already done would lack on the road of `kind`, which may ask more of them than the road they
    were taken on; nothing when `kind` has no road."""
    road = road_for(kind)
    if road is None:
        return ()
    standing = _standing(agreement, road, agreement.events.all())
    facts = replace(case_facts(agreement, today=today, standing=standing), kind=kind)
    return blocking.lacking_now(road, standing, facts, law_in_use())
