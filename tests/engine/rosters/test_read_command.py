"""`jembatan read`: one file in, one table out, and a sentence when it cannot be."""

import openpyxl
import polars as pl
import pytest

from jembatan.rosters.rules.record import NAMES
from jembatan.site.command_line import DONE, REFUSED, WRONG_USE, main
from tests.engine.rosters.builders import SAMPLES


@pytest.mark.parametrize("extension", ["parquet", "csv"])
def test_a_table_and_its_refusals_are_written_and_counted(tmp_path, capsys, extension):
    table, errors = tmp_path / f"anak.{extension}", tmp_path / f"ditolak.{extension}"

    code = main(
        ["read", str(SAMPLES / "verval_ats_43kolom.xlsx"), "--out", str(table), "--errors", str(errors)]
    )

    scan = pl.read_parquet if extension == "parquet" else pl.read_csv
    said = capsys.readouterr().out
    assert code == DONE
    assert scan(table).columns == list(NAMES)
    assert (scan(table).height, scan(errors).height) == (12, 2)
    assert scan(errors).columns[:2] == ["sheet", "row"]
    assert "profile: verval" in said
    assert "evidence: proved by alasan_approval_id" in said
    assert ("rows read: 14" in said, "rows kept: 12" in said, "rows refused: 2" in said) == (True, True, True)


def test_refusals_can_be_had_in_the_layout_of_the_source(tmp_path):
    errors = tmp_path / "ditolak.xlsx"

    main(
        [
            "read",
            str(SAMPLES / "verval_ats_43kolom.xlsx"),
            "--out",
            str(tmp_path / "a.csv"),
            "--errors",
            str(errors),
        ]
    )

    assert openpyxl.load_workbook(errors)["Worksheet"]["H1"].value == "nama"


def test_a_refused_file_leaves_no_table_and_no_trace(tmp_path, capsys):
    path, table = tmp_path / "surat.pdf", tmp_path / "anak.csv"
    path.write_bytes(b"%PDF-1.7")

    code = main(["read", str(path), "--out", str(table)])

    assert code == REFUSED
    assert not table.exists()
    assert "surat.pdf is a PDF" in capsys.readouterr().err


def test_the_earlier_table_stays_when_the_new_file_is_refused(tmp_path):
    table = tmp_path / "anak.csv"
    table.write_text("sebelumnya", encoding="utf-8")

    main(["read", str(tmp_path / "tiada.xlsx"), "--out", str(table)])

    assert table.read_text(encoding="utf-8") == "sebelumnya"


def test_a_heading_that_looks_like_a_formula_is_disarmed_in_the_list_of_refusals(tmp_path):
    path, errors = tmp_path / "jahat.csv", tmp_path / "ditolak.csv"
    path.write_text("=Nama,NIPD,NIK\n,1,9901011203140001\n", encoding="utf-8")
    words = [
        "read",
        str(path),
        "--profile",
        "dapodik",
        "--out",
        str(tmp_path / "a.csv"),
        "--errors",
        str(errors),
    ]

    main(words)

    cells = pl.read_csv(errors).row(0, named=True)
    assert cells["column"] == "'=Nama"


def test_an_unknown_layout_is_wrong_use(tmp_path):
    assert main(["read", "x.xlsx", "--profile", "excel", "--out", str(tmp_path / "a.csv")]) == WRONG_USE
