"""The clocks of agreements, read from their rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clocks import clocks_of, clocks_of_many, next_due
from jembatan.agreements.rules.clocks import Clock, ClockState
from tests.agreement_rows import at_dprd, counterpart, event, in_force, on_the_road, owes, permit
from tests.builders import JEMBER, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


def named(clocks: tuple[Clock, ...]) -> dict[str, Clock]:
    return {clock.code: clock for clock in clocks}


def test_the_dprd_has_45_working_days_from_the_day_its_letter_came(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2026, 1, 5))
    at_dprd(agreement, officer, since=date(2026, 9, 30), received_on=date(2026, 10, 1))

    clock = named(clocks_of(agreement, TODAY))["T1"]

    assert clock.due is not None
    # Counted by hand: 45 working days from Friday 2 October 2026 on; no holidays lie between.
    assert clock.due.day == date(2026, 12, 3)
    assert clock.state is ClockState.DUE_SOON


def test_a_letter_of_an_earlier_round_does_not_start_the_clock_of_the_next(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2026, 1, 5))
    at_dprd(agreement, officer, since=date(2026, 3, 2), received_on=date(2026, 3, 3))
    event(agreement, officer, "DPRD", "rejected", date(2026, 4, 1))
    event(agreement, officer, "RENCANA", "completed", date(2026, 5, 4), turn=2)

    codes = named(clocks_of(agreement, TODAY))

    assert "T1" not in codes
    assert codes["stage.DPRD"].state is ClockState.AGEING
    assert codes["stage.DPRD"].starts_on == date(2026, 5, 4)


def test_a_stage_without_a_limit_is_measured_and_never_overdue(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2020, 1, 6))

    clock = named(clocks_of(agreement, TODAY))["stage.PRAKARSA"]

    assert clock.due is None
    assert clock.state is ClockState.AGEING
    assert next_due([clock]) is None


def test_a_letter_of_intent_ages_by_our_own_threshold(officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2024, 1, 8))
    for stage, outcome in (
        ("PRAKARSA", "recorded"),
        ("PENJAJAKAN", "continued"),
        ("KONSULTASI", "consulted"),
    ):
        event(agreement, officer, stage, outcome, date(2024, 2, 5))
    event(agreement, officer, "PERNYATAAN_KEHENDAK", "signed", date(2024, 3, 4))

    clock = named(clocks_of(agreement, TODAY))["INTENT.AGEING"]

    assert clock.starts_on == date(2024, 3, 4)
    assert clock.state is ClockState.AGEING


def test_a_signed_agreement_has_the_clocks_of_its_term_and_reports(officer: User):
    agreement = in_force(
        1, JEMBER, officer, counterpart(officer), signed_on=date(2024, 1, 10), ends_on=date(2027, 1, 9)
    )

    codes = named(clocks_of(agreement, TODAY))

    assert codes["term.end"].due is not None
    assert codes["term.end"].due.day == date(2027, 1, 9)
    assert codes["T11"].starts_on == date(2024, 1, 10)
    assert codes["DORMANT"].state is ClockState.AGEING


def test_the_newest_permit_of_a_kind_decides(officer: User):
    agreement = in_force(1, JEMBER, officer, counterpart(officer), signed_on=date(2024, 1, 10), ends_on=None)
    permit(agreement, officer, issued_on=date(2021, 1, 1), valid_until=date(2023, 12, 31))
    newest = permit(agreement, officer, issued_on=date(2024, 1, 1), valid_until=date(2026, 12, 31))

    codes = named(clocks_of(agreement, TODAY))

    assert [code for code in codes if code.startswith("permit.")] == [
        f"permit.{newest.pk}.renewal",
        f"permit.{newest.pk}.end",
    ]
    assert codes[f"permit.{newest.pk}.renewal"].state is ClockState.OVERDUE


def test_what_is_owed_is_due_on_its_day(officer: User):
    agreement = in_force(1, JEMBER, officer, counterpart(officer), signed_on=date(2026, 1, 10), ends_on=None)
    owed = owes(agreement, officer, due_on=date(2026, 11, 20))

    clock = named(clocks_of(agreement, TODAY))[f"obligation.{owed.pk}"]

    assert clock.state is ClockState.OVERDUE
    assert next_due(clocks_of(agreement, TODAY)) == date(2026, 11, 20)


def test_an_ended_agreement_has_no_clocks(officer: User):
    agreement = in_force(
        1, JEMBER, officer, counterpart(officer), signed_on=date(2024, 1, 10), ends_on=date(2027, 1, 9)
    )
    Agreement.objects.filter(pk=agreement.pk).update(
        state="ended", ended_on=date(2026, 1, 1), ended_because="terminated"
    )
    agreement.refresh_from_db()

    assert clocks_of(agreement, TODAY) == ()


def test_many_agreements_are_read_in_as_many_queries_as_one(officer: User):
    partner = counterpart(officer)
    for number in range(12):
        if number % 2:
            agreement = on_the_road(number, JEMBER, officer, partner, opened_on=date(2026, 1, 5))
            at_dprd(agreement, officer, since=date(2026, 9, 30), received_on=date(2026, 10, 1))
        else:
            made = in_force(number, JEMBER, officer, partner, signed_on=date(2024, 1, 10), ends_on=None)
            owes(made, officer, due_on=date(2026, 12, 1))
    officer.held  # noqa: B018 - the roles are read once a request

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = clocks_of_many(officer, TODAY)

    assert len({ticking.agreement.pk for ticking in found}) == 12
    assert len(queries) <= 14


def test_clocks_are_in_the_order_of_their_due_days(officer: User):
    partner = counterpart(officer)
    in_force(1, JEMBER, officer, partner, signed_on=date(2026, 1, 10), ends_on=date(2028, 1, 1))
    on_the_road(2, JEMBER, officer, partner, opened_on=date(2026, 1, 5))
    in_force(3, JEMBER, officer, partner, signed_on=date(2026, 1, 11), ends_on=date(2027, 1, 1))

    days = [ticking.due_on for ticking in clocks_of_many(officer, TODAY)]

    known = [day for day in days if day]
    assert known == sorted(known)
    assert days[-1] is None


def test_nobody_sees_clocks_of_other_places(officer: User):
    in_force(1, JEMBER, officer, counterpart(officer), signed_on=date(2026, 1, 10), ends_on=None)

    assert clocks_of_many(person("elsewhere", "cooperation_officer", at="35.10"), TODAY) == []
    assert clocks_of_many(person("outsider"), TODAY) == []
