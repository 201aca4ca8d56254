"""Many agreements with years of history, written set-based: for benchmarks and for tests that count queries.

Everything is invented and follows from the number of the row, so that two runs make the same rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import batched

from django.db import models

from jembatan.accounts.models import User
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.models import Activity, Agreement, Claim, Meeting, Party, StageEvent, Topic
from jembatan.agreements.rules.kinds import Kind, Office, Tier
from jembatan.agreements.rules.lifecycle import Disclosure, State, TermType
from jembatan.counterparts.models import Counterpart, CounterpartName
from jembatan.counterparts.rules.folding import fold

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
COUNTRIES = ("JP", "CN", "KR", "AU", "US", "NL", "DE", "MY", "PH", "FR", "GB", "IT", "RU", "MA", "TR", "VN")
ROAD = ("PRAKARSA", "PENJAJAKAN", "KONSULTASI", "PERNYATAAN_KEHENDAK", "RENCANA", "DPRD", "VERIFIKASI")
ROWS_AT_ONCE = 500


def fill(places: Sequence[str], *, each: int, years: int, by: User, partners: int = 400) -> int:
    """Give each place `each` agreements with `years` years of activities and meetings; says how many were made."""
    abroad = _partners(partners, by)
    numbers = range(len(places) * each)
    made = _keep(_agreement(number, places[number // each], abroad, by) for number in numbers)
    _keep(side for number, one in enumerate(made) for side in _sides(one, number))
    _keep(topic for number, one in enumerate(made) for topic in _topics(one, number))
    _keep(claim for number, one in enumerate(made) for claim in _claims(one, number, by))
    _keep(event for number, one in enumerate(made) for event in _events(one, number, by))
    _keep(line for one in made for line in _activities(one, years, by))
    _keep(meeting for one in made for meeting in _meetings(one, years, by))
    return len(made)


def _keep[Row: models.Model](rows: Iterable[Row]) -> list[Row]:
    kept: list[Row] = []
    for some in batched(rows, ROWS_AT_ONCE):
        kept += type(some[0])._default_manager.bulk_create(some)
    return kept


def _partners(count: int, by: User) -> list[Counterpart]:
    first = Counterpart.objects.count()
    abroad = _keep(
        Counterpart(
            official_name=f"Kota Contoh {number}",
            kind="foreign_local_government",
            level="city",
            country_code=COUNTRIES[number % len(COUNTRIES)],
            added_by=by,
            added_at=NOW,
        )
        for number in range(first, first + count)
    )
    _keep(
        CounterpartName(
            counterpart=one,
            spelling=one.official_name,
            folded=fold(one.official_name),
            country_code=one.country_code,
            level=one.level,
            source="bench",
            added_by=by,
            added_at=NOW,
        )
        for one in abroad
    )
    return abroad


def _agreement(number: int, place: str, abroad: Sequence[Counterpart], by: User) -> Agreement:
    is_signed = number % 5 > 0
    signed = date(2010, 1, 1) + timedelta(days=number * 37 % 5800)
    ends = date(signed.year + 5 + number % 12, signed.month, 1)
    is_province = "." not in place
    return Agreement(
        reference=f"KSDPL-{place}-{signed.year}-{number:05}",
        place_id=place,
        kind=Kind.SISTER_PROVINCE if is_province else Kind.SISTER_REGENCY_CITY,
        tier=Tier.MOU,
        counterpart=abroad[number % len(abroad)],
        title_id=f"Kerja sama contoh nomor {number}",
        title_en=f"Example cooperation number {number}",
        state=State.IN_FORCE if is_signed else State.ON_THE_ROAD,
        signed_on=signed if is_signed else None,
        starts_on=signed if is_signed else None,
        ends_on=ends if is_signed else None,
        term_type=TermType.FIXED,
        disclosure=Disclosure.PUBLIC if number % 3 else Disclosure.INTERNAL,
        stage="" if is_signed else ROAD[number % len(ROAD)],
        stage_since=None if is_signed else TODAY - timedelta(days=number % 900),
        last_active_on=TODAY - timedelta(days=number * 41 % 1500) if is_signed else None,
        opened_on=signed,
        opened_by=by,
    )


def _sides(agreement: Agreement, number: int) -> Iterator[Party]:
    yield Party(agreement=agreement, role=Party.Role.HOME, place_id=agreement.place_id)
    yield Party(agreement=agreement, role=Party.Role.COUNTERPART, counterpart_id=agreement.counterpart_id)


def _topics(agreement: Agreement, number: int) -> Iterator[Topic]:
    codes = sorted(fields())
    for step in range(2):
        code = codes[(number * 3 + step * 7) % len(codes)]
        yield Topic(agreement=agreement, list=Topic.List.FIELD, code=code)


def _claims(agreement: Agreement, number: int, by: User) -> Iterator[Claim]:
    if agreement.signed_on is None or number % 4:
        return
    yield Claim(
        agreement=agreement,
        fact="signed_on",
        value=agreement.signed_on.isoformat(),
        source="contoh.example",
        grade="C",
        is_preferred=True,
        entered_by=by,
        entered_at=NOW,
    )


def _events(agreement: Agreement, number: int, by: User) -> Iterator[StageEvent]:
    for step in range(number % len(ROAD)):
        yield StageEvent(
            agreement=agreement,
            stage=ROAD[step],
            outcome="completed",
            on=agreement.opened_on + timedelta(days=30 * step),
            office=Office.REGION,
            recorded_by=by,
            recorded_at=NOW,
        )


def _activities(agreement: Agreement, years: int, by: User) -> Iterator[Activity]:
    if agreement.signed_on is None:
        return
    for year in range(TODAY.year - years, TODAY.year):
        yield Activity(
            agreement=agreement,
            title=f"Kegiatan {year}",
            starts_on=date(year, 3, 1),
            ends_on=date(year, 3, 5),
            budget=150_000_000,
            agency="Bagian Kerja Sama",
            state=Activity.State.DONE,
            done_on=date(year, 3, 5),
            entered_by=by,
            entered_at=NOW,
        )


def _meetings(agreement: Agreement, years: int, by: User) -> Iterator[Meeting]:
    if agreement.signed_on is None:
        return
    for year in range(TODAY.year - years, TODAY.year):
        yield Meeting(
            agreement=agreement,
            kind=Meeting.Kind.JOINT_COMMITTEE,
            planned_on=date(year, 6, 1),
            held_on=date(year, 6, 2),
            entered_by=by,
            entered_at=NOW,
        )
