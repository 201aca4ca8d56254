"""Stories of cooperations that were signed: one that lives, one with two amendments, one asleep, one run out."""

from datetime import date, timedelta
from decimal import Decimal

from jembatan.agreements import actions
from jembatan.agreements.actions import activities, agree_on_text, amending, draft_from_template
from jembatan.agreements.models import Agreement, Amendment
from jembatan.agreements.queries.terms import terms_of
from jembatan.agreements.rules.activities import Draft
from jembatan.agreements.rules.kinds import Kind, Tier
from jembatan.counterparts.rules.kinds import Kind as PartnerKind
from jembatan.site.demo.cooperation.living import live, report
from jembatan.site.demo.cooperation.offices import Offices
from jembatan.site.demo.cooperation.on_the_road import facts_of_text
from jembatan.site.demo.cooperation.partners import city, organisation
from jembatan.site.demo.cooperation.walking import Idea, Term, begin, paper, walk

BASIS = (
    "UU 23/2014 penjelasan pasal 154 dan dokumen program pusat; rencana kerja tahunan dibahas bersama RAPBD. "
    "Pasal pengecualian belum ditemukan."
)


def continues_a_programme(title: str, offices: Offices, today: date) -> None:
    """An invented organisation, forwarded from the centre; the DPRD was waived, which the ministry still asks about."""
    signed = today - timedelta(days=400)
    idea = Idea(
        title,
        "Every child learns (example)",
        organisation("Lembaga Anak Sedunia (contoh)", PartnerKind.ORGANISATION),
        kind=Kind.KSDLL_CONTINUATION,
        purpose="Mengembalikan anak tidak sekolah dan mencegah putus sekolah.",
        fields=("out_of_school", "child_protection", "government_capacity"),
        objects=("capacity",),
        term=Term(signed + timedelta(days=1460), notice_days=180),
    )
    agreement = begin(idea, offices, on=signed - timedelta(days=420))
    waived = signed - timedelta(days=260)
    walk(
        agreement, offices, first=signed - timedelta(days=410), last=waived - timedelta(days=10), until="DPRD"
    )
    decree = paper(agreement, "waiver_document", offices.desk, on=waived, stage="DPRD")
    waiver = actions.WaiverGiven(BASIS, "Sekretaris Daerah (contoh)", waived, decree)
    actions.waive_stage(agreement, "DPRD", waiver=waiver, by=offices.desk)
    walk(agreement, offices, first=waived + timedelta(days=20), last=signed)
    live(agreement, offices, signed=signed, today=today)
    actions.publish(agreement, by=offices.desk)
    plan = Idea(
        "Rencana kerja tahunan bersama Lembaga Anak Sedunia (contoh)",
        "Annual work plan (example)",
        agreement.counterpart,
        kind=Kind.KSDLL_CONTINUATION,
        tier=Tier.ANNUAL_PLAN,
        fields=("out_of_school",),
        objects=("capacity",),
        parent=agreement,
    )
    begin(plan, offices, on=today - timedelta(days=30))


def amended_twice(title: str, offices: Offices, today: date) -> None:
    """Two working copies of the same terms: one is in force, the other now contradicts it."""
    signed = today - timedelta(days=520)
    agreement = _signed(
        Idea(
            title,
            "Sister city Jember - Riverbend (example)",
            city("Kota Riverbend (contoh)", "AU"),
            purpose="Peternakan sapi perah dan pelatihan guru.",
            fields=("agriculture", "education"),
            objects=("capacity",),
            term=Term(signed + timedelta(days=1826), notice_days=90),
        ),
        offices,
        signed,
    )
    facts = {
        **facts_of_text(),
        "counterpart": "Pemerintah Kota Riverbend (contoh)",
        "counterpart_country": "Australia",
        "notice": 3,
    }
    text = draft_from_template(agreement, "mou_sister_region", facts, by=offices.desk)
    agree_on_text(text, on=today, by=offices.desk)
    first = _proposed(
        agreement, "Masa pemberitahuan diperpanjang.", {"notice_days": 180}, offices, ("6 (enam)", "6 (six)")
    )
    later = {"notice_days": 365, "purpose": "Peternakan sapi perah, pelatihan guru, dan beasiswa."}
    _proposed(
        agreement,
        "Beasiswa ditambahkan; pemberitahuan setahun.",
        later,
        offices,
        ("12 (dua belas)", "12 (twelve)"),
    )
    addendum = paper(agreement, "amendment_document", offices.desk, on=today)
    amending.agree_amendment(first, on=today, paper=addendum, by=offices.desk)
    amending.merge_amendment(first, decisions={}, by=offices.desk)
    _activity(agreement, offices, "Pelatihan guru vokasi", done=today - timedelta(days=75))
    report(agreement, offices, signed=signed, today=today)


