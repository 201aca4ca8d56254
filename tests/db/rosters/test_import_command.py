"""`jembatan import`: a file or a folder, whole or not at all, with one sentence for each that is refused."""

import json
import shutil
from datetime import date

import pytest

from jembatan.ledger.machine import machine_account
from jembatan.rosters.engine.inspecting import Handover
from jembatan.rosters.engine.reading_ahead import files_in, manifest
from jembatan.rosters.jobs import bring_in_all
from jembatan.rosters.models import Batch, Record
from jembatan.site.command_line import main
from tests.builders import SUCO, place
from tests.db.rosters.conftest import BAD_FILES, TODAY
from tests.rosters_files import DAPODIK, opensid_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def village():
    return place(SUCO)


@pytest.fixture
def folder(tmp_path):
    """Three registers of one village, the middle one broken."""
    folder = tmp_path / "kiriman"
    folder.mkdir()
    opensid_workbook(folder / "1-baik.xlsx", people=3)
    (folder / "2-rusak.xlsx").write_bytes(DAPODIK.read_bytes()[:4000])
    opensid_workbook(folder / "3-baik.xlsx", people=5)
    return folder


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_with_one_sentence_and_changes_nothing(kind, bad_file, capsys, own_files):
    code = main(["import", "auto", str(bad_file(kind)), "--village", SUCO])

    told = capsys.readouterr().err.strip()
    assert code == 1
    assert told.startswith("jembatan import: ") and told.endswith(".") and "\n" not in told
    assert not Batch.objects.exists()
    assert not [kept for kept in own_files.rglob("*") if kept.is_file()]


def test_a_file_comes_in_once_and_a_second_time_changes_nothing(register, capsys):
    words = ["import", "opensid", str(register), "--village", SUCO, "--cut-off", "2026-07-01"]

    codes = [main(words), main(words)]

    assert codes == [0, 0]
    assert (Batch.objects.count(), Record.objects.count()) == (1, 10)
    assert "already imported" in capsys.readouterr().out


def test_a_file_left_staged_on_the_page_is_completed_by_the_command(operator, register):
    main(["import", "opensid", str(register), "--village", SUCO, "--dry-run"])
    untouched = Batch.objects.count()

    code = main(["import", "opensid", str(register), "--village", SUCO, "--as", operator.username])

    assert (untouched, code) == (0, 0)
    assert Batch.objects.get().committed_by == operator


def test_refused_rows_are_written_where_told(register, tmp_path):
    errors = tmp_path / "ditolak.xlsx"

    code = main(["import", "opensid", str(register), "--village", SUCO, "--errors", str(errors)])

    assert code == 0
    assert errors.stat().st_size


def test_undo_takes_a_batch_back(register):
    main(["import", "opensid", str(register), "--village", SUCO])

    code = main(["import", "undo", str(Batch.objects.get().pk)])

    assert code == 0
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["undo", "999999"],
        ["undo", "satu"],
        ["auto", "tidak-ada.xlsx"],
        ["opensid", str(DAPODIK), "--village", SUCO, "--as", "nobody"],
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(words, capsys):
    assert main(["import", *words]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_file_in_a_folder_stops_no_other_and_is_reported(jobs, folder, capsys):
    code = main(["import", "auto", str(folder), "--village", SUCO, "--jobs", jobs])

    told = capsys.readouterr()
    assert code == 1
    assert "2-rusak.xlsx" in told.err
    assert "3 files: 2 imported, 0 in before, 1 refused" in told.out
    assert sorted(Batch.objects.committed().values_list("file_name", flat=True)) == [
        "1-baik.xlsx",
        "3-baik.xlsx",
    ]
    assert Record.objects.count() == 8


def test_a_folder_again_brings_only_what_was_missing(folder, capsys):
    main(["import", "auto", str(folder), "--village", SUCO, "--jobs", "1"])
    opensid_workbook(folder / "2-rusak.xlsx", people=7)

    code = main(["import", "auto", str(folder), "--village", SUCO, "--jobs", "1"])

    assert code == 0
    assert "3 files: 1 imported, 2 in before, 0 refused" in capsys.readouterr().out
    assert Record.objects.count() == 15


def test_a_dry_run_of_a_folder_says_what_would_come_and_changes_nothing(folder, capsys):
    code = main(["import", "auto", str(folder), "--village", SUCO, "--jobs", "1", "--dry-run"])

    assert code == 1
    assert "2 new" in capsys.readouterr().out
    assert not Batch.objects.exists()


def test_an_empty_folder_is_a_sentence(tmp_path, capsys):
    assert main(["import", "auto", str(tmp_path)]) == 1
    assert "holds no file" in capsys.readouterr().err


def test_a_file_cut_off_by_a_crash_in_the_middle_of_many_is_completed_by_the_next_run(folder, monkeypatch):
    (folder / "2-rusak.xlsx").unlink()
    files = files_in(folder, Handover(place=SUCO))
    machine = machine_account()

    class PowerCut(BaseException):
        pass

    def cut(batch_id, part):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr("jembatan.rosters.storing._values", cut)
        with pytest.raises(PowerCut):
            bring_in_all(files, by=machine, today=TODAY, jobs=1)
    left = Record.objects.count()
    summary = bring_in_all(files, by=machine, today=TODAY, jobs=1)

    assert left == 0
    assert (summary.new, Record.objects.count()) == (2, 8)


def test_a_manifest_says_what_the_files_do_not(folder):
    (folder / "2-rusak.xlsx").unlink()
    shutil.copy(DAPODIK, folder / "siswa.xlsx")
    lines = [
        {"file": "1-baik.xlsx", "profile": "opensid", "village": SUCO, "cut_off": "2026-10-01"},
        {"file": "siswa.xlsx", "profile": "dapodik", "npsn": "20523296", "name": "SD"},
    ]
    (folder / "manifest.json").write_text(json.dumps({"files": lines}))

    handed = list(manifest(folder))

    assert [one.path.name for one in handed] == ["1-baik.xlsx", "siswa.xlsx"]
    assert (handed[0].handover.place, handed[0].handover.cut_off) == (SUCO, date(2026, 10, 1))
    assert handed[1].handover.npsn == "20523296"
    assert files_in(folder, Handover()) == handed
