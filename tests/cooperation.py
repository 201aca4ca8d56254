"""Agreements for tests, made by walking the legal road with real verbs: a cast in its offices, a partner, a case.

people = cast()
agreement = agreement_at("DPRD", people)          # that stage is open, everything before it is done
agreement = signed_agreement(people)              # in force
supply(agreement, "DPRD", "approved", people)     # everything but the outcome itself
take(agreement, "DPRD", "approved", people)       # supply and take, by the office whose turn it is
"""

from dataclasses import dataclass
from datetime import date, timedelta

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements import actions
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Agreement, Paper, Party, Permit, StageEvent
from jembatan.agreements.queries.road import case_of, road_of
from jembatan.agreements.rules.blockers import Blocker
from jembatan.agreements.rules.facts import Seat
from jembatan.agreements.rules.kinds import Initiative, Kind, Office, Tier
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.roads import Course
from jembatan.counterparts.actions import Profile, add_counterpart, set_recognition
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.rules.kinds import Kind as PartnerKind
from jembatan.counterparts.rules.recognition import Recognition, Relation
from jembatan.ledger.machine import machine_account
from tests.builders import JEMBER, person, place

EAST_JAVA, SURABAYA = "35", "35.78"
OPENED = date(2026, 1, 5)
# Days between one act and the next; a whole road ends long before the end of 2026.
PACE = timedelta(days=3)
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PARTNERS = {
    Kind.KSDLL_CONTINUATION: (PartnerKind.ORGANISATION, "Lembaga Anak Sedunia (contoh)", ""),
    Kind.GRANT: (PartnerKind.DEVELOPMENT_PARTNER, "Badan Bantuan Contoh", "Japan"),
    Kind.FOREIGN_NGO: (PartnerKind.NONPROFIT, "Yayasan Sahabat Contoh", "Japan"),
    Kind.KSDLL_BY_APPROVAL: (PartnerKind.OTHER_INSTITUTION, "Universitas Sakura (contoh)", "Japan"),
}


@dataclass(frozen=True)
class Cast:
    """One person in every office of the road, for a regency in East Java; the outsider holds no role."""

    officer: User
    head: User
    member: User
    agency: User
    council: User
    ministry: User
    foreign: User
    governor: User
    outsider: User
    at: str = JEMBER

    def of(self, office: Office) -> User:
        """Who acts for an office; one without people here is written down by the region."""
        people = {
            Office.DPRD: self.council,
            Office.HOME_MINISTRY: self.ministry,
            Office.FOREIGN_MINISTRY: self.foreign,
        }
        return people.get(office, self.officer)

    @property
    def everybody(self) -> dict[str, User]:
        """All of them by their part."""
        return {name: who for name, who in vars(self).items() if isinstance(who, User)}


def cast(at: str = JEMBER) -> Cast:
    """The people of the region `at` and of the offices above it."""
    place(at)
    return Cast(
        officer=person("desk", "cooperation_officer", at=at),
        head=person("bupati", "region_head", at=at),
        member=person("tkksd", "cooperation_team", at=at),
        agency=person("opd", "agency_officer", at=at),
        council=person("sekwan", "council_secretary", at=at),
        ministry=person("kemendagri", "ministry_supervisor", at=COUNTRY),
        foreign=person("kemlu", "foreign_affairs_officer", at=COUNTRY),
        governor=person("gwpp", "governor_supervisor", at=EAST_JAVA),
        outsider=person("luar"),
        at=at,
    )


def partner_for(kind: Kind = Kind.SISTER_REGENCY_CITY, *, name: str = "") -> Counterpart:
    """A partner abroad that fits the kind; Japan stands in for a country with confirmed relations."""
    what, usual, country = PARTNERS.get(kind, (PartnerKind.LOCAL_GOVERNMENT, "Kota Sakura (contoh)", "Japan"))
    is_city = what == PartnerKind.LOCAL_GOVERNMENT
    level = {Kind.SISTER_PROVINCE: "province"}.get(kind, "city") if is_city else ""
    known = Counterpart.objects.filter(official_name=name or usual).first()
    return known or add_counterpart(
        profile=Profile(official_name=name or usual, kind=what, level=level, country=country),
        source="contoh",
        confirmed=True,
        at=COUNTRY,
        by=machine_account(),
    )