def fell_asleep(title: str, offices: Offices, today: date) -> None:
    """In force, but nothing has happened for more than a year and a half."""
    signed = today - timedelta(days=900)
    agreement = _signed(
        Idea(
            title,
            "Sister city Jember - Tulpenburg (example)",
            city("Kota Tulpenburg (contoh)", "NL"),
            fields=("water", "culture"),
            term=Term(signed + timedelta(days=1826)),
        ),
        offices,
        signed,
    )
    _activity(agreement, offices, "Pameran arsip bersama", done=today - timedelta(days=610))
    actions.publish(agreement, by=offices.desk)


def ran_out(title: str, offices: Offices, today: date) -> None:
    """The term ended two months ago and nobody has renewed it."""
    signed = today - timedelta(days=1157)
    agreement = _signed(
        Idea(
            title,
            "Sister city Jember - Bandar Melur (example)",
            city("Bandar Melur (contoh)", "MY"),
            purpose="Promosi wisata dan pertukaran pelajar.",
            fields=("tourism", "education"),
            objects=("promotion",),
            term=Term(today - timedelta(days=62)),
        ),
        offices,
        signed,
    )
    _activity(agreement, offices, "Festival dua kota", done=today - timedelta(days=210))
    actions.publish(agreement, by=offices.desk)


def _signed(idea: Idea, offices: Offices, signed: date) -> Agreement:
    """The agreement walked to its signature on the day `signed`, within a year."""
    agreement = begin(idea, offices, on=signed - timedelta(days=390))
    walk(agreement, offices, first=signed - timedelta(days=380), last=signed)
    return agreement


def _activity(agreement: Agreement, offices: Offices, title: str, *, done: date) -> None:
    draft = Draft(
        title=title,
        starts_on=done - timedelta(days=2),
        ends_on=done,
        agency="Bagian Kerja Sama",
        budget=Decimal(45_000_000),
        fund="APBD",
    )
    line = activities.plan_activity(agreement, draft=draft, by=offices.desk)
    carried = activities.Carried(on=done, outcome="Terlaksana.", spent=Decimal(41_500_000), participants=36)
    activities.realise_activity(line, carried=carried, by=offices.desk)


def _proposed(
    agreement: Agreement, reason: str, values: dict[str, object], offices: Offices, months: tuple[str, str]
) -> Amendment:
    """A working copy that also rewrites the notice in the clause on validity."""
    amendment = amending.propose_amendment(
        agreement, kind=Amendment.Kind.TERMS, reason=reason, by=offices.desk
    )
    clauses = terms_of(agreement)["clauses"]
    assert isinstance(clauses, dict)
    rewritten = {
        key: {code: _with_months(words, months) for code, words in said.items()}
        for key, said in clauses.items()
    }
    amending.edit_working_copy(amendment, values={**values, "clauses": rewritten}, version=1, by=offices.desk)
    return amendment


def _with_months(words: str, months: tuple[str, str]) -> str:
    indonesian, english = months
    return words.replace("3 (tiga) bulan", f"{indonesian} bulan").replace(
        "3 (three) months", f"{english} months"
    )
