"""What the journeys find when they come to the cooperations: people in their offices, four cases, some public rows."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from jembatan.agreements.actions.amending import (
    agree_amendment,
    edit_working_copy,
    merge_amendment,
    propose_amendment,
)
from jembatan.agreements.engine.register_files import RegisterRow, starting_claims, starting_register
from jembatan.agreements.exchange.register_in import import_register
from jembatan.agreements.models import Agreement, Amendment
from jembatan.agreements.rules.kinds import Kind
from jembatan.ledger.machine import machine_account
from tests.builders import place
from tests.cooperation import (
    SURABAYA,
    Cast,
    cast,
    paper,
    partner_for,
    relations_confirmed,
    signed_agreement,
    started,
    walk,
)

PARTNER = "Kota Sakura (contoh)"
AMENDED, LAPSED, WAITING, NEW = (
    "Kerja sama diubah",
    "Kerja sama habis",
    "Kerja sama menunggu",
    "Kerja sama baru",
)
# Signed in the spring of 2026; long gone by on every day these journeys are run.
ENDED = date(2026, 10, 1)


def prepare(password: str) -> None:
    """Everything, in a second or three; all people have the same password."""
    people = cast()
    _let_sign_in(people, password)
    relations_confirmed(people)
    partner_for()
    walk(started(people, Kind.KSDLL_CONTINUATION, title=WAITING), people, until="DPRD")
    started(people, title=NEW)
    _amended(people)
    signed_agreement(people, title=LAPSED, ends_on=ENDED)
    _public_register()


def _let_sign_in(people: Cast, password: str) -> None:
    hashed = make_password(password)
    for user in people.everybody.values():
        user.password = hashed
        user.save(update_fields=["password"])


def _amended(people: Cast) -> Agreement:
    """In force; one amendment has changed the notice and the purpose, another wants both otherwise."""
    agreement = signed_agreement(people, title=AMENDED, ends_on=timezone.localdate() + timedelta(days=900))
    first = _proposed(agreement, people, {"notice_days": 90, "purpose": "Pertukaran guru."})
    _proposed(
        agreement,
        people,
        {"notice_days": 180, "purpose": "Pertukaran guru dan siswa.", "title_en": "Two towns"},
    )
    addendum = paper(agreement, "amendment_document", people, on=timezone.localdate())
    agree_amendment(first, on=timezone.localdate(), paper=addendum, by=people.officer)
    merge_amendment(first, decisions={}, by=people.officer)
    return agreement


def _proposed(agreement: Agreement, people: Cast, values: dict[str, object]) -> Amendment:
    amendment = propose_amendment(
        agreement, kind=Amendment.Kind.TERMS, reason="Disepakati kedua pihak.", by=people.officer
    )
    edit_working_copy(amendment, values=values, version=1, by=people.officer)
    return amendment


def _public_register() -> None:
    """The public rows of one city."""
    place(SURABAYA)
    rows: list[RegisterRow] = [
        row
        for row in starting_register()
        if row.cells["local_government"] == "Kota Surabaya" and not row.cells["parent"]
    ]
    assert len(rows) > 2
    results = import_register(
        rows,
        claims=starting_claims(),
        on=timezone.localdate(),
        by=machine_account(),
        partners_are_known_new=True,
    )
    assert not any(result.refusal for result in results)
