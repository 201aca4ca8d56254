"""The portal's list ("Verval ATS"): 42 named columns and a stray one, made by the portal's own logic.

Every NIK of school age on the family cards that Dapodik does not have, exactly as typed, is out of
school: DO or LTM where an older record ends, BPB where there is none. Hence its known mistakes:
pupils of madrasah that EMIS did not pass on, pupils with one wrong digit, children who moved or
died, young people past 18. Out-of-school children note, 4.1 and 4.6; interchange note, 1.3.
"""

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import polars as pl

from jembatan.site.demo.dates import AS_OF, EXCEL_EPOCH, SEMESTER
from jembatan.site.demo.files.workbook import Book, Cell
from jembatan.site.demo.geography import dapodik_codes

COLUMNS = (
    "sekolah_id", "tahun", "semester_id", "peserta_didik_id", "nisn", "nik", "no_kk", "nama", "jenis_kelamin",
    "tempat_lahir", "tanggal_lahir", "nama_ibu_kandung", "kode_provinsi", "provinsi", "kode_kabupaten",
    "kabupaten", "kode_kecamatan", "kecamatan", "kode_desa_kelurahan", "desa_kelurahan", "kode_wilayah",
    "kode_dagri", "alamat_jalan", "rt", "rw", "lintang", "bujur", "status_approval", "status_approval_keterangan",
    "status_validasi", "status", "keterangan_approval", "alasan_approval_id", "alasan_approval_keterangan",
    "keterangan_tolak", "alasan_lainnya", "tingkat_pendidikan", "kebutuhan_khusus_id", "aktif", "create_date",
    "last_update", "soft_delete_ats",
)  # fmt: skip

# Reasons in the order of the national form; the portal's own numbering is not published.
REASONS = {
    1: "Tidak mau bersekolah", 2: "Tidak ada biaya", 3: "Sekolah jauh dari rumah",
    4: "Sudah cukup dengan tingkat pendidikan yang dimiliki saat ini", 5: "Menikah / mengurus rumah tangga",
    6: "Mengalami kekerasan/perundungan/trauma di sekolah", 7: "Bekerja", 8: "Pengaruh lingkungan/teman",
    9: "Beranggapan sekolah tidak penting", 10: "Tidak memiliki seragam sekolah", 11: "Tidak memiliki Akta Kelahiran",
    12: "Masalah kesehatan / penyandang disabilitas", 15: "Anak tidak ditemukan",
    17: "Melanjutkan ke Pondok Pesantren atau lainnya", 18: "Meninggal dunia", 19: "Bersekolah", 20: "Pindah domisili",
    21: "Sudah tamat SMA/sederajat",
}  # fmt: skip
EMIS_PASSED_ON = 0.86  # madrasah pupils the ministry's exchange knows
FOUND_ELSEWHERE = 0.97  # pupils of other districts and of the town, found by their NIK
STALE_RETURN = 0.35  # learners of a PKBM still listed as they left
OVER_AGE_LISTED = 0.12  # of those of 19 and 20
MISSED = 0.07  # out-of-school children the list does not have
VERIFIED, NOT_FOUND = 0.62, 0.03
SOFT_DELETED = 0.02
NIK_NUMBER, DATE_SERIAL, DATE_ZERO = 0.01, 0.02, 0.003
HEADER_AGAIN_EVERY = 2500  # rows of one "page" of the export

OUT = ("never_attended", "dropped_out", "not_continued")


