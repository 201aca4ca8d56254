"""Story: the power goes while a file is being imported. The whole batch is there or nothing; again completes it."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.builders import SUCO
from tests.rosters_files import opensid_workbook

PEOPLE = 3_000
KILLS = 5


def run(environment, *words):
    command = [sys.executable, "-m", "jembatan", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def counts(tmp_path):
    with closing(sqlite3.connect(tmp_path / "office.sqlite3")) as database:
        records = database.execute("SELECT count(*) FROM rosters_record").fetchone()[0]
        committed = database.execute(
            "SELECT count(*) FROM rosters_batch WHERE state = 'committed'"
        ).fetchone()[0]
    return records, committed


@pytest.mark.slow
def test_killed_at_any_moment_the_import_is_whole_or_absent_and_can_be_run_again(office, tmp_path):
    workbook = opensid_workbook(tmp_path / "penduduk.xlsx", people=PEOPLE)
    words = ["import", "opensid", str(workbook), "--village", SUCO, "--cut-off", "2026-07-01"]
    started = time.monotonic()
    calm = run({**office, "DATABASE_URL": f"sqlite:///{copy_of(tmp_path)}"}, *words)
    whole_run = time.monotonic() - started
    assert calm.returncode == 0, calm.stderr
    moments = random.Random(35)

    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "jembatan", *words],
            env=office,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole_run * moments.uniform(0.3, 0.95))
        process.send_signal(signal.SIGKILL)
        process.wait()
        records, committed = counts(tmp_path)
        assert (records, committed) in ((0, 0), (PEOPLE, 1))

    again = run(office, *words)

    assert again.returncode == 0, again.stderr
    assert counts(tmp_path) == (PEOPLE, 1)


def copy_of(tmp_path):
    """A copy of the empty office's database, to measure an undisturbed run on."""
    office, calm = (sqlite3.connect(tmp_path / name) for name in ("office.sqlite3", "calm.sqlite3"))
    with closing(office) as source, closing(calm) as copy:
        source.backup(copy)
    return tmp_path / "calm.sqlite3"
