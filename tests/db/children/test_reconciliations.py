"""A reconciliation is asked for, carried out by one worker, and seen only when it is whole."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jembatan.accounts.rules.permissions import Permission
from jembatan.children import actions
from jembatan.children.jobs import ATTEMPTS, SILENCE, carry_out, carry_out_next
from jembatan.children.models import Child, ChildRecord, Reconciliation
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.rosters.actions import commit, stage, undo
from jembatan.rosters.engine.inspecting import Handover, inspect
from jembatan.rosters.models import Record
from tests.builders import JEMBER, LENGKONG, SUCO, person, place
from tests.rosters_files import opensid_workbook

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 1)
PEOPLE = 40


@pytest.fixture
def analyst():
    place(SUCO)
    return person("analyst", "district_analyst", at=JEMBER)


@pytest.fixture
def register(analyst, tmp_path):
    """Suco's population register, committed."""
    path = opensid_workbook(tmp_path / "penduduk.xlsx", people=PEOPLE)
    read = inspect(path, Handover(place=SUCO, cut_off=DAY), today=DAY)
    batch = stage(read, at=read.place_code, by=analyst)
    commit(batch, by=analyst)
    return batch


def asked(analyst, at=SUCO):
    return actions.ask_for_reconciliation(at=at, as_of=DAY, by=analyst)


def test_the_worker_carries_out_what_was_asked_for(analyst, register):
    waiting = asked(analyst)

    assert carry_out_next() is True

    waiting.refresh_from_db()
    assert waiting.finished_at is not None
    assert waiting.children.count() == waiting.quality["children"] == PEOPLE
    assert [source["batch"] for source in waiting.sources] == [register.pk]
    assert carry_out_next() is False


def test_every_child_leads_back_to_the_rows_it_came_from(analyst, register):
    waiting = asked(analyst)

    carry_out(waiting)

    links = ChildRecord.objects.filter(child__reconciliation=waiting)
    assert {link.record_id for link in links} == set(Record.objects.values_list("pk", flat=True))
    child = Child.objects.filter(reconciliation=waiting).first()
    assert child.village_code == SUCO
    assert child.story.trace
    assert child.story.claims["register"]["name"]


def test_what_was_asked_and_how_it_ended_is_in_the_ledger_without_a_name(analyst, register):
    waiting = asked(analyst)

    carry_out(waiting)

    events = list(Entry.objects.about(waiting).values_list("event", flat=True))
    assert events == ["children.reconciliation_asked_for", "children.reconciled"]
    assert "CONTOH" not in str(list(Entry.objects.about(waiting).values_list("detail", flat=True))).upper()


def test_no_file_ends_in_a_sentence_and_not_in_an_empty_result(analyst):
    waiting = asked(analyst)

    carry_out(waiting)

    waiting.refresh_from_db()
    assert waiting.finished_at is None
    assert "No committed file speaks for" in waiting.refusal
    assert not Reconciliation.objects.covering(SUCO).exists()


def test_a_second_one_waits_until_the_first_has_ended(analyst):
    first = asked(analyst)

    with pytest.raises(actions.StillRunning):
        asked(analyst)
    carry_out(first)

    assert asked(analyst).pk != first.pk


def test_only_who_may_reconcile_here_can_ask(analyst):
    operator = person("operator", "village_operator", at=SUCO)

    with pytest.raises(NotAllowed) as refusal:
        asked(operator)

    assert refusal.value.detail == {"permission": str(Permission.RECONCILE)}


def test_an_ended_one_is_never_written_again(analyst, register):
    waiting = asked(analyst)
    carry_out(waiting)

    with pytest.raises(actions.AlreadyEnded):
        actions.give_up(waiting, sentence="no", by=analyst)


def test_work_of_a_dead_worker_is_taken_up_again_and_starts_clean(analyst, register):
    waiting = asked(analyst)
    carry_out_of_a_dead_worker(waiting)

    assert carry_out_next() is True

    waiting.refresh_from_db()
    assert waiting.attempts == 2
    assert waiting.children.count() == PEOPLE
    assert not waiting.children.filter(key="left behind").exists()


def carry_out_of_a_dead_worker(waiting):
    Child.objects.create(
        reconciliation=waiting, key="left behind", status="in_school", out_of_school=False, standing="agreed"
    )
    silent = timezone.now() - SILENCE - timedelta(seconds=1)
    Reconciliation.objects.filter(pk=waiting.pk).update(beat_at=silent, attempts=1)


def test_work_that_another_worker_holds_is_left_alone(analyst, register):
    waiting = asked(analyst)
    Reconciliation.objects.filter(pk=waiting.pk).update(beat_at=timezone.now(), attempts=1)

    assert carry_out_next() is False


def test_work_that_kills_its_worker_every_time_is_given_up_in_words(analyst, register):
    waiting = asked(analyst)
    silent = timezone.now() - SILENCE - timedelta(seconds=1)
    Reconciliation.objects.filter(pk=waiting.pk).update(beat_at=silent, attempts=ATTEMPTS)

    assert carry_out_next() is False

    waiting.refresh_from_db()
    assert "several times" in waiting.refusal


def test_a_batch_taken_back_takes_its_rows_out_of_old_results(analyst, register):
    waiting = asked(analyst)
    carry_out(waiting)

    undo(register, by=analyst)

    assert waiting.children.count() == PEOPLE
    assert not ChildRecord.objects.filter(child__reconciliation=waiting).exists()


def test_a_district_counts_the_villages_inside_it(analyst, register):
    place(LENGKONG)
    waiting = asked(analyst, at=JEMBER)

    carry_out(waiting)

    assert Reconciliation.objects.covering(SUCO).get() == waiting
    assert Child.objects.filter(reconciliation=waiting).living_in(SUCO).count() == PEOPLE
    assert not Child.objects.filter(reconciliation=waiting).living_in(LENGKONG).exists()
