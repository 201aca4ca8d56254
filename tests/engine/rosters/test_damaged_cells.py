"""What happens to one damaged cell: repaired, dropped or kept, and always flagged at its own address."""

import json
from datetime import date

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from jembatan.rosters.engine.reading import Request, read
from tests.engine.rosters.builders import PLACES, SAMPLES, codes, read_sample

# Numbers from 2^53 on lose their last digits as doubles; this one is below, and of no real series.
SMALL = 9901011203140001 - 990000000000000
HEADINGS = ["No", "Nama", "NIPD", "JK", "NISN", "Tanggal Lahir", "NIK", "RT", "RW", "Kelurahan", "Kecamatan"]
HEADINGS += ["Rombel Saat Ini", "Lintang", "Bujur", "No KK", "Alasan Layak PIP"]
GOOD = {
    "Nama": "Anak Contoh",
    "JK": "L",
    "NISN": "0149900001",
    "Tanggal Lahir": "2014-03-12",
    "NIK": "9901011203140001",
    "RT": "1",
    "RW": "2",
    "Kelurahan": "Contohsari",
    "Kecamatan": "Mawar",
    "Rombel Saat Ini": "Kelas 6",
    "Lintang": "-8.1",
    "Bujur": "113.6",
    "No KK": "9901011101200001",
}


def _row(tmp_path, **cells):
    """Read a list of one pupil in which some cells are other than good."""
    values = GOOD | {name.replace("_", " "): value for name, value in cells.items()}
    path = tmp_path / "satu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for column, heading in enumerate(HEADINGS):
            value = values.get(heading)
            if isinstance(value, date):
                sheet.write_datetime(1, column, value, book.add_format({"num_format": "dd/mm/yyyy"}))
            elif isinstance(value, str):
                sheet.write_string(1, column, value)
            elif value is not None:
                sheet.write_number(1, column, value)
    reading = read(path, Request("dapodik", gazetteer=PLACES))
    assert reading.records.height == 1
    return reading.records.row(0, named=True)


@pytest.mark.parametrize(
    "written",
    [
        "2014-03-12",
        "12/03/2014",
        "12-03-2014",
        "12.3.2014",
        "2014-03-12 00:00:00",
        "2014-03-12T07:00:00+07:00",
        "12 Maret 2014",
        "12 mar 2014",
        "41710",
        41710,
        date(2014, 3, 12),
        " '2014/03/12",
        "2014-3-12",
    ],
)
def test_a_birth_date_is_read_however_it_is_written(tmp_path, written):
    row = _row(tmp_path, Tanggal_Lahir=written)

    assert row["birth_date"] == date(2014, 3, 12)
    assert codes(row) == []


@pytest.mark.parametrize(
    "written", ["09/17/2014", "31/02/2014", "33-13-2014", "12/03/14", "20140312", "kemarin", "3000-01-01"]
)
def test_a_birth_date_that_would_have_to_be_guessed_is_dropped_and_flagged(tmp_path, written):
    row = _row(tmp_path, Tanggal_Lahir=written)

    assert row["birth_date"] is None
    assert json.loads(row["flags"])[0] == {
        "code": "BIRTH_DATE_UNREADABLE",
        "column": "Tanggal Lahir",
        "cell": "F2",
    }


@pytest.mark.parametrize("written", ["0", "0.0", "00:00:00", "0000-00-00", "-", None])
def test_no_birth_date_is_missing_not_unreadable(tmp_path, written):
    assert codes(_row(tmp_path, Tanggal_Lahir=written)) == ["BIRTH_DATE_MISSING"]


@pytest.mark.parametrize(
    ("written", "nik", "flag"),
    [
        ("9901011203140001", "9901011203140001", None),
        (" '9901011203140001\u00a0", "9901011203140001", None),
        ("9901.0112.0314.0001", "9901011203140001", None),
        (8909011203140001, "8909011203140001", "nik"),
        (8909011203140010, None, "NIK_PRECISION_LOST"),
        (9901011203140000, None, "NIK_PRECISION_LOST"),
        ("8909011203140010", "8909011203140010", None),
        ("9901011203140000", None, "NIK_PRECISION_LOST"),
        ("9,90101E+15", None, "NIK_PRECISION_LOST"),
        ("9901011203140002.0", None, "NIK_PRECISION_LOST"),
        ("8909011203140001.0", "8909011203140001", None),
        ("0", None, "NIK_PLACEHOLDER"),
        ("9999999999999999", None, "NIK_PLACEHOLDER"),
        ("9999999999990000", None, "NIK_PLACEHOLDER"),
        ("1234567890123456", None, "NIK_PLACEHOLDER"),
        ("990101120314001", None, "NIK_INVALID"),
        ("99010112031400012", None, "NIK_INVALID"),
        ("-", None, "NIK_MISSING"),
        (None, None, "NIK_MISSING"),
        ("tidak ada", None, "NIK_MISSING"),
    ],
)
def test_a_nik_is_kept_only_when_nothing_of_it_was_lost(tmp_path, written, nik, flag):
    row = _row(tmp_path, NIK=written)

    assert row["nik"] == nik
    if flag is None:
        assert codes(row) == []
    elif flag != "nik":
        assert codes(row) == [flag]


