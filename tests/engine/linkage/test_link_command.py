"""`jembatan link` at the edge: files in, files out, refusals in one sentence, nothing half-written."""

import json

import duckdb
import polars as pl
import pytest

from bench.linkage_worlds import make_world
from jembatan.site.command_line import main


@pytest.fixture(scope="module")
def world():
    return make_world(300, seed=95)


@pytest.fixture
def folder(tmp_path, world):
    world.left.write_parquet(tmp_path / "census.parquet")
    world.right.write_csv(tmp_path / "roster.csv")
    return tmp_path


def link(folder, *more, left="census.parquet", right="roster.csv", out="links.parquet"):
    return main(["link", str(folder / left), str(folder / right), "--out", str(folder / out), *more])


def test_parquet_and_csv_go_in_and_the_promised_columns_come_out(folder, world):
    code = link(folder, "--report", str(folder / "report"), "--threads", "1", "--memory", "1GB")

    links = pl.read_parquet(folder / "links.parquet")
    people = pl.read_parquet(folder / "report" / "people.parquet")
    assert code == 0
    assert links.columns == ["left_id", "right_id", "probability", "decision", "evidence", "duplicate_of"]
    assert set(links["decision"]) <= {"link", "review", "reject"}
    assert links["probability"].is_between(0, 1).all()
    assert sorted(people["left_id"]) == sorted(world.left["record_id"])


def test_standard_output_stays_empty_however_long_a_query_takes(folder, monkeypatch, capfd):
    connect = duckdb.connect

    def impatient(**said):
        connection = connect(**said)
        # Setting the time also turns the bar on: as in a notebook, after 0 instead of 2000 milliseconds.
        connection.execute("SET progress_bar_time = 0")
        return connection

    usual = link(folder, "--report", str(folder / "report")), capfd.readouterr().out
    monkeypatch.setattr(duckdb, "connect", impatient)
    slow = link(folder, "--report", str(folder / "report")), capfd.readouterr().out.count("elapsed")

    assert usual == (0, "")
    # The statement that turns the bar off is itself still drawn; nothing after it is.
    assert slow == (0, 1)


def test_the_report_holds_the_promised_figures(folder):
    link(folder, "--report", str(folder / "report"))

    quality = json.loads((folder / "report" / "quality.json").read_text())
    page = (folder / "report" / "quality.html").read_text()
    promised = {
        "records",
        "pairs_compared",
        "links",
        "review",
        "estimated_precision",
        "estimated_recall",
        "seconds",
    }
    assert promised <= set(quality)
    assert quality["estimated_precision"]["low"] <= quality["estimated_precision"]["high"]
    assert "census.parquet" in page


def test_the_same_inputs_and_seed_give_the_same_bytes(folder):
    link(folder, "--threads", "1", "--seed", "3", out="one.csv")
    link(folder, "--threads", "3", "--seed", "3", out="two.csv")

    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: frame.drop("record_id"), "record_id"),
        (lambda frame: frame.with_columns(record_id=pl.lit("x")), "row 3"),
        (lambda frame: frame.with_columns(record_id=pl.lit(None, dtype=pl.String)), "row 2"),
        (lambda frame: frame.with_columns(sex=pl.lit("M")), "row 2"),
        (lambda frame: frame.with_columns(birth_date=pl.lit("17/08/2012")), "row 2"),
        (lambda frame: frame.with_columns(nik=pl.lit(9.9e15)), "nik"),
    ],
)
def test_bad_input_is_refused_in_one_sentence_and_nothing_is_written(folder, world, capsys, change, said):
    change(world.left).write_parquet(folder / "bad.parquet")

    code = link(folder, "--report", str(folder / "report"), left="bad.parquet")

    heard = [line for line in capsys.readouterr().err.splitlines() if "bad.parquet" in line]
    assert code == 1
    assert len(heard) == 1
    assert said in heard[0]
    assert not (folder / "links.parquet").exists()
    assert not (folder / "report").exists()


@pytest.mark.parametrize(
    "more",
    [("--engine", "spark"), ("--memory", "lots"), ("--threads", "0")],
)
def test_what_this_release_cannot_do_is_refused(folder, capsys, more):
    assert link(folder, *more) == 1
    assert not (folder / "links.parquet").exists()


def test_too_little_memory_is_refused_and_says_what_to_do(folder, capsys):
    assert link(folder, "--memory", "1MB") == 1

    assert "--memory" in capsys.readouterr().err
    assert not (folder / "links.parquet").exists()


def test_a_missing_file_and_a_strange_extension_are_refused(folder):
    assert link(folder, left="nowhere.parquet") == 1
    assert link(folder, out="links.xlsx") == 1
