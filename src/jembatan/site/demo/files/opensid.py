"""OpenSID "Data Penduduk": 43 columns, one workbook a village, everybody on the village's family cards.

Interchange note, 3.1. Codes in the ordinary export; two villages use "ekspor huruf", which writes
labels and, in v2410, puts the citizenship label into ktp_el and status_rekam. The register is old:
education codes lag, people who moved or died are still there, newcomers are missing.
"""

from pathlib import Path

import numpy as np
import polars as pl

from jembatan.site.demo.dates import AS_OF
from jembatan.site.demo.files.workbook import Book, Cell

COLUMNS = (
    "alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
    "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id",
    "ayah_nik", "nama_ayah", "ibu_nik", "nama_ibu", "golongan_darah_id", "akta_lahir", "dokumen_pasport",
    "tanggal_akhir_paspor", "dokumen_kitas", "akta_perkawinan", "tanggalperkawinan", "akta_perceraian",
    "tanggalperceraian", "cacat_id", "cara_kb_id", "hamil", "ktp_el", "status_rekam", "alamat_sekarang",
    "status_dasar", "suku", "tag_id_card", "id_asuransi", "no_asuransi", "lat", "lng",
)  # fmt: skip

LABELS: dict[str, dict[int, str]] = {
    "sex": {1: "LAKI-LAKI", 2: "PEREMPUAN"},
    "agama_id": {1: "ISLAM"},
    "pendidikan_kk_id": {
        1: "TIDAK / BELUM SEKOLAH", 2: "BELUM TAMAT SD/SEDERAJAT", 3: "TAMAT SD / SEDERAJAT", 4: "SLTP/SEDERAJAT",
        5: "SLTA / SEDERAJAT", 8: "DIPLOMA IV/ STRATA I",
    },
    "pendidikan_sedang_id": {
        1: "BELUM MASUK TK/KELOMPOK BERMAIN", 2: "SEDANG TK/KELOMPOK BERMAIN", 3: "TIDAK PERNAH SEKOLAH",
        4: "SEDANG SD/SEDERAJAT", 5: "TIDAK TAMAT SD/SEDERAJAT", 6: "SEDANG SLTP/SEDERAJAT", 7: "SEDANG SLTA/SEDERAJAT",
        16: "SEDANG SLB C/SEDERAJAT", 18: "TIDAK SEDANG SEKOLAH",
    },
    "pekerjaan_id": {
        1: "BELUM/TIDAK BEKERJA", 2: "MENGURUS RUMAH TANGGA", 3: "PELAJAR/MAHASISWA", 9: "PETANI/PEKEBUN",
        15: "KARYAWAN SWASTA", 19: "BURUH HARIAN LEPAS", 20: "BURUH TANI/PERKEBUNAN", 84: "PEDAGANG", 88: "WIRASWASTA",
    },
    "status_kawin": {1: "BELUM KAWIN", 2: "KAWIN", 3: "CERAI HIDUP", 4: "CERAI MATI"},
    "kk_level": {
        1: "KEPALA KELUARGA", 2: "SUAMI", 3: "ISTRI", 4: "ANAK", 5: "MENANTU", 6: "CUCU", 7: "ORANGTUA", 8: "MERTUA",
    },
    "warganegara_id": {1: "WNI", 2: "WNA", 3: "DUA KEWARGANEGARAAN"},
    "golongan_darah_id": {1: "A", 2: "B", 3: "AB", 4: "O", 13: "TIDAK TAHU"},
    "cacat_id": {1: "CACAT FISIK", 3: "CACAT RUNGU/WICARA", 4: "CACAT MENTAL/JIWA", 7: "TIDAK CACAT"},
    "ktp_el": {1: "BELUM", 2: "KTP-EL"},
    "status_rekam": {1: "BELUM WAJIB", 2: "BELUM REKAM", 8: "CARD ISSUED"},
    "status_dasar": {1: "HIDUP", 2: "MATI", 3: "PINDAH", 4: "HILANG", 6: "PERGI", 9: "TIDAK VALID"},
}  # fmt: skip

