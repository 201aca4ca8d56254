"""The village census (SIPBM's way): every family with children 4 to 20 that lives there six months or more.

The form is `ats_pendataan` with the questions a census needs added in the same style: family card
and head, residence, result of the visit, this year's and last year's attendance, kind of school,
work, marriage, disability, papers. One submission a child. Kobo's data page (JSON) for most
villages, ODK Central's CSV for the others.
"""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import polars as pl

from jembatan.site.demo import noise
from jembatan.site.demo.dates import AS_OF
from jembatan.tabular.tables import whole_file

ASKED_AGES = (4, 20)
NOT_FOUND = 0.02  # families nobody was home at
REPORTED_AWAY = 0.4  # children who live elsewhere, whom the family names all the same
FORM_VERSION = "2026080101"
OUT = ("never_attended", "dropped_out", "not_continued")

# What the volunteer ticks. Who finished upper secondary school is LTM of grade 12: the rules know better.
STATUS = {"in_school": "SEKOLAH", "dropped_out": "DO", "not_continued": "LTM", "never_attended": "BPB",
          "completed": "LTM", "awaiting": "LTM", "too_young": "BPB"}  # fmt: skip
KIND = {"formal": "FORMAL", "madrasah": "MADRASAH", "slb": "SLB", "paket": "PAKET",
        "pesantren_salaf": "PESANTREN_SALAF", "kindergarten": "TK", "none": None}  # fmt: skip
ENUMERATORS = 6  # a village


