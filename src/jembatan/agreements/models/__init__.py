"""Tables of foreign cooperations."""

from jembatan.agreements.models.agreement import Agreement, Party, Topic
from jembatan.agreements.models.amendments import Amendment, TermChange
from jembatan.agreements.models.claims import Claim
from jembatan.agreements.models.law import RuleVersion
from jembatan.agreements.models.life import (
    Activity,
    Meeting,
    Mission,
    Obligation,
    Permit,
    Risk,
    TravelPermit,
)
from jembatan.agreements.models.nights import Night
from jembatan.agreements.models.papers import AgreementText, Paper, PaperVersion, Signature
from jembatan.agreements.models.reviews import Review, ReviewAnswer, ReviewMember
from jembatan.agreements.models.road import StageEvent, Statement

__all__ = [
    "Activity",
    "Agreement",
    "AgreementText",
    "Amendment",
    "Claim",
    "Meeting",
    "Mission",
    "Night",
    "Obligation",
    "Paper",
    "PaperVersion",
    "Party",
    "Permit",
    "Review",
    "ReviewAnswer",
    "ReviewMember",
    "Risk",
    "RuleVersion",
    "Signature",
    "StageEvent",
    "Statement",
    "TermChange",
    "Topic",
    "TravelPermit",
]
