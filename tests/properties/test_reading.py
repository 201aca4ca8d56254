"""Reading gives back what was written, whatever the order of columns, and loses no row."""

import csv
import tempfile
from datetime import date
from io import StringIO
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan.rosters.engine.extracting import EMPTY_WORDS
from jembatan.rosters.engine.grids import _plain_grid
from jembatan.rosters.engine.headings import dapodik_columns
from jembatan.rosters.engine.mending import error_workbook
from jembatan.rosters.engine.plain_text import SEPARATORS
from jembatan.rosters.engine.reading import Reading, Request, read
from tests.engine.rosters.builders import PLACES

SAID = ("name", "nik", "kk", "nisn", "sex", "birth_date", "mother_name", "mother_nik", "rt", "rw", "grade")
SAID += ("village_code", "lat", "lon", "address", "birth_place", "school_name", "class_name")
VILLAGES = {"99.01.01.2001": ("Contohsari", "Mawar"), "99.01.01.2002": ("Contohrejo", "Mawar")}
VILLAGES |= {"99.01.02.2001": ("Sukorejo", "Melati"), "99.01.03.2001": ("Sukorejo", "Kenanga")}

words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ'", min_size=2, max_size=9).filter(
    lambda word: word[0] != "'" and word.lower() not in EMPTY_WORDS
)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
places = st.sampled_from(sorted(VILLAGES))


@st.composite
def pupils(draw, number: int):
    """A pupil of the canonical record; the number keeps identity numbers apart."""
    sex, born = draw(st.sampled_from("LP")), draw(st.dates(date(2012, 1, 1), date(2019, 12, 28)))
    day = born.day + (40 if sex == "P" else 0)
    grade = draw(st.integers(1, 6))
    return {
        "name": draw(names),
        "nik": draw(st.none() | st.just(f"990101{day:02d}{born:%m%y}{number + 1:04d}")),
        "kk": draw(st.none() | st.just(f"99010112012{number + 1:05d}")),
        "nisn": draw(st.none() | st.just(f"{born.year % 1000:03d}99{number + 1:05d}")),
        "sex": sex,
        "birth_date": born,
        "mother_name": draw(st.none() | names),
        "mother_nik": draw(st.none() | st.just(f"99010145068{number + 1:05d}")),
        "rt": draw(st.none() | st.integers(1, 40).map("{:03d}".format)),
        "rw": draw(st.none() | st.integers(1, 20).map("{:03d}".format)),
        "grade": grade,
        "class_name": f"Kelas {grade}",
        "village_code": draw(places),
        "lat": draw(st.none() | st.floats(-8.4, -8.0).map(lambda degrees: round(degrees, 6))),
        "lon": 113.6,
        "address": draw(st.none() | names),
        "birth_place": draw(st.none() | names),
        "school_name": "SD NEGERI CONTOHSARI 1",
    }


rosters = st.integers(1, 6).flatmap(lambda count: st.tuples(*(pupils(number) for number in range(count))))


def _cells(pupil: dict) -> dict[str, str]:
    """One pupil as the Dapodik list writes it."""
    village, subdistrict = VILLAGES[pupil["village_code"]]
    written = {
        "Nama": pupil["name"],
        "NIK": pupil["nik"],
        "No KK": pupil["kk"],
        "NISN": pupil["nisn"],
        "JK": pupil["sex"],
        "Tanggal Lahir": pupil["birth_date"].isoformat(),
        "Data Ibu/Nama": pupil["mother_name"],
        "Data Ibu/NIK": pupil["mother_nik"],
        "RT": pupil["rt"],
        "RW": pupil["rw"],
        "Rombel Saat Ini": pupil["class_name"],
        "Kelurahan": village,
        "Kecamatan": f"Kec. {subdistrict}",
        "Lintang": pupil["lat"] and str(pupil["lat"]),
        "Bujur": pupil["lat"] and str(pupil["lon"]),
        "Alamat": pupil["address"],
        "Tempat Lahir": pupil["birth_place"],
    }
    return {heading: value for heading, value in written.items() if value is not None}


