"""A file is staged, committed and taken back; nothing is half done, and nothing is done twice."""

import dataclasses
from datetime import date

import openpyxl
import polars as pl
import pytest
from django.db import IntegrityError, transaction

from jembatan.documents.originals import open_original
from jembatan.ledger.models import Entry
from jembatan.rosters import actions, queries
from jembatan.rosters.engine.reading import error_workbook
from jembatan.rosters.models import Batch, Record
from jembatan.rosters.rules.batches import State
from jembatan.workflow.lifecycles import WrongState
from tests.builders import SUCO
from tests.db.rosters.conftest import SD_SUCO, TODAY, committed, looked_at, staged
from tests.rosters_files import DAPODIK, opensid_workbook

pytestmark = pytest.mark.django_db


def test_a_staged_file_adds_no_record_and_says_what_it_would_bring(operator, register):
    batch = staged(register, operator, place=SUCO)

    assert (batch.state, batch.rows_read, batch.rows_kept, batch.rows_refused) == (State.STAGED, 12, 10, 2)
    assert not Record.objects.exists()
    assert [reason["rows"] for reason in batch.report["reasons"]] == [2]
    assert len(batch.report["preview"]) == actions.PREVIEW_ROWS


def test_a_report_shows_no_full_name_and_no_full_number(operator, register):
    batch = staged(register, operator, place=SUCO)

    first = batch.report["preview"][0]
    assert first["nik"].startswith("•") or "*" in first["nik"]
    assert "CONTOH ANAK 2" not in str(batch.report)
    assert "993509" not in str(batch.report)


def test_a_committed_file_adds_every_kept_row_as_it_was_read(operator, register):
    batch = committed(register, operator, place=SUCO)

    kept = looked_at(register, place=SUCO).kept
    table = queries.canonical_table([batch])
    named = [name for name in kept.columns if name not in ("record_id", "raw", "lat", "lon", "flags")]
    assert table.select(named).equals(kept.select(named).cast(table.select(named).schema))
    assert list(batch.records.order_by("id").values_list("key", flat=True)) == kept["record_id"].to_list()


def test_what_is_stored_is_what_the_models_read_back(operator, register):
    batch = committed(register, operator, place=SUCO)

    for record in batch.records.all():
        written = {field.name: getattr(record, field.name) for field in Record._meta.concrete_fields[1:]}
        again = Record.objects.create(**written | {"key": f"again {record.key}"})
        again.refresh_from_db()
        assert {name: getattr(again, name) for name in written if name != "key"} == {
            name: value for name, value in written.items() if name != "key"
        }


def test_identity_numbers_are_not_readable_in_the_database(operator, register):
    batch = committed(register, operator, place=SUCO)

    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT nik, kk, facts FROM rosters_record")
        stored = str(cursor.fetchall())
    assert batch.records.filter(nik__isnull=False).exists()
    assert "993509" not in stored


def test_the_same_content_is_refused_while_it_is_here_and_welcome_once_it_is_gone(operator, register):
    first = staged(register, operator, place=SUCO)

    with pytest.raises(actions.AlreadyImported) as refusal:
        staged(register, operator, place=SUCO)
    actions.discard(first, by=operator)
    second = staged(register, operator, place=SUCO)

    assert refusal.value.detail["batch"] == first.pk
    assert second.pk != first.pk


def test_the_database_itself_refuses_the_same_file_twice_and_a_lost_row(operator, register):
    batch = staged(register, operator, place=SUCO)

    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.create(**_fields(batch))
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(rows_kept=9)


def test_a_file_that_somebody_else_stages_after_the_look_is_refused_all_the_same(
    operator, analyst, register, monkeypatch
):
    look, others = actions.same_file, []

    def look_a_moment_too_early(inspected):
        seen = look(inspected)
        monkeypatch.setattr(actions, "same_file", look)
        others.append(actions.stage(looked_at(register, place=SUCO), at=SUCO, by=analyst))
        return seen

    monkeypatch.setattr(actions, "same_file", look_a_moment_too_early)

    with pytest.raises(actions.AlreadyImported) as refusal:
        staged(register, operator, place=SUCO)

    assert [refusal.value.detail["batch"]] == [other.pk for other in others]


def test_a_count_of_rows_that_does_not_add_up_is_a_bug_not_a_refusal(operator, register):
    inspected = looked_at(register, place=SUCO)
    miscounted = dataclasses.replace(
        inspected, reading=dataclasses.replace(inspected.reading, rows_read=inspected.reading.rows_read + 1)
    )

    with pytest.raises(IntegrityError, match="batch_every_row_accounted_for"):
        actions.stage(miscounted, at=SUCO, by=operator)

    assert not Batch.objects.exists()


def test_adults_are_counted_and_not_stored(operator, tmp_path):
    register = opensid_workbook(tmp_path / "p.xlsx", people=3, first_birth=date(2001, 10, 31))

    batch = committed(register, operator, place=SUCO)

    # Born on 31 October and 1 November 2001: 25 on 1 November 2026. On 2 November: still 24.
    assert (batch.rows_kept, batch.rows_outside_purpose) == (1, 2)
    assert batch.records.get().birth_date == date(2001, 11, 2)


def test_a_batch_taken_back_leaves_its_report_and_nothing_else(operator, register):
    batch = committed(register, operator, place=SUCO)

    with transaction.atomic():
        actions.undo(batch, by=operator)

    assert (batch.state, batch.undone_by) == (State.UNDONE, operator)
    assert not Record.objects.exists()
    assert batch.report["preview"]


