"""Stories of cooperations still on their legal road: at the DPRD, between ministries, forgotten, at work."""

from datetime import date, timedelta

from jembatan.agreements import actions
from jembatan.agreements.actions import answer_review, convene_review, draft_from_template, write_text
from jembatan.agreements.engine.questionnaire_files import newest_for
from jembatan.agreements.models import Agreement, ReviewMember
from jembatan.agreements.rules.clauses import LanguageVersion, Text, from_parts
from jembatan.agreements.rules.fact_words import FactValue
from jembatan.agreements.rules.facts import Seat
from jembatan.agreements.rules.kinds import Initiative, Kind
from jembatan.agreements.rules.reviews import Answer
from jembatan.correspondence.actions import remark, reply
from jembatan.correspondence.subjects import find, may_see
from jembatan.counterparts.rules.kinds import Kind as PartnerKind
from jembatan.site.demo.cooperation.offices import Offices, person
from jembatan.site.demo.cooperation.partners import assess_partner, call_for_partner, city, organisation
from jembatan.site.demo.cooperation.walking import SOURCE, Idea, begin, paper, walk


def waits_at_dprd(title: str, offices: Offices, today: date) -> None:
    """The DPRD got the letter longer than 45 working days ago and has not decided."""
    idea = Idea(
        title,
        "Sister city Jember - Midorinose (example)",
        city("Kota Midorinose (contoh)", "JP", local_name="Midorinose-shi"),
        purpose="Pertukaran siswa, kopi, dan penanggulangan bencana.",
        fields=("education", "agriculture", "disaster"),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=430))
    sent = today - timedelta(days=96)
    walk(agreement, offices, first=today - timedelta(days=424), last=sent, until="DPRD")
    paper(agreement, "dprd_request", offices.desk, on=sent, stage="DPRD")
    received = sent + timedelta(days=2)
    actions.state_fact(
        agreement, "DPRD", "fact.dprd_received", received, by=offices.desk, source="agenda surat masuk"
    )


def lacks_a_ministry(title: str, offices: Offices, today: date) -> None:
    """The ministries have met, but the province was not there."""
    idea = Idea(
        title,
        "Sister city Jember - Hollerfeld (example)",
        city("Kota Hollerfeld (contoh)", "DE"),
        purpose="Pengelolaan sampah dan pelatihan vokasi.",
        fields=("waste", "training"),
        objects=("capacity",),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=610))
    met = today - timedelta(days=12)
    stage = "PEMBAHASAN_INTERKEM"
    walk(agreement, offices, first=today - timedelta(days=600), last=today - timedelta(days=40), until=stage)
    paper(agreement, "interministry_minutes", offices.ministry, on=met, stage=stage)
    for seat in (Seat.FOREIGN_MINISTRY, Seat.MINISTRIES_CONCERNED, Seat.REGENCY_CITY):
        actions.state_fact(agreement, stage, f"quorum.{seat}", True, by=offices.ministry, source=SOURCE)


def intent_grows_old(title: str, offices: Offices, today: date) -> None:
    """A letter of intent was signed two years ago; no plan has followed."""
    idea = Idea(
        title,
        "Cooperation Jember - Gangmaru (example)",
        city("Kota Gangmaru (contoh)", "KR"),
        kind=Kind.KSDPL_OTHER,
        initiative=Initiative.PARTNER_DIRECT,
        fields=("ict", "sme"),
        objects=("promotion",),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=905))
    walk(
        agreement,
        offices,
        first=today - timedelta(days=890),
        last=today - timedelta(days=745),
        until="RENCANA",
    )


def languages_differ(title: str, offices: Offices, today: date) -> None:
    """The Indonesian draft has a clause that the English one lacks."""
    idea = Idea(
        title,
        "Sister city Jember - Hoa Sen (example)",
        city("Kota Hoa Sen (contoh)", "VN"),
        purpose="Pertanian kopi dan pariwisata.",
        fields=("agriculture", "tourism"),
        objects=("promotion",),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=380))
    stage = "RANCANGAN_NASKAH"
    walk(agreement, offices, first=today - timedelta(days=370), last=today - timedelta(days=25), until=stage)
    drafted = draft_from_template(agreement, "mou_sister_region", facts_of_text(), by=offices.desk)
    text = from_parts(drafted.clauses)
    english = text.version("en")
    assert english is not None
    lacking = tuple(clause for clause in english.clauses if clause.ordinal != 5)
    changed = LanguageVersion("en", english.title, english.opening, lacking, english.closing)
    kept = tuple(changed if version.language == "en" else version for version in text.versions)
    remark_ = "Pasal 5 bahasa Inggris menunggu mitra."
    write_text(agreement, drafted.type, Text(kept), seen=drafted.version, remark=remark_, by=offices.desk)


