"""Looks for what a stage needs in the facts of a case: one small question per kind of need.

Pure. Each finder answers whether the need is met; blockers.py turns a "no" into a blocker.
"""

from collections.abc import Callable, Mapping
from datetime import date

from jembatan.agreements.rules.case_clocks import is_too_long
from jembatan.agreements.rules.clocks import Reading
from jembatan.agreements.rules.facts import CaseFacts, Relation, Seat
from jembatan.agreements.rules.kinds import LISTED_INITIATIVES, ROAD_OF, Office, Tier, may_join
from jembatan.agreements.rules.roads import Need, NeedKind, Road, Stage
from jembatan.agreements.rules.standing import Place, Standing
from jembatan.workflow.law import Rulebook

INDONESIAN = "id"
IMPLEMENTING_TIERS = (Tier.TECHNICAL_ARRANGEMENT, Tier.ANNUAL_PLAN)


# The plans that a cooperation must fit: one of the nation and one of the region. PP 28/2018 art. 27(1)e.
PLANS: Mapping[str, frozenset[str]] = {
    "national": frozenset({"RPJMN"}),
    "regional": frozenset({"RPJMD", "RKPD"}),
}
# What the finders know to look for, by kind of need; None: any code (documents and declarations).
LANGUAGE_CODES = frozenset({"indonesian", "foreign_language", "matched"})
RELATION_CODES = frozenset({"diplomatic", "not_barred"})
POWERS_CODES = frozenset({"exemption", "settled"})


def is_found(
    need: Need, step: Stage, road: Road, standing: Standing, facts: CaseFacts, law: Rulebook
) -> bool:
    """Whether the facts meet a need of a stage that stands as told."""
    if need.kind is NeedKind.DOCUMENT:
        return _has_document(need, step, road, standing, facts)
    if need.kind is NeedKind.FACT:
        return _FACTS[need.code](facts, standing.of(step.code))
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


def _has_document(need: Need, step: Stage, road: Road, standing: Standing, facts: CaseFacts) -> bool:
    """Whether it is there. In a later round a document must be of that round, unless another stage makes it."""
    paper = facts.paper(need.code)
    maker = road.maker_of(need.code)
    if paper is None:
        return False
    return maker not in (None, step) or _is_of_round(paper.on, standing.of(step.code))


def _is_of_round(on: date | None, place: Place) -> bool:
    if place.round <= 1 or place.opened_on is None:
        return True
    return on is not None and on >= place.opened_on


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
    return bool(PLANS[code] & facts.plan_references)


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


def _kind_fits(facts: CaseFacts, place: Place) -> bool:
    has_road = ROAD_OF[facts.kind] is not None
    return has_road and facts.partner is not None and may_join(facts.kind, facts.partner)


def _dprd_received(facts: CaseFacts, place: Place) -> bool:
    received = facts.dprd_received_on
    return received is not None and received <= facts.day and _is_of_round(received, place)


def _all_signed(facts: CaseFacts, place: Place) -> bool:
    return bool(facts.parties) and facts.parties <= {signature.party for signature in facts.signatures}


def _workplan_within_permit(facts: CaseFacts, place: Place) -> bool:
    """Whether the work plan ends no later than the permit; one that is missing is missed elsewhere."""
    plan, permit = facts.paper("ngo_annual_workplan"), facts.paper("ngo_principal_permit")
    if plan is None or permit is None or plan.valid_until is None or permit.valid_until is None:
        return True
    return plan.valid_until <= permit.valid_until


_FACTS: Mapping[str, Callable[[CaseFacts, Place], bool]] = {
    "partner_fits_kind": _kind_fits,
    "listed_initiative": lambda facts, place: facts.initiative in LISTED_INITIATIVES[facts.kind],
    "object_named": lambda facts, place: bool(facts.objects),
    "object_is_regional": lambda facts, place: facts.object_is_regional is True,
    "dprd_received": _dprd_received,
    "reapproval_answered": lambda facts, place: False,
    "all_signed": _all_signed,
    "review_not_open": lambda facts, place: not facts.review_sends_back,
    "workplan_within_permit": _workplan_within_permit,
}
_FINDERS: Mapping[NeedKind, Callable[[str, CaseFacts], bool]] = {
    NeedKind.ITEM: _has_item,
    NeedKind.DECLARATION: _is_declared,
    NeedKind.QUORUM: _sat,
    NeedKind.LANGUAGE: _language_holds,
    NeedKind.RELATION: _relation_holds,
    NeedKind.POWERS: _powers_hold,
    NeedKind.CONSULTATION: _is_consulted,
    NeedKind.PLAN: _is_planned,
}
FACTS = frozenset(_FACTS)
