"""What happened under a signed agreement of the demo: plan, work, meetings, a journey, reports, risks."""

from datetime import date, timedelta
from decimal import Decimal

from jembatan.agreements.actions import activities, meetings, missions, owing
from jembatan.agreements.models import Agreement, Meeting
from jembatan.agreements.rules.activities import Direction, Draft
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.promises import GRANT_REPORT
from jembatan.site.demo.cooperation.offices import Offices, person
from jembatan.site.demo.cooperation.walking import paper, take

# Title, agency, first day after the signature, days, budget in rupiah, source of money, whether it was carried out.
ACTIVITIES = (
    ("Lokakarya pendataan anak tidak sekolah", "Dinas Pendidikan", 60, 3, 85_000_000, "mitra", True),
    ("Pelatihan pendamping desa", "Dinas Pendidikan", 150, 5, 120_000_000, "APBD", True),
    ("Kampanye kembali bersekolah", "Bappeda", 260, 30, 60_000_000, "APBD", True),
    ("Kunjungan belajar dari mitra", "Bagian Kerja Sama", 385, 4, None, "mitra", False),
    ("Beasiswa kejar Paket B", "Dinas Pendidikan", 430, 180, 450_000_000, "APBD", False),
    ("Evaluasi bersama tahun kedua", "Bappeda", 640, 2, 40_000_000, "mitra", False),
)
HALF_YEAR = 180
RISKS = (
    owing.RiskDraft("Anggaran pendamping tidak masuk APBD", 3, 4, "Dibahas bersama KUA-PPAS.", "Bappeda"),
    owing.RiskDraft("Data anak keluar dari daerah", 1, 5, "Mitra hanya menerima angka.", "Diskominfo"),
    owing.RiskDraft(
        "Petugas penghubung berganti", 4, 2, "Lembar serah terima diperbarui.", "Bagian Kerja Sama"
    ),
)


def live(agreement: Agreement, offices: Offices, *, signed: date, today: date) -> None:
    """Everything a living cooperation leaves behind between its signature and today."""
    _plan_and_work(agreement, signed, today)
    _meet(agreement, offices, today)
    _travel(agreement, offices, today)
    _report_grant(agreement, offices, signed, today)
    report(agreement, offices, signed=signed, today=today)
    for risk in RISKS:
        owing.note_risk(agreement, risk=risk, by=offices.desk)


def report(agreement: Agreement, offices: Offices, *, signed: date, today: date) -> None:
    """The half-yearly reports to the ministry that have fallen due since the signature."""
    for half in range(1, (today - signed).days // HALF_YEAR + 1):
        take(
            agreement,
            "PELAPORAN",
            offices,
            on=signed + timedelta(days=HALF_YEAR * half - 5),
            outcome="reported",
        )


def _plan_and_work(agreement: Agreement, signed: date, today: date) -> None:
    officer = person("opd.pendidikan")
    drafts = [
        Draft(
            title=title,
            starts_on=signed + timedelta(days=after),
            ends_on=signed + timedelta(days=after + days),
            agency=agency,
            budget=None if budget is None else Decimal(budget),
            fund=fund,
            direction=Direction.IN if fund == "mitra" else Direction.BOTH,
        )
        for title, agency, after, days, budget, fund, _done in ACTIVITIES
    ]
    activities.take_over_plan(agreement, drafts=drafts, by=officer)
    done = {title for title, *_rest, was_done in ACTIVITIES if was_done}
    for line in agreement.activities.filter(title__in=done, ends_on__lt=today):
        assert line.budget is not None
        carried = activities.Carried(
            on=line.ends_on,
            outcome="Terlaksana; daftar hadir tersimpan di dinas.",
            spent=line.budget * 9 / 10,
            participants=48,
            evidence=paper(agreement, "implementation_report", officer, on=line.ends_on),
        )
        activities.realise_activity(line, carried=carried, by=officer)


def _meet(agreement: Agreement, offices: Offices, today: date) -> None:
    met = today - timedelta(days=48)
    meeting = meetings.plan_meeting(
        agreement,
        kind=Meeting.Kind.JOINT_COMMITTEE,
        on=met,
        at_place="Jember",
        agenda="Kemajuan tahun pertama; anggaran tahun kedua.",
        by=offices.desk,
    )
    promises = (
        meetings.Promise("Kirim daftar desa prioritas", Office.REGION, met + timedelta(days=30), "Bappeda"),
        meetings.Promise("Kirim modul pelatihan", Office.PARTNER, met + timedelta(days=75)),
    )
    minutes = paper(agreement, "committee_minutes", offices.desk, on=met)
    held = meetings.Minutes(
        on=met,
        decisions="1. Kegiatan dilanjutkan.\n2. Delapan desa ditambah.",
        promises=promises,
        paper=minutes,
    )
    first, _second = meetings.hold_meeting(meeting, minutes=held, by=offices.desk)
    owing.meet_obligation(first, on=met + timedelta(days=21), paper=None, by=offices.desk)
    meetings.plan_meeting(
        agreement,
        kind=Meeting.Kind.JOINT_COMMITTEE,
        on=today + timedelta(days=130),
        at_place="daring",
        agenda="Hasil tahun kedua.",
        by=offices.desk,
    )


def _travel(agreement: Agreement, offices: Offices, today: date) -> None:
    """The head of the region travels in three weeks, with a permit that covers every day."""
    leaves, returns = today + timedelta(days=20), today + timedelta(days=25)
    itinerary = missions.Itinerary(
        purpose="Menyampaikan hasil tahun pertama",
        country="TH",
        at_place="Kantor kawasan mitra (contoh)",
        leaves_on=leaves,
        returns_on=returns,
        travellers=(("bupati", 1), ("kepala dinas pendidikan", 1), ("staf", 2)),
        with_head=True,
    )
    mission = missions.plan_mission(agreement, itinerary=itinerary, by=offices.desk)
    issued = today - timedelta(days=6)
    permit = missions.PermitGiven(
        number="857/contoh/izin",
        issued_by="Kementerian Dalam Negeri (contoh)",
        issued_on=issued,
        valid_from=leaves - timedelta(days=1),
        valid_until=returns + timedelta(days=1),
        paper=paper(agreement, "travel_permit", offices.desk, on=issued),
        covers_head=True,
    )
    missions.record_permit(mission, permit=permit, by=offices.desk)
    missions.confirm_departure(mission, by=offices.desk)


def _report_grant(agreement: Agreement, offices: Offices, signed: date, today: date) -> None:
    """A report for every quarter; the last one that fell due has not been sent."""
    owing.owe_grant_reports(
        agreement, starts_on=signed, ends_on=signed + timedelta(days=730), by=offices.desk
    )
    due = list(agreement.obligations.filter(kind=GRANT_REPORT, due_on__lt=today).order_by("due_on"))
    for owed in due[:-1]:
        sent = owed.due_on - timedelta(days=4)
        report = paper(agreement, "quarterly_grant_report", offices.desk, on=sent)
        owing.meet_obligation(owed, on=sent, paper=report, by=offices.desk)
