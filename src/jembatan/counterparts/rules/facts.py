"""Facts about a partner that matching uses: which there are, and what their values look like. Ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class Fact(StrEnum):
    POPULATION = "population"
    AREA = "area_km2"
    TAG = "tag"
    TRANSFER = "transfer"
    GOODS = "goods"
    PEOPLE = "people"


FACT_WORDS = {
    Fact.POPULATION: _("Population"),
    Fact.AREA: _("Area, km²"),
    Fact.TAG: _("Characteristic or problem"),
    Fact.TRANSFER: _("Science or technology it can pass on"),
    Fact.GOODS: _("Goods that could flow between the two"),
    Fact.PEOPLE: _("Links between people that exist"),
}
# Facts that are a sentence.
TOLD = frozenset({Fact.TRANSFER, Fact.GOODS, Fact.PEOPLE})
LONGEST_VALUE = 200


class Tag(StrEnum):
    """What a region is like and what troubles it; the same words for both sides."""

    PORT = "port"
    COAST = "coast"
    AGRICULTURE = "agriculture"
    PLANTATION = "plantation"
    FISHERY = "fishery"
    TOURISM = "tourism"
    INDUSTRY = "industry"
    TRADE = "trade"
    UNIVERSITY = "university"
    CULTURE = "culture"
    CAPITAL = "capital"
    BORDER = "border"
    DISASTER_PRONE = "disaster_prone"
    WASTE = "waste"
    FLOOD = "flood"
    EARTHQUAKE = "earthquake"
    SCHOOLING = "schooling"
    MIGRATION = "migration"


TAG_WORDS = {
    Tag.PORT: _("Port"),
    Tag.COAST: _("Coast"),
    Tag.AGRICULTURE: _("Agriculture"),
    Tag.PLANTATION: _("Plantations"),
    Tag.FISHERY: _("Fishery"),
    Tag.TOURISM: _("Tourism"),
    Tag.INDUSTRY: _("Industry"),
    Tag.TRADE: _("Trade"),
    Tag.UNIVERSITY: _("Universities"),
    Tag.CULTURE: _("Culture and heritage"),
    Tag.CAPITAL: _("Capital of a country or province"),
    Tag.BORDER: _("Border area"),
    Tag.DISASTER_PRONE: _("Prone to disasters"),
    Tag.WASTE: _("Waste"),
    Tag.FLOOD: _("Floods"),
    Tag.EARTHQUAKE: _("Earthquakes"),
    Tag.SCHOOLING: _("Children out of school"),
    Tag.MIGRATION: _("Migrant workers"),
}
# The others are what a place is like.
PROBLEMS = frozenset(
    {Tag.BORDER, Tag.DISASTER_PRONE, Tag.WASTE, Tag.FLOOD, Tag.EARTHQUAKE, Tag.SCHOOLING, Tag.MIGRATION}
)
# More people or square kilometres than any local government has.
LARGEST = {Fact.POPULATION: Decimal(500_000_000), Fact.AREA: Decimal(10_000_000)}


class BadFact(Refused):
    code = "counterparts.bad_fact"
    status = 400
    sentence = "%(fact)s: %(problem)s. Correct it and save again."


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim about one side, with where it was read and the day it holds for."""

    code: str
    value: str
    source: str
    as_of: date


def check_fact(code: str, value: str) -> str:
    """`value` as it is stored. Raises BadFact when there is no such fact or it cannot have that value."""
    if code not in list(Fact):
        raise BadFact(fact=code, problem=_("there is no such fact"))
    fact, bare = Fact(code), value.strip()
    if fact is Fact.TAG:
        if bare not in list(Tag):
            raise BadFact(fact=code, problem=_("this characteristic is not in the list"))
        return bare
    if fact in TOLD:
        if not bare or len(bare) > LONGEST_VALUE:
            raise BadFact(fact=code, problem=_("write one sentence of at most 200 letters"))
        return bare
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise BadFact(fact=code, problem=_("write a number with digits only, such as 2553201")) from None
    whole = fact is Fact.AREA or number == number.to_integral_value()
    if not number.is_finite() or not 0 < number <= LARGEST[fact] or not whole:
        raise BadFact(fact=code, problem=_("this number cannot be right"))
    return format(number, "f")


def newest(claims: Sequence[Claim], code: str) -> Claim | None:
    """The claim of a fact with the latest day, the later of two on one day; None when there is none."""
    of_fact = [claim for claim in claims if claim.code == code]
    return max(reversed(of_fact), key=lambda claim: claim.as_of) if of_fact else None


def tags_of(claims: Sequence[Claim]) -> dict[str, Claim]:
    """The newest claim of every characteristic, by its code."""
    tags: dict[str, Claim] = {}
    for claim in sorted((claim for claim in claims if claim.code == Fact.TAG), key=lambda claim: claim.as_of):
        tags[claim.value] = claim
    return tags
