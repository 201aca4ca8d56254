"""Build the synthetic district as files: what Dinas, Kemenag, the villages and the portal would hand over.

Two passes over the sub-districts, several processes: first the world of each, then the files of its
schools and villages (pupils may sit in another sub-district's school); the portal's list comes last,
from what the rosters really say. `manifest.json` says what to import as what; `truth.parquet` and
`truth_records.parquet` are for benchmarks and tests only. Nothing in the pipeline reads them.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl

from jembatan.site.demo import geography
from jembatan.site.demo.dates import AS_OF
from jembatan.site.demo.files import verval
from jembatan.site.demo.production import Chunk, FileEntry, produce
from jembatan.site.demo.world import build_world
from jembatan.tabular.tables import save_table, whole_file

# Raise it when the same seed gives other files than before: old ones are then built again.
VERSION = 4
FORMATS = ("dapodik", "emis", "opensid", "kobo", "odk", "verval")
SCHOOLS_PER_CHUNK = 24
WORLD = "_world"

TRUTH = (
    "person_id", "village_code", "name", "female", "birth_date", "age", "nik", "kk", "nisn", "mother",
    "father", "true_status", "status", "kind", "level", "grade", "left_on", "npsn", "school_level", "residence",
    "cause", "causes", "works", "married", "disabled", "absent_days", "risk_points", "birth_certificate",
    "wealth", "hamlet",
)  # fmt: skip

Step = TypeVar("Step")
Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What a build left: the folder, its manifest, its files, and whether anything had to be done."""

    folder: Path
    manifest: Path
    files: tuple[FileEntry, ...]
    fresh: bool
    seconds: float

    @property
    def rows(self) -> int:
        """Rows of people in all files together."""
        return sum(entry.rows for entry in self.files)


def build(
    *,
    out: Path,
    seed: int = 2026,
    scale: float = 1.0,
    villages: Sequence[str] | None = None,
    formats: Iterable[str] = FORMATS,
    workers: int = 2,
    progress: Report | None = None,
) -> Written:
    """Write the files of `villages` (default: the eight pilot villages) and of their sub-districts' schools.

    `scale` multiplies residents, 0 < scale <= 1. `progress` is told (step, done, of). A second call with the
    same arguments does nothing; a broken build leaves no manifest and is done again.
    """
    started = time.monotonic()
    out = Path(out)
    chosen = tuple(sorted(villages or geography.pilot_villages()))
    stamp = {
        "version": VERSION,
        "seed": seed,
        "scale": scale,
        "villages": list(chosen),
        "formats": sorted(formats),
    }
    if entries := _already(out, stamp):
        return Written(out, out / "manifest.json", entries, fresh=False, seconds=time.monotonic() - started)
    _clear(out)
    plan = _Plan(out, seed, scale, chosen, tuple(stamp["formats"]), workers, progress or _silent)  # type: ignore[arg-type]
    entries = plan.run()
    with whole_file(out / "manifest.json") as part:
        part.write_text(_manifest(stamp, entries), encoding="utf-8")
    return Written(out, out / "manifest.json", entries, fresh=True, seconds=time.monotonic() - started)


def _silent(step: str, done: int, of: int) -> None:
    """Nobody listens."""


def _manifest(stamp: dict[str, object], entries: Sequence[FileEntry]) -> str:
    cut_off = {"cut_off": AS_OF.isoformat()}
    files = [{k: v for k, v in asdict(entry).items() if v is not None} | cut_off for entry in entries]
    return (
        json.dumps({"synthetic": True, "stamp": stamp, "files": files}, ensure_ascii=False, indent=1) + "\n"
    )


def _already(out: Path, stamp: dict[str, object]) -> tuple[FileEntry, ...]:
    manifest = out / "manifest.json"
    if not manifest.is_file():
        return ()
    told = json.loads(manifest.read_text(encoding="utf-8"))
    entries = tuple(
        FileEntry(**{k: v for k, v in entry.items() if k != "cut_off"}) for entry in told["files"]
    )
    whole = told["stamp"] == stamp and all((out / entry.file).is_file() for entry in entries)
    return entries if whole else ()


