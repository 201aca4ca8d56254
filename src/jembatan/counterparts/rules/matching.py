"""How well a partner abroad would match an Indonesian region: a help for choosing, never a gate.

Criteria: circular letter of the Home Minister 193/1652/PUOD of 26 April 1993 (known from a paper, grade C)
and PP 28/2018 art. 27(3) with elucidation (grade A; the scan has gaps in items a and c). How facts become
an answer, the weights and the floor are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jembatan.counterparts.rules.facts import PROBLEMS, Claim, Fact, newest, tags_of
from jembatan.counterparts.rules.kinds import Level
from jembatan.workflow.messages import message as _

CIRCULAR, CIRCULAR_GRADE = "SE Mendagri 193/1652/PUOD (1993)", "C"
ART_27, ART_27_GRADE = "PP 28/2018 art. 27(3)", "A"

# The larger over the smaller: up to the first the two are alike, up to the second partly. Ours.
ALIKE, PARTLY_ALIKE = Decimal(2), Decimal(5)
# So many shared tags are agreement; fewer, but one, are partly.
SHARED_TAGS = 2
# Share of the weights that must be known before a score is shown. Ours.
COVERAGE_FLOOR = Decimal("0.5")


class Agreement(StrEnum):
    AGREE = "agree"
    PARTLY = "partly"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


AGREEMENT_WORDS = {
    Agreement.AGREE: _("Agrees"),
    Agreement.PARTLY: _("Partly"),
    Agreement.DIFFERS: _("Differs"),
    Agreement.UNKNOWN: _("Unknown"),
}
VALUES = {Agreement.AGREE: Decimal(1), Agreement.PARTLY: Decimal("0.5"), Agreement.DIFFERS: Decimal(0)}


@dataclass(frozen=True, slots=True)
class Criterion:
    """`title` is a message id; `weight` > 0."""

    code: str
    title: str
    source: str
    grade: str
    weight: Decimal


CRITERIA = (
    Criterion("status", _("The same status"), CIRCULAR, CIRCULAR_GRADE, Decimal(2)),
    Criterion("population", _("The same size: people"), CIRCULAR, CIRCULAR_GRADE, Decimal(1)),
    Criterion("area", _("The same size: territory"), CIRCULAR, CIRCULAR_GRADE, Decimal(1)),
    Criterion("character", _("The same characteristics"), CIRCULAR, CIRCULAR_GRADE, Decimal(2)),
    Criterion("problems", _("The same problems"), CIRCULAR, CIRCULAR_GRADE, Decimal(2)),
    Criterion(
        "transfer", _("Science or technology that can be passed on"), CIRCULAR, CIRCULAR_GRADE, Decimal(2)
    ),
    Criterion("goods", _("Economies that complete each other"), CIRCULAR, CIRCULAR_GRADE, Decimal(2)),
    Criterion("equality", _("Equality of status or territory"), ART_27, ART_27_GRADE, Decimal(2)),
    Criterion("complement", _("Strengths that benefit each other"), ART_27, ART_27_GRADE, Decimal(2)),
    Criterion("people", _("Better relations between people"), ART_27, ART_27_GRADE, Decimal(2)),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its level (rules.kinds.Level) and what is claimed about it."""

    level: str
    claims: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one criterion with the facts of both sides it rests on.

    `ratio` is the larger over the smaller number; `shared` are tags both have.
    """

    criterion: Criterion
    agreement: Agreement
    ours: tuple[Claim, ...] = ()
    theirs: tuple[Claim, ...] = ()
    ratio: Decimal | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """`score` 0 to 100 over the known criteria, None when `coverage` (0 to 1) lies under the floor."""

    findings: tuple[Finding, ...]
    score: int | None
    coverage: Decimal


def match(region: Side, partner: Side) -> Match:
    """The findings on every criterion, in the order of CRITERIA, and the score they make.

    Unknown criteria count on neither side of the fraction; they lower the coverage.
    """
    status = _status(region.level, partner.level)
    answers: dict[str, Finding] = {}
    for criterion in CRITERIA:
        answers[criterion.code] = _finding(criterion, region, partner, status)
    area = answers["area"]
    answers["equality"] = replace(
        area, criterion=answers["equality"].criterion, agreement=_equality(status, area.agreement)
    )
    findings = tuple(answers[criterion.code] for criterion in CRITERIA)
    return _scored(findings)


def _scored(findings: tuple[Finding, ...]) -> Match:
    known = [found for found in findings if found.agreement is not Agreement.UNKNOWN]
    weight = sum((found.criterion.weight for found in known), Decimal(0))
    earned = sum((found.criterion.weight * VALUES[found.agreement] for found in known), Decimal(0))
    total = sum((found.criterion.weight for found in findings), Decimal(0))
    coverage = weight / total
    if coverage < COVERAGE_FLOOR:
        return Match(findings, None, coverage)
    return Match(findings, int((100 * earned / weight).to_integral_value(ROUND_HALF_UP)), coverage)


def _finding(criterion: Criterion, region: Side, partner: Side, status: Agreement) -> Finding:
    match criterion.code:
        case "status" | "equality":
            return Finding(criterion, status)
        case "population":
            return _size(criterion, region, partner, Fact.POPULATION)
        case "area":
            return _size(criterion, region, partner, Fact.AREA)
        case "character" | "problems":
            return _tags(criterion, region, partner)
        case "complement":
            return _complement(criterion, region, partner)
        case _:
            return _told(criterion, partner)


def _status(ours: str, theirs: str) -> Agreement:
    if not ours or theirs in ("", Level.OTHER):
        return Agreement.UNKNOWN
    if ours == theirs:
        return Agreement.AGREE
    return Agreement.DIFFERS if Level.PROVINCE in (ours, theirs) else Agreement.PARTLY


def _equality(status: Agreement, area: Agreement) -> Agreement:
    """Art. 27(3) asks for equality of status and/or of territory: the better of the two answers counts."""
    known = [answer for answer in (status, area) if answer is not Agreement.UNKNOWN]
    return max(known, key=VALUES.__getitem__) if known else Agreement.UNKNOWN


def _size(criterion: Criterion, region: Side, partner: Side, fact: Fact) -> Finding:
    ours, theirs = newest(region.claims, fact), newest(partner.claims, fact)
    seen = (tuple(filter(None, (ours,))), tuple(filter(None, (theirs,))))
    if ours is None or theirs is None:
        return Finding(criterion, Agreement.UNKNOWN, *seen)
    one, other = Decimal(ours.value), Decimal(theirs.value)
    ratio = max(one, other) / min(one, other)
    agreement = (
        Agreement.AGREE
        if ratio <= ALIKE
        else Agreement.PARTLY
        if ratio <= PARTLY_ALIKE
        else Agreement.DIFFERS
    )
    return Finding(criterion, agreement, *seen, ratio=ratio.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _tags(criterion: Criterion, region: Side, partner: Side) -> Finding:
    ours, theirs = _of_side(region, criterion.code), _of_side(partner, criterion.code)
    seen = (tuple(ours.values()), tuple(theirs.values()))
    if not ours or not theirs:
        return Finding(criterion, Agreement.UNKNOWN, *seen)
    shared = tuple(sorted(set(ours) & set(theirs)))
    agreement = Agreement.DIFFERS
    if shared:
        agreement = Agreement.AGREE if len(shared) >= SHARED_TAGS else Agreement.PARTLY
    return Finding(criterion, agreement, *seen, shared=shared)


def _of_side(side: Side, criterion: str) -> dict[str, Claim]:
    wants_problem = criterion == "problems"
    return {tag: claim for tag, claim in tags_of(side.claims).items() if (tag in PROBLEMS) == wants_problem}


def _complement(criterion: Criterion, region: Side, partner: Side) -> Finding:
    """Each side has a strength that the other lacks: agreement; only one has: partly."""
    ours, theirs = _of_side(region, "character"), _of_side(partner, "character")
    seen = (tuple(ours.values()), tuple(theirs.values()))
    if not ours or not theirs:
        return Finding(criterion, Agreement.UNKNOWN, *seen)
    givers = bool(set(ours) - set(theirs)) + bool(set(theirs) - set(ours))
    agreement = (Agreement.DIFFERS, Agreement.PARTLY, Agreement.AGREE)[givers]
    return Finding(criterion, agreement, *seen)


def _told(criterion: Criterion, partner: Side) -> Finding:
    """A person has stated it with a source, or it is unknown; nobody states the absence of it."""
    claim = newest(partner.claims, criterion.code)
    agreement = Agreement.AGREE if claim else Agreement.UNKNOWN
    return Finding(criterion, agreement, (), (claim,) if claim else ())