def relations_confirmed(people: Cast) -> None:
    """The Foreign Ministry has stated, with a source, that there are relations with Japan."""
    statement = Recognition(
        "Japan", Relation.DIPLOMATIC, date(2020, 1, 1), None, "daftar contoh", "", "B", "contoh"
    )
    set_recognition(statement=statement, at=COUNTRY, by=people.foreign)


def started(
    people: Cast,
    kind: Kind = Kind.SISTER_REGENCY_CITY,
    *,
    title: str = "Kerja sama contoh",
    on: date = OPENED,
    tier: Tier = Tier.MOU,
    parent: Agreement | None = None,
    objects: tuple[str, ...] = ("culture",),
    partner: Counterpart | None = None,
) -> Agreement:
    """An agreement on its first day."""
    outline = actions.Outline(
        kind=kind,
        counterpart=partner or partner_for(kind),
        title_id=title,
        initiative=Initiative.REGION,
        tier=tier,
        parent=parent,
        topics={"object": objects},
    )
    return actions.start_agreement(outline=outline, on=on, at=people.at, by=people.officer)


def agreement_at(stage: str, people: Cast, kind: Kind = Kind.SISTER_REGENCY_CITY) -> Agreement:
    """An agreement whose stage `stage` is open and nothing of it supplied yet."""
    agreement = started(people, kind)
    walk(agreement, people, until=stage)
    return agreement


def signed_agreement(
    people: Cast, kind: Kind = Kind.SISTER_REGENCY_CITY, *, ends_on: date | None = None, title: str = ""
) -> Agreement:
    """An agreement in force, every stage done."""
    agreement = started(people, kind, title=title or "Kerja sama contoh")
    if ends_on is not None:
        actions.edit_agreement(
            agreement, values={"ends_on": ends_on}, version=agreement.version, by=people.officer
        )
    walk(agreement, people)
    assert agreement.state == State.IN_FORCE
    return agreement


def walk(agreement: Agreement, people: Cast, *, until: str = "") -> None:
    """Every stage is taken with the outcome that leads on, up to `until` (not taken), or to the signature."""
    road = road_of(agreement)
    assert road is not None
    while agreement.state == State.ON_THE_ROAD and agreement.stage != until:
        take(agreement, agreement.stage, forward_of(agreement, agreement.stage), people)


def forward_of(agreement: Agreement, stage: str) -> str:
    """The first outcome of the stage that leads on along the road."""
    road = road_of(agreement)
    assert road is not None
    return next(o.code for o in road.stage(stage).outcomes if o.course is Course.FORWARD)


def take(
    agreement: Agreement, stage: str, outcome: str, people: Cast, *, on: date | None = None
) -> StageEvent:
    """Supply what the stage needs for the outcome, then take it by the office whose stage it is."""
    on = on or day_for(agreement, stage)
    supply(agreement, stage, outcome, people, on=on)
    actor = road_of(agreement).stage(stage).actor
    here = actor in (Office.REGION, Office.DPRD, Office.HOME_MINISTRY, Office.FOREIGN_MINISTRY)
    product = None if here else paper(agreement, "other", people, on=on, stage=stage)
    written = actions.Written(product=product, on_behalf=not here)
    return actions.take_stage(agreement, stage, outcome, on=on, by=people.of(actor), written=written)


def day_for(agreement: Agreement, stage: str) -> date:
    """A few days after the stage was opened."""
    opened = case_of(agreement, today=date.today()).standing.of(stage).opened_on
    return (opened or OPENED) + PACE


def supply(
    agreement: Agreement, stage: str, outcome: str, people: Cast, *, on: date | None = None
) -> list[str]:
    """Bring everything the outcome needs, each thing by the office that owes it; the codes of what was missing."""
    on = on or day_for(agreement, stage)
    brought: list[str] = []
    while missing := [b for b in missing_for(agreement, stage, outcome, on) if b.code not in brought]:
        for blocker in missing:
            bring(agreement, stage, blocker, people, on=on)
            brought.append(blocker.code)
    return brought


