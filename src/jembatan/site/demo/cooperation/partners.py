"""Invented partners abroad, in real countries; and the statement that Indonesia has relations with these countries."""

from datetime import date, timedelta

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.counterparts.actions import (
    CallTerms,
    Findings,
    Profile,
    add_candidate,
    add_counterpart,
    add_fact,
    assess,
    open_call,
    score_candidate,
    set_recognition,
    tag_region,
)
from jembatan.counterparts.engine.questionnaires import questionnaire
from jembatan.counterparts.models import Assessment, Call, Counterpart, RecognitionSet, RegionTag
from jembatan.counterparts.rules.kinds import Kind, Level
from jembatan.counterparts.rules.recognition import Recognition, Relation
from jembatan.counterparts.rules.selection import Criterion
from jembatan.site.demo.cast import JEMBER
from jembatan.site.demo.cooperation.offices import Offices, person

SOURCE = "rekaan untuk demo"
RELATIONS_SOURCE = "contoh untuk demo; ganti dengan daftar resmi Kementerian Luar Negeri"
COUNTRIES = ("JP", "KR", "DE", "NL", "MY", "AU", "VN", "TH", "AT", "MX")
# The day PP 28/2018 came into force: from then on the road asks for relations.
SINCE = date(2018, 7, 13)
TAGS = ("agriculture", "plantation", "university", "schooling", "migration")
CRITERIA = (
    Criterion("fit", "Sesuai sasaran RPJMD", 40),
    Criterion("transfer", "Alih pengetahuan", 35),
    Criterion("cost", "Beban APBD ringan", 25),
)
CALL = "Mitra untuk pengolahan kopi dan kakao (contoh)"
# Name, country, characteristics, people: candidates whom the matching helps to compare.
CANDIDATES = (
    ("Kota Monte Cacao (contoh)", "MX", ("agriculture", "plantation", "university"), 310_000),
    ("Kabupaten Sulhwa (contoh)", "KR", ("agriculture", "trade"), 94_000),
    ("Kota Alpenrain (contoh)", "AT", ("industry", "university"), 130_000),
)


def city(name: str, country: str, *, level: Level = Level.CITY, local_name: str = "") -> Counterpart:
    """An invented local government abroad; made when first asked for."""
    profile = Profile(
        official_name=name, kind=Kind.LOCAL_GOVERNMENT, level=level, country=country, local_name=local_name
    )
    return _kept(profile)


def organisation(name: str, kind: Kind, *, country: str = "") -> Counterpart:
    """An invented organisation; made when first asked for."""
    return _kept(Profile(official_name=name, kind=kind, country=country))


def state_relations(by: User) -> None:
    """The Foreign Ministry's officer states the relations the invented partners need, once."""
    stated = set(RecognitionSet.objects.values_list("entity_code", flat=True))
    for code in COUNTRIES:
        if code in stated:
            continue
        statement = Recognition(code, Relation.DIPLOMATIC, SINCE, None, RELATIONS_SOURCE, "", "B", "contoh")
        set_recognition(statement=statement, at=COUNTRY, by=by)


def assess_partner(partner: Counterpart, offices: Offices, *, on: date) -> None:
    """A due diligence with some doubts, so that it holds for twelve months only; once."""
    if Assessment.objects.filter(counterpart=partner).exists():
        return
    codes = [question.code for question in questionnaire().asked_of(partner.kind)]
    answers = {code: "partly" if place % 2 else "fine" for place, code in enumerate(codes)}
    findings = Findings(
        answers=answers,
        evidence=dict.fromkeys(codes, "laman mitra (contoh)"),
        conclusion="Layak dengan catatan; nilai ulang setelah setahun.",
        on=on,
    )
    assess(counterpart=partner, findings=findings, at=offices.at, by=offices.desk)


def call_for_partner(offices: Offices, *, today: date) -> None:
    """An open selection with three candidates; one of two assessors has scored. Once."""
    for tag in TAGS:
        if not RegionTag.objects.filter(region_id=JEMBER, tag=tag).exists():
            tag_region(tag=tag, source="profil daerah (contoh)", at=JEMBER, by=offices.desk)
    if Call.objects.filter(title=CALL).exists():
        return
    terms = CallTerms(CALL, "Mengolah hasil kebun rakyat.", CRITERIA, today + timedelta(days=21))
    assessors = (person("tkksd.ketua"), person("tkksd.ekonomi"))
    call = open_call(terms=terms, assessors=assessors, at=offices.at, by=offices.desk)
    entered = []
    for name, country, tags, people in CANDIDATES:
        partner = city(name, country)
        for tag in tags:
            _fact(partner, "tag", tag, offices, today)
        _fact(partner, "population", str(people), offices, today)
        entered.append(
            add_candidate(call, counterpart=partner, remark="surat perkenalan (contoh)", by=offices.desk)
        )
    for place, candidacy in enumerate(entered):
        points = {criterion.code: 8 - 2 * place for criterion in CRITERIA}
        score_candidate(call, candidacy=candidacy, points=points, remark="", by=assessors[0])


def _fact(partner: Counterpart, code: str, value: str, offices: Offices, on: date) -> None:
    add_fact(counterpart=partner, code=code, value=value, source=(SOURCE, on), at=offices.at, by=offices.desk)


def _kept(profile: Profile) -> Counterpart:
    known = Counterpart.objects.filter(official_name=profile.official_name).first()
    return known or add_counterpart(
        profile=profile, source=SOURCE, confirmed=True, at=COUNTRY, by=person("pengawas.pusat")
    )
