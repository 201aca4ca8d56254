"""Choosing a partner in the open: weighted criteria, several assessors, results only when all have scored.

After the UN Partner Portal's selection of partners (our own words and arithmetic); no Indonesian text
asks for it, so it is a help, never a gate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jembatan.workflow.lifecycles import Lifecycle
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

WHOLE = 100
MOST_POINTS = 10
FEWEST_ASSESSORS = 2


class State(StrEnum):
    OPEN = "open"
    DECIDED = "decided"
    ENDED = "ended"


LIFECYCLE = Lifecycle(
    start=State.OPEN,
    routes={State.OPEN: (State.DECIDED, State.ENDED), State.DECIDED: (), State.ENDED: ()},
    owners={
        State.OPEN: "cooperation_officer",
        State.DECIDED: "cooperation_officer",
        State.ENDED: "cooperation_officer",
    },
)
STATE_WORDS = {
    State.OPEN: _("Open"),
    State.DECIDED: _("Decided"),
    State.ENDED: _("Ended without a choice"),
}


class Ground(StrEnum):
    """Why a candidate was chosen; always with a text beside it."""

    HIGHEST = "highest_score"
    PLAN = "fits_the_plan"
    LAW = "legal_conditions"
    MONEY = "funding"
    OTHER = "other"


GROUND_WORDS = {
    Ground.HIGHEST: _("It has the highest score"),
    Ground.PLAN: _("It fits the region's plan better"),
    Ground.LAW: _("Others do not meet the legal conditions"),
    Ground.MONEY: _("Its funding is more certain"),
    Ground.OTHER: _("Another ground"),
}


class BadCall(Refused):
    code = "counterparts.bad_call"
    status = 400
    sentence = "%(field)s: %(problem)s. Correct it and save again."


class NotAssessor(Refused):
    code = "counterparts.not_assessor"
    status = 403
    sentence = "Only the assessors named for this selection may score. Ask the officer who opened it."


class ScoringStarted(Refused):
    code = "counterparts.scoring_started"
    sentence = "Scoring has begun, so no candidate can be added. Open another selection if one is missing."


class ScoringOver(Refused):
    code = "counterparts.scoring_over"
    sentence = "The results are open already, so scores can no longer be changed."


class ResultsHidden(Refused):
    code = "counterparts.results_hidden"
    sentence = (
        "Not all assessors have scored and the deadline has not passed. "
        "Choose when the results are open; until then nobody sees them."
    )


class NotHighest(Refused):
    code = "counterparts.not_highest"
    status = 400
    sentence = "Another candidate has a higher score. Choose another ground and explain it."


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` is a whole number above 0; all weights of a call make 100."""

    code: str
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one assessor gave one candidate: points 0 to 10 by criterion."""

    candidate: int
    assessor: int
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """`score` 0 to 100 or None without any sheet; `averages` by criterion, 0 to 10; `spread` is the largest
    difference between two assessors at one criterion."""

    candidate: int
    score: Decimal | None
    averages: Mapping[str, Decimal]
    spread: int
    sheets: int


def check_criteria(criteria: Sequence[Criterion]) -> None:
    """Raise BadCall unless there are criteria, each with a title and a weight, which make 100."""
    if not criteria:
        raise BadCall(field=_("criteria"), problem=_("name at least one"))
    if any(not criterion.title.strip() or criterion.weight <= 0 for criterion in criteria):
        raise BadCall(field=_("criteria"), problem=_("each needs a title and a weight above 0"))
    if sum(criterion.weight for criterion in criteria) != WHOLE:
        raise BadCall(field=_("criteria"), problem=_("the weights make 100 together"))


def check_points(criteria: Sequence[Criterion], points: Mapping[str, int]) -> None:
    """Raise BadCall unless every criterion, and nothing else, has 0 to 10 points."""
    if set(points) != {criterion.code for criterion in criteria}:
        raise BadCall(field=_("points"), problem=_("score every criterion"))
    if any(not 0 <= given <= MOST_POINTS for given in points.values()):
        raise BadCall(field=_("points"), problem=_("give 0 to 10 points"))


def is_complete(candidates: Sequence[int], assessors: Sequence[int], sheets: Sequence[Sheet]) -> bool:
    """True when every assessor has scored every candidate, and there are both."""
    given = {(sheet.candidate, sheet.assessor) for sheet in sheets}
    wanted = {(candidate, assessor) for candidate in candidates for assessor in assessors}
    return bool(wanted) and wanted <= given


def results_open(*, complete: bool, closes_on: date, today: date) -> bool:
    """True when all have scored, or from the day after the last day for scoring."""
    return complete or today > closes_on


def standings(
    criteria: Sequence[Criterion], candidates: Sequence[int], sheets: Sequence[Sheet]
) -> list[Standing]:
    """The candidates by score, best first; the order of the sheets and assessors does not matter.

    Score = sum(weight x average points) / 10. Candidates nobody scored come last.
    """
    found = [_standing(criteria, candidate, sheets) for candidate in candidates]
    return sorted(found, key=lambda entry: (entry.score is None, -(entry.score or 0), entry.candidate))


def _standing(criteria: Sequence[Criterion], candidate: int, sheets: Sequence[Sheet]) -> Standing:
    own = [sheet.points for sheet in sheets if sheet.candidate == candidate]
    if not own:
        return Standing(candidate, None, {}, 0, 0)
    averages = {
        criterion.code: Decimal(sum(points[criterion.code] for points in own)) / len(own)
        for criterion in criteria
    }
    total = sum((criterion.weight * averages[criterion.code] for criterion in criteria), Decimal(0))
    score = (total / MOST_POINTS).quantize(Decimal("0.01"), ROUND_HALF_UP)
    spread = max(
        max(points[criterion.code] for points in own) - min(points[criterion.code] for points in own)
        for criterion in criteria
    )
    return Standing(candidate, score, averages, spread, len(own))


def check_choice(ranked: Sequence[Standing], candidate: int, ground: str) -> None:
    """Raise BadCall for an unknown candidate or ground, NotHighest when the score does not say so."""
    chosen = next((entry for entry in ranked if entry.candidate == candidate), None)
    if chosen is None:
        raise BadCall(field=_("choice"), problem=_("choose one of the candidates"))
    if ground not in list(Ground):
        raise BadCall(field=_("ground"), problem=_("choose a ground from the list"))
    if ground == Ground.HIGHEST and (chosen.score is None or chosen.score != ranked[0].score):
        raise NotHighest()
