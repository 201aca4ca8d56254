"""Walks an agreement down its legal road with the verbs people use: what a stage needs is brought by the office
that owes it, then the stage is taken by its own office on the day it is said to have happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements import actions
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.queries.road import case_of, road_of, standing_of
from jembatan.agreements.rules.blockers import Blocker
from jembatan.agreements.rules.kinds import OFFICES, Initiative, Kind, Tier
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.roads import Course, Road
from jembatan.counterparts.models import Counterpart
from jembatan.site.demo.cooperation.letter import letter
from jembatan.site.demo.cooperation.offices import Offices

SOURCE = "surat contoh untuk demo"
PLAN_PAGES = {"plan.national": "RPJMN 2025-2029, bab IV", "plan.regional": "RPJMD 2025-2029, hlm. 48"}


@dataclass(frozen=True, slots=True)
class Term:
    """How long an agreement runs from its signature, and how the parties may leave it."""

    until: date | None
    type: TermType = TermType.FIXED
    notice_days: int | None = 90
    review_every_months: int | None = None


@dataclass(frozen=True, slots=True)
class Idea:
    """What a story begins with. `fields` and `objects` are codes of the packaged lists."""

    title: str
    title_en: str
    partner: Counterpart
    kind: Kind = Kind.SISTER_REGENCY_CITY
    tier: Tier = Tier.MOU
    purpose: str = ""
    initiative: Initiative = Initiative.REGION
    fields: Sequence[str] = ()
    objects: Sequence[str] = ("culture",)
    parent: Agreement | None = None
    term: Term = field(default=Term(None))


def begin(idea: Idea, offices: Offices, *, on: date) -> Agreement:
    """The agreement on its first day, with its term as far as it is known."""
    outline = actions.Outline(
        kind=idea.kind,
        counterpart=idea.partner,
        title_id=idea.title,
        title_en=idea.title_en,
        purpose=idea.purpose,
        initiative=idea.initiative,
        tier=idea.tier,
        parent=idea.parent,
        topics={"field": idea.fields, "object": idea.objects},
    )
    agreement = actions.start_agreement(outline=outline, on=on, at=offices.at, by=offices.desk)
    if idea.term.until or idea.term.type is not TermType.FIXED:
        _set_term(agreement, idea.term, offices.desk)
    return agreement


def walk(agreement: Agreement, offices: Offices, *, first: date, last: date, until: str = "") -> None:
    """Take every stage with the outcome that leads on, from the day `first` to the day `last`, evenly; stop
    before the stage `until`, or with the signature."""
    road = _road(agreement)
    stages = [stage.code for stage in road.before_signature]
    ahead = stages[stages.index(agreement.stage) : stages.index(until) if until else None]
    pace = (last - first) / max(len(ahead) - 1, 1)
    for step, stage in enumerate(ahead):
        take(agreement, stage, offices, on=first + step * pace)


def take(agreement: Agreement, stage: str, offices: Offices, *, on: date, outcome: str = "") -> None:
    """Bring what the stage needs for the outcome (default: the one that leads on) and take it on the day."""
    step = _road(agreement).stage(stage)
    outcome = outcome or next(o.code for o in step.outcomes if o.course is Course.FORWARD)
    supply(agreement, stage, outcome, offices, on=on)
    on_behalf = not offices.acts_itself(step.actor)
    proof = None
    if on_behalf and step.product is None:
        proof = paper(agreement, "other", offices.desk, on=on, stage=stage)
    written = actions.Written(product=proof, on_behalf=on_behalf)
    actions.take_stage(agreement, stage, outcome, on=on, by=offices.of(step.actor), written=written)


def supply(agreement: Agreement, stage: str, outcome: str, offices: Offices, *, on: date) -> None:
    """Bring everything that the outcome lacks on the day; an item is brought with its document."""
    for blocker in _missing(agreement, stage, outcome, on):
        _bring(agreement, stage, blocker, offices, on=on)


def paper(
    agreement: Agreement,
    type_: str,
    by: User,
    *,
    on: date,
    stage: str = "",
    title: str = "",
    issued_by: str = "",
) -> Paper:
    """A document with a one-page file, all its mandatory items ticked; a text counts as Indonesian and English."""
    known = document_types()
    kind = known[type_ if type_ in known else "other"]
    shown = title or kind.name.id
    given = actions.PaperGiven(
        type=kind.code,
        title=shown,
        stage=stage,
        number=f"{on:%m}/contoh/{on:%Y}",
        dated_on=on,
        issued_by=issued_by or by.office,
        languages="id en",
    )
    lines = (f"Perihal: {agreement.title_id}", f"Tanggal: {on:%d-%m-%Y}", f"Dari: {given.issued_by}")
    file = actions.FileGiven(name=f"{kind.code}-{on:%Y%m%d}.pdf", content=letter(shown, lines))
    made = actions.add_paper(agreement, paper=given, file=file, by=by)
    if kind.items:
        actions.tick_items(made, items={item.code: "hlm. 1" for item in kind.items}, by=by)
    return made


def _missing(agreement: Agreement, stage: str, outcome: str, on: date) -> list[Blocker]:
    case = case_of(agreement, today=timezone.localdate())
    assert case is not None
    return [b for b in case.blockers(stage, outcome, on) if b.blocks and b.supplied_by]


def _bring(agreement: Agreement, stage: str, blocker: Blocker, offices: Offices, *, on: date) -> None:
    kind, _dot, code = blocker.code.partition(".")
    assert blocker.supplied_by is not None
    office = blocker.supplied_by
    if kind in ("document", "item"):
        issued_by = "" if offices.acts_itself(office) else OFFICES[office].id
        paper(agreement, code.partition(".")[0], offices.of(office), on=on, stage=stage, issued_by=issued_by)
    elif kind == "powers":
        paper(agreement, "full_powers", offices.foreign, on=on, stage=stage)
    elif blocker.code == "fact.all_signed":
        sign_all(agreement, offices, on=on)
    else:
        value = _statement(blocker.code, _opened(agreement, stage) or on)
        actions.state_fact(agreement, stage, blocker.code, value, by=offices.of(office), source=SOURCE)


def _opened(agreement: Agreement, stage: str) -> date | None:
    standing = standing_of(agreement)
    return standing.of(stage).opened_on if standing else None


def _statement(code: str, received: date) -> object:
    """What an office says to a question: the day the letter came in, the page in the plan, or yes."""
    if code == "fact.dprd_received":
        return received
    return PLAN_PAGES.get(code, True)


def sign_all(agreement: Agreement, offices: Offices, *, on: date) -> None:
    """Every party signs on the day, the partner in its own town."""
    powers = agreement.papers.filter(type="full_powers", withdrawn_because="").last()
    for party in agreement.parties.filter(must_sign=True, signature__isnull=True):
        abroad = party.counterpart_id is not None
        own_powers = "held" if powers else "not_required"
        signature = actions.SignatureGiven(
            signatory="Pejabat Contoh",
            capacity="Wali kota" if abroad else "Kepala daerah",
            on=on,
            at_place="Kota mitra (contoh)" if abroad else offices.town,
            method="wet",
            powers="other_side" if abroad else own_powers,
            powers_paper=None if abroad else powers,
        )
        actions.record_signature(agreement, party, signature=signature, by=offices.desk)


def _set_term(agreement: Agreement, term: Term, by: User) -> None:
    values = {
        "ends_on": term.until,
        "term_type": term.type,
        "notice_days": term.notice_days,
        "review_every_months": term.review_every_months,
    }
    actions.edit_agreement(agreement, values=values, version=agreement.version, by=by)


def _road(agreement: Agreement) -> Road:
    road = road_of(agreement)
    assert road is not None, "stories are told of agreements that have a road"
    return road
