"""Write one share of the files: some schools of a kecamatan, or its villages. Runs in a process of its own."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from jembatan.site.demo import geography
from jembatan.site.demo.files import census, dapodik, emis, opensid
from jembatan.tabular.tables import save_table

MADRASAH = ("mi", "mts", "ma")
# Villages whose OpenSID operator uses "ekspor huruf" (labels): every fourth.
LABELS_EVERY = 4
# Where the census was collected with ODK instead of Kobo, when both are asked for.
ODK_SUBDISTRICTS = ("35.09.07",)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the manifest, with what its import needs to be told.

    `rows` counts the rows about somebody, not headings. `place` is the kecamatan of a school's file.
    """

    file: str
    profile: str
    rows: int
    village: str | None = None
    npsn: str | None = None
    place: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """One share of the work in kecamatan `code`: schools by NPSN, or villages by code (number 0)."""

    code: str
    seed: int
    scale: float
    out: Path
    formats: tuple[str, ...]
    number: int
    schools: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()

    @property
    def world(self) -> Path:
        """Where the worlds of the first pass are."""
        return self.out / "_world"


def produce(chunk: Chunk) -> list[FileEntry]:
    """Write the files of `chunk`, and beside them which person stands in which row."""
    rng = np.random.default_rng([chunk.seed, int(chunk.code[-2:]), 6, chunk.number])
    entries, records = _villages(chunk, rng) if chunk.villages else _schools(chunk, rng)
    if records:
        kept = pl.concat(records, how="diagonal_relaxed")
        save_table(kept, chunk.world / f"records-{chunk.code}-{chunk.number:02d}.parquet")
    return entries


def _schools(chunk: Chunk, rng: np.random.Generator) -> tuple[list[FileEntry], list[pl.DataFrame]]:
    place = geography.subdistrict(chunk.code, seed=chunk.seed, scale=chunk.scale)
    schools = place.schools.filter(pl.col("npsn").is_in(chunk.schools))
    paths = sorted(chunk.world.glob("children-*.parquet"))
    pupils = pl.scan_parquet(paths).filter(pl.col("npsn").is_in(chunk.schools)).collect()
    pupils = pupils.join(
        schools.select("npsn", "form", "public"), on="npsn", how="left", maintain_order="left"
    )
    entries: list[FileEntry] = []
    records: list[pl.DataFrame] = []
    of_madrasah = pl.col("school_level").is_in(MADRASAH)
    facts = {row["npsn"]: {**row, "subdistrict": place.name} for row in schools.iter_rows(named=True)}
    if "dapodik" in chunk.formats:
        rows = dapodik.roster_rows(pupils.filter(~of_madrasah), subdistrict=place.name, rng=rng)
        for (npsn,), part in rows.group_by("npsn", maintain_order=True):
            file = f"dapodik/daftar_pd-{npsn}-{_slug(facts[npsn]['name'])}.xlsx"
            dirt = dapodik.write_school(chunk.out / file, facts[npsn], part, rng)
            entries.append(
                FileEntry(
                    file, "dapodik", len(part), npsn=str(npsn), place=chunk.code, name=facts[npsn]["name"]
                )
            )
            records.append(_traced(part, file, "Daftar Peserta Didik", "NIK", dapodik.FIRST_ROW, dirt))
    if "emis" in chunk.formats:
        rows = emis.roster_rows(pupils.filter(of_madrasah), rng=rng)
        for (npsn,), part in rows.group_by("npsn", maintain_order=True):
            file = f"emis/siswa-{npsn}-{_slug(facts[npsn]['name'])}.xlsx"
            emis.write_madrasah(chunk.out / file, part, rng)
            entries.append(
                FileEntry(file, "emis", len(part), npsn=str(npsn), place=chunk.code, name=facts[npsn]["name"])
            )
            for (sheet,), lines in part.group_by("sheet", maintain_order=True):
                records.append(_traced(lines, file, str(sheet), "NIK", emis.FIRST_ROW))
    return entries, records


def _villages(chunk: Chunk, rng: np.random.Generator) -> tuple[list[FileEntry], list[pl.DataFrame]]:
    children = pl.read_parquet(chunk.world / f"children-{chunk.code}.parquet")
    entries: list[FileEntry] = []
    records: list[pl.DataFrame] = []
    names = dict(geography.regions().select("code", "name").iter_rows())
    residents = pl.read_parquet(chunk.world / f"residents-{chunk.code}.parquet")
    for at, code in enumerate(chunk.villages):
        here = children.filter(pl.col("village_code") == code)
        if "opensid" in chunk.formats:
            rows = opensid.register(residents.filter(pl.col("village_code") == code), here, rng)
            file = f"opensid/penduduk_{code}.xlsx"
            labels = (int(chunk.code[-2:]) + at) % LABELS_EVERY == 0
            opensid.write_village(chunk.out / file, rows, labels=labels, rng=rng)
            entries.append(FileEntry(file, "opensid", len(rows), village=code, name=names[code]))
            records.append(_traced(rows, file, "Data Penduduk", "nik", 2))
        answered = census.answers(here, rng)
        if answered.is_empty() or not {"kobo", "odk"} & set(chunk.formats):
            continue
        odk = "kobo" not in chunk.formats or ("odk" in chunk.formats and chunk.code in ODK_SUBDISTRICTS)
        file = f"odk/ats_pendataan_{code}.csv" if odk else f"kobo/ats_pendataan_{code}.json"
        (census.write_odk if odk else census.write_kobo)(chunk.out / file, answered)
        entries.append(
            FileEntry(file, "odk" if odk else "kobo", len(answered), village=code, name=names[code])
        )
        records.append(_traced(answered, file, "", "anak/nik", 2 if odk else 1))
    return entries, records


def _traced(
    rows: pl.DataFrame, file: str, sheet: str, nik: str, first: int, dirt: list[str] | None = None
) -> pl.DataFrame:
    """Where each row of a file came to stand, and whom it is about."""
    return rows.select(
        "person_id",
        nik=pl.col(nik).cast(pl.String).str.strip_chars("'"),
        npsn=pl.col("npsn") if "npsn" in rows.columns else pl.lit(None, dtype=pl.String),
        file=pl.lit(file),
        sheet=pl.lit(sheet),
        row=pl.int_range(pl.len(), dtype=pl.Int64) + first,
        dirt=pl.Series(dirt or [""] * len(rows), dtype=pl.String),
    )


def _slug(name: object) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", str(name).upper()).strip("_")[:40]