NIK_UNKNOWN, DATE_REAL, DASH = 0.006, 0.01, 0.02
STALE_EDUCATION = 0.18  # children whose education code is a few years old
STRUCK_OFF = 0.4  # of those who moved or died, marked so in status_dasar


def register(residents: pl.DataFrame, children: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Rows of COLUMNS plus village_code and person_id: who stands on the cards of these villages."""
    facts = children.select(
        "person_id", "status", "grade", "level", "disabled", "married", "works", "residence", "birth_certificate"
    )  # fmt: skip
    people = residents.join(facts, on="person_id", how="left", maintain_order="left")
    people = people.filter(pl.col("residence").is_null() | (pl.col("residence") != "newcomer"))
    count = len(people)
    people = people.with_columns(
        draw=pl.Series(rng.random(count)),
        dice=pl.Series(rng.random(count)),
        trade=pl.Series([9, 20, 19, 15, 84, 88]).gather(
            rng.choice(6, count, p=[0.3, 0.26, 0.16, 0.12, 0.06, 0.1])
        ),
        blood=pl.Series([13, 1, 2, 3, 4]).gather(rng.choice(5, count, p=[0.7, 0.08, 0.09, 0.03, 0.1])),
    )
    cells = {**_persons(), **_codes()}
    return people.select(
        "village_code", "person_id", *(cells.get(name, pl.lit(None)).alias(name) for name in COLUMNS)
    )  # fmt: skip


def _persons() -> dict[str, pl.Expr]:
    young = pl.col("part") >= 3
    mother, father = pl.col("mother").str.to_uppercase(), pl.col("father").str.to_uppercase()
    birth = pl.col("birth_date").dt.strftime("%d-%m-%Y")
    return {
        "alamat": pl.lit("DUSUN ") + pl.col("hamlet").str.to_uppercase(),
        "dusun": pl.col("hamlet").str.to_uppercase(),
        "rw": pl.col("rw").cast(pl.String).str.zfill(3),
        "rt": pl.col("rt").cast(pl.String).str.zfill(3),
        "nama": pl.col("name").str.to_uppercase(),
        "no_kk": pl.col("kk"),
        "nik": pl.when(pl.col("draw") < NIK_UNKNOWN).then(pl.lit("0")).otherwise("nik"),
        "tempatlahir": pl.lit("JEMBER"),
        "tanggallahir": pl.when(pl.col("dice") < DASH).then(birth.str.replace_all("-", "/")).otherwise(birth),
        "ayah_nik": pl.when(young).then("father_nik"),
        "nama_ayah": pl.when(young).then(father).otherwise(pl.lit("-")),
        "ibu_nik": pl.when(young).then("mother_nik"),
        "nama_ibu": pl.when(young & (pl.col("draw") > DASH)).then(mother).otherwise(pl.lit("-")),
        "akta_lahir": pl.when(pl.col("birth_certificate")).then(
            pl.format("99-LT-{}-{}", pl.col("birth_date").dt.strftime("%d%m%Y"), pl.col("order") % 10_000)
        ),
        "lat": pl.col("lat"),
        "lng": pl.col("lon"),
    }


def _codes() -> dict[str, pl.Expr]:
    age, grade, pupil = pl.col("age"), pl.col("grade"), pl.col("status") == "in_school"
    child = pl.col("status").is_not_null()
    stale = pl.col("dice") > 1 - STALE_EDUCATION
    seen = pl.when(stale).then(pl.max_horizontal(grade - 2, 0)).otherwise(grade)
    attending = (
        pl.when(seen < 1).then(pl.when(age < 5).then(1).otherwise(2))
        .when(seen <= 6).then(4).when(seen <= 9).then(6).otherwise(7)
    )  # fmt: skip
    broken_off = pl.when(pl.col("status") == "never_attended").then(3).when(grade < 6).then(5).otherwise(18)
    completed = (
        pl.when(seen < 1).then(1).when(seen <= 6).then(2).when(seen <= 9).then(3)
        .when(pl.col("status") == "completed").then(5).otherwise(4)
    )  # fmt: skip
    completed = pl.when((pl.col("status") == "not_continued") & (grade == 6)).then(3).otherwise(completed)
    completed = pl.when((pl.col("status") == "not_continued") & (grade == 9)).then(4).otherwise(completed)
    grown = (
        pl.when(age > 55)
        .then(2)
        .when(pl.col("dice") < 0.5)
        .then(3)
        .when(pl.col("dice") < 0.75)
        .then(4)
        .otherwise(5)
    )
    gone = pl.col("residence").is_in(["moved", "died"]) & (pl.col("draw") < STRUCK_OFF)
    wed = pl.when(pl.col("part") < 3).then(pl.when(pl.col("role") == 1).then(2).otherwise(2)).otherwise(1)
    return {
        "sex": pl.when("female").then(2).otherwise(1),
        "agama_id": pl.lit(1),
        "pendidikan_kk_id": pl.when(child).then(completed).when(age < 7).then(1).otherwise(grown),
        "pendidikan_sedang_id": pl.when(pupil | (pl.col("status") == "too_young") | (child & stale)).then(attending)
        .when(child).then(broken_off).when(age < 4).then(1).otherwise(18),
        "pekerjaan_id": pl.when(pupil).then(3).when(pl.col("works")).then(19).when(age < 19).then(1)
        .when(pl.col("female") & (pl.col("dice") < 0.6)).then(2).otherwise("trade"),
        "status_kawin": pl.when(pl.col("married")).then(2).when(pl.col("part") == 2).then(4).otherwise(wed),
        "kk_level": pl.col("role"),
        "warganegara_id": pl.lit(1),
        "golongan_darah_id": pl.col("blood"),
        "cacat_id": pl.when(pl.col("disabled")).then(pl.when(pl.col("dice") < 0.5).then(4).otherwise(1)).otherwise(7),
        "ktp_el": pl.when(age >= 17).then(2).otherwise(1),
        "status_rekam": pl.when(age >= 17).then(8).otherwise(1),
        "status_dasar": pl.when(gone & (pl.col("residence") == "died")).then(2).when(gone).then(3).otherwise(1),
        "id_asuransi": pl.lit(1),
    }  # fmt: skip


def write_village(path: Path, rows: pl.DataFrame, *, labels: bool, rng: np.random.Generator) -> None:
    """Write one village's workbook from its part of `register`; `labels` = "ekspor huruf" with its fault."""
    if labels:
        rows = rows.with_columns(
            pl.col(name).replace_strict(list(codes), list(codes.values()), return_dtype=pl.String)
            for name, codes in LABELS.items()
        ).with_columns(ktp_el="warganegara_id", status_rekam="warganegara_id")
    cells: list[list[Cell]] = [list(row) for row in rows.select(COLUMNS).iter_rows()]
    born = COLUMNS.index("tanggallahir")
    for at in np.flatnonzero(rng.random(len(cells)) < DATE_REAL):
        day, month, year = str(cells[at][born]).replace("/", "-").split("-")
        cells[at][born] = AS_OF.replace(year=int(year), month=int(month), day=int(day))
    with Book(path) as book:
        sheet = book.sheet("Data Penduduk")
        for column, title in enumerate(COLUMNS):
            sheet.write_string(0, column, title)
        book.rows(sheet, cells, 1)
        if not labels:
            _code_sheet(book)


def _code_sheet(book: Book) -> None:
    """The sheet "Kode Data": label and code of each coded column, side by side."""
    head: list[Cell] = [cell for name in LABELS for cell in (name, "id")]
    depth = max(len(codes) for codes in LABELS.values())
    lines: list[list[Cell]] = []
    for at in range(depth):
        line: list[Cell] = []
        for codes in LABELS.values():
            pairs = list(codes.items())
            line += [pairs[at][1], pairs[at][0]] if at < len(pairs) else [None, None]
        lines.append(line)
    book.rows(book.sheet("Kode Data"), [head, *lines], 0)
