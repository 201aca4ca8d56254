"""Tables of partners abroad."""

from jembatan.counterparts.models.diligence import Assessment
from jembatan.counterparts.models.partners import (
    Counterpart,
    CounterpartFact,
    CounterpartName,
    Merge,
    RegionTag,
)
from jembatan.counterparts.models.selection import Call, Candidacy, ScoreSheet
from jembatan.counterparts.models.standing import RecognitionSet

__all__ = [
    "Assessment",
    "Call",
    "Candidacy",
    "Counterpart",
    "CounterpartFact",
    "CounterpartName",
    "Merge",
    "RecognitionSet",
    "RegionTag",
    "ScoreSheet",
]