def test_what_was_taken_back_cannot_be_committed_again(operator, register):
    batch = committed(register, operator, place=SUCO)
    actions.undo(batch, by=operator)

    with pytest.raises(WrongState):
        actions.commit(batch, by=operator)

    assert not Record.objects.exists()


def test_a_page_opened_before_cannot_commit_twice(operator, register):
    batch = staged(register, operator, place=SUCO)
    stale = Batch.objects.get(pk=batch.pk)
    actions.commit(batch, by=operator)

    with pytest.raises(WrongState):
        actions.commit(stale, by=operator)

    assert Record.objects.count() == 10


def test_a_file_that_reads_differently_now_is_not_committed(operator, register):
    batch = staged(register, operator, place=SUCO)
    inspected = looked_at(register, place=SUCO)
    fewer = dataclasses.replace(inspected, kept=inspected.kept.head(3))

    with pytest.raises(actions.ReadsDifferently):
        actions.commit(batch, by=operator, inspected=fewer)

    assert not Record.objects.exists()


def test_every_verb_is_in_the_ledger_without_a_name_or_a_number(operator, register):
    batch = committed(register, operator, place=SUCO)
    actions.undo(batch, by=operator)

    entries = list(Entry.objects.about(batch))

    assert [entry.event for entry in entries] == [
        "rosters.batch_staged",
        "rosters.batch_committed",
        "rosters.batch_undone",
    ]
    assert {entry.place_code for entry in entries} == {SUCO}
    told = str([entry.detail for entry in entries])
    assert "99350" not in told and "CONTOH" not in told.upper()


def test_refused_rows_come_back_corrected_and_bring_only_themselves(operator, register, tmp_path):
    batch = committed(register, operator, place=SUCO)
    refused = tmp_path / "ditolak.xlsx"
    with queries.original_of(batch) as inspected:
        error_workbook(inspected.reading, inspected.path, refused)
    book = openpyxl.load_workbook(refused)
    sheet = book["Data Penduduk"]
    name_at = next(cell.column for cell in sheet[1] if cell.value == "nama")
    for row in (2, 3):
        sheet.cell(row, name_at, f"Contoh Susulan {row}")
    book.save(refused)

    second = committed(refused, operator, place=SUCO)

    assert (second.rows_kept, second.rows_refused) == (2, 0)
    assert sorted(second.records.values_list("name", flat=True)) == ["CONTOH SUSULAN 2", "CONTOH SUSULAN 3"]


def test_a_newer_file_is_compared_with_the_one_before_it(operator, register, tmp_path):
    committed(register, operator, place=SUCO)
    newer = opensid_workbook(tmp_path / "baru.xlsx", people=14, nameless=3)

    batch = staged(newer, operator, place=SUCO)

    assert {
        name: batch.report["against_earlier"][name] for name in ("new", "known", "conflicting", "gone")
    } == {
        "new": 2,
        "known": 9,
        "conflicting": 0,
        "gone": 1,
    }


def test_the_newest_content_is_in_force_not_the_file_handed_over_last(operator, tmp_path):
    september, october, august = (
        committed(
            opensid_workbook(tmp_path / f"{day.month}.xlsx", people=day.month),
            operator,
            place=SUCO,
            cut_off=day,
        )
        for day in (date(2026, 9, 30), date(2026, 10, 31), date(2026, 8, 31))
    )

    def in_force(day):
        return list(Batch.objects.in_force(day))

    assert in_force(TODAY) == [october]
    assert in_force(date(2026, 10, 1)) == [september]
    assert in_force(date(2026, 9, 1)) == [august]
    assert in_force(date(2026, 8, 1)) == []


def test_what_is_taken_back_leaves_the_one_before_in_force(operator, tmp_path):
    earlier, later = (
        committed(
            opensid_workbook(tmp_path / f"{day.month}.xlsx", people=day.month),
            operator,
            place=SUCO,
            cut_off=day,
        )
        for day in (date(2026, 9, 30), date(2026, 10, 31))
    )

    actions.undo(later, by=operator)

    assert queries.sources_of(SUCO, TODAY).batches == (earlier,)


def test_two_schools_of_one_place_do_not_replace_each_other(analyst, operator, register):
    one = committed(DAPODIK, analyst, npsn=SD_SUCO)
    other = committed(DAPODIK, analyst, npsn="20523298")
    village = committed(register, operator, place=SUCO)

    assert set(queries.sources_of("35.09.23", TODAY).batches) == {one, other, village}
    assert queries.sources_of(SUCO, TODAY).batches == (village,)


def test_the_original_is_kept_sealed_and_opens_again(operator, register, own_files):
    batch = staged(register, operator, place=SUCO)

    [kept] = [path for path in own_files.rglob("*") if path.is_file()]

    assert kept.read_bytes()[:2] != b"PK" and b"workbook.xml" not in kept.read_bytes()
    assert open_original(batch.sha256) == register.read_bytes()
    with queries.original_of(batch) as inspected:
        assert isinstance(inspected.kept, pl.DataFrame)
        assert inspected.kept.height == batch.rows_kept


def test_a_file_that_another_batch_needs_is_kept(analyst, django_capture_on_commit_callbacks, own_files):
    one = committed(DAPODIK, analyst, npsn=SD_SUCO)
    other = committed(DAPODIK, analyst, npsn="20523298")

    with django_capture_on_commit_callbacks(execute=True):
        actions.undo(one, by=analyst)
    kept = open_original(other.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        actions.undo(other, by=analyst)

    assert kept == DAPODIK.read_bytes()
    assert not [path for path in own_files.rglob("*") if path.is_file()]


def _fields(batch):
    names = [field.attname for field in Batch._meta.concrete_fields if field.name != "id"]
    return {name: getattr(batch, name) for name in names}
