"""The facts of one case, gathered from its rows for the rules to look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from jembatan.agreements.models import Agreement, AgreementText, Party, Permit, Review, Topic
from jembatan.agreements.models import Paper as PaperRow
from jembatan.agreements.models import Statement as StatementRow
from jembatan.agreements.queries.reviews import sends_back
from jembatan.agreements.rules.bilingual import MATCH_RULE, blocking, compare
from jembatan.agreements.rules.clauses import from_parts
from jembatan.agreements.rules.facts import CaseFacts, Paper, Parent, Relation, Seat, Signature, Text
from jembatan.agreements.rules.kinds import CooperationObject, Initiative, Kind, Office, Tier
from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.agreements.rules.review_lifecycle import State as ReviewState
from jembatan.agreements.rules.roads import NeedKind
from jembatan.agreements.rules.standing import Standing
from jembatan.agreements.rules.starting import PARTNER_CLASS_OF
from jembatan.agreements.rules.statements import (
    COUNTERPART_FUNDS,
    DPRD_RECEIVED,
    EXCUSED,
    GRANT,
    IN_ROUND,
    MATCHED,
    OBJECT_IS_REGIONAL,
    plans_named,
)
from jembatan.agreements.rules.term import has_lapsed
from jembatan.counterparts.queries import recognition_table, relation_of
from jembatan.counterparts.rules.recognition import Outcome, RelationVerdict

# The papers that carry the text itself, when it was not written here.
TEXT_PAPERS = ("draft_text", "signed_original")
# The kinds of text that are the agreement itself; a letter or a plan written here says nothing of its languages.
AGREEMENT_TEXTS = ("mou", "technical_arrangement", "annual_work_plan", "draft_text", "grant_agreement")
# What a verdict on a partner's country comes to for the road.
RELATIONS: Mapping[tuple[str, str], Relation] = {
    (Outcome.CLEAR, "E1"): Relation.RECOGNISED,
    (Outcome.BLOCKED, "E1"): Relation.NO_RELATIONS,
    (Outcome.BLOCKED, "E9"): Relation.BARRED,
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What is asked once for many cases: relations by country code, the newest text by agreement, and the
    agreements whose last review asks for changes."""

    relations: Mapping[str, Relation]
    texts: Mapping[int, AgreementText]
    sent_back: frozenset[int]


def beside(agreements: Iterable[Agreement], *, today: date) -> Beside:
    """What the cases of these agreements have beside their own rows. Three queries, however many."""
    keys = [agreement.pk for agreement in agreements]
    texts = AgreementText.objects.filter(agreement=OuterRef("pk"), type__in=AGREEMENT_TEXTS)
    newest = texts.order_by("-written_at", "-id").values("pk")
    wanted = Agreement.objects.filter(pk__in=keys).annotate(newest=Subquery(newest[:1])).values("newest")
    decided = Review.objects.filter(agreement__in=keys).exclude(state=ReviewState.CONVENED)
    last = dict(decided.order_by("decided_on", "id").values_list("agreement_id", "state"))
    return Beside(
        {one.country.iso2: relation_from(one.verdict) for one in recognition_table(today)},
        {text.agreement_id: text for text in AgreementText.objects.filter(pk__in=wanted)},
        frozenset(pk for pk, state in last.items() if state == ReviewState.SENT_BACK),
    )


def case_facts(
    agreement: Agreement, *, today: date, standing: Standing, known: Beside | None = None
) -> CaseFacts:
    """Everything the rules look at in this case, as it is recorded now.

    Nine queries; three when the agreement came from `queries.road.with_story`, none with `known` besides.
    """
    said = said_in(agreement.statements.all(), standing)
    by_kind = _by_kind(said)
    kind = Kind(agreement.kind)
    papers = [paper for paper in agreement.papers.all() if not paper.withdrawn_because]
    parties = _parties(agreement)
    return CaseFacts(
        kind=kind,
        today=today,
        tier=Tier(agreement.tier),
        partner=PARTNER_CLASS_OF[agreement.counterpart.kind],
        papers=_papers(papers, list(agreement.permits.all())),
        declarations=frozenset(by_kind[NeedKind.DECLARATION]),
        relations=_relations(agreement, parties, today, known),
        initiative=Initiative(agreement.initiative) if agreement.initiative else None,
        objects=_objects(agreement),
        object_is_regional=said.get(OBJECT_IS_REGIONAL),
        plan_references=frozenset().union(*map(plans_named, by_kind[NeedKind.PLAN].values())),
        consulted=frozenset(Office(code) for code in by_kind[NeedKind.CONSULTATION]),
        dprd_received_on=_day(said.get(DPRD_RECEIVED)),
        seats=frozenset(Seat(code) for code, value in by_kind[NeedKind.QUORUM].items() if value != EXCUSED),
        seats_excused=frozenset(
            Seat(code) for code, value in by_kind[NeedKind.QUORUM].items() if value == EXCUSED
        ),
        text=_text(_newest(agreement, known), papers, is_matched=said.get(MATCHED)),
        parent=_parent(agreement, today),
        parties=frozenset(str(party.pk) for party in parties if party.must_sign),
        signatures=_signatures(agreement),
        involves_grant=kind is Kind.GRANT or bool(said.get(GRANT)),
        needs_counterpart_funds=bool(said.get(COUNTERPART_FUNDS)),
        review_sends_back=agreement.pk in known.sent_back if known else sends_back(agreement),
        is_legacy=agreement.is_legacy,
    )