def _clear(out: Path) -> None:
    """Take away what an earlier or broken build left, and nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("manifest.json", "truth.parquet", "truth_records.parquet", "schools.csv"):
        (out / name).unlink(missing_ok=True)
    for folder in (*FORMATS, WORLD):
        shutil.rmtree(out / folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One build under way."""

    out: Path
    seed: int
    scale: float
    villages: tuple[str, ...]
    formats: tuple[str, ...]
    workers: int
    progress: Report

    def run(self) -> tuple[FileEntry, ...]:
        """All steps; returns the files in the order of their paths."""
        codes = sorted({code[:8] for code in self.villages})
        detailed = frozenset(self.villages) if "opensid" in self.formats else frozenset()
        worlds = [(code, self.seed, self.scale, detailed, self.out) for code in codes]
        chunks = [chunk for code in codes for chunk in self._chunks(code)]
        pool = None
        if self.workers > 1:
            # Spawned, not forked: a forked polars may wait for a lock for ever.
            pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))
        try:
            self._each("people", _keep_world, worlds, pool)
            found = self._each("files", produce, chunks, pool)
        finally:
            if pool is not None:
                pool.shutdown(cancel_futures=True)
        entries = [entry for entries in found for entry in entries]
        if "verval" in self.formats:
            entries += self._portal()
        self._truth()
        shutil.rmtree(self.out / WORLD, ignore_errors=True)
        return tuple(sorted(entries, key=lambda entry: entry.file))

    def _chunks(self, code: str) -> list[Chunk]:
        schools = (
            geography.subdistrict(code, seed=self.seed, scale=self.scale).schools["npsn"].sort().to_list()
        )
        inside = [village for village in self.villages if village[:8] == code]
        villages = Chunk(
            code, self.seed, self.scale, self.out, self.formats, number=0, villages=tuple(inside)
        )
        parts = [schools[at : at + SCHOOLS_PER_CHUNK] for at in range(0, len(schools), SCHOOLS_PER_CHUNK)]
        return [
            villages,
            *(replace(villages, number=n, villages=(), schools=tuple(s)) for n, s in enumerate(parts, 1)),
        ]

    def _each(
        self,
        step: str,
        work: Callable[[Step], list[FileEntry]],
        tasks: list[Step],
        pool: ProcessPoolExecutor | None,
    ) -> list[list[FileEntry]]:
        results = []
        self.progress(step, 0, len(tasks))
        for done, result in enumerate(pool.map(work, tasks) if pool else map(work, tasks), 1):
            results.append(result)
            self.progress(step, done, len(tasks))
        return results

    def _portal(self) -> list[FileEntry]:
        """The portal's list for all sub-districts together, from what the Dapodik files say."""
        rng = np.random.default_rng([self.seed, 7])
        children = pl.read_parquet(self.out / WORLD / "children-*.parquet")
        names = dict(geography.regions().select("code", "name").iter_rows())
        children = children.with_columns(
            subdistrict=pl.col("village_code").str.slice(0, 8).replace_strict(names, return_dtype=pl.String)
        )
        records = _records(self.out)
        dapodik = records.filter(pl.col("file").str.starts_with("dapodik/"))
        listed = verval.portal_list(children, dapodik["nik"].drop_nulls(), dapodik["npsn"].unique(), rng)
        rows = verval.rows_of(listed, rng)
        path = self.out / "verval" / "verval_ats_jember.xlsx"
        numbers = verval.write_list(path, rows, rng)
        kept = rows.select("person_id", nik="nik").with_columns(
            file=pl.lit("verval/verval_ats_jember.xlsx"), sheet=pl.lit("Worksheet"), row=pl.Series(numbers),
        )  # fmt: skip
        save_table(kept, self.out / WORLD / "records-verval.parquet")
        self.progress("portal", 1, 1)
        return [FileEntry(file="verval/verval_ats_jember.xlsx", profile="verval", rows=len(rows))]

    def _truth(self) -> None:
        children = pl.read_parquet(self.out / WORLD / "children-*.parquet").select(TRUTH)
        save_table(children.sort("person_id"), self.out / "truth.parquet")
        save_table(_records(self.out).sort("file", "sheet", "row"), self.out / "truth_records.parquet")
        codes = sorted({code[:8] for code in self.villages})
        schools = [geography.subdistrict(code, seed=self.seed, scale=self.scale).schools for code in codes]
        save_table(pl.concat(schools).filter("invented").drop("public", "invented"), self.out / "schools.csv")


def _records(out: Path) -> pl.DataFrame:
    """Where each person's records are: person_id, file, sheet, row (1-based), nik as written, npsn, dirt."""
    parts = [pl.read_parquet(path) for path in sorted((out / WORLD).glob("records-*.parquet"))]
    return pl.concat(parts, how="diagonal_relaxed")


def _keep_world(task: tuple[str, int, float, frozenset[str], Path]) -> list[FileEntry]:
    """Build one kecamatan's world and keep it where the second pass finds it."""
    code, seed, scale, detailed, out = task
    world = build_world(code, seed=seed, scale=scale, detailed=detailed)
    save_table(world.children, out / WORLD / f"children-{code}.parquet")
    residents = world.residents.filter(pl.col("village_code").is_in(sorted(detailed)))
    save_table(residents, out / WORLD / f"residents-{code}.parquet")
    return []
