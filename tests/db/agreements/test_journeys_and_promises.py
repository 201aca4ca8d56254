"""Meetings with their promises, journeys with their permits, grant reports, permits and risks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from jembatan.agreements.actions import meetings, missions, owing
from jembatan.agreements.actions.belonging import NotYetThere, PaperNeeded, WrongPaper
from jembatan.agreements.actions.meetings import MeetingOver, Minutes, Promise, PromiseInThePast
from jembatan.agreements.actions.missions import (
    BadJourney,
    BadPermitDays,
    Itinerary,
    MissionOver,
    PermitGiven,
)
from jembatan.agreements.actions.owing import AlreadySettled, BadRisk, PermitDraft, RiskClosed, RiskDraft
from jembatan.agreements.models import Meeting, Obligation, Permit, Risk
from jembatan.agreements.rules.kinds import Kind, Office
from jembatan.agreements.rules.promises import OutlivesPrincipal, PermitTooLong
from jembatan.agreements.rules.reasons import BadText, NoReason
from jembatan.agreements.rules.travel import HeadWithoutPermit, NoTravellers
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.cooperation import cast, paper, started

pytestmark = pytest.mark.django_db
HELD = date(2026, 6, 1)
TRIP = Itinerary(
    "Studi banding", "jpn", "Sakura", date(2026, 7, 1), date(2026, 7, 5), [("bupati", 1)], with_head=True
)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return started(people)


@pytest.fixture
def document(people, agreement):
    return paper(agreement, "other", people, on=date(2026, 1, 10))


@pytest.fixture
def elsewhere(people):
    return paper(started(people, title="Lain"), "other", people, on=date(2026, 1, 10))


@pytest.fixture
def meeting(people, agreement):
    return meetings.plan_meeting(
        agreement,
        kind=Meeting.Kind.JOINT_COMMITTEE,
        on=HELD,
        at_place="Jember",
        agenda="Evaluasi",
        by=people.agency,
    )


@pytest.fixture
def mission(people, agreement):
    return missions.plan_mission(agreement, itinerary=TRIP, by=people.agency)


def permit(document, **changes):
    given = PermitGiven(
        "099/1", "Kemendagri", date(2026, 6, 20), date(2026, 7, 1), date(2026, 7, 5), document, True
    )
    return replace(given, **changes)


def test_promises_of_a_meeting_become_obligations_with_owner_and_day(people, agreement, meeting, document):
    promises = [Promise("Kirim daftar guru", Office.REGION, date(2026, 7, 1), "Dinas Pendidikan")]

    owed = meetings.hold_meeting(
        meeting, minutes=Minutes(HELD, "1. Lanjut", promises, document), by=people.agency
    )

    assert [(one.title, one.owed_by, one.owner, one.meeting) for one in owed] == [
        ("Kirim daftar guru", "region", "Dinas Pendidikan", meeting)
    ]
    assert (meeting.held_on, meeting.minutes, meeting.decisions) == (HELD, document, "1. Lanjut")
    with pytest.raises(MeetingOver):
        meetings.cancel_meeting(meeting, because="Sudah lewat", by=people.agency)
    with pytest.raises(MeetingOver):
        meetings.add_minutes(meeting, paper=document, by=people.agency)


def test_a_meeting_is_not_held_with_impossible_facts(people, meeting, elsewhere):
    early = Promise("Kirim daftar", Office.REGION, HELD - timedelta(days=1))
    for minutes, refusal in (
        (Minutes(timezone.localdate() + timedelta(days=1)), NotYetThere),
        (Minutes(HELD, promises=[early]), PromiseInThePast),
        (Minutes(HELD, paper=elsewhere), WrongPaper),
    ):
        with pytest.raises(refusal):
            meetings.hold_meeting(meeting, minutes=minutes, by=people.agency)

    meeting.refresh_from_db()
    assert meeting.held_on is None
    assert not Obligation.objects.exists()


def test_minutes_can_follow_and_a_meeting_can_be_cancelled(people, agreement, meeting, document):
    meetings.hold_meeting(meeting, minutes=Minutes(HELD), by=people.agency)
    meetings.add_minutes(meeting, paper=document, by=people.agency)
    other = meetings.plan_meeting(
        agreement, kind=Meeting.Kind.OTHER, on=HELD, at_place="", agenda="", by=people.agency
    )

    meetings.cancel_meeting(other, because="Mitra berhalangan", by=people.agency)

    assert meeting.minutes == document
    assert other.cancelled_because == "Mitra berhalangan"
    with pytest.raises(MeetingOver):
        meetings.hold_meeting(other, minutes=Minutes(HELD), by=people.agency)


def test_the_head_leaves_only_with_a_permit_for_every_day(people, mission, document):
    with pytest.raises(HeadWithoutPermit):
        missions.confirm_departure(mission, by=people.agency)
    short = permit(document, valid_until=date(2026, 7, 4))
    missions.record_permit(mission, permit=short, by=people.agency)
    with pytest.raises(HeadWithoutPermit):
        missions.confirm_departure(mission, by=people.agency)

    missions.record_permit(mission, permit=permit(document), by=people.agency)
    missions.confirm_departure(mission, by=people.agency)

    assert mission.confirmed_on == timezone.localdate()
    with pytest.raises(MissionOver):
        missions.confirm_departure(mission, by=people.agency)


def test_a_changed_journey_is_confirmed_again(people, mission, document):
    missions.record_permit(mission, permit=permit(document), by=people.agency)
    missions.confirm_departure(mission, by=people.agency)

    missions.change_mission(mission, itinerary=replace(TRIP, returns_on=date(2026, 7, 9)), by=people.agency)

    assert (mission.confirmed_on, mission.country) == (None, "JPN")
    with pytest.raises(HeadWithoutPermit):
        missions.confirm_departure(mission, by=people.agency)


def test_a_journey_without_permit_is_reported_and_the_ledger_says_so(people, mission, document):
    missions.report_mission(mission, result="Disepakati 3 program", paper=document, by=people.agency)

    assert (mission.result, mission.report) == ("Disepakati 3 program", document)
    assert Entry.objects.get(event="agreements.mission_reported").detail["without_permit"] is True
    with pytest.raises(MissionOver):
        missions.change_mission(mission, itinerary=TRIP, by=people.agency)


def test_journeys_that_cannot_be(people, agreement, mission, document):
    for itinerary, refusal in (
        (replace(TRIP, returns_on=date(2026, 6, 30)), BadJourney),
        (replace(TRIP, travellers=[]), NoTravellers),
        (replace(TRIP, purpose=" "), BadText),
    ):
        with pytest.raises(refusal):
            missions.plan_mission(agreement, itinerary=itinerary, by=people.agency)
    with pytest.raises(BadPermitDays):
        missions.record_permit(
            mission, permit=permit(document, valid_until=date(2026, 6, 1)), by=people.agency
        )

    missions.cancel_mission(mission, because="Jadwal bentrok", by=people.agency)
    with pytest.raises(MissionOver):
        missions.record_permit(mission, permit=permit(document), by=people.agency)
    far = timezone.localdate() + timedelta(days=30)
    later = missions.plan_mission(
        agreement, itinerary=replace(TRIP, leaves_on=far, returns_on=far), by=people.agency
    )
    with pytest.raises(NotYetThere):
        missions.report_mission(later, result="Selesai", paper=None, by=people.agency)


def test_a_grant_owes_a_report_each_quarter_once(people):
    agreement = started(people, Kind.GRANT)

    first = owing.owe_grant_reports(
        agreement, starts_on=date(2026, 2, 1), ends_on=date(2026, 8, 1), by=people.officer
    )
    again = owing.owe_grant_reports(
        agreement, starts_on=date(2026, 2, 1), ends_on=date(2026, 12, 1), by=people.officer
    )

    assert (first, again) == (3, 1)
    owed = Obligation.objects.order_by("due_on")
    assert [one.title for one in owed] == [f"Laporan hibah 2026Q{n}" for n in (1, 2, 3, 4)]
    assert {one.rule for one in owed} == {"T7"}


def test_a_report_is_met_with_its_document_and_a_promise_without(people):
    agreement = started(people, Kind.GRANT)
    owing.owe_grant_reports(agreement, starts_on=HELD, ends_on=HELD, by=people.officer)
    report = Obligation.objects.get()
    document = paper(agreement, "other", people, on=date(2026, 7, 10))
    promise = owing.note_promise(
        agreement, promise=Promise("Kirim buku", Office.PARTNER, HELD), by=people.agency
    )

    with pytest.raises(PaperNeeded):
        owing.meet_obligation(report, on=date(2026, 7, 10), paper=None, by=people.agency)
    owing.meet_obligation(report, on=date(2026, 7, 10), paper=document, by=people.agency)
    owing.meet_obligation(promise, on=HELD, paper=None, by=people.agency)

    assert (report.met_on, report.paper, promise.met_on) == (date(2026, 7, 10), document, HELD)
    with pytest.raises(AlreadySettled):
        owing.give_up_obligation(report, because="Tidak perlu lagi", by=people.agency)


def test_a_promise_is_given_up_with_a_reason(people, agreement):
    promise = owing.note_promise(
        agreement, promise=Promise("Kirim buku", Office.PARTNER, HELD), by=people.agency
    )

    with pytest.raises(NoReason):
        owing.give_up_obligation(promise, because="", by=people.agency)
    owing.give_up_obligation(promise, because="Mitra membatalkan", by=people.agency)

    assert promise.dropped_because == "Mitra membatalkan"


def test_permits_of_an_organisation_have_their_longest_term(people):
    agreement = started(people, Kind.FOREIGN_NGO)
    principal = PermitDraft("principal_permit", "1", "Kemlu", date(2025, 1, 1), date(2027, 12, 31))
    with pytest.raises(PermitTooLong):
        owing.record_permit(
            agreement, permit=replace(principal, valid_until=date(2028, 1, 2)), by=people.officer
        )
    kept = owing.record_permit(agreement, permit=principal, by=people.officer)
    operational = replace(principal, kind="operational_permit", issued_on=date(2026, 1, 1))

    with pytest.raises(OutlivesPrincipal):
        owing.record_permit(
            agreement, permit=replace(operational, valid_until=date(2028, 1, 1)), by=people.officer
        )
    owing.record_permit(agreement, permit=operational, by=people.officer)
    owing.file_renewal(kept, on=date(2026, 9, 1), by=people.officer)

    assert Permit.objects.count() == 2
    assert kept.renewal_filed_on == date(2026, 9, 1)
    with pytest.raises(AlreadySettled):
        owing.file_renewal(kept, on=date(2026, 9, 2), by=people.officer)
    with pytest.raises(AssertionError):
        owing.record_permit(agreement, permit=replace(principal, kind="driving"), by=people.officer)
    with pytest.raises(NotAllowed):
        owing.record_permit(agreement, permit=principal, by=people.agency)


def test_a_risk_is_weighed_looked_at_again_and_closed(people, agreement):
    draft = RiskDraft("Anggaran dipotong", 3, 4, "Cari sponsor", "Bappeda")
    risk = owing.note_risk(agreement, risk=draft, by=people.agency)
    with pytest.raises(BadRisk):
        owing.note_risk(agreement, risk=replace(draft, impact=6), by=people.agency)

    owing.review_risk(risk, weighed=replace(draft, likelihood=1), by=people.agency)
    owing.close_risk(risk, because="APBD sudah disahkan", by=people.agency)

    assert Risk.objects.get().likelihood == 1
    for again in (
        lambda: owing.review_risk(risk, weighed=draft, by=people.agency),
        lambda: owing.close_risk(risk, because="Sekali lagi", by=people.agency),
    ):
        with pytest.raises(RiskClosed):
            again()
