"""The hand-over pack: every chapter told, few queries however many agreements, the PDF is made."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from jembatan.agreements.actions import activities, amending, meetings, missions, owing
from jembatan.agreements.actions.meetings import Minutes, Promise
from jembatan.agreements.actions.missions import Itinerary
from jembatan.agreements.actions.owing import RiskDraft
from jembatan.agreements.exchange.handover import chapters_of, pack_pdf, summary_of
from jembatan.agreements.models import Agreement, Meeting, StageEvent
from jembatan.agreements.queries.handover import pack_of
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.activities import Draft
from jembatan.agreements.rules.kinds import Office
from tests.builders import JEMBER, place
from tests.cooperation import SURABAYA, cast, started
from tests.living import in_force, proof

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def busy(people):
    """An agreement with something in every chapter."""
    agreement = in_force(people, title="Kota bersaudara", ends_on=date(2026, 9, 30))
    line = Draft(
        "Pertukaran guru", date(2026, 3, 1), date(2026, 6, 30), "Dinas Pendidikan", Decimal(500), "APBD"
    )
    activities.plan_activity(agreement, draft=line, by=people.agency)
    activities.plan_activity(
        agreement, draft=Draft("Beasiswa", date(2027, 3, 1), date(2027, 6, 30), "Bappeda"), by=people.agency
    )
    meeting = meetings.plan_meeting(
        agreement,
        kind=Meeting.Kind.JOINT_COMMITTEE,
        on=date(2026, 6, 1),
        at_place="",
        agenda="",
        by=people.agency,
    )
    promise = Promise("Kirim daftar guru", Office.PARTNER, date(2026, 12, 31), "Sekretariat")
    meetings.hold_meeting(meeting, minutes=Minutes(date(2026, 6, 1), "", [promise]), by=people.agency)
    leaves = TODAY() + timedelta(days=9)
    trip = Itinerary("Komite bersama", "JP", "Sakura", leaves, leaves, [("bupati", 1)], with_head=True)
    missions.plan_mission(agreement, itinerary=trip, by=people.agency)
    meetings.plan_meeting(
        agreement,
        kind=Meeting.Kind.OTHER,
        on=TODAY() + timedelta(days=3),
        at_place="Jember",
        agenda="",
        by=people.agency,
    )
    owing.note_risk(agreement, risk=RiskDraft("Anggaran dipotong", 4, 5, "Cari sponsor"), by=people.agency)
    amending.propose_amendment(agreement, kind="terms", reason="Menyesuaikan", by=people.officer)
    StageEvent.objects.create(
        agreement=agreement,
        stage="DPRD",
        outcome="WAIVED",
        on=date(2026, 2, 1),
        office=Office.REGION,
        product=proof(agreement, people),
        legal_basis="Pasal contoh",
        waiver_officer="Pejabat contoh",
        question=StageEvent.Question.OPEN,
        recorded_by=people.officer,
        recorded_at=timezone.now(),
    )
    return agreement


def pack():
    return pack_of(Agreement.objects.all(), today=TODAY(), law=law_in_use())


def test_every_chapter_tells_what_there_is(people, busy):
    started(people, title="Masih di jalan")

    told = {
        chapter.title: " | ".join(" ; ".join(row) for row in chapter.rows) for chapter in chapters_of(pack())
    }

    commitments, in_force_now, on_the_way, money, who, risks, questions, ahead = told.values()
    for what in ("Pertukaran guru", "Beasiswa", "Kirim daftar guru", "Sekretariat", "Komite bersama"):
        assert what in commitments
    assert "Kota bersaudara" in in_force_now and "30 September 2026" in in_force_now
    assert "Masih di jalan" in on_the_way
    assert "500" in money and "1" in money
    assert busy.reference in who
    assert "Anggaran dipotong" in risks and "4 × 5" in risks
    for what in ("Pasal contoh", "Menyesuaikan", "Komite bersama"):
        assert what in questions
    assert ahead


def test_the_days_come_in_their_order_and_late_ones_are_marked(people, busy):
    found = pack().commitments

    assert [one.on for one in found] == sorted(one.on for one in found)
    assert [one.title for one in found if one.is_late] == ["Pertukaran guru"]


def test_an_empty_pack_says_what_is_not_there():
    empty = pack()

    assert all(chapter.rows == () and chapter.none for chapter in chapters_of(empty))
    assert summary_of(empty)


def test_the_pack_takes_as_many_queries_for_ten_as_for_one(people, busy, django_assert_max_num_queries):
    for number in range(9):
        in_force(people, title=f"Kerja sama {number}")

    with django_assert_max_num_queries(40):
        chapters_of(pack())


def test_the_pack_is_printed(people, busy):
    content = pack_pdf(pack(), title="Serah terima", author="Kabupaten Jember").getvalue()

    assert content.startswith(b"%PDF")


def test_the_pages_of_a_region_and_of_one_agreement(client, people, busy):
    client.force_login(people.head)
    region = reverse("agreements:region_handover", args=[JEMBER])

    shown = client.get(region).content.decode()

    assert busy.reference in shown
    assert (
        busy.reference in client.get(reverse("agreements:handover", args=[busy.reference])).content.decode()
    )
    for name, key in (("region_handover_pdf", JEMBER), ("handover_pdf", busy.reference)):
        paper = client.get(reverse(f"agreements:{name}", args=[key]))
        assert b"".join(paper.streaming_content).startswith(b"%PDF")
    assert client.get(reverse("agreements:region_handover", args=["99.99"])).status_code == 404


def test_another_region_is_not_handed_over(client, people, busy):
    place(SURABAYA)
    client.force_login(people.head)

    assert client.get(reverse("agreements:region_handover", args=[SURABAYA])).status_code == 404
