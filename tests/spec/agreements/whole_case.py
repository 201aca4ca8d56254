"""A case in which everything a road asks for is there, and the art of taking one thing away.

Used by the walk over every stage, outcome and need of every road.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jembatan.agreements.engine.law_files import standard_roads, standard_rulebook
from jembatan.agreements.rules.facts import CaseFacts, Paper, Parent, Relation, Seat, Signature, Text
from jembatan.agreements.rules.kinds import (
    CooperationObject,
    Initiative,
    Kind,
    Office,
    PartnerClass,
    RoadCode,
    Tier,
)
from jembatan.agreements.rules.roads import Course, Need, NeedKind, Outcome, Road, Stage
from jembatan.agreements.rules.standing import StageEvent, Standing, standing
from jembatan.workflow.law import Rulebook

START = date(2026, 1, 5)
TODAY = date(2026, 11, 20)
TRAVELLERS: Mapping[RoadCode, tuple[tuple[Kind, PartnerClass], ...]] = {
    RoadCode.KSDPL: ((Kind.SISTER_PROVINCE, PartnerClass.FOREIGN_GOVERNMENT),),
    RoadCode.KSDLL_CONTINUATION: (
        (Kind.KSDLL_CONTINUATION, PartnerClass.INTERNATIONAL_ORGANISATION),
        (Kind.KSDLL_CONTINUATION, PartnerClass.DEVELOPMENT_PARTNER),
        (Kind.KSDLL_CONTINUATION, PartnerClass.NGO),
    ),
    RoadCode.KSDLL_BY_APPROVAL: ((Kind.KSDLL_BY_APPROVAL, PartnerClass.OTHER_INSTITUTION),),
    RoadCode.FOREIGN_NGO: ((Kind.FOREIGN_NGO, PartnerClass.NGO),),
    RoadCode.GRANT: ((Kind.GRANT, PartnerClass.DEVELOPMENT_PARTNER),),
}


@dataclass(frozen=True)
class Step:
    """One outcome of one stage of one road, for one kind and partner, ready to be taken."""

    road: Road
    stage: Stage
    outcome: Outcome
    kind: Kind
    partner: PartnerClass

    def __str__(self) -> str:
        return f"{self.road.kind}-{self.partner}-{self.stage.code}-{self.outcome.code}"

    @property
    def standing(self) -> Standing:
        return at(self.road, self.stage.code, again=self.outcome.earlier is not None)

    @property
    def facts(self) -> CaseFacts:
        return whole_facts(self.road, self.kind, self.partner)

    @property
    def law(self) -> Rulebook:
        """The standing law, with the exception this outcome may rest on switched on."""
        needs = [need for need in self.stage.needs if need.kind is NeedKind.EXCEPTION]
        return standard_rulebook().amended(switched(need.rule, 1) for need in needs)


def switched(code: str, number: int):
    return replace(standard_rulebook().in_force(code, TODAY), parameter=number)


def steps() -> Iterator[Step]:
    for code, road in standard_roads().items():
        for kind, partner in TRAVELLERS[code]:
            for stage in road.stages:
                for outcome in stage.outcomes:
                    yield Step(road, stage, outcome, kind, partner)


def path_to(road: Road, stage: str) -> list[StageEvent]:
    """The events of a straight walk to a stage, a day apart; none when it stands first."""
    events: list[StageEvent] = []
    while stage not in (now := standing(road, events, started_on=START)).open_stages:
        code = now.open_stages[0]
        outcome = next(o for o in road.stage(code).outcomes if o.course is Course.FORWARD and not o.earlier)
        on = START + timedelta(days=len(events) + 1)
        events.append(StageEvent(code, outcome.code, on, now.of(code).round, len(events)))
    return events


def at(road: Road, stage: str, *, again: bool = False) -> Standing:
    """The standing of a case that waits at a stage; `again`: in its second round, sent back by the ministry."""
    events = path_to(road, stage)
    if again:
        events = path_to(road, "VERIFIKASI")
        on = events[-1].on + timedelta(days=1)
        events += [
            StageEvent("VERIFIKASI", "revise_plan", on, 1, 100),
            StageEvent("RENCANA", "completed", on, 2, 101),
        ]
    return standing(road, events, started_on=START)


def whole_facts(road: Road, kind: Kind, partner: PartnerClass) -> CaseFacts:
    needs = [need for stage in road.stages for need in stage.needs]
    papers = {need.code for need in needs if need.kind in (NeedKind.DOCUMENT, NeedKind.PERMIT)}
    items = [need.code.split(".") for need in needs if need.kind is NeedKind.ITEM]
    return CaseFacts(
        kind=kind,
        today=TODAY,
        partner=partner,
        tier=Tier.TECHNICAL_ARRANGEMENT,
        papers=tuple(
            Paper(
                code,
                on=TODAY,
                items=frozenset(item for type_, item in items if type_ == code),
                valid_from=START,
                valid_until=date(2027, 1, 4),
            )
            for code in sorted(papers)
        ),
        declarations=frozenset(n.code for n in needs if n.kind is NeedKind.DECLARATION)
        | {"within_authority"},
        relations=(Relation.RECOGNISED,),
        initiative=Initiative.PARTNER_VIA_MINISTRY,
        objects=frozenset({CooperationObject.SCIENCE_TECHNOLOGY}),
        object_is_regional=True,
        plan_references=frozenset({"RPJMN", "RPJMD"}),
        consulted=frozenset({Office.HOME_MINISTRY, Office.FOREIGN_MINISTRY}),
        dprd_received_on=TODAY,
        seats=frozenset(Seat),
        text=Text(frozenset({"id", "en"}), is_matched=True),
        parent=Parent("MoU/1", Tier.MOU, is_in_force=True),
        parties=frozenset({"region", "partner"}),
        signatures=(Signature("region", TODAY, "Jember"), Signature("partner", TODAY, "Jakarta")),
        involves_grant=True,
        needs_counterpart_funds=True,
    )


def without(need: Need, facts: CaseFacts) -> CaseFacts:
    """The same facts without the one thing a need asks for."""
    return _WITHOUT[need.kind](need.code, facts)


def _no_paper(code: str, facts: CaseFacts) -> CaseFacts:
    return replace(facts, papers=tuple(paper for paper in facts.papers if paper.type != code))


def _no_item(code: str, facts: CaseFacts) -> CaseFacts:
    type_, item = code.split(".")
    papers = (replace(p, items=p.items - {item}) if p.type == type_ else p for p in facts.papers)
    return replace(facts, papers=tuple(papers))


def _ended_permit(code: str, facts: CaseFacts) -> CaseFacts:
    day_before = TODAY - timedelta(days=1)
    papers = (replace(p, valid_until=day_before) if p.type == code else p for p in facts.papers)
    kept = tuple(papers)
    if code == "ngo_principal_permit":
        kept = tuple(replace(p, valid_until=None) if p.type == code else p for p in facts.papers)
    return replace(facts, papers=kept)


def _no_fact(code: str, facts: CaseFacts) -> CaseFacts:
    longer = date(2027, 1, 5)
    papers = (replace(p, valid_until=longer) if p.type == "ngo_annual_workplan" else p for p in facts.papers)
    changes: dict[str, CaseFacts] = {
        "partner_fits_kind": replace(facts, partner=PartnerClass.POLITICAL_PARTY),
        "listed_initiative": replace(facts, initiative=Initiative.OTHER),
        "object_named": replace(facts, objects=frozenset()),
        "object_is_regional": replace(facts, object_is_regional=None),
        "dprd_received": replace(facts, dprd_received_on=None),
        "reapproval_answered": facts,
        "all_signed": replace(facts, signatures=facts.signatures[:1]),
        "review_not_open": replace(facts, review_sends_back=True),
        "workplan_within_permit": replace(facts, papers=tuple(papers)),
    }
    return changes[code]


def _no_relation(code: str, facts: CaseFacts) -> CaseFacts:
    worse = Relation.BARRED if code == "not_barred" else Relation.NO_RELATIONS
    return replace(facts, relations=(Relation.RECOGNISED, worse))


def _no_language(code: str, facts: CaseFacts) -> CaseFacts:
    kept = {"indonesian": {"en"}, "foreign_language": {"id"}, "matched": {"id", "en"}}[code]
    return replace(facts, text=Text(frozenset(kept), is_matched=code != "matched"))


def _no_powers(code: str, facts: CaseFacts) -> CaseFacts:
    if code == "exemption":
        return replace(facts, parent=None)
    return replace(_no_paper("full_powers", facts), tier=Tier.MOU)


def _no_plan(code: str, facts: CaseFacts) -> CaseFacts:
    return replace(facts, plan_references=frozenset({"RPJMD"} if code == "national" else {"RPJMN"}))


_WITHOUT: Mapping[NeedKind, Callable[[str, CaseFacts], CaseFacts]] = {
    NeedKind.DOCUMENT: _no_paper,
    NeedKind.ITEM: _no_item,
    NeedKind.PERMIT: _ended_permit,
    NeedKind.DECLARATION: lambda code, facts: replace(facts, declarations=facts.declarations - {code}),
    NeedKind.FACT: _no_fact,
    NeedKind.QUORUM: lambda code, facts: replace(facts, seats=facts.seats - {Seat(code)}),
    NeedKind.LANGUAGE: _no_language,
    NeedKind.RELATION: _no_relation,
    NeedKind.POWERS: _no_powers,
    NeedKind.CONSULTATION: lambda code, facts: replace(facts, consulted=facts.consulted - {Office(code)}),
    NeedKind.PLAN: _no_plan,
    NeedKind.EXCEPTION: lambda code, facts: facts,
}
