"""Field forms in every wrapping: API page, hook, CSV and workbook exports, entity list, edits."""

import csv
import json

import pytest

from jembatan.rosters.engine.reading import Request, read
from tests.engine.rosters.builders import PLACES, SAMPLES, by_name, read_sample

SAME = [
    "record_id",
    "name",
    "nik",
    "nisn",
    "sex",
    "birth_date",
    "village_code",
    "level",
    "grade",
    "attending",
]
SAME += ["completed", "causes", "cause_main", "lat", "lon", "rt", "rw"]


def _flat(tmp_path, separator):
    """The Kobo page as the CSV that its download button gives."""
    results = json.loads((SAMPLES / "kobo_export.json").read_text(encoding="utf-8"))["results"]
    rows = [
        {key: value for key, value in row.items() if not isinstance(value, list | dict)} for row in results
    ]
    headings = list(dict.fromkeys(key for row in rows for key in row))
    path = tmp_path / "kobo.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_download_as_csv_says_the_same_as_the_page(tmp_path, separator):
    page = read_sample("kobo_export.json").records.select(SAME)

    download = read(_flat(tmp_path, separator), Request(gazetteer=PLACES))

    assert download.profile == "kobo"
    assert download.records.select(SAME).equals(page)


def test_what_the_volunteer_ticked_becomes_facts():
    rows = by_name(read_sample("kobo_export.json"))

    never, left = rows["MUSTOFA KAMAL"], rows["FARIDA HANUM"]
    assert (never["attending"], never["level"], never["causes"]) == ("no", None, '["12"]')
    assert (left["attending"], left["level"], left["grade"], left["completed"]) == ("no", "smp", 8, "no")
    assert (json.loads(left["causes"]), left["cause_main"]) == (["5", "1"], "5")


def test_a_submission_and_its_page_in_central_say_the_same():
    submission = read_sample("odk_submission.xml").records.select(SAME)
    page = read_sample("central_odata_submissions.json").records.select(SAME)

    assert submission.equals(page)
    assert submission["record_id"].to_list() == ["ed979a19-f4f3-5e62-8ca9-9cd671683dbd"]


def test_an_entity_list_is_read_with_the_entities_ids():
    reading = read_sample("entities_anak_ats.csv")

    assert reading.records.height == 6
    assert reading.records["record_id"][0] == "bffe631d-7e1e-56e3-9391-9924f030ed3a"
    assert set(reading.records["attending"]) == {"no"}
    assert reading.records["village_code"].null_count() == 0


@pytest.mark.parametrize(
    ("result", "outcome", "attending"),
    [
        ("PINDAH", "moved", "unknown"),
        ("MENINGGAL", "died", "unknown"),
        ("TIDAK_DITEMUKAN", "not_found", "unknown"),
        ("SUDAH_SEKOLAH", None, "yes"),
        ("RAGU", None, "unknown"),
    ],
)
def test_the_result_of_a_second_visit_is_read(tmp_path, result, outcome, attending):
    path = tmp_path / "kiriman.xml"
    text = (SAMPLES / "odk_submission_entity_update.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("<hasil>RAGU</hasil>", f"<hasil>{result}</hasil>"), encoding="utf-8")

    row = read(path, Request(gazetteer=PLACES)).records.row(0, named=True)

    assert (row["name"], row["outcome"], row["attending"]) == ("OKTAVIANI RAHAYU", outcome, attending)


@pytest.mark.parametrize(
    ("status", "attending", "completed"),
    [
        ("SEKOLAH", "yes", None),
        ("LTM", "no", "yes"),
        ("DO", "no", "no"),
        ("BPB", "no", None),
        ("LUPA", "unknown", None),
    ],
)
def test_each_status_word_means_its_facts(tmp_path, status, attending, completed):
    path = tmp_path / "kiriman.xml"
    text = (SAMPLES / "odk_submission.xml").read_text(encoding="utf-8")
    path.write_text(text.replace(">BPB<", f">{status}<"), encoding="utf-8")

    row = read(path, Request(gazetteer=PLACES)).records.row(0, named=True)

    assert (row["attending"], row["completed"]) == (attending, completed)
    assert ("CODE_UNKNOWN" in (row["flags"] or "")) == (status == "LUPA")


def test_the_day_of_the_last_submission_is_the_cut_off():
    assert read_sample("kobo_export.json").context["cut_off"] == "2025-09-30"
