"""How partners abroad would match an Indonesian region, with the facts of both sides."""

from dataclasses import dataclass
from datetime import date

from jembatan.accounts.models import User
from jembatan.counterparts.engine.regions import regions_measured
from jembatan.counterparts.models import Counterpart, CounterpartFact, RegionTag
from jembatan.counterparts.queries.recognition import recognition_table
from jembatan.counterparts.rules.facts import Claim, Fact
from jembatan.counterparts.rules.kinds import Kind, Level
from jembatan.counterparts.rules.matching import Match, Side, match
from jembatan.counterparts.rules.recognition import Outcome
from jembatan.places.models import Region

# Regions that can be a side of a KSDPL, by their kind, at the level of a partner.
LEVELS = {
    Region.Kind.PROVINCE: Level.PROVINCE,
    Region.Kind.REGENCY: Level.REGENCY,
    Region.Kind.CITY: Level.CITY,
}
# Candidates are compared one by one; more would be no help for choosing.
MOST_CANDIDATES = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner and how it matches. `is_blocked`: a rule of recognition forbids dealing with it (E1, E9)."""

    counterpart: Counterpart
    match: Match
    is_blocked: bool


def side_of_region(region: Region) -> Side:
    """What is known about the region: its measured size and the characteristics officers stated. One query."""
    tags = [
        Claim(Fact.TAG, row.tag, row.source, row.added_at.date())
        for row in RegionTag.objects.filter(region=region)
    ]
    return Side(LEVELS.get(Region.Kind(region.kind), ""), (*regions_measured().get(region.code, ()), *tags))


def side_of_partner(counterpart: Counterpart) -> Side:
    """What is claimed about the partner. Uses prefetched facts."""
    return Side(counterpart.level, [claim_of(row) for row in counterpart.facts.all()])


def claim_of(row: CounterpartFact) -> Claim:
    """The fact as the rules know it."""
    return Claim(row.code, row.value, row.source, row.as_of)


def match_of(region: Region, counterpart: Counterpart) -> Match:
    """How the partner would match the region. Two queries."""
    return match(side_of_region(region), side_of_partner(counterpart))


def candidates_for(region: Region, viewer: User, on: date) -> list[Candidate]:
    """Foreign local governments that the viewer may see, best first; those without a score come last.

    Recognition is that of the day `on`; it changes no score. Four queries.
    """
    ours = side_of_region(region)
    blocked = {row.country.iso2 for row in recognition_table(on) if row.verdict.outcome is Outcome.BLOCKED}
    partners = Counterpart.objects.visible_to(viewer).standing().filter(kind=Kind.LOCAL_GOVERNMENT)
    found = [
        Candidate(partner, match(ours, side_of_partner(partner)), partner.country_code in blocked)
        for partner in partners.prefetch_related("facts")[:MOST_CANDIDATES]
    ]
    return sorted(found, key=_rank)


def _rank(candidate: Candidate) -> tuple[bool, int, float, str]:
    score = candidate.match.score
    return (
        score is None,
        -(score or 0),
        -float(candidate.match.coverage),
        candidate.counterpart.official_name,
    )