def _workbook(path: Path, roster: tuple[dict, ...], order: list[str]) -> None:
    """The Dapodik layout: titles, groups over their columns, two header rows."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Daftar Peserta Didik")
        sheet.write_column(0, 0, ["Daftar Peserta Didik", roster[0]["school_name"]])
        sheet.write_string(2, 0, "Kecamatan Kec. Mawar, Kabupaten Kab. Contoh, Provinsi Prov. Contoh")
        for column, heading in enumerate(order):
            group, _, lower = heading.partition("/")
            is_grouped = lower and group.startswith("Data ")
            sheet.write_string(4, column, group if is_grouped else heading)
            if is_grouped:
                sheet.write_string(5, column, lower)
        for row, pupil in enumerate(roster, start=6):
            for heading, value in _cells(pupil).items():
                sheet.write_string(row, order.index(heading), value)


def _said(reading: Reading) -> list[dict]:
    return reading.records.select(SAID).to_dicts()


def _expected(roster: tuple[dict, ...]) -> list[dict]:
    return [{key: pupil[key] for key in SAID} | ({} if pupil["lat"] else {"lon": None}) for pupil in roster]


@settings(deadline=None, max_examples=25)
@given(rosters)
def test_a_roster_written_in_the_dapodik_layout_reads_back_as_itself(roster):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.xlsx"
        _workbook(path, roster, list(dapodik_columns()))

        reading = read(path, Request(gazetteer=PLACES))

    assert reading.profile == "dapodik"
    assert _said(reading) == _expected(roster)


@settings(deadline=None, max_examples=25)
@given(rosters, st.permutations(dapodik_columns()), st.lists(words, max_size=3, unique=True))
def test_the_order_of_columns_and_unknown_ones_change_nothing(roster, order, unknown):
    order = [*order, *(f"X{word}" for word in unknown)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.xlsx"
        _workbook(path, roster, order)

        reading = read(path, Request(gazetteer=PLACES))

    assert _said(reading) == _expected(roster)


LINES = {
    "blank": {},
    "header": {heading: heading for heading in ("Nama", "NIK", "NISN", "NIPD", "Rombel Saat Ini")},
    "total": {"Nama": "Jumlah"},
    "nameless": {"NIK": "9901011203149999", "NISN": "0149900001"},
    "doubled": {"Nama": "KEMBAR", "NIK": "9901011203149998"},
}
KEPT = {"doubled"}


@settings(deadline=None, max_examples=40)
@given(rosters, st.lists(st.sampled_from(sorted(LINES)), max_size=8), st.randoms(use_true_random=False))
def test_every_row_is_kept_or_refused(roster, extra, chance):
    headings = [
        "Nama",
        "NIK",
        "NISN",
        "NIPD",
        "JK",
        "Tanggal Lahir",
        "Rombel Saat Ini",
        "Kelurahan",
        "Kecamatan",
    ]
    lines = [(True, _cells(pupil)) for pupil in roster] + [(kind in KEPT, LINES[kind]) for kind in extra]
    chance.shuffle(headings)
    chance.shuffle(lines)
    while lines and not lines[-1][1]:
        lines.pop()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headings, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(cells for _, cells in lines)

        reading = read(path, Request("dapodik", gazetteer=PLACES))
        refused = reading.refusals
        mended = Path(folder) / "perbaikan.xlsx"
        error_workbook(reading, path, mended)
        again = mended.stat().st_size

    assert reading.rows_read == len(lines)
    assert reading.records.height == sum(is_kept for is_kept, _ in lines)
    assert reading.records.height + refused.height == reading.rows_read
    assert sorted([*reading.records["source_row"], *refused["row"]]) == list(range(2, len(lines) + 2))
    assert refused["reason"].null_count() == 0
    assert again > 0


texts = st.text("aZ0;,|\t \r\n-'é\"", max_size=60)


@settings(deadline=None)
@given(texts, st.sampled_from(SEPARATORS))
def test_the_quick_way_through_a_text_table_gives_what_the_careful_one_does(text, separator):
    quick = _plain_grid(text, separator)

    if quick is not None:
        careful = [
            [cell or None for cell in row]
            for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
        ]
        assert [list(row) for row in quick.cells.iter_rows()] == [
            row + [None] * (quick.cells.width - len(row)) for row in careful
        ]