def answers(children: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """One row a child as the family told it: columns are the form's questions, plus village_code, person_id."""
    asked = children.filter(
        pl.col("age").is_between(*ASKED_AGES) & (pl.col("residence") != "died")
    ).sort("village_code", "household", "part")  # fmt: skip
    home = pl.Series(rng.random(len(asked)))
    told = (pl.col("residence") != "moved") | (home < REPORTED_AWAY)
    families = asked["household"].unique().sort()
    missed = asked["household"].is_in(
        families.filter(pl.Series(rng.random(len(families)) < NOT_FOUND)).implode()
    )
    rows = noise.recorded(asked.filter(told & ~missed), noise.CENSUS, rng)
    count = len(rows)
    rows = rows.with_columns(
        ready=_pick(
            ["FORMAL", "NONFORMAL", "KURSUS", "RAGU", "MENOLAK"], [0.25, 0.3, 0.08, 0.22, 0.15], count, rng
        ),
        seen=pl.Series(rng.random(count) < 0.7),
        hides=pl.Series(rng.random(count) < 0.015),
        enumerator=pl.Series(rng.integers(1, ENUMERATORS + 1, count)),
        minute=pl.Series(rng.integers(0, 600, count)),
        day=pl.Series(rng.integers(1, 28, count)),
    )
    return rows.select("village_code", "person_id", *_place(), *_child(), *_schooling(), *_meta())


def _pick(values: list[str], chances: list[float], count: int, rng: np.random.Generator) -> pl.Series:
    return pl.Series(values).gather(rng.choice(len(values), count, p=chances))


def _yes(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit("ya")).otherwise(pl.lit("tidak"))


def _place() -> list[pl.Expr]:
    spot = pl.format("{} {} 0 5", pl.col("lat"), pl.col("lon"))
    newcomer = pl.col("residence") == "newcomer"
    head = pl.when(pl.col("father_home")).then("father").otherwise(pl.coalesce("grandmother", "mother"))
    return [
        pl.col("village_code").alias("lokasi/desa"),
        pl.col("hamlet").str.to_uppercase().alias("lokasi/dusun"),
        pl.col("rw").cast(pl.String).str.zfill(3).alias("lokasi/rw"),
        pl.col("rt").cast(pl.String).str.zfill(3).alias("lokasi/rt"),
        spot.alias("lokasi/titik_rumah"),
        pl.when(pl.col("residence") == "moved").then(pl.lit("PINDAH")).otherwise(pl.lit("BERHASIL"))
        .alias("kunjungan/hasil"),
        pl.col("as_kk").alias("keluarga/no_kk"),
        head.alias("keluarga/kepala_keluarga"),
        _yes(pl.col("residence") != "moved").alias("keluarga/tinggal_6_bulan"),
        _yes(~newcomer).alias("keluarga/kk_di_desa"),
        pl.when(pl.col("wealth") < 0.3).then(pl.lit("<500"))
        .when(pl.col("wealth") < 0.6).then(pl.lit("500-1000"))
        .when(pl.col("wealth") < 0.9).then(pl.lit("1000-2000")).otherwise(pl.lit(">2000"))
        .alias("keluarga/pengeluaran"),
    ]  # fmt: skip


def _child() -> list[pl.Expr]:
    return [
        pl.col("as_name").alias("anak/nama"),
        pl.col("as_nik").alias("anak/nik"),
        pl.col("as_born").cast(pl.String).alias("anak/tanggal_lahir"),
        pl.when("female").then(pl.lit("P")).otherwise(pl.lit("L")).alias("anak/jenis_kelamin"),
        pl.col("as_mother").str.to_uppercase().fill_null("-").alias("anak/nama_ibu"),
        pl.when("father_home").then(pl.col("father").str.to_uppercase()).alias("anak/nama_ayah"),
        _yes(pl.col("birth_certificate")).alias("anak/akta_lahir"),
        pl.when("married").then(pl.lit("KAWIN")).otherwise(pl.lit("BELUM KAWIN")).alias("anak/status_kawin"),
        _yes(pl.col("works")).alias("anak/bekerja"),
        _yes(pl.col("disabled")).alias("anak/disabilitas"),
    ]


def _schooling() -> list[pl.Expr]:
    status, grade = pl.col("status"), pl.col("grade")
    # A few families say the child still goes to school when it has left.
    told = pl.when(pl.col("hides") & (status == "dropped_out")).then(pl.lit("in_school")).otherwise(status)
    pupil, out = told == "in_school", told.is_in(OUT)
    finished = told.is_in(["not_continued", "completed", "awaiting"])
    was = grade >= 1
    gone = was & ~pupil
    level = (
        pl.when(grade <= 6).then(pl.lit("SD")).when(grade <= 9).then(pl.lit("SMP")).otherwise(pl.lit("SMA"))
    )
    kind = pl.when(pupil & (pl.col("kind") == "none")).then(pl.lit("formal")).otherwise("kind")
    next_level = pl.when(told == "awaiting").then(pl.lit("menunggu")).otherwise(pl.lit("tidak"))
    return [
        told.replace_strict(STATUS).alias("pendidikan/status_sekolah"),
        kind.replace_strict(KIND, return_dtype=pl.String).alias("pendidikan/jenis_lembaga"),
        pl.when(was).then(level).alias("pendidikan/jenjang_terakhir"),
        pl.when(was).then(grade).alias("pendidikan/kelas_terakhir"),
        pl.when(pupil).then("npsn").alias("pendidikan/npsn"),
        *_last_year(pupil),
        pl.when(gone).then("left_on").alias("pendidikan/tanggal_putus"),
        pl.when(gone).then(_yes(finished)).alias("pendidikan/tamat_jenjang"),
        pl.when(gone & finished).then(_yes(pl.col("seen"))).alias("pendidikan/ijazah_terlihat"),
        pl.when(gone & finished).then(next_level).alias("pendidikan/lanjut"),
        pl.when(pupil).then("absent_days").alias("pendidikan/absen_hari"),
        pl.when(was).then("as_nisn").alias("pendidikan/nisn"),
        pl.when(out).then("causes").alias("pendidikan/sebab"),
        pl.when(out).then(pl.col("cause").cast(pl.String)).alias("pendidikan/sebab_utama"),
        pl.when(out).then("ready").alias("minat/kesiapan"),
    ]


def _last_year(pupil: pl.Expr) -> list[pl.Expr]:
    """Attendance in the school year before this one, asked beside this year's (as MICS does)."""
    left_lately = pl.col("left_on") >= f"{AS_OF.year - 1}-07"
    attended = pl.when(pupil).then(pl.col("due_grade") >= 2).otherwise((pl.col("grade") >= 1) & left_lately)
    grade = pl.when(pupil).then(pl.max_horizontal(pl.col("grade") - 1, 1)).otherwise("grade")
    return [
        _yes(attended).alias("pendidikan/sekolah_tahun_lalu"),
        pl.when(attended).then(grade).alias("pendidikan/kelas_tahun_lalu"),
    ]


def _meta() -> list[pl.Expr]:
    return [pl.col("enumerator"), pl.col("minute"), pl.col("day"), pl.col("twice")]


def submissions(rows: pl.DataFrame) -> list[dict[str, object]]:
    """Kobo's records of one village, unanswered questions left out as Kobo does."""
    questions = [name for name in rows.columns if "/" in name]
    asset = f"a{rows['village_code'][0].replace('.', '')}JembatanContoh"
    found: list[dict[str, object]] = []
    for at, row in enumerate(rows.iter_rows(named=True), 1):
        instance = str(uuid5(NAMESPACE_URL, f"jembatan/{row['person_id']}/{at}"))
        start = f"{AS_OF.year}-09-{row['day']:02d}T{7 + row['minute'] // 60:02d}:{row['minute'] % 60:02d}:00.000+07:00"
        spot = str(row["lokasi/titik_rumah"]).split(" ")
        found.append(
            {
                "_id": 900_000 + at,
                "formhub/uuid": "c0ffeec0ffeec0ffeec0ffeec0ffee00",
                "start": start,
                "end": start[:17] + "55.000+07:00",
                **{name: row[name] if isinstance(row[name], str) else str(row[name])
                   for name in questions if row[name] is not None},
                "__version__": f"v{FORM_VERSION}",
                "meta/instanceID": f"uuid:{instance}",
                "_xform_id_string": asset,
                "_uuid": instance,
                "_attachments": [],
                "_status": "submitted_via_web",
                "_geolocation": [float(spot[0]), float(spot[1])],
                "_submission_time": start[:19],
                "_tags": [],
                "_notes": [],
                "_validation_status": {},
                "_submitted_by": f"pendata{row['enumerator']:02d}",
            }
        )  # fmt: skip
    return found


def write_kobo(path: Path, rows: pl.DataFrame) -> None:
    """One page of Kobo's API for one village: count, next, previous, results."""
    found = submissions(rows)
    page = {"count": len(found), "next": None, "previous": None, "results": found}
    with whole_file(path) as part:
        part.write_text(json.dumps(page, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def write_odk(path: Path, rows: pl.DataFrame) -> None:
    """ODK Central's CSV of one village: groups joined with "-", geopoints in three columns, KEY last."""
    questions = [name for name in rows.columns if "/" in name and name != "lokasi/titik_rumah"]
    spot = pl.col("lokasi/titik_rumah").str.split(" ")
    stamp = pl.format(
        "{}-09-{}T08:00:00.000Z", pl.lit(AS_OF.year), pl.col("day").cast(pl.String).str.zfill(2)
    )
    instances = [
        str(uuid5(NAMESPACE_URL, f"jembatan/{person}/{at}")) for at, person in enumerate(rows["person_id"], 1)
    ]
    table = rows.with_columns(key=pl.lit("uuid:") + pl.Series(instances)).select(
        stamp.alias("SubmissionDate"),
        stamp.alias("start"),
        stamp.alias("end"),
        *(pl.col(name).alias(name.replace("/", "-")) for name in questions),
        spot.list.get(0).alias("lokasi-titik_rumah-Latitude"),
        spot.list.get(1).alias("lokasi-titik_rumah-Longitude"),
        pl.col("key").alias("meta-instanceID"),
        pl.col("key").alias("KEY"),
        pl.format("{}", pl.col("enumerator")).alias("SubmitterID"),
        pl.format("pendata{}", pl.col("enumerator").cast(pl.String).str.zfill(2)).alias("SubmitterName"),
        pl.lit(None, dtype=pl.String).alias("ReviewState"),
        pl.lit(FORM_VERSION).alias("FormVersion"),
    )
    with whole_file(path) as part:
        table.write_csv(part)
