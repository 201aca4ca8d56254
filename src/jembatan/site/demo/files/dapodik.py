"""Dapodik "Daftar Peserta Didik": 66 columns under a two-level header, one workbook a school or PKBM.

Layout and dirt: interchange note, 1.1. Every kind of dirt of that list occurs, each in a few rows
of a thousand.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from xlsxwriter.worksheet import Worksheet

from jembatan.site.demo import noise
from jembatan.site.demo.dates import AS_OF, EXCEL_EPOCH
from jembatan.site.demo.files.workbook import Book, Cell

PARENT = ("Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK")
BEFORE = (
    "No", "Nama", "NIPD", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Agama", "Alamat", "RT", "RW", "Dusun",
    "Kelurahan", "Kecamatan", "Kode Pos", "Jenis Tinggal", "Alat Transportasi", "Telepon", "HP", "E-Mail", "SKHUN",
    "Penerima KPS", "No. KPS",
)  # fmt: skip
GROUPS = ("Data Ayah", "Data Ibu", "Data Wali")
AFTER = (
    "Rombel Saat Ini", "No Peserta Ujian Nasional", "No Seri Ijazah", "Penerima KIP", "Nomor KIP", "Nama di KIP",
    "Nomor KKS", "No Registrasi Akta Lahir", "Bank", "Nomor Rekening Bank", "Rekening Atas Nama",
    "Layak PIP (usulan dari sekolah)", "Alasan Layak PIP", "Kebutuhan Khusus", "Sekolah Asal", "Anak ke-berapa",
    "Lintang", "Bujur", "No KK", "Berat Badan", "Tinggi Badan", "Lingkar Kepala", "Jml. Saudara\nKandung",
    "Jarak Rumah\nke Sekolah (KM)",
)  # fmt: skip
COLUMNS = (*BEFORE, *(f"{group}/{field}" for group in GROUPS for field in PARENT), *AFTER)
AT = {name: i for i, name in enumerate(COLUMNS)}
FIRST_ROW = 7  # of the data, 1-based

# Share of rows that show some dirt of cells beside the damage to identities.
DIRTY_ROWS = 0.14
SCHOOLING = ("Tidak sekolah", "Putus SD", "SD / sederajat", "SMP / sederajat", "SMA / sederajat", "S1")
JOBS = ("Petani", "Buruh", "Wiraswasta", "Karyawan Swasta", "Pedagang Kecil", "Lainnya")
INCOMES = ("Kurang dari Rp. 500,000", "Rp. 500,000 - Rp. 999,999", "Rp. 1,000,000 - Rp. 1,999,999")


def roster_rows(pupils: pl.DataFrame, *, subdistrict: str, rng: np.random.Generator) -> pl.DataFrame:
    """The rows of all Dapodik lists of `pupils` as text and numbers, before the dirt of cells.

    Columns are COLUMNS plus npsn and person_id; one row a pupil, a few twice.
    """
    rows = noise.recorded(pupils.sort("npsn", "grade", "name"), noise.DAPODIK, rng)
    count = len(rows)
    loud = pl.Series(rng.random(count) < 0.12)
    child = (
        pl.when(loud | pl.col("public").not_())
        .then(pl.col("as_name").str.to_uppercase())
        .otherwise("as_name")
    )
    draws = {
        "schooling": _pick(SCHOOLING, count, (0.06, 0.14, 0.42, 0.2, 0.15, 0.03), rng),
        "job": _pick(JOBS, count, (0.3, 0.28, 0.14, 0.14, 0.06, 0.08), rng),
        "income": _pick(INCOMES, count, (0.3, 0.45, 0.25), rng),
        "phone": pl.Series(np.where(rng.random(count) < 0.5, 0, rng.integers(1000, 9999, count))),
        "metres": pl.Series(np.round(rng.gamma(1.4, 1.1, count), 1)),
        "tall": pl.Series(rng.integers(-6, 7, count)),
    }  # fmt: skip
    rows = rows.with_columns(**draws, written=child, place=pl.lit("Jember"))
    cells = {**_identity(subdistrict), **_parents(), **_school_side()}
    return rows.select(
        "npsn", "person_id", *(cells.get(name, pl.lit(None)).alias(name) for name in COLUMNS)
    ).with_columns(No=(pl.int_range(pl.len()).over("npsn") + 1))


def _pick(
    values: tuple[str, ...], count: int, chances: tuple[float, ...], rng: np.random.Generator
) -> pl.Series:
    return pl.Series(values).gather(rng.choice(len(values), count, p=chances))


def _identity(subdistrict: str) -> dict[str, pl.Expr]:
    return {
        "Nama": pl.col("written"),
        "NIPD": (pl.col("order").cast(pl.Int64) % 9000 + 1000).cast(pl.String),
        "JK": pl.when("female").then(pl.lit("P")).otherwise(pl.lit("L")),
        "NISN": pl.col("as_nisn"),
        "Tempat Lahir": pl.col("place"),
        "Tanggal Lahir": pl.col("as_born").dt.strftime("%Y-%m-%d"),
        "NIK": pl.col("as_nik"),
        "Agama": pl.lit("Islam"),
        "Alamat": pl.lit("Dsn ") + pl.col("hamlet"),
        "RT": pl.col("rt"),
        "RW": pl.col("rw"),
        "Dusun": pl.col("hamlet"),
        "Kelurahan": pl.col("village"),
        "Kecamatan": pl.lit(f"Kec. {subdistrict}"),
        "Kode Pos": pl.col("postal_code"),
        "Jenis Tinggal": pl.when("with_grandmother")
        .then(pl.lit("Wali"))
        .otherwise(pl.lit("Bersama orang tua")),
        "Alat Transportasi": pl.when(pl.col("metres") < 1.2)
        .then(pl.lit("Jalan kaki"))
        .otherwise(pl.lit("Sepeda motor")),
        "HP": pl.when(pl.col("phone") > 0).then(pl.format("08120000{}", "phone")),
        "Penerima KPS": pl.when(pl.col("wealth") < 0.12).then(pl.lit("Ya")).otherwise(pl.lit("Tidak")),
    }


def _parents() -> dict[str, pl.Expr]:
    known = pl.col("as_mother").is_not_null()
    father = pl.col("father_home")
    guardian = pl.col("with_grandmother")
    return {
        "Data Ayah/Nama": pl.when(father).then("father"),
        "Data Ayah/Tahun Lahir": pl.when(father).then("father_born"),
        "Data Ayah/Jenjang Pendidikan": pl.when(father).then("schooling"),
        "Data Ayah/Pekerjaan": pl.when(father).then("job"),
        "Data Ayah/Penghasilan": pl.when(father).then("income"),
        "Data Ayah/NIK": pl.when(father).then("father_nik"),
        "Data Ibu/Nama": pl.col("as_mother"),
        "Data Ibu/Tahun Lahir": pl.when(known).then("mother_born"),
        "Data Ibu/Jenjang Pendidikan": pl.when(known).then("schooling"),
        "Data Ibu/Pekerjaan": pl.when(known).then(pl.lit("Tidak bekerja")),
        "Data Ibu/Penghasilan": pl.when(known).then(pl.lit("Tidak Berpenghasilan")),
        "Data Ibu/NIK": pl.when(known).then("mother_nik"),
        "Data Wali/Nama": pl.when(guardian).then("grandmother"),
        "Data Wali/Tahun Lahir": pl.when(guardian).then("grandmother_born"),
        "Data Wali/NIK": pl.when(guardian).then("grandmother_nik"),
    }


def _school_side() -> dict[str, pl.Expr]:
    grade = pl.col("grade")
    letter = pl.lit("ABC").str.slice(pl.col("order").cast(pl.Int64) % 2, 1)
    packet = pl.when(grade <= 6).then(pl.lit("A")).when(grade <= 9).then(pl.lit("B")).otherwise(pl.lit("C"))
    roman = pl.Series(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"])
    in_roman = grade.replace_strict(list(range(1, 13)), roman.to_list(), return_dtype=pl.String)
    classroom = (
        pl.when(pl.col("form") == "PKBM").then(pl.format("Paket {} Kelas {}", packet, grade))
        .when(pl.col("form") == "SD").then(pl.format("Kelas {}", grade))
        .when(pl.col("form") == "SMP").then(pl.format("{} {}", in_roman, letter))
        .when(pl.col("form") == "SMK").then(pl.format("{} TKJ 1", in_roman))
        .otherwise(pl.format("Kelas {} {}", grade, letter))
    )  # fmt: skip
    aided = pl.col("pip")
    return {
        "Rombel Saat Ini": classroom,
        "Penerima KIP": pl.when(aided).then(pl.lit("Ya")).otherwise(pl.lit("Tidak")),
        "Nomor KIP": pl.when(aided).then(pl.lit("ZZ") + pl.col("order").cast(pl.String)),
        "Nama di KIP": pl.when(aided).then(pl.col("name").str.to_uppercase()).otherwise(pl.lit("0")),
        "No Registrasi Akta Lahir": pl.when("birth_certificate").then(
            pl.format("AL.{}.{}", pl.col("birth_date").dt.year(), pl.col("order"))
        ),
        "Layak PIP (usulan dari sekolah)": pl.when(pl.col("wealth") < 0.25)
        .then(pl.lit("Ya"))
        .otherwise(pl.lit("Tidak")),
        "Alasan Layak PIP": pl.when(pl.col("wealth") < 0.25).then(pl.lit("Siswa Miskin/Rentan Miskin")),
        "Kebutuhan Khusus": pl.when("disabled")
        .then(pl.lit("D - Tuna grahita ringan"))
        .otherwise(pl.lit("Tidak ada")),
        "Anak ke-berapa": pl.col("part") - 2,
        "Lintang": pl.col("lat"),
        "Bujur": pl.col("lon"),
        "No KK": pl.col("as_kk"),
        "Berat Badan": 15 + grade * 3,
        "Tinggi Badan": 105 + grade * 5 + pl.col("tall"),
        "Lingkar Kepala": pl.lit(50),
        "Jml. Saudara\nKandung": pl.lit(1),
        "Jarak Rumah\nke Sekolah (KM)": pl.col("metres"),
    }


def _as_text_with_commas(row: list[Cell]) -> None:
    for name in ("Lintang", "Bujur"):
        row[AT[name]] = str(row[AT[name]]).replace(".", ",")


def _swap_coordinates(row: list[Cell]) -> None:
    row[AT["Lintang"]], row[AT["Bujur"]] = row[AT["Bujur"]], row[AT["Lintang"]]


def _change(name: str, change: Callable[[str], Cell]) -> Callable[[list[Cell]], None]:
    def dirty(row: list[Cell]) -> None:
        if isinstance(value := row[AT[name]], str):
            row[AT[name]] = change(value)

    return dirty


def _put(name: str, value: Cell) -> Callable[[list[Cell]], None]:
    def dirty(row: list[Cell]) -> None:
        row[AT[name]] = value

    return dirty


# What is done to a row, one kind a dirty row.
DIRT: dict[str, Callable[[list[Cell]], None]] = {
    "nisn_number": _change("NISN", int),  # the leading zero is gone
    "nik_number": _change("NIK", lambda nik: float(nik[:15] + "0")),  # what Excel keeps of 16 digits
    "nik_apostrophe": _change("NIK", lambda nik: "'" + nik),
    "nisn_apostrophe": _change("NISN", lambda nisn: "'" + nisn),
    "nik_placeholder": _put("NIK", "0"),
    "name_nbsp": _change("Nama", lambda name: name.replace(" ", "\u00a0", 1) + " "),
    "name_blanks": _change("Nama", lambda name: name.replace(" ", "  ", 1)),
    "date_slashes": _change("Tanggal Lahir", lambda day: f"{day[8:]}/{day[5:7]}/{day[:4]}"),
    "date_real": _change("Tanggal Lahir", date.fromisoformat),
    "date_serial": _change("Tanggal Lahir", lambda day: (date.fromisoformat(day) - EXCEL_EPOCH).days),
    "village_prefix": _change("Kelurahan", lambda village: "Desa/Kel. " + village),
    "village_short_prefix": _change("Kelurahan", lambda village: "Ds. " + village.upper()),
    "rt_zero": _put("RT", 0),
    "rw_empty": _put("RW", None),
    "decimal_comma": _as_text_with_commas,
    "coordinates_swapped": _swap_coordinates,
    "coordinates_empty": lambda row: (_put("Lintang", None)(row), _put("Bujur", None)(row))[0],
}


def write_school(
    path: Path, school: dict[str, object], rows: pl.DataFrame, rng: np.random.Generator
) -> list[str]:
    """Write one school's workbook from its part of `roster_rows`. Returns the kinds of dirt, one a row ("" = none)."""
    kinds = list(DIRT)
    chosen = np.where(rng.random(len(rows)) < DIRTY_ROWS, rng.integers(0, len(kinds), len(rows)), -1)
    cells: list[list[Cell]] = [list(row) for row in rows.select(COLUMNS).iter_rows()]
    for row, at in zip(cells, chosen, strict=True):
        if at >= 0:
            DIRT[kinds[at]](row)
    with Book(path) as book:
        sheet = book.sheet("Daftar Peserta Didik")
        _header(book, sheet, school)
        book.rows(sheet, cells, FIRST_ROW - 1)
    return ["" if at < 0 else kinds[at] for at in chosen]


def _header(book: Book, sheet: Worksheet, school: dict[str, object]) -> None:
    lines = (
        "Daftar Peserta Didik",
        str(school["name"]),
        f"Kecamatan Kec. {school['subdistrict']}, Kabupaten Kab. Jember, Provinsi Prov. Jawa Timur",
        f"Tanggal Unduh: {AS_OF:%Y-%m-%d} 08:15:27    Pengunduh: Operator Sekolah (operator@contoh.invalid)",
    )
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)
    parts = [title.split("/") if title.startswith(GROUPS) else [title, ""] for title in COLUMNS]
    for column, (upper, field) in enumerate(parts):
        if not field:
            sheet.merge_range(4, column, 5, column, upper, book.head)
        elif field == PARENT[0]:
            sheet.merge_range(4, column, 4, column + len(PARENT) - 1, upper, book.head)
        if field:
            sheet.write_string(5, column, field, book.head)
