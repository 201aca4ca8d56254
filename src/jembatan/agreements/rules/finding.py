"""Looks for what a stage needs in the facts of a case: one small question per kind of need.

Pure. Each finder answers whether the need is met; blockers.py turns a "no" into a blocker.
"""

from collections.abc import Callable, Mapping

from jembatan.agreements.rules.case_clocks import is_too_long
from jembatan.agreements.rules.clocks import Reading
from jembatan.agreements.rules.facts import CaseFacts, Relation, Seat
from jembatan.agreements.rules.kinds import LISTED_INITIATIVES, ROAD_OF, Office, Tier, may_join
from jembatan.agreements.rules.roads import Need, NeedKind, Stage
from jembatan.agreements.rules.standing import Standing
from jembatan.workflow.law import Rulebook

INDONESIAN = "id"
IMPLEMENTING_TIERS = (Tier.TECHNICAL_ARRANGEMENT, Tier.ANNUAL_PLAN)


def is_found(need: Need, step: Stage, standing: Standing, facts: CaseFacts, law: Rulebook) -> bool:
    """Whether the facts meet a need of a stage that stands as told."""
    if need.kind is NeedKind.DOCUMENT:
        return _has_document(need, step, standing, facts)
    if need.kind is NeedKind.EXCEPTION:
        return law.parameter(need.rule, facts.day) == 1
    if need.kind is NeedKind.PERMIT:
        return _permit_holds(need.code, facts, law)
    return _FINDERS[need.kind](need.code, facts)


def has_exemption(facts: CaseFacts) -> bool:
    """Whether a technical text implements an agreement in force and needs no full powers.

    UU 24/2000 art. 7(5); that it lies within the body's authority is declared, not computed.
    """
    return (
        facts.parent is not None
        and facts.parent.is_in_force
        and facts.tier in IMPLEMENTING_TIERS
        and "within_authority" in facts.declarations
    )


def _has_document(need: Need, step: Stage, standing: Standing, facts: CaseFacts) -> bool:
    """Whether it is there; the product of a later round must have been made in that round."""
    paper = facts.paper(need.code)
    if paper is None:
        return False
    place = standing.of(step.code)
    if need.code != step.product or place.round <= 1 or place.opened_on is None:
        return True
    return paper.on is not None and paper.on >= place.opened_on


def _has_item(code: str, facts: CaseFacts) -> bool:
    """Whether the item is ticked; a document that is missing is missed once, not once per item."""
    type_, _, item = code.partition(".")
    paper = facts.paper(type_)
    return paper is None or item in paper.items


def _is_declared(code: str, facts: CaseFacts) -> bool:
    return code in facts.declarations


def _is_consulted(code: str, facts: CaseFacts) -> bool:
    return Office(code) in facts.consulted


def _is_planned(code: str, facts: CaseFacts) -> bool:
    return code in facts.plan_references


def _sat(code: str, facts: CaseFacts) -> bool:
    """Whether a class took part. Only "the regency or city concerned" can have nobody in it."""
    seat = Seat(code)
    excused = facts.seats_excused & {Seat.REGENCY_CITY}
    return seat in facts.seats or seat in excused


def _relation_holds(code: str, facts: CaseFacts) -> bool:
    if code == "not_barred":
        return Relation.BARRED not in facts.relations
    return bool(facts.relations) and all(verdict is Relation.RECOGNISED for verdict in facts.relations)


def _language_holds(code: str, facts: CaseFacts) -> bool:
    languages = facts.text.languages
    if code == "indonesian":
        return INDONESIAN in languages
    if code == "foreign_language":
        return bool(languages - {INDONESIAN})
    return facts.text.is_matched is True


def _permit_holds(code: str, facts: CaseFacts, law: Rulebook) -> bool:
    """Whether it is in force on the day and runs no longer than the law lets it."""
    paper = facts.paper(code)
    if paper is None or paper.valid_from is None or paper.valid_until is None:
        return False
    in_force = paper.valid_from <= facts.day <= paper.valid_until
    return in_force and not is_too_long(paper, Reading(facts.day, law))


def _powers_hold(code: str, facts: CaseFacts) -> bool:
    return has_exemption(facts) or (code != "exemption" and facts.paper("full_powers") is not None)


def _fact_holds(code: str, facts: CaseFacts) -> bool:
    return _FACTS[code](facts)


def _kind_fits(facts: CaseFacts) -> bool:
    return (
        ROAD_OF[facts.kind] is not None and facts.partner is not None and may_join(facts.kind, facts.partner)
    )


def _all_signed(facts: CaseFacts) -> bool:
    return bool(facts.parties) and facts.parties <= {signature.party for signature in facts.signatures}


_FACTS: Mapping[str, Callable[[CaseFacts], bool]] = {
    "partner_fits_kind": _kind_fits,
    "listed_initiative": lambda facts: facts.initiative in LISTED_INITIATIVES[facts.kind],
    "object_named": lambda facts: bool(facts.objects),
    "object_is_regional": lambda facts: facts.object_is_regional is True,
    "dprd_received": lambda facts: facts.dprd_received_on is not None and facts.dprd_received_on <= facts.day,
    "all_signed": _all_signed,
    "review_not_open": lambda facts: not facts.review_sends_back,
}
_FINDERS: Mapping[NeedKind, Callable[[str, CaseFacts], bool]] = {
    NeedKind.ITEM: _has_item,
    NeedKind.DECLARATION: _is_declared,
    NeedKind.FACT: _fact_holds,
    NeedKind.QUORUM: _sat,
    NeedKind.LANGUAGE: _language_holds,
    NeedKind.RELATION: _relation_holds,
    NeedKind.POWERS: _powers_hold,
    NeedKind.CONSULTATION: _is_consulted,
    NeedKind.PLAN: _is_planned,
}
FACTS = frozenset(_FACTS)