def said_in(statements: Iterable[StatementRow], standing: Standing) -> dict[str, Any]:
    """The newest value of every statement, by its code; what holds for one round only, of the present round."""
    rounds = {place.stage: place.round for place in standing.places}
    said: dict[str, Any] = {}
    for row in sorted(statements, key=lambda row: row.pk):
        if row.code.startswith(IN_ROUND) and row.round != rounds.get(row.stage):
            continue
        said[row.code] = row.value
    return said


def _by_kind(said: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What was said, under the kind of need and its code; what was taken back (False, "") is left out."""
    by_kind: dict[str, dict[str, Any]] = {str(kind): {} for kind in NeedKind}
    for code, value in said.items():
        kind, _dot, need = code.partition(".")
        if value and kind in by_kind:
            by_kind[kind][need] = value
    return by_kind


def _day(written: Any) -> date | None:
    return date.fromisoformat(written) if written else None


def _papers(papers: Iterable[PaperRow], permits: Iterable[Permit]) -> tuple[Paper, ...]:
    """Documents that stand. What is kept as a permit, with the days it is valid, is not taken twice."""
    held = [
        Paper(
            type=permit.kind, on=permit.issued_on, valid_from=permit.issued_on, valid_until=permit.valid_until
        )
        for permit in permits
    ]
    kinds = {permit.type for permit in held}
    plain = [
        Paper(type=paper.type, on=paper.dated_on, items=frozenset(paper.items))
        for paper in papers
        if paper.type not in kinds
    ]
    return (*plain, *held)


def _parties(agreement: Agreement) -> list[Party]:
    """The parties with their profiles: one query, none when they came with the story."""
    known = getattr(agreement, "_prefetched_objects_cache", {})
    return list(known["parties"] if "parties" in known else agreement.parties.select_related("counterpart"))


def _relations(
    agreement: Agreement, parties: Iterable[Party], today: date, known: Beside | None
) -> tuple[Relation, ...]:
    """The verdict on the country of every partner; a partner without a country has none."""
    others = [party.counterpart for party in parties if party.counterpart is not None]
    partners = [agreement.counterpart, *others]
    by_country = {partner.country_code: partner for partner in partners if partner.country_code}
    if known is not None:
        return tuple(known.relations.get(code, Relation.UNKNOWN) for code in by_country)
    return tuple(relation_from(relation_of(partner, today)) for partner in by_country.values())


def relation_from(verdict: RelationVerdict) -> Relation:
    """The verdict as the road looks at it; one that still needs to be confirmed is unknown."""
    return RELATIONS.get((verdict.outcome, verdict.rule), Relation.UNKNOWN)


def _objects(agreement: Agreement) -> frozenset[CooperationObject]:
    return frozenset(
        CooperationObject(topic.code) for topic in agreement.topics.all() if topic.list == Topic.List.OBJECT
    )


def _parent(agreement: Agreement, today: date) -> Parent | None:
    above = agreement.parent
    if above is None:
        return None
    lapsed = has_lapsed(TermType(above.term_type), above.ends_on, today)
    return Parent(above.reference, Tier(above.tier), above.state == State.IN_FORCE and not lapsed)


def _signatures(agreement: Agreement) -> tuple[Signature, ...]:
    return tuple(Signature(str(s.party_id), s.on, s.at_place) for s in agreement.signatures.all())


def _newest(agreement: Agreement, known: Beside | None) -> AgreementText | None:
    """The newest text of the agreement itself written here; one query unless it is known already."""
    if known is not None:
        return known.texts.get(agreement.pk)
    texts = agreement.texts.filter(type__in=AGREEMENT_TEXTS)
    return texts.order_by("-written_at", "-id").first()


def _text(newest: AgreementText | None, papers: Iterable[PaperRow], *, is_matched: bool | None) -> Text:
    """The languages of the newest text and whether its versions match.

    A text written here is compared here. For one that was only handed over as a file, `is_matched` is what
    an officer stated.
    """
    if newest is not None:
        return _drafted(newest)
    files = [paper for paper in papers if paper.type in TEXT_PAPERS]
    languages = frozenset(files[-1].languages.split()) if files else frozenset()
    return Text(languages, is_matched)


def _drafted(newest: AgreementText) -> Text:
    text = from_parts(newest.clauses)
    found = blocking(compare(text), match_blocks=True)
    return Text(frozenset(text.languages), not any(it.rule == MATCH_RULE for it in found))