def committee_reviews(title: str, offices: Offices, today: date) -> None:
    """The cooperation team reviews the plan: two have answered, one has not; people remark on the purpose."""
    partner = city("Kota Dok Khun (contoh)", "TH")
    idea = Idea(
        title,
        "Sister city Jember - Dok Khun (example)",
        partner,
        purpose="Pertukaran guru vokasi dan festival budaya.",
        fields=("training", "culture"),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=200))
    assess_partner(partner, offices, on=today - timedelta(days=345))
    call_for_partner(offices, today=today)
    walk(
        agreement,
        offices,
        first=today - timedelta(days=190),
        last=today - timedelta(days=60),
        until="RENCANA",
    )
    paper(agreement, "cooperation_plan", offices.desk, on=today - timedelta(days=20), stage="RENCANA")
    _convene(agreement, offices, today)
    _talk(agreement, offices)


def classified_only(title: str, offices: Offices, today: date) -> None:
    """A foreign institution; the region has just begun."""
    idea = Idea(
        title,
        "Research with Yamabuki University (example)",
        organisation("Universitas Yamabuki (contoh)", PartnerKind.OTHER_INSTITUTION, country="JP"),
        kind=Kind.KSDLL_BY_APPROVAL,
        initiative=Initiative.PARTNER_VIA_MINISTRY,
        fields=("science_technology", "agriculture"),
        objects=("science_technology",),
    )
    begin(idea, offices, on=today - timedelta(days=9))


def _convene(agreement: Agreement, offices: Offices, today: date) -> None:
    chair, lawyer, planner = (person(name) for name in ("tkksd.ketua", "tkksd.hukum", "tkksd.ekonomi"))
    capacity = ReviewMember.Capacity
    members = {chair: capacity.CHAIR, lawyer: capacity.MEMBER, planner: capacity.MEMBER}
    # The Thursday of next week.
    meets_on = today + timedelta(days=10 - today.weekday())
    review = convene_review(agreement, "RENCANA", members, meets_on=meets_on, by=offices.desk)
    questionnaire = newest_for("RENCANA")
    assert questionnaire is not None
    questions = questionnaire.asked_of(agreement.kind)
    for member, low in ((chair, 2), (lawyer, 1)):
        answers = {
            question.code: Answer(low if place % 3 == 0 else 3, "Sasaran belum terukur." if low == 1 else "")
            for place, question in enumerate(questions)
        }
        answer_review(review, answers, overall="Dapat dilanjutkan dengan perbaikan.", by=member)


def _talk(agreement: Agreement, offices: Offices) -> None:
    lawyer = person("tkksd.hukum")
    subject = find(lawyer, "agreements.agreement", str(agreement.pk))
    assert subject is not None
    said = remark(
        subject,
        field="purpose",
        text="@kerjasama.jember berapa guru yang dikirim setiap tahun? Tulis sasarannya dengan angka.",
        may_see=may_see(subject),
        at=agreement.place_code,
        by=lawyer,
    )
    answer = "Sepuluh guru setahun; @tkksd.hukum angkanya masuk rencana halaman 3."
    reply(said, text=answer, subject=subject, may_see=may_see(subject), by=offices.desk)


def facts_of_text() -> dict[str, FactValue]:
    """What a sister agreement of Jember with an invented city says."""
    return {
        "region": "Pemerintah Kabupaten Jember",
        "counterpart": {"id": "Pemerintah Kota Hoa Sen (contoh)", "en": "Hoa Sen City (example)"},
        "counterpart_country": {"id": "Republik Sosialis Vietnam", "en": "Socialist Republic of Viet Nam"},
        "sister_form": {"id": "Kabupaten Bersaudara", "en": "Sister Regency"},
        "purpose": {
            "id": "memajukan pertanian kopi dan pariwisata kedua daerah",
            "en": "to promote coffee growing and tourism in both regions",
        },
        "areas": [
            {"id": "pertanian kopi", "en": "coffee growing"},
            {"id": "pariwisata", "en": "tourism"},
            {"id": "pertukaran pemuda", "en": "exchange of young people"},
        ],
        "duration": 3,
        "notice": 6,
        "other_language": {"id": "bahasa Inggris", "en": "English"},
        "region_head": "Contoh Kusumawati",
        "region_head_office": {"id": "Bupati", "en": "Regent"},
        "counterpart_signatory": "Contoh Nguyen",
        "counterpart_office": {"id": "Wali Kota", "en": "Mayor"},
    }
