"""Rows of agreements for tests that need many of them, or of a day in the past; stories walk the verbs instead."""

from datetime import UTC, date, datetime, timedelta

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement, Obligation, Permit, StageEvent, Statement
from jembatan.agreements.rules.kinds import Kind, Office
from jembatan.agreements.rules.lifecycle import State
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.rules.kinds import Kind as PartnerKind

# The stages of the KSDPL road up to the DPRD, with the outcome that leads on.
TO_DPRD = (
    ("PRAKARSA", "recorded"),
    ("PENJAJAKAN", "continued"),
    ("KONSULTASI", "consulted"),
    ("PERNYATAAN_KEHENDAK", "signed"),
    ("RENCANA", "completed"),
)


def counterpart(by: User, name: str = "Busan") -> Counterpart:
    """A city abroad."""
    return Counterpart.objects.create(
        official_name=name,
        kind=PartnerKind.LOCAL_GOVERNMENT,
        level="city",
        country_code="KR",
        added_by=by,
        added_at=moment(date(2026, 1, 2)),
    )


def on_the_road(number: int, place: str, by: User, partner: Counterpart, *, opened_on: date) -> Agreement:
    """A sister city whose road was begun on a day; no stage is done."""
    return Agreement.objects.create(
        reference=f"KS-{number:04d}",
        place_id=place,
        kind=Kind.SISTER_REGENCY_CITY,
        counterpart=partner,
        title_id=f"Kota kembar {number}",
        opened_on=opened_on,
        opened_by=by,
        stage="PRAKARSA",
        stage_since=opened_on,
        turn=Office.REGION,
    )


def at_dprd(agreement: Agreement, by: User, *, since: date, received_on: date | None = None) -> Agreement:
    """Every stage before the DPRD was done on the days before `since`; the letter came on `received_on`."""
    for number, (stage, outcome) in enumerate(TO_DPRD):
        day = since - timedelta(days=len(TO_DPRD) - 1 - number)
        event(agreement, by, stage, outcome, day)
    agreement.stage, agreement.stage_since, agreement.turn = "DPRD", since, Office.DPRD
    agreement.save(update_fields=["stage", "stage_since", "turn"])
    if received_on:
        Statement.objects.create(
            agreement=agreement,
            stage="DPRD",
            code="fact.dprd_received",
            value=received_on.isoformat(),
            made_on=received_on,
            made_by=by,
            made_at=moment(received_on),
        )
    return agreement


def event(agreement: Agreement, by: User, stage: str, outcome: str, on: date, turn: int = 1) -> StageEvent:
    """A stage ended."""
    return StageEvent.objects.create(
        agreement=agreement,
        stage=stage,
        outcome=outcome,
        round=turn,
        on=on,
        office=Office.REGION,
        recorded_by=by,
        recorded_at=moment(on),
    )


def in_force(
    number: int, place: str, by: User, partner: Counterpart, *, signed_on: date, ends_on: date | None
) -> Agreement:
    """A signed sister city."""
    return Agreement.objects.create(
        reference=f"KS-{number:04d}",
        place_id=place,
        kind=Kind.SISTER_REGENCY_CITY,
        counterpart=partner,
        title_id=f"Kota kembar {number}",
        state=State.IN_FORCE,
        opened_on=signed_on,
        opened_by=by,
        signed_on=signed_on,
        starts_on=signed_on,
        ends_on=ends_on,
        last_active_on=signed_on,
        stage="PELAKSANAAN",
        stage_since=signed_on,
        turn=Office.REGION,
    )


def permit(agreement: Agreement, by: User, *, issued_on: date, valid_until: date) -> Permit:
    """A foreign NGO's principal permit."""
    return Permit.objects.create(
        agreement=agreement,
        kind="principal_permit",
        number="12/IP/2025",
        issued_by="Kementerian Luar Negeri",
        issued_on=issued_on,
        valid_until=valid_until,
        entered_by=by,
        entered_at=moment(issued_on),
    )


def owes(agreement: Agreement, by: User, *, due_on: date, title: str = "Laporan triwulan") -> Obligation:
    """Something owed by the region."""
    return Obligation.objects.create(
        agreement=agreement,
        kind="promise",
        title=title,
        owed_by=Office.REGION,
        due_on=due_on,
        entered_by=by,
        entered_at=moment(due_on - timedelta(days=30)),
    )


def moment(day: date) -> datetime:
    """Noon of a day, in UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
