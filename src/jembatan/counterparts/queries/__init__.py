"""What pages and the modules above ask about partners."""

from jembatan.counterparts.queries.diligence import DiligenceState, diligence_of, expiring
from jembatan.counterparts.queries.matching import Candidate, candidates_for, match_of
from jembatan.counterparts.queries.naming import Outcome, Resolution, Suggestion, resolve
from jembatan.counterparts.queries.recognition import (
    recognition_of,
    recognition_table,
    relation_of,
    relation_of_country,
)

__all__ = [
    "Candidate",
    "DiligenceState",
    "Outcome",
    "Resolution",
    "Suggestion",
    "candidates_for",
    "diligence_of",
    "expiring",
    "match_of",
    "recognition_of",
    "recognition_table",
    "relation_of",
    "relation_of_country",
    "resolve",
]
