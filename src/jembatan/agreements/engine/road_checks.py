"""Whether a road is whole: every stage reachable, accounted for and grounded, and the signature unskippable.

No Django. The proof that no stage can be skipped: take any one stage before the signature out of the map
and no path from the start to the signature is left.
"""

from collections.abc import Callable, Iterator

from jembatan.agreements.rules.facts import Seat
from jembatan.agreements.rules.finding import FACTS, LANGUAGE_CODES, PLANS, POWERS_CODES, RELATION_CODES
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.roads import (
    DROPPED,
    WAIVED,
    Course,
    Effect,
    NeedKind,
    Phase,
    Road,
    Stage,
    rules_of,
)
from jembatan.workflow.law import Rulebook

KNOWN_CODES = {
    NeedKind.FACT: FACTS,
    NeedKind.QUORUM: frozenset(Seat),
    NeedKind.LANGUAGE: LANGUAGE_CODES,
    NeedKind.RELATION: RELATION_CODES,
    NeedKind.POWERS: POWERS_CODES,
    NeedKind.CONSULTATION: frozenset(Office),
    NeedKind.PLAN: frozenset(PLANS),
}


def problems_of(road: Road, law: Rulebook) -> tuple[str, ...]:
    """What is wrong with a road, in words; empty when it is whole."""
    return tuple(f"{road.kind}: {problem}" for check in _CHECKS for problem in check(road, law))


def skippable(road: Road) -> tuple[str, ...]:
    """The stages before the signature that some path to the signature leaves out; empty on a whole road."""
    before = [stage.code for stage in road.before_signature if stage.code != road.signature]
    return tuple(code for code in before if road.signature in _reached(road, without=code))


def _reached(road: Road, without: str | None = None) -> frozenset[str]:
    """The stages that can be opened from the start, when one stage is taken out of the map."""
    found: set[str] = set()
    ahead = [road.stages[0].code]
    while ahead:
        code = ahead.pop()
        if code in found or code == without:
            continue
        found.add(code)
        ahead += [r.to for r in road.routes if r.stage == code and r.effect is not Effect.PRECLUDES]
    return frozenset(found)


def _names(road: Road, law: Rulebook) -> Iterator[str]:
    codes = [stage.code for stage in road.stages]
    yield from (f"stage {code} stands twice" for code in set(codes) if codes.count(code) > 1)
    if road.signature not in codes:
        yield f"the signature {road.signature} is no stage"
    for route in road.routes:
        if route.to not in codes:
            yield f"{route.stage}.{route.outcome} leads to {route.to}, which is no stage"


def _reachable(road: Road, law: Rulebook) -> Iterator[str]:
    reached = _reached(road)
    yield from (f"stage {stage.code} is never reached" for stage in road.stages if stage.code not in reached)


def _unskippable(road: Road, law: Rulebook) -> Iterator[str]:
    yield from (f"stage {code} can be skipped on the way to the signature" for code in skippable(road))


def _phases(road: Road, law: Rulebook) -> Iterator[str]:
    order = [list(Phase).index(stage.phase) for stage in road.stages]
    if order != sorted(order):
        yield "the stages do not stand in the order of their phases"
    if road.before_signature and road.before_signature[-1].code != road.signature:
        yield "the signature is not the last stage before the life after it"


def _outcomes(road: Road, law: Rulebook) -> Iterator[str]:
    for stage in road.stages:
        if not any(
            outcome.course in (Course.FORWARD, Course.AGAIN, Course.END) for outcome in stage.outcomes
        ):
            yield f"stage {stage.code} has no way on"
        for outcome in stage.outcomes:
            opens = [
                r.to for r in road.routes_from(stage.code, outcome.code) if r.effect is not Effect.PRECLUDES
            ]
            if problem := _wrong_course(road, stage, outcome.course, opens):
                yield f"{stage.code}.{outcome.code} {problem}"
            if outcome.code in (WAIVED, DROPPED):
                yield f"{stage.code}.{outcome.code} uses a reserved word"
            if outcome.earlier is not None and stage.outcome(outcome.earlier) is None:
                yield f"{stage.code}.{outcome.code} stands on {outcome.earlier}, which is no outcome"


def _wrong_course(road: Road, stage: Stage, course: Course, opens: list[str]) -> str | None:
    codes = [each.code for each in road.stages]
    places = [codes.index(to) - codes.index(stage.code) for to in opens if to in codes]
    fits: dict[Course, Callable[[int], bool]] = {
        Course.FORWARD: lambda step: step > 0,
        Course.BACK: lambda step: step < 0,
        Course.AGAIN: lambda step: step == 0,
    }
    if course is Course.END:
        return "ends the road and yet opens a stage" if opens else None
    if not opens:
        return "has neither a route nor an end"
    return None if all(map(fits[course], places)) else f"does not lead {course}"


def _accounted(road: Road, law: Rulebook) -> Iterator[str]:
    for stage in road.stages:
        if (stage.product is None) == (stage.reason is None):
            yield f"stage {stage.code} needs either a product or the reason why it has none"
        if not stage.rules:
            yield f"stage {stage.code} rests on no rule"
        keys = [(need.kind, need.code, need.outcomes, need.when) for need in stage.needs]
        yield from (f"{stage.code} needs {key[0]}.{key[1]} twice" for key in set(keys) if keys.count(key) > 1)


def _needs(road: Road, law: Rulebook) -> Iterator[str]:
    for stage in road.stages:
        for need in stage.needs:
            known = KNOWN_CODES.get(need.kind)
            if known is not None and need.code not in known:
                yield f"{stage.code} needs {need.kind}.{need.code}, which nobody knows how to look for"
            yield from (
                f"{stage.code} needs {need.code} for {code}, which is no outcome"
                for code in need.outcomes
                if stage.outcome(code) is None
            )


def _grounded(road: Road, law: Rulebook) -> Iterator[str]:
    """Every rule exists, a clock's rule sets a number, and neither signature nor later stages can be waived."""
    named = {code: stage.code for stage in road.stages for code in rules_of(stage)}
    if road.follows_by:
        named[road.follows_by] = "the road itself"
    for code, where in named.items():
        if code not in law.codes:
            yield f"{where} rests on {code}, which is no rule"
    for stage in road.stages:
        if stage.clock in law.codes and law.versions(stage.clock)[-1].parameter is None:
            yield f"{stage.code} has the clock {stage.clock}, which sets no number"
    if any(
        stage.waivable for stage in road.stages if stage.code == road.signature or stage.phase is Phase.LIFE
    ):
        yield "the signature and what follows it can never be waived"


_CHECKS = (_names, _reachable, _unskippable, _phases, _outcomes, _accounted, _needs, _grounded)