def portal_list(
    children: pl.DataFrame, known_niks: pl.Series, rosters: pl.Series, rng: np.random.Generator
) -> pl.DataFrame:
    """The listed children, with `listed_as` (DO, LTM, BPB), `listed_grade`, `reason`.

    `known_niks` are the NIK in the Dapodik files as typed, `rosters` the NPSN those files cover.
    """
    count = len(children)
    draw, luck = pl.Series(rng.random(count)), pl.Series(rng.random(count))
    pupil = pl.col("status") == "in_school"
    madrasah = pl.col("school_level").is_in(["mi", "mts", "ma"])
    covered = pl.col("npsn").is_in(rosters.implode()) & ~madrasah
    known = (
        pl.when(madrasah & pupil).then(draw < EMIS_PASSED_ON)
        .when(covered).then(pl.col("nik").is_in(known_niks.implode()))
        .when(pupil & (pl.col("residence") != "died")).then(draw < FOUND_ELSEWHERE)
        .otherwise(pl.lit(False))
    )  # fmt: skip
    stale = pupil & (pl.col("kind") == "paket") & (luck < STALE_RETURN)
    over = pl.col("age").is_between(19, 20) & (luck > OVER_AGE_LISTED)
    finished = pl.col("status").is_in(["completed", "too_young"])
    spared = (pl.col("status").is_in(OUT) & (luck > 1 - MISSED)) | (
        (pl.col("status") == "awaiting") & (luck > 0.5)
    )
    on_cards = pl.col("residence") != "newcomer"
    of_age = pl.col("age_july").is_between(7, 18) | pl.col("age").is_between(19, 20)
    wanted = on_cards & of_age & ~over & ~spared & ((~known & ~finished) | stale)
    return (
        children.filter(wanted)
        .with_columns(*_listed_as())
        .with_columns(reason=_reason(int(rng.integers(2**31))))
    )


def _listed_as() -> list[pl.Expr]:
    """What the last record in Dapodik says: none, left in a grade, or finished a level."""
    grade, in_dapodik = pl.col("grade"), ~pl.col("level").is_in(["mi", "mts", "ma"])
    dropped = (pl.col("status") == "dropped_out") & in_dapodik
    back = (pl.col("kind") == "paket") & (pl.col("status") == "in_school")
    after_6 = (grade >= 6) & (pl.col("school_1") == "sd")
    after_9 = (grade >= 9) & (pl.col("school_2") == "smp")
    stopped = pl.col("status").is_in(["not_continued", "awaiting"]) | ~in_dapodik
    listed = (
        pl.when(dropped | back).then(pl.lit("DO"))
        .when(stopped & ((after_9 & (grade >= 9)) | after_6)).then(pl.lit("LTM")).otherwise(pl.lit("BPB"))
    )  # fmt: skip
    last = pl.when(dropped | back).then(grade).when(after_9).then(9).otherwise(6)
    return [listed.alias("listed_as"), pl.when(listed != "BPB").then(last).alias("listed_grade")]


def _reason(seed: int) -> pl.Expr:
    """Number of the reason the village gave; null where it has not verified the child yet."""
    rng_share = pl.int_range(pl.len()).shuffle(seed=seed) / pl.len()
    found = (
        pl.when(pl.col("residence") == "died").then(18)
        .when(pl.col("residence") == "moved").then(20)
        .when(rng_share < NOT_FOUND).then(15)
        .when(pl.col("kind") == "pesantren_salaf").then(17)
        .when(pl.col("status").is_in(["in_school", "awaiting"])).then(19)
        .when(pl.col("status") == "completed").then(21)
        .otherwise("cause")
    )  # fmt: skip
    return pl.when(rng_share < VERIFIED).then(found)