def test_digits_a_spreadsheet_cannot_hold_are_taken_from_the_file_itself(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append([GOOD.get(name) for name in HEADINGS])
    book.active["G2"] = 9901011203140001
    path = tmp_path / "angka.xlsx"
    book.save(path)

    row = read(path, Request("dapodik", gazetteer=PLACES)).records.row(0, named=True)

    # A double cannot hold this number; whatever the program wrote, a neighbour must never come out.
    assert row["nik"] in (None, "9901011203140001")


@pytest.mark.parametrize(
    ("written", "nisn", "flag"),
    [
        ("149900001", "0149900001", None),
        (149900001, "0149900001", None),
        (9900001, "0009900001", "nisn_birthyear_differs"),
        ("0149900001", "0149900001", None),
        ("0", None, "NISN_MISSING"),
        (None, None, "NISN_MISSING"),
        ("12345", None, "NISN_INVALID"),
        ("01499000011", None, "NISN_INVALID"),
        ("0159900001", "0159900001", "nisn_birthyear_differs"),
    ],
)
def test_a_nisn_gets_its_lost_zero_back(tmp_path, written, nisn, flag):
    row = _row(tmp_path, NISN=written)

    assert row["nisn"] == nisn
    assert codes(row) == ([flag] if flag else [])


@pytest.mark.parametrize("written", ["L", "l", "LK", "Laki-laki", "LAKI - LAKI", "1", 1, "Pria"])
def test_sex_is_read_from_words_letters_and_codes(tmp_path, written):
    assert _row(tmp_path, JK=written)["sex"] == "L"


def test_an_unknown_sex_is_dropped_and_flagged(tmp_path):
    row = _row(tmp_path, JK="X")

    assert row["sex"] is None
    assert codes(row) == ["SEX_UNREADABLE"]


@pytest.mark.parametrize(
    ("cells", "flag"),
    [
        ({"NIK": "9901011203150001"}, "nik_birthdate_differs"),
        ({"NIK": "9901015203140001"}, "nik_sex_differs"),
        ({"Tanggal_Lahir": "2014-01-01", "NIK": "9901010101140001"}, "default_birth_date"),
    ],
)
def test_facts_that_do_not_go_together_are_flagged_and_kept(tmp_path, cells, flag):
    row = _row(tmp_path, **cells)

    assert codes(row) == [flag]
    assert row["nik"] == cells["NIK"]


def test_the_first_place_of_registration_in_a_nik_is_never_an_error(tmp_path):
    assert codes(_row(tmp_path, NIK="9901011203140001")) == []


@pytest.mark.parametrize(
    ("lat", "lon", "found", "flag"),
    [
        ("-8,101", "113,601", (-8.101, 113.601), None),
        ("113.6", "-8.1", (-8.1, 113.6), "LATLON_SWAPPED"),
        ("48.1", "11.5", (None, None), "LATLON_OUTSIDE"),
        ("0", "0", (None, None), None),
        ("x", "", (None, None), None),
    ],
)
def test_a_coordinate_is_put_right_only_inside_indonesia(tmp_path, lat, lon, found, flag):
    row = _row(tmp_path, Lintang=lat, Bujur=lon)

    assert (row["lat"], row["lon"]) == found
    assert codes(row) == ([flag] if flag else [])


@pytest.mark.parametrize(
    ("village", "kecamatan", "code", "flag"),
    [
        ("Desa Contohsari", "Kec. Mawar", "99.01.01.2001", None),
        ("Ds. CONTOHSARI", "MAWAR", "99.01.01.2001", None),
        ("Sukorejo", "Melati", "99.01.02.2001", None),
        ("Sukorejo", "Kenanga", "99.01.03.2001", None),
        ("Sukorejo", "Mawar", None, "village_unknown"),
        ("Contohsari", "Tidak Ada", None, "village_unknown"),
        ("Contohsari", None, None, "village_unknown"),
    ],
)
def test_a_village_is_found_inside_its_subdistrict_or_not_at_all(tmp_path, village, kecamatan, code, flag):
    row = _row(tmp_path, Kelurahan=village, Kecamatan=kecamatan)

    assert row["village_code"] == code
    assert codes(row) == ([flag] if flag else [])


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("Kelas 6", 6),
        ("VI B", 6),
        ("6A", 6),
        ("Kelas V.1", 5),
        ("kls. IV", 4),
        ("III", 3),
        ("Kelas Melati", None),
    ],
)
def test_a_grade_is_read_from_the_class(tmp_path, written, grade):
    row = _row(tmp_path, Rombel_Saat_Ini=written)

    assert row["grade"] == grade
    assert codes(row) == ([] if grade else ["GRADE_UNREADABLE"])


def test_the_raw_values_are_untouched(tmp_path):
    row = _row(tmp_path, Nama="  citra   PERMATA\u00a0sari ")

    assert row["name"] == "CITRA PERMATA SARI"
    assert json.loads(row["raw"])["Nama"] == "  citra   PERMATA\u00a0sari "


