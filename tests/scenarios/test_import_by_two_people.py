"""Story: two people import the same file at the same moment. It comes in once, and nobody sees a crash."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.builders import SUCO
from tests.rosters_files import opensid_workbook

PEOPLE = 500


@pytest.mark.slow
def test_the_same_file_from_two_sides_comes_in_once(office, tmp_path):
    program = [sys.executable, "-m", "jembatan"]
    workbook = opensid_workbook(tmp_path / "penduduk.xlsx", people=PEOPLE)
    words = [*program, "import", "opensid", str(workbook), "--village", SUCO]

    people = [subprocess.Popen(words, env=office, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [person.communicate(timeout=120)[1] for person in people]

    with closing(sqlite3.connect(tmp_path / "office.sqlite3")) as database:
        records = database.execute("SELECT count(*) FROM rosters_record").fetchone()[0]
        batches = database.execute("SELECT state FROM rosters_batch").fetchall()
    assert (records, batches) == (PEOPLE, [("committed",)])
    assert 0 in [person.returncode for person in people]
    assert not [sentence for sentence in told if "Traceback" in sentence]
