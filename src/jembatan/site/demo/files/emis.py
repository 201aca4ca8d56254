"""EMIS student list: 18 columns, one sheet a class, one workbook a madrasah, and nothing that names the madrasah.

Interchange note, 2. Dirt: apostrophes before numbers, NISN as numbers, three ways to write a date.
"""

from pathlib import Path

import numpy as np
import polars as pl

from jembatan.site.demo import noise
from jembatan.site.demo.files.workbook import Book, Cell

COLUMNS = (
    "No", "Nama Lengkap", "NISN", "NIK", "Tempat Lahir", "Tanggal Lahir", "Tingkat - Rombel", "Umur", "Status",
    "Jenis Kelamin", "Alamat", "No Telepon", "Kebutuhan Khusus", "Disabilitas", "Nomor KIP/PIP", "Nama Ayah Kandung",
    "Nama Ibu Kandung", "Nama Wali",
)  # fmt: skip
FIRST_ROW = 2
NISN_NUMBER, NIK_NUMBER, NIK_PLACEHOLDER = 0.02, 0.004, 0.004
APOSTROPHE = 0.7  # EMIS writes most numbers with one
DATE_STYLES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
DATE_CHANCES = (0.8, 0.12, 0.08)


def roster_rows(pupils: pl.DataFrame, *, rng: np.random.Generator) -> pl.DataFrame:
    """Rows of all lists of `pupils`: COLUMNS plus npsn, person_id, sheet."""
    rows = noise.recorded(pupils.sort("npsn", "grade", "name"), noise.EMIS, rng)
    count = len(rows)
    style = pl.Series(rng.choice(3, count, p=DATE_CHANCES))
    written = [pl.col("as_born").dt.strftime(form) for form in DATE_STYLES]
    born = pl.when(style == 0).then(written[0]).when(style == 1).then(written[1]).otherwise(written[2])
    quoted = pl.when(pl.Series(rng.random(count) < APOSTROPHE)).then(pl.lit("'")).otherwise(pl.lit(""))
    room = pl.format("Kelas {} - 01", pl.col("grade"))
    address = pl.format(
        "Dsn {} RT {} RW {} {}", "hamlet", pl.col("rt").cast(pl.String).str.zfill(3),
        pl.col("rw").cast(pl.String).str.zfill(3), "village",
    )  # fmt: skip
    phone = pl.when(pl.Series(rng.random(count) < 0.5)).then(pl.format("62812{}", pl.col("order") + 100_000))
    rows = rows.with_columns(sheet=room, born=born, quoted=quoted)
    upper = pl.Series(rng.random(count) < 0.4)
    number = (pl.int_range(pl.len()).over("npsn", "sheet") + 1).alias("No")
    return rows.select(
        "npsn", "person_id", "sheet", number,
        pl.when(upper).then(pl.col("as_name").str.to_uppercase()).otherwise("as_name").alias("Nama Lengkap"),
        (pl.col("quoted") + pl.col("as_nisn")).alias("NISN"),
        (pl.col("quoted") + pl.col("as_nik")).alias("NIK"),
        pl.lit("Jember").alias("Tempat Lahir"),
        pl.col("born").alias("Tanggal Lahir"),
        pl.col("sheet").alias("Tingkat - Rombel"),
        pl.format("{} Tahun", "age").alias("Umur"),
        pl.lit("Aktif").alias("Status"),
        pl.when("female").then(pl.lit("Perempuan")).otherwise(pl.lit("Laki-laki")).alias("Jenis Kelamin"),
        address.alias("Alamat"),
        phone.otherwise(pl.lit("-")).alias("No Telepon"),
        pl.when("disabled").then(pl.lit("Lamban Belajar")).otherwise(pl.lit("Tidak Ada")).alias("Kebutuhan Khusus"),
        pl.when("disabled").then(pl.lit("Tuna Grahita")).otherwise(pl.lit("Tidak Ada")).alias("Disabilitas"),
        pl.when("pip").then(pl.format("ZZ{}", "order")).otherwise(pl.lit("-")).alias("Nomor KIP/PIP"),
        pl.col("father").alias("Nama Ayah Kandung"),
        pl.col("as_mother").fill_null("-").alias("Nama Ibu Kandung"),
        pl.when("with_grandmother").then("grandmother").otherwise(pl.lit("-")).alias("Nama Wali"),
    )  # fmt: skip


def write_madrasah(path: Path, rows: pl.DataFrame, rng: np.random.Generator) -> None:
    """Write one madrasah's workbook from its part of `roster_rows`."""
    with Book(path) as book:
        for (room,), part in rows.group_by("sheet", maintain_order=True):
            cells = [_dirty(list(row), rng.random(3)) for row in part.select(COLUMNS).iter_rows()]
            sheet = book.sheet(str(room))
            for column, title in enumerate(COLUMNS):
                sheet.write_string(0, column, title)
            book.rows(sheet, cells, FIRST_ROW - 1)


def _dirty(row: list[Cell], draw: np.ndarray) -> list[Cell]:
    nisn, nik = COLUMNS.index("NISN"), COLUMNS.index("NIK")
    if draw[0] < NISN_NUMBER and isinstance(row[nisn], str):
        row[nisn] = int(str(row[nisn]).lstrip("'"))
    if draw[1] < NIK_NUMBER and isinstance(row[nik], str):
        row[nik] = float(str(row[nik]).lstrip("'")[:15] + "0")
    elif draw[1] < NIK_NUMBER + NIK_PLACEHOLDER:
        row[nik] = "-"
    return row
