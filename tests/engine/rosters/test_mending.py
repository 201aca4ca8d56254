"""Refused rows come back in the layout they came in, and can be corrected and read again."""

import openpyxl
import pytest

from jembatan.rosters.engine.mending import error_workbook
from jembatan.rosters.engine.reading import Request, read
from tests.engine.rosters.builders import PLACES, SAMPLES


def _damaged(tmp_path, name, cell):
    """A sample workbook in which one name is missing, and its reading."""
    path = tmp_path / name
    book = openpyxl.load_workbook(SAMPLES / name)
    sheet = book[book.sheetnames[3]] if name.startswith("regsosek") else book[book.sheetnames[0]]
    sheet[cell] = None
    book.save(path)
    return path, sheet.title, read(path, Request(gazetteer=PLACES))


@pytest.mark.parametrize(
    ("name", "cell", "header_rows"),
    [
        ("dapodik_daftar_pd.xlsx", "B10", 6),
        ("emis.xlsx", "B3", 1),
        ("opensid_penduduk.xlsx", "E5", 1),
        ("regsosek2022k.xlsx", "C6", 3),
        ("siak_37kolom.xlsx", "C4", 1),
    ],
)
def test_a_corrected_row_is_read_by_the_same_layout(tmp_path, name, cell, header_rows):
    path, title, reading = _damaged(tmp_path, name, cell)
    out = tmp_path / "perbaikan.xlsx"
    error_workbook(reading, path, out)

    book = openpyxl.load_workbook(out)
    sheet = book[title]
    column = openpyxl.utils.cell.coordinate_from_string(cell)[0]
    sheet[f"{column}{header_rows + 1}"] = "Nama Yang Ditulis Ulang"
    book.save(out)
    again = read(out, Request(gazetteer=PLACES))

    refused = reading.refusals.row(0, named=True)
    assert (refused["reason_code"], refused["row"]) == ("no_name", int(cell[1:]))
    assert again.profile == reading.profile
    assert again.records["name"].to_list() == ["NAMA YANG DITULIS ULANG"]
    assert again.records["birth_date"].null_count() == 0


def test_the_workbook_says_why_beside_each_row_and_in_a_list(tmp_path):
    path, title, reading = _damaged(tmp_path, "dapodik_daftar_pd.xlsx", "B10")
    out = tmp_path / "perbaikan.xlsx"

    error_workbook(reading, path, out)

    book = openpyxl.load_workbook(out)
    assert book[title].cell(5, 67).value == "Alasan ditolak"
    assert book[title].cell(7, 67).value == "The name is missing."
    assert book[title].cell(7, 8).value == "9901014911180001"
    assert book["Alasan"].cell(2, 2).value == "10"


def test_cells_that_look_like_formulas_stay_text(tmp_path):
    path = tmp_path / "jahat.csv"
    path.write_text("Nama,NIPD,NIK,Alamat\n,1,9901011203140001,=HYPERLINK(1)\n", encoding="utf-8")
    reading = read(path, Request("dapodik", gazetteer=PLACES))
    out = tmp_path / "perbaikan.xlsx"

    error_workbook(reading, path, out)

    cell = openpyxl.load_workbook(out)["Data"]["D2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_pull_of_json_can_be_mended_in_a_workbook(tmp_path):
    path = tmp_path / "kobo.json"
    text = (SAMPLES / "kobo_export.json").read_text(encoding="utf-8")
    path.write_text(text.replace('"Farida Hanum"', "null"), encoding="utf-8")
    reading = read(path, Request(gazetteer=PLACES))
    out = tmp_path / "perbaikan.xlsx"

    error_workbook(reading, path, out)

    sheet = openpyxl.load_workbook(out)["Data"]
    headings = [cell.value for cell in sheet[1]]
    assert reading.refusals["reason_code"].to_list() == ["no_name"]
    assert sheet.cell(2, headings.index("anak/nik") + 1).value == "9901014909090001"