def test_the_same_nik_twice_flags_both_and_refuses_neither(tmp_path):
    path = tmp_path / "kembar.csv"
    lines = [
        "Nama,NIPD,NISN,NIK,Tanggal Lahir",
        *(f"ANAK {n},{n},,9901011203140001,2014-03-12" for n in "ab"),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    reading = read(path, Request("dapodik", gazetteer=PLACES))

    assert [codes(row) for row in reading.records.to_dicts()] == [["NIK_DUPLICATE", "NISN_MISSING"]] * 2


def test_a_formula_with_a_stored_result_is_read_and_flagged(tmp_path):
    path = tmp_path / "rumus.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for column, heading in enumerate(HEADINGS):
            if heading in GOOD:
                sheet.write_string(1, column, GOOD[heading])
        sheet.write_formula(1, 1, '=UPPER("anak contoh")', None, "ANAK CONTOH")

    row = read(path, Request("dapodik", gazetteer=PLACES)).records.row(0, named=True)

    assert row["name"] == "ANAK CONTOH"
    assert codes(row) == ["FORMULA"]


def test_rows_that_are_no_pupils_are_refused_with_their_reason(tmp_path):
    path = tmp_path / "campur.csv"
    lines = [
        "No,Nama,NIPD,NISN,NIK,Tanggal Lahir,Rombel Saat Ini,Alasan Layak PIP",
        "1,Anak Satu,1,0149900001,9901011203140001,2014-03-12,Kelas 6,",
        ",,,,,,,",
        "No,Nama,NIPD,NISN,NIK,Tanggal Lahir,Rombel Saat Ini,Alasan Layak PIP",
        "2,,2,0149900002,9901011203140002,2014-03-12,Kelas 6,",
        "3,Anak Tiga,3,0149900003,9901011203140003,2014-03-12,Kelas 6,,,lebih",
        "Jumlah,3,,,,,,",
        ",,,,,,,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    reading = read(path, Request("dapodik", gazetteer=PLACES))

    assert reading.rows_read == 6
    assert reading.records["name"].to_list() == ["ANAK SATU"]
    assert reading.refusals.select("row", "reason_code").rows() == [
        (3, "blank_row"),
        (4, "repeated_header"),
        (5, "no_name"),
        (6, "too_many_cells"),
        (7, "total_row"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_table_is_read_in_any_usual_encoding(tmp_path, encoding, separator):
    text = "Nama,NIPD,NIK,Rombel Saat Ini\nSiti Zahrä Nur’aini,1,9901011203140001,VI\n".replace(
        ",", separator
    )
    path = tmp_path / "data.csv"
    path.write_bytes(text.encode(encoding))

    reading = read(path, Request("dapodik", gazetteer=PLACES))

    assert reading.records["name"].to_list() == ["SITI ZAHRÄ NUR’AINI"]


def test_a_broken_byte_refuses_its_row_and_names_it(tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes("Nama,NIPD,NIK\nZahrä,1,1\n".encode() + b"Nur\xe4ini,2,2\nSari,3,3\n")

    reading = read(path, Request("dapodik", gazetteer=PLACES))

    assert reading.records["name"].to_list() == ["ZAHRÄ", "SARI"]
    assert reading.refusals.select("row", "reason_code").rows() == [(3, "broken_text")]


def test_an_id_of_the_source_is_kept_once(tmp_path):
    pull = json.loads((SAMPLES / "kobo_export.json").read_text(encoding="utf-8"))
    pull["results"].append(pull["results"][0])
    path = tmp_path / "kobo.json"
    path.write_text(json.dumps(pull), encoding="utf-8")

    reading = read(path, Request(gazetteer=PLACES))

    assert reading.records["record_id"].is_unique().all()
    assert reading.refusals["reason_code"].to_list() == ["duplicate_id"]


def test_the_village_given_by_hand_fills_a_register_that_does_not_say():
    reading = read_sample("opensid_penduduk.xlsx", village="99.01.01.2001")

    assert set(reading.records["village_code"]) == {"99.01.01.2001"}
    assert set(reading.records["subdistrict_code"]) == {"99.01.01"}


def test_the_table_of_a_workbook_that_begins_further_down_and_right_keeps_its_addresses(tmp_path):
    path = tmp_path / "geser.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(7, 2, HEADINGS)
        for column, heading in enumerate(HEADINGS):
            if heading in GOOD:
                sheet.write_string(8, column + 2, GOOD[heading])
        sheet.write_number(8, HEADINGS.index("NIK") + 2, 8909011203140010)

    row = read(path, Request("dapodik", gazetteer=PLACES)).records.row(0, named=True)

    assert row["source_row"] == 9
    assert json.loads(row["flags"]) == [{"code": "NIK_PRECISION_LOST", "column": "NIK", "cell": "I9"}]


def test_the_canonical_columns_are_always_there_and_typed():
    schema = read_sample("emis.xlsx").records.schema

    assert schema["birth_date"] == pl.Date
    assert schema["grade"] == pl.Int64
    assert schema["lat"] == pl.Float64
    assert next(iter(schema)) == "record_id"
