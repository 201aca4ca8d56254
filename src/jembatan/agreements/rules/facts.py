"""What the rules look at in one case: plain values, gathered by whoever asks.

Pure. A tuple or set left empty means "nothing recorded", never "does not matter". No names of people.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jembatan.agreements.rules.kinds import CooperationObject, Initiative, Kind, Office, PartnerClass, Tier
from jembatan.agreements.rules.lifecycle import TermType


class Relation(StrEnum):
    """The verdict on a party's country or entity, from the dated table of relations."""

    RECOGNISED = "recognised"
    NO_RELATIONS = "no_relations"
    BARRED = "barred"
    UNKNOWN = "unknown"


class Seat(StrEnum):
    """The four classes that take part in the inter-ministry meeting (PP 28/2018 art. 32)."""

    FOREIGN_MINISTRY = "foreign_ministry"
    MINISTRIES_CONCERNED = "ministries_concerned"
    PROVINCE = "province"
    REGENCY_CITY = "regency_city"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the case. `items` are the mandatory items ticked as present.

    `on` is the day it was issued or received, None when not known. `valid_until` is its last day in force,
    None when it has none.
    """

    type: str
    on: date | None = None
    items: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The draft or agreed text: its languages (ISO 639-1) and what comparing their versions showed.

    `is_matched` is True when clauses and numbering agree, None while nobody compared them.
    """

    languages: frozenset[str] = frozenset()
    is_matched: bool | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """The agreement this one implements."""

    reference: str
    tier: Tier
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's signature; `party` is an opaque key."""

    party: str
    on: date
    place: str


@dataclass(frozen=True, slots=True)
class Term:
    """How long an agreement runs. PP 28/2018 sets no maximum; the text of the agreement decides.

    `ends_on` is the last day of the present (or first) period, None for an indefinite term. `review_every`
    is in months, None: as the rulebook proposes. `notice_days` before the end is the last day to object
    to a renewal or to give notice, None if the text sets none.
    """

    type: TermType
    starts_on: date
    ends_on: date | None = None
    review_every: int | None = None
    notice_days: int | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything the blockers of one case look at.

    `today` is the day asked about; `happened_on` the day of the outcome being recorded, None: today.
    `relations` has one verdict per party's country. `dprd_received_on` is the day the request letter
    reached the DPRD. `consulted` are the ministries whose consultation is on record. `seats_excused` are
    classes that no office concerned belongs to. `review_sends_back` is True while the last review of the
    cooperation team asks for changes. `object_is_regional` is None until a reviewer decided.
    """

    kind: Kind
    today: date
    tier: Tier = Tier.MOU
    partner: PartnerClass | None = None
    happened_on: date | None = None
    papers: tuple[Paper, ...] = ()
    declarations: frozenset[str] = frozenset()
    relations: tuple[Relation, ...] = ()
    initiative: Initiative | None = None
    objects: frozenset[CooperationObject] = frozenset()
    object_is_regional: bool | None = None
    plan_references: frozenset[str] = frozenset()
    consulted: frozenset[Office] = frozenset()
    dprd_received_on: date | None = None
    seats: frozenset[Seat] = frozenset()
    seats_excused: frozenset[Seat] = frozenset()
    text: Text = field(default_factory=Text)
    parent: Parent | None = None
    parties: frozenset[str] = frozenset()
    signatures: tuple[Signature, ...] = ()
    involves_grant: bool = False
    needs_counterpart_funds: bool = False
    review_sends_back: bool = False
    is_legacy: bool = False

    @property
    def day(self) -> date:
        """The day of the outcome being recorded."""
        return self.happened_on or self.today

    def paper(self, type_: str) -> Paper | None:
        """The latest document of a type, or None; one without a date counts as the oldest."""
        found = [paper for paper in self.papers if paper.type == type_]
        return max(found, key=lambda paper: paper.on or date.min, default=None)
