"""The demo's files: the same from the same seed, readable by the real readers, dirty as real ones are."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl

from jembatan.rosters.engine.reading import read_file
from jembatan.site.demo.district import Written, build
from jembatan.site.demo.files import dapodik, opensid, verval
from jembatan.site.demo.production import FileEntry

VILLAGE = "35.09.18.2002"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entries(written: Written, profile: str) -> list[FileEntry]:
    return [entry for entry in written.files if entry.profile == profile]


def test_the_same_seed_gives_the_same_bytes_in_any_number_of_processes(tiny, tmp_path):
    again = build(out=tmp_path, seed=7, scale=0.02, villages=[VILLAGE], workers=2)

    assert again.fresh
    assert contents(tiny.folder) == contents(again.folder)


def test_another_seed_gives_other_people(tiny, tmp_path):
    other = build(out=tmp_path, seed=8, scale=0.02, villages=[VILLAGE], workers=1, formats=("odk",))

    people = [
        set(pl.read_parquet(one.folder / "truth.parquet").select("nik", "name").rows())
        for one in (tiny, other)
    ]
    assert people[0].isdisjoint(people[1])


def test_a_second_build_does_nothing(tiny):
    before = {path: path.stat().st_mtime_ns for path in tiny.folder.rglob("*")}

    again = build(out=tiny.folder, seed=7, scale=0.02, villages=[VILLAGE], workers=1)

    assert not again.fresh
    assert again.files == tiny.files
    assert {path: path.stat().st_mtime_ns for path in tiny.folder.rglob("*")} == before


def test_a_build_without_its_manifest_is_done_again_and_leaves_nothing_old(tmp_path):
    arguments = {
        "out": tmp_path,
        "seed": 7,
        "scale": 0.02,
        "villages": [VILLAGE],
        "workers": 1,
        "formats": ("odk",),
    }
    first = build(**arguments)
    first.manifest.unlink()
    (tmp_path / "odk" / "left over.csv").write_text("half a file")

    second = build(**arguments)

    assert second.fresh
    assert sorted(path.name for path in (tmp_path / "odk").iterdir()) == [f"ats_pendataan_{VILLAGE}.csv"]


def test_the_manifest_lists_every_file_with_what_its_import_must_be_told(tiny):
    told = json.loads(tiny.manifest.read_text(encoding="utf-8"))

    assert {line["profile"] for line in told["files"]} == {"dapodik", "emis", "opensid", "kobo", "verval"}
    assert all(len(line["npsn"]) == 8 for line in told["files"] if line["profile"] in ("dapodik", "emis"))
    assert all(line["village"] == VILLAGE for line in told["files"] if line["profile"] in ("opensid", "kobo"))
    folders = {"dapodik", "emis", "opensid", "kobo", "odk", "verval"}
    on_disk = {name for name in contents(tiny.folder) if name.split("/")[0] in folders}
    assert {line["file"] for line in told["files"]} == on_disk


def test_every_file_is_read_by_its_reader_and_its_rows_add_up(tiny):
    for entry in tiny.files:
        reading = read_file(
            tiny.folder / entry.file, profile=entry.profile, village=entry.village, npsn=entry.npsn
        )

        headings = reading.refusals.filter(pl.col("reason_code") == "repeated_header")
        assert len(reading.records) + len(reading.refusals) - len(headings) == entry.rows, entry.file
        if entry.profile != "verval":
            assert reading.refusals.is_empty(), entry.file


def test_every_identity_number_in_every_file_is_of_the_province_that_does_not_exist(tiny):
    for entry in tiny.files:
        reading = read_file(
            tiny.folder / entry.file, profile=entry.profile, village=entry.village, npsn=entry.npsn
        )

        for column in ("nik", "kk", "mother_nik", "father_nik"):
            assert reading.records[column].drop_nulls().str.starts_with("99").all(), (entry.file, column)


def test_the_trace_of_rows_leads_from_a_record_to_its_person(tiny):
    trace = pl.read_parquet(tiny.folder / "truth_records.parquet")
    entry = max(entries(tiny, "dapodik"), key=lambda one: one.rows)

    records = read_file(tiny.folder / entry.file, profile="dapodik", npsn=entry.npsn).records

    joined = records.join(
        trace.filter(pl.col("file") == entry.file), left_on="source_row", right_on="row", suffix="_true"
    )
    assert len(joined) == entry.rows
    typed = joined.filter(pl.col("nik").is_not_null())
    assert (typed["nik"] == typed["nik_true"]).all()
    assert len(typed) > entry.rows / 2


def test_a_dapodik_list_has_66_columns_under_a_header_of_two_rows(tiny):
    entry = entries(tiny, "dapodik")[0]

    sheet = openpyxl.load_workbook(tiny.folder / entry.file)["Daftar Peserta Didik"]

    assert sheet.max_column == 66
    assert {"A5:A6", "Y5:AD5", "AE5:AJ5", "AK5:AP5", "BN5:BN6"} <= {
        str(area) for area in sheet.merged_cells.ranges
    }
    assert [sheet.cell(6, column).value for column in range(25, 31)] == list(dapodik.PARENT)
    assert sheet["A1"].value == "Daftar Peserta Didik"
    assert sheet["A2"].value == entry.name


def test_every_kind_of_dirt_occurs_and_most_rows_are_clean(schools_only):
    trace = pl.read_parquet(schools_only.folder / "truth_records.parquet")

    kinds = Counter(trace.filter(pl.col("file").str.starts_with("dapodik"))["dirt"])

    assert set(kinds) == {"", *dapodik.DIRT}
    assert 0.8 < kinds[""] / kinds.total() < 0.92


def test_the_portals_list_has_the_stray_column_repeated_headings_and_deleted_rows(tiny):
    (entry,) = entries(tiny, "verval")

    rows = list(openpyxl.load_workbook(tiny.folder / entry.file).active.iter_rows(values_only=True))

    assert rows[0][:42] == verval.COLUMNS
    assert sum(row[0] == "sekolah_id" for row in rows) >= 2
    assert any(str(row[41]).startswith("2026-") for row in rows)
    assert {row[30] for row in rows[1:]} - {"status"} <= {"DO", "LTM", "BPB"}


def test_the_label_export_of_a_village_has_the_fault_of_its_version(tiny, tmp_path):
    entry = next(one for one in tiny.files if one.profile == "opensid")
    rows = pl.read_excel(tiny.folder / entry.file, sheet_name="Data Penduduk", infer_schema_length=None)
    coded = rows.with_columns(pl.lit(VILLAGE).alias("village_code"))
    coded = coded.with_columns(pl.col(name).cast(pl.Int64) for name in opensid.LABELS)

    opensid.write_village(tmp_path / "huruf.xlsx", coded, labels=True, rng=np.random.default_rng(1))

    labels = pl.read_excel(tmp_path / "huruf.xlsx", infer_schema_length=None)
    assert set(labels["sex"]) <= {"LAKI-LAKI", "PEREMPUAN"}
    assert set(labels["ktp_el"]) == {"WNI"}
    assert set(labels["status_rekam"]) == {"WNI"}
    assert read_file(tmp_path / "huruf.xlsx", profile="opensid", village=VILLAGE).refusals.is_empty()


def test_a_census_record_says_status_and_causes_as_the_form_asks_them(tiny):
    (entry,) = entries(tiny, "kobo")

    answers = json.loads((tiny.folder / entry.file).read_text(encoding="utf-8"))["results"]

    assert {answer["pendidikan/status_sekolah"] for answer in answers} <= {"SEKOLAH", "DO", "LTM", "BPB"}
    with_causes = [answer for answer in answers if "pendidikan/sebab" in answer]
    assert all(
        answer["pendidikan/sebab_utama"] in answer["pendidikan/sebab"].split(" ") for answer in with_causes
    )
    assert with_causes
    assert all("pendidikan/sebab" not in a for a in answers if a["pendidikan/status_sekolah"] == "SEKOLAH")
