"""The nightly work does what its preview says, once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements import jobs, notices
from jembatan.agreements.jobs import SILENCE, keep_night
from jembatan.agreements.models import Agreement, Night, StageEvent
from jembatan.agreements.queries.tonight import Tonight, tonight
from jembatan.correspondence.models import Notice
from jembatan.ledger.models import Entry
from jembatan.site.command_line import main
from tests.agreement_rows import at_dprd, counterpart, in_force, on_the_road, owes
from tests.builders import JEMBER, person, place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


@pytest.fixture
def offices(officer: User) -> dict[str, User]:
    """Everybody around an agreement of the regency, and one region further on."""
    return {
        "officer": officer,
        "council": person("council", "council_secretary", at=JEMBER),
        "governor": person("governor", "governor_supervisor", at="35"),
        "ministry": person("ministry", "ministry_supervisor"),
        "neighbour": person("neighbour", "cooperation_officer", at="35.10"),
    }


def told(plan: Tonight) -> set[tuple[str, str, int]]:
    """Who would be told what: username, kind and key of the notice."""
    return {
        (recipient.username, telling.kind.code, telling.key)
        for telling in plan.tellings
        for recipient in telling.recipients
    }


def in_inboxes() -> set[tuple[str, str, str]]:
    return {(n.recipient.username, n.kind, n.key) for n in Notice.objects.select_related("recipient")}


def a_portfolio(officer: User) -> None:
    """An agreement in every plight."""
    partner = counterpart(officer)
    in_force(1, JEMBER, officer, partner, signed_on=date(2021, 11, 1), ends_on=date(2026, 10, 31))
    in_force(2, JEMBER, officer, partner, signed_on=date(2025, 12, 1), ends_on=date(2027, 1, 15))
    at_dprd(
        on_the_road(3, JEMBER, officer, partner, opened_on=date(2026, 1, 5)),
        officer,
        since=date(2026, 6, 1),
        received_on=date(2026, 6, 2),
    )
    owes(
        in_force(4, JEMBER, officer, partner, signed_on=date(2026, 6, 1), ends_on=None),
        officer,
        due_on=date(2026, 12, 1),
    )


def test_the_night_does_exactly_what_its_preview_says(offices: dict[str, User]):
    a_portfolio(offices["officer"])
    preview = tonight(TODAY)

    done = keep_night(TODAY)

    assert done is not None
    assert told(done) == told(preview) == in_inboxes()
    assert told(preview)
    columns = dict(Agreement.objects.values_list("pk", "next_due_on"))
    assert {one.agreement.pk: one.after for one in preview.refreshed}.items() <= columns.items()


def test_after_the_night_nothing_is_left_to_do_and_a_second_run_does_nothing(offices: dict[str, User]):
    a_portfolio(offices["officer"])
    keep_night(TODAY)
    before = in_inboxes()

    again = keep_night(TODAY)

    assert again is None
    assert tonight(TODAY).is_quiet
    assert in_inboxes() == before


def test_the_preview_changes_nothing(offices: dict[str, User]):
    a_portfolio(offices["officer"])
    entries = Entry.objects.count()

    tonight(TODAY)

    assert not Notice.objects.exists()
    assert not Night.objects.exists()
    assert Entry.objects.count() == entries


def test_silence_of_the_dprd_is_told_and_never_taken_for_consent(offices: dict[str, User]):
    agreement = on_the_road(
        1, JEMBER, offices["officer"], counterpart(offices["officer"]), opened_on=date(2026, 1, 5)
    )
    at_dprd(agreement, offices["officer"], since=date(2026, 6, 1), received_on=date(2026, 6, 2))
    events = StageEvent.objects.count()

    keep_night(TODAY)

    kinds = set(Notice.objects.values_list("recipient__username", "kind"))
    expected = {(who, notices.DPRD_OVERDUE.code) for who in ("council", "officer", "governor")}
    assert expected <= kinds
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.state) == ("DPRD", "on_the_road")
    assert StageEvent.objects.count() == events


def test_a_lapsed_agreement_notices_the_desk_and_the_supervisor(offices: dict[str, User]):
    in_force(
        1,
        JEMBER,
        offices["officer"],
        counterpart(offices["officer"]),
        signed_on=date(2021, 11, 1),
        ends_on=date(2026, 11, 21),
    )

    keep_night(TODAY)

    lapsed = Notice.objects.filter(kind=notices.LAPSED.code)
    assert set(lapsed.values_list("recipient__username", flat=True)) == {"officer", "governor"}


def test_a_province_is_supervised_by_the_ministry_and_not_by_its_own_governor(offices: dict[str, User]):
    desk = person("desk", "cooperation_officer", at="35")
    in_force(1, "35", desk, counterpart(desk), signed_on=date(2021, 11, 1), ends_on=date(2026, 11, 21))

    keep_night(TODAY)

    lapsed = set(
        Notice.objects.filter(kind=notices.LAPSED.code).values_list("recipient__username", flat=True)
    )
    assert lapsed == {"desk", "ministry"}


def test_every_rung_of_the_ladder_is_told_once_on_the_night_it_is_reached(offices: dict[str, User]):
    ends = date(2027, 6, 30)
    in_force(
        1,
        JEMBER,
        offices["officer"],
        counterpart(offices["officer"]),
        signed_on=date(2026, 3, 1),
        ends_on=ends,
    )
    heard: list[int] = []

    for before in (366, 365, 364, 200, 180, 179, 91, 90, 60, 45, 30, 15, 14, 1, 0):
        keep_night(ends - timedelta(days=before))
        keys = Notice.objects.filter(kind=notices.CLOCK_REMINDER.code, key__contains=":term.end:")
        if len(heard) < keys.count():
            heard.append(before)

    assert heard == [365, 180, 90, 60, 30, 15]


def test_a_night_that_was_missed_is_made_up_for(offices: dict[str, User]):
    ends = date(2027, 6, 30)
    in_force(
        1,
        JEMBER,
        offices["officer"],
        counterpart(offices["officer"]),
        signed_on=date(2026, 3, 1),
        ends_on=ends,
    )

    keep_night(ends - timedelta(days=88))

    reminder = Notice.objects.get(kind=notices.CLOCK_REMINDER.code, key__contains=":term.end:")
    assert reminder.key.endswith(":90")
    assert reminder.due_on == ends


def test_what_reaches_nobody_is_said_and_not_lost(officer: User):
    place("35.10")
    in_force(1, "35.10", officer, counterpart(officer), signed_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))

    plan = tonight(TODAY)

    assert not plan.tellings
    assert {telling.kind for telling in plan.unheard} >= {notices.LAPSED}


def test_a_worker_that_died_is_followed_by_another(offices: dict[str, User]):
    a_portfolio(offices["officer"])
    Night.objects.create(day=TODAY, beat_at=timezone.now() - SILENCE - timedelta(seconds=1))

    done = keep_night(TODAY)

    assert done is not None
    assert Night.objects.get().finished_at is not None


def test_a_night_another_worker_is_at_is_left_to_it(offices: dict[str, User]):
    a_portfolio(offices["officer"])
    Night.objects.create(day=TODAY, beat_at=timezone.now())

    assert keep_night(TODAY) is None
    assert not Notice.objects.exists()


def test_a_night_that_broke_in_the_middle_is_finished_without_telling_twice(
    offices: dict[str, User], monkeypatch: pytest.MonkeyPatch
):
    a_portfolio(offices["officer"])
    expected = told(tonight(TODAY))
    calls: list[int] = []
    tell = jobs._tell

    def broken(telling: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise OSError("the power went off")
        tell(telling)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "_tell", broken)
    with pytest.raises(OSError, match="power"):
        keep_night(TODAY)
    monkeypatch.undo()
    Night.objects.update(beat_at=timezone.now() - SILENCE - timedelta(seconds=1))

    keep_night(TODAY)

    assert in_inboxes() == expected


def test_the_night_is_recorded_in_the_ledger(offices: dict[str, User]):
    a_portfolio(offices["officer"])

    keep_night(TODAY)

    entry = Entry.objects.get(event="agreements.night_kept")
    assert entry.detail["flags"] >= 1
    assert entry.actor is not None
    assert entry.actor.username == "machine"


def test_many_agreements_cost_no_more_queries_than_few(offices: dict[str, User]):
    a_portfolio(offices["officer"])
    with CaptureQueriesContext(connection) as few:
        tonight(TODAY)
    partner = counterpart(offices["officer"], "Sydney")
    for number in range(10, 40):
        in_force(
            number, JEMBER, offices["officer"], partner, signed_on=date(2021, 1, 1), ends_on=date(2026, 1, 1)
        )

    with CaptureQueriesContext(connection) as many:
        tonight(TODAY)

    assert len(many) == len(few)


def test_the_command_prints_the_preview_and_changes_nothing(
    offices: dict[str, User], capsys: pytest.CaptureFixture[str]
):
    a_portfolio(offices["officer"])

    assert main(["nightly", "--dry-run", "--on", "2026-11-22"]) == 0

    printed = capsys.readouterr().out
    assert "KS-0001" in printed
    assert "flag" in printed
    assert not Notice.objects.exists()


def test_the_command_does_the_night_once(offices: dict[str, User], capsys: pytest.CaptureFixture[str]):
    a_portfolio(offices["officer"])

    assert main(["nightly"]) == 0
    assert main(["nightly"]) == 0

    assert "already done" in capsys.readouterr().out
    assert Night.objects.count() == 1