def missing_for(agreement: Agreement, stage: str, outcome: str, on: date) -> list[Blocker]:
    """What blocks the outcome and can be brought."""
    case = case_of(agreement, today=date.today())
    return [b for b in case.blockers(stage, outcome, on) if b.blocks and b.supplied_by]


def bring(agreement: Agreement, stage: str, blocker: Blocker, people: Cast, *, on: date) -> None:
    """Remove one blocker the way its office would."""
    kind, _dot, code = blocker.code.partition(".")
    by = people.of(blocker.supplied_by)
    if kind == "document":
        paper(agreement, code, people, on=on, stage=stage, by=by)
    elif kind == "item":
        paper(agreement, code.partition(".")[0], people, on=on, stage=stage, by=by)
    elif kind == "relation":
        relations_confirmed(people)
    elif kind == "permit":
        permit(agreement, code, people)
    elif kind == "powers":
        paper(agreement, "full_powers", people, on=on, stage=stage, by=by)
    elif blocker.code == "fact.all_signed":
        sign_all(agreement, people, on=on)
    else:
        value = value_for(blocker.code, on)
        actions.state_fact(agreement, stage, blocker.code, value, by=by, source="surat contoh")


def value_for(code: str, on: date) -> object:
    """A value that meets the need of a statement."""
    if code == "fact.dprd_received":
        return on
    if code.startswith("plan."):
        return {"plan.national": "RPJMN 2025-2029, bab IV"}.get(code, "RPJMD 2025-2029, hlm. 12")
    return "excused" if code == f"quorum.{Seat.REGENCY_CITY}.excused" else True


def paper(
    agreement: Agreement,
    type_: str,
    people: Cast,
    *,
    on: date,
    stage: str = "",
    by: User | None = None,
    content: bytes = PDF,
) -> Paper:
    """A document with its file and every item ticked; a text in Indonesian and English."""
    known = document_types()
    type_ = type_ if type_ in known else next(iter(known))
    by = by or people.officer
    given = actions.PaperGiven(
        type=type_, title=known[type_].name.id, stage=stage, dated_on=on, languages="id en"
    )
    file = actions.FileGiven(name=f"{type_}.pdf", content=content)
    made = actions.add_paper(agreement, paper=given, file=file, by=by)
    actions.tick_items(made, items={item.code: "hlm. 1" for item in known[type_].items}, by=by)
    return made


def permit(agreement: Agreement, kind: str, people: Cast) -> Permit:
    """A permit in force for the whole of 2026 and 2027."""
    return Permit.objects.create(
        agreement=agreement,
        kind=kind,
        number="01/contoh",
        issued_by="contoh",
        issued_on=date(2026, 1, 1),
        valid_until=date(2027, 12, 31),
        entered_by=people.officer,
        entered_at=agreement.opened_by.date_joined,
    )


def sign_all(agreement: Agreement, people: Cast, *, on: date) -> None:
    """Every party that signs has signed on the day, in its own town."""
    for party in agreement.parties.filter(must_sign=True, signature__isnull=True):
        sign(agreement, party, people, on=on)


def sign(agreement: Agreement, party: Party, people: Cast, *, on: date) -> None:
    """One party signs: the region with its full powers, the counterpart by its own rules."""
    abroad = party.counterpart_id is not None
    powers = agreement.papers.filter(type="full_powers", withdrawn_because="").last()
    signature = actions.SignatureGiven(
        signatory="Pejabat Contoh",
        capacity="kepala daerah" if not abroad else "wali kota",
        on=on,
        at_place="Jember" if not abroad else "Sakura",
        method="wet",
        powers="other_side" if abroad else "held" if powers else "not_required",
        powers_paper=None if abroad else powers,
    )
    actions.record_signature(agreement, party, signature=signature, by=people.officer)