def rows_of(listed: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """COLUMNS of the export plus person_id, sorted as the portal sorts: by village and name."""
    listed = listed.sort("village_code", "name")
    count = len(listed)
    codes = dapodik_codes()
    area = pl.col("village_code").str.slice(0, 8).replace_strict(codes, return_dtype=pl.String)
    prefix = pl.Series(["Desa ", "Ds. ", "Desa/Kel. ", ""]).gather(
        rng.choice(4, count, p=[0.6, 0.1, 0.1, 0.2])
    )
    verified = pl.col("reason").is_not_null()
    label = pl.col("reason").replace_strict(REASONS, default="-", return_dtype=pl.String)
    dash = pl.lit("-")
    draw = rng.random(count)
    gone = pl.Series(draw <= max(SOFT_DELETED, draw.min(initial=1.0)), dtype=pl.Boolean)  # always one
    listed = listed.with_columns(prefix=prefix, gone=gone)
    identities = [None if kind == "BPB" else str(uuid5(NAMESPACE_URL, f"pd/{person}"))
                  for person, kind in listed.select("person_id", "listed_as").iter_rows()]  # fmt: skip
    cells: dict[str, pl.Expr | pl.Series] = {
        "sekolah_id": pl.Series(identities, dtype=pl.String),
        "tahun": pl.lit(AS_OF.year), "semester_id": pl.lit(SEMESTER),
        "peserta_didik_id": pl.Series(identities, dtype=pl.String),
        "nisn": pl.when(pl.col("listed_as") == "BPB").then(dash).otherwise(pl.col("nisn").fill_null("-")),
        "nik": pl.col("nik"), "no_kk": pl.col("kk"), "nama": pl.col("name").str.to_uppercase(),
        "jenis_kelamin": pl.when("female").then(pl.lit("P")).otherwise(pl.lit("L")), "tempat_lahir": pl.lit("Jember"),
        "tanggal_lahir": pl.col("birth_date").cast(pl.String),
        "nama_ibu_kandung": pl.col("mother").str.to_uppercase(),
        "kode_provinsi": pl.lit("050000"), "provinsi": pl.lit("Prov. Jawa Timur"), "kode_kabupaten": pl.lit("052400"),
        "kabupaten": pl.lit("Kab. Jember"), "kode_kecamatan": area,
        "kecamatan": pl.lit("Kec. ") + pl.col("subdistrict"),
        "kode_desa_kelurahan": area + pl.col("village_code").str.slice(-2),
        "desa_kelurahan": pl.col("prefix") + pl.col("village"),
        "kode_wilayah": area + pl.col("village_code").str.slice(-2) + "  ",
        "kode_dagri": pl.col("village_code").str.replace_all(".", "", literal=True),
        "alamat_jalan": pl.lit("Dsn ") + pl.col("hamlet"), "rt": pl.col("rt"), "rw": pl.col("rw"),
        "lintang": pl.col("lat").round(5), "bujur": pl.col("lon").round(5),
        "status_approval": pl.when(verified).then(2).otherwise(0),
        "status_approval_keterangan": pl.when(verified).then(pl.lit("Sudah Verifikasi"))
        .otherwise(pl.lit("Belum Verifikasi")),
        "status_validasi": verified.cast(pl.Int64), "status": pl.col("listed_as"),
        "keterangan_approval": pl.when(verified).then(pl.lit("Diverifikasi desa")).otherwise(dash),
        "alasan_approval_id": pl.col("reason").cast(pl.String).fill_null("-"), "alasan_approval_keterangan": label,
        "keterangan_tolak": dash, "alasan_lainnya": dash,
        "tingkat_pendidikan": pl.col("listed_grade").cast(pl.String).fill_null("-"),
        "kebutuhan_khusus_id": pl.col("disabled").cast(pl.Int64) * 2, "aktif": pl.lit(1),
        "create_date": pl.lit(f"{AS_OF.year}-08-02 01:10:00"),
        "last_update": pl.when(verified).then(pl.lit(f"{AS_OF.year}-09-20 10:00:00")).otherwise(pl.lit("0")),
        "soft_delete_ats": pl.when("gone").then(pl.lit(f"{AS_OF.year}-09-21 00:00:00")).otherwise(pl.lit("0")),
    }  # fmt: skip
    return listed.select("person_id", "village_code", *(cells[name].alias(name) for name in COLUMNS))


def write_list(path: Path, rows: pl.DataFrame, rng: np.random.Generator) -> list[int]:
    """Write the export. Returns the 1-based row number of each listed child; header rows come between."""
    header: list[Cell] = [*COLUMNS, None]
    cells: list[list[Cell]] = [header]
    numbers = []
    # The second header comes even in a short list: every export seen had one.
    page = min(HEADER_AGAIN_EVERY, max(1, len(rows) // 2))
    for at, row in enumerate(rows.select(COLUMNS).iter_rows()):
        if at and at % page == 0:
            cells.append(header)
        cells.append(_dirty([*row, None], rng.random(2)))
        numbers.append(len(cells))
    with Book(path) as book:
        book.rows(book.sheet("Worksheet"), cells, 0)
    return numbers


def _dirty(row: list[Cell], draw: np.ndarray) -> list[Cell]:
    nik, born = COLUMNS.index("nik"), COLUMNS.index("tanggal_lahir")
    if draw[0] < NIK_NUMBER:
        row[nik] = float(str(row[nik]))
    if draw[1] < DATE_ZERO:
        row[born] = "0.0"
    elif draw[1] < DATE_ZERO + DATE_SERIAL:
        row[born] = (AS_OF.fromisoformat(str(row[born])) - EXCEL_EPOCH).days
    return row
