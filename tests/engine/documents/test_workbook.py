"""Workbooks and CSV files reopened the way an office opens them."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from jembatan.documents.engine.csvs import save_csv
from jembatan.documents.engine.workbook import Column, Line, Sheet, save_workbook

COLUMNS = (
    Column("No", "count", 6),
    Column("NIK", "code", 20),
    Column("Uraian", width=30),
    Column("Biaya (Rp)", "money", total=True, group="Perkiraan biaya"),
    Column("Sumber", group="Perkiraan biaya"),
    Column("Tanggal", "date"),
)
LINES = (
    Line(("I. Bidang", None, None, None, None, None), "group"),
    Line((1, "0099123456789012", "=1+1", Decimal(250000), "https://contoh.invalid", date(2027, 7, 1))),
    Line((2, "9901", "@SUM(A1)", Decimal(750000), None, None)),
)


def saved(tmp_path, **changes):
    parts = {"name": "Matriks", "columns": COLUMNS, "lines": LINES, "titles": ("RADes", "Desa Contoh")}
    sheet = Sheet(**{**parts, **changes})
    path = tmp_path / "plan.xlsx"
    save_workbook(path, [sheet], title="RADes", author="Desa Contoh", dated=date(2026, 11, 22))
    return path


@pytest.fixture
def page(tmp_path):
    path = saved(tmp_path, total_word="TOTAL", notes=("Sumber: contoh.",), signatures=(("Ketua BPD", ""),))
    return openpyxl.load_workbook(path).active


def test_identifiers_keep_their_zeros_and_texts_stay_texts(page):
    assert page["B7"].value == "0099123456789012"
    assert (page["C7"].value, page["C7"].data_type) == ("=1+1", "s")
    assert page["E7"].hyperlink is None


def test_money_is_a_number_and_a_date_a_date(page):
    assert page["D7"].value == 250000
    assert page["F7"].value.date() == date(2027, 7, 1)


def test_neighbours_of_one_group_stand_under_one_heading(page):
    assert page["D4"].value == "Perkiraan biaya"
    assert [page["D5"].value, page["E5"].value, page["A4"].value] == ["Biaya (Rp)", "Sumber", "No"]
    assert "D4:E4" in {str(area) for area in page.merged_cells.ranges}


def test_the_total_follows_the_cells_and_is_known_without_recalculating(tmp_path, page):
    shown = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True).active

    assert page["D9"].value == "=SUBTOTAL(9,D6:D8)"
    assert shown["D9"].value == 1_000_000


def test_subtotals_add_up_their_own_lines_and_are_not_counted_twice(tmp_path):
    subtotal = Line(("Jumlah I", None, None, None, None, None), "subtotal")
    empty = Line(("Jumlah II", None, None, None, None, None), "subtotal")
    path = saved(tmp_path, lines=(*LINES, subtotal, LINES[1], subtotal, empty), total_word="TOTAL")

    page = openpyxl.load_workbook(path).active
    shown = openpyxl.load_workbook(path, data_only=True).active

    assert [shown[f"D{row}"].value for row in (9, 11, 12, 13)] == [1_000_000, 250_000, 0, 1_250_000]
    assert page["D11"].value == "=SUBTOTAL(9,D10:D10)"


def test_the_page_is_set_up_for_folio_across_with_repeated_headings(page):
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (14, "landscape")
    assert page.print_title_rows == "$4:$5"
    assert page.freeze_panes == "B6"


def test_the_same_content_gives_the_same_bytes(tmp_path):
    first = saved(tmp_path).read_bytes()

    assert saved(tmp_path).read_bytes() == first


def test_a_sheet_name_excel_forbids_is_mended(tmp_path):
    path = saved(tmp_path, name="Desa [a/b]: rekap yang namanya sangat panjang")

    assert openpyxl.load_workbook(path).sheetnames == ["Desa -a-b-- rekap yang namanya "]


def test_a_broken_row_leaves_no_file_behind(tmp_path):
    with pytest.raises(ValueError, match="zip"):
        saved(tmp_path, lines=(Line((1, "too short")),))

    assert list(tmp_path.iterdir()) == []


def test_csv_cells_cannot_run_and_the_file_says_it_is_utf8(tmp_path):
    rows = [["=1+1", 5, Decimal("1250.5"), None, date(2027, 7, 1)], ["Ä", -3, Decimal(0), "-4", None]]

    save_csv(tmp_path / "list.csv", ["Nama", "a", "b", "c", "d"], rows)

    text = (tmp_path / "list.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").splitlines()[1:] == ["'=1+1,5,1250.5,,2027-07-01", "Ä,-3,0,-4,"]
