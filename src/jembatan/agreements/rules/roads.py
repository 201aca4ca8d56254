"""A legal road: its stages in order, what each needs, and the typed routes between them.

Pure data shapes; the roads themselves are files in agreements/data/roads, read and checked by
agreements/engine/law_files.py. Routes are typed as in a map of a parliamentary procedure: an outcome
causes, allows or precludes another stage. Every need and every stage names the rule it rests on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from jembatan.agreements.rules.kinds import Office, RoadCode
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

# Reserved outcomes: they are recorded like any other but stand in no road file.
WAIVED = "WAIVED"
DROPPED = "DROPPED"


class StageUnknown(Refused):
    code = "agreements.stage_unknown"
    status = 404
    sentence = "The road %(road)s has no stage %(stage)s."


class OutcomeUnknown(Refused):
    code = "agreements.outcome_unknown"
    status = 404
    sentence = "The stage %(stage)s of the road %(road)s cannot end in %(outcome)s."


class Phase(StrEnum):
    """The part of the road a stage stands in."""

    INITIATIVE = "initiative"
    PLAN = "plan"
    TEXT = "text"
    SIGNING = "signing"
    LIFE = "life"


PHASES = {
    Phase.INITIATIVE: Wording("Prakarsa", "Initiative"),
    Phase.PLAN: Wording("Rencana dan persetujuan", "Plan and approval"),
    Phase.TEXT: Wording("Naskah", "Text"),
    Phase.SIGNING: Wording("Penandatanganan", "Signing"),
    Phase.LIFE: Wording("Pelaksanaan", "Life after signature"),
}


class NeedKind(StrEnum):
    """How a need is looked for in the facts of a case; see blockers.py."""

    DOCUMENT = "document"
    ITEM = "item"
    DECLARATION = "declaration"
    FACT = "fact"
    QUORUM = "quorum"
    LANGUAGE = "language"
    PERMIT = "permit"
    RELATION = "relation"
    POWERS = "powers"
    CONSULTATION = "consultation"
    PLAN = "plan"
    EXCEPTION = "exception"


class When(StrEnum):
    """In which cases a need applies; a need without it applies in every case."""

    NGO = "ngo"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    DEVELOPMENT_PARTNER = "development_partner"
    HAS_COUNTRY = "has_country"
    SCIENCE_TECHNOLOGY = "science_technology"
    GRANT = "grant"
    COUNTERPART_FUNDS = "counterpart_funds"
    SECOND_ROUND = "second_round"


class Effect(StrEnum):
    CAUSES = "causes"
    ALLOWS = "allows"
    PRECLUDES = "precludes"


class Course(StrEnum):
    """Where an outcome leads: on along the road, back to an earlier stage, round again, or out of it."""

    FORWARD = "forward"
    BACK = "back"
    AGAIN = "again"
    END = "end"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be there before a stage can end in one of `outcomes` (empty: in any of them).

    `code` is unique within the stage; that of an item is "<document type>.<item>". `says` tells a person
    what it is. `rule` is why; while that rule is not in force, the need does not exist. A need that does
    not block is shown as a warning. `supplied_by` is the office that can lift it.
    """

    kind: NeedKind
    code: str
    says: Wording
    rule: str
    supplied_by: Office
    blocks: bool = True
    outcomes: tuple[str, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage can end. `earlier` is the outcome it must have had in a former round, None: no such rule."""

    code: str
    says: Wording
    course: Course
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a road.

    `number` is that of the law's list ("8a"). `product` is the document type it makes, or None, and then
    `reason` says why it makes none. `clock` is the rule that limits it, or None: only its age is measured.
    `waivable` is the rule a waiver may rest on; None: it is never waived.
    """

    code: str
    number: str
    name: Wording
    actor: Office
    product: str | None
    reason: Wording | None
    phase: Phase
    rules: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    needs: tuple[Need, ...] = ()
    clock: str | None = None
    waivable: str | None = None

    @property
    def is_before_signature(self) -> bool:
        """Whether it lies on the way to the signature, the signature itself included."""
        return self.phase is not Phase.LIFE

    @property
    def forward(self) -> Outcome:
        """The outcome by which a case ordinarily moves on; of a stage that repeats, the repeating one; of a
        stage that only ends the case, its end."""
        on = (o for o in self.outcomes if o.course in (Course.FORWARD, Course.AGAIN))
        return next(on, self.outcomes[0])

    def outcome(self, code: str) -> Outcome | None:
        """The outcome of this code, or None."""
        return next((outcome for outcome in self.outcomes if outcome.code == code), None)


@dataclass(frozen=True, slots=True)
class Route:
    """What an outcome of a stage does to another stage."""

    stage: str
    outcome: str
    to: str
    effect: Effect


@dataclass(frozen=True)
class Road:
    """The stages of one kind in order; a case starts at the first. `signature` is the stage that signs.

    `follows` is the road whose stages apply mutatis mutandis, and `follows_by` the rule that says so.
    """

    kind: RoadCode
    edition: str
    effective_from: date
    name: Wording
    signature: str
    stages: tuple[Stage, ...]
    routes: tuple[Route, ...]
    follows: RoadCode | None = None
    follows_by: str | None = None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {stage.code: place for place, stage in enumerate(self.stages)}

    @cached_property
    def _routes(self) -> Mapping[tuple[str, str], tuple[Route, ...]]:
        keys = dict.fromkeys((route.stage, route.outcome) for route in self.routes)
        return {key: tuple(r for r in self.routes if (r.stage, r.outcome) == key) for key in keys}

    def stage(self, code: str) -> Stage:
        """The stage of this code. Raises StageUnknown."""
        return self.stages[self.place(code)]

    def outcome(self, stage: str, outcome: str) -> Outcome:
        """The outcome of this code at a stage. Raises StageUnknown or OutcomeUnknown."""
        found = self.stage(stage).outcome(outcome)
        if found is None:
            raise OutcomeUnknown(road=self.kind, stage=stage, outcome=outcome)
        return found

    def place(self, code: str) -> int:
        """Where a stage stands in the order, from 0. Raises StageUnknown."""
        if code not in self._places:
            raise StageUnknown(road=self.kind, stage=code)
        return self._places[code]

    def routes_from(self, stage: str, outcome: str) -> tuple[Route, ...]:
        """What an outcome does, in the order of the file."""
        return self._routes.get((stage, outcome), ())

    def maker_of(self, document: str) -> Stage | None:
        """The stage whose product a document type is, or None."""
        return next((stage for stage in self.stages if stage.product == document), None)

    @property
    def before_signature(self) -> tuple[Stage, ...]:
        """The stages a case passes up to and including the signature."""
        return tuple(stage for stage in self.stages if stage.is_before_signature)


def rules_of(stage: Stage) -> frozenset[str]:
    """Every rule a stage rests on: its own, its clock's, its waiver's and those of its needs."""
    own = {*stage.rules, *(need.rule for need in stage.needs)}
    return frozenset(own | {code for code in (stage.clock, stage.waivable) if code})


def stages_touched(road: Road, codes: Iterable[str]) -> tuple[str, ...]:
    """The stages that rest on any of these rules, in order: what a change of the law touches."""
    changed = frozenset(codes)
    return tuple(stage.code for stage in road.stages if rules_of(stage) & changed)
