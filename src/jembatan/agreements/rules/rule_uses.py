"""Where a rule is used: which stages, checks, clocks and waivers rest on it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from jembatan.agreements.rules.kinds import RoadCode
from jembatan.agreements.rules.roads import Road, Stage
from jembatan.workflow.wording import Wording


class How(StrEnum):
    """In which way something rests on a rule."""

    STAGE = "stage"
    NEED = "need"
    WARNING = "warning"
    CLOCK = "clock"
    WAIVER = "waiver"
    OWN_CLOCK = "own_clock"


@dataclass(frozen=True, slots=True)
class Use:
    """One use. `road` and `stage` are None for a clock outside the road; `what` names the check or the clock."""

    how: How
    road: RoadCode | None = None
    stage: Stage | None = None
    what: Wording | None = None


def uses_on(roads: Iterable[Road], rule: str) -> Iterator[Use]:
    """Everything on these roads that rests on the rule, stage by stage."""
    for road in roads:
        for stage in road.stages:
            if rule in stage.rules:
                yield Use(How.STAGE, road.kind, stage)
            if rule == stage.clock:
                yield Use(How.CLOCK, road.kind, stage)
            if rule == stage.waivable:
                yield Use(How.WAIVER, road.kind, stage)
            for need in stage.needs:
                if need.rule == rule:
                    yield Use(How.NEED if need.blocks else How.WARNING, road.kind, stage, need.says)
