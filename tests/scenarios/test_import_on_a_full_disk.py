"""Story: the disk is full while a file is imported. A sentence says so, nothing is half done, again completes it."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.builders import SUCO
from tests.rosters_files import opensid_workbook

PEOPLE = 3_000


def run(environment, *words, largest=None):
    """Run the program. `largest` is the size in bytes at which the system stops it writing a file further."""
    limit = (
        None if largest is None else (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)))
    )
    command = [sys.executable, "-m", "jembatan", *words]
    return subprocess.run(
        command,
        env=environment,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=240,
    )


def what_is_there(tmp_path):
    """Records, committed batches, batches, kept originals."""
    with closing(sqlite3.connect(tmp_path / "office.sqlite3")) as database:
        ask = ("rosters_record", "rosters_batch WHERE state = 'committed'", "rosters_batch")
        counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ask]
    return (*counts, len(list((tmp_path / "office").rglob("*.sealed"))))


@pytest.mark.slow
def test_without_room_for_the_original_or_the_records_nothing_is_added(office, tmp_path):
    workbook = opensid_workbook(tmp_path / "penduduk.xlsx", people=PEOPLE)
    words = ["import", "opensid", str(workbook), "--village", SUCO, "--cut-off", "2026-07-01"]
    size = workbook.stat().st_size

    no_original = run(office, *words, largest=size // 2)
    after_no_original = what_is_there(tmp_path)
    no_records = run(office, *words, largest=size + 200_000)
    records, committed, batches, originals = what_is_there(tmp_path)
    again = run(office, *words)

    for refused in (no_original, no_records):
        assert refused.returncode == 1
        assert "The disk of the server is full" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert after_no_original == (0, 0, 0, 0)
    # The staged batch may stay, with its original; a record may not.
    assert (records, committed) == (0, 0) and batches == originals
    assert again.returncode == 0, again.stderr
    assert what_is_there(tmp_path) == (PEOPLE, 1, 1, 1)
