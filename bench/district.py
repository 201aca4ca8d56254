"""`python -m bench.district [--villages 1|8|248]`: the pipeline on a synthetic district, beside its floor.

Read, link, classify and reconcile run as engine steps on the demo's files, each in a process of its own
so that peak memory is the step's. The floor is DuckDB scanning every column of the same tables and
hash-joining them on NIK, measured in the same run; ratios to it survive a change of machine.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import duckdb
import polars as pl

from bench.district_truth import truth_figures
from jembatan.children.engine.classifying import classify_frame
from jembatan.children.engine.reconciling import Terms, reconcile_frames
from jembatan.linkage.engine.link import link_frames
from jembatan.rosters.engine.reading import read_file
from jembatan.site.demo import geography
from jembatan.site.demo.dates import AS_OF
from jembatan.site.demo.district import Written, build
from jembatan.tabular.tables import load_table, save_table

SIZES = (1, 8, 248)
ONE_VILLAGE = "35.09.18.2002"
WORKERS = 2
KIND_OF = {"dapodik": "rosters", "emis": "rosters", "odk": "census", "verval": "portal"}
TABLES = ("census", "rosters", "portal")
MARKS = ("<!-- district: begin -->", "<!-- district: end -->")
DEFAULT_DOC = Path(__file__).parent.parent / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Measured:
    """One step at one size: rows, wall and CPU seconds, peak memory in MB."""

    villages: int
    step: str
    rows: int
    seconds: float
    cpu: float
    megabytes: int

    def line(self, floor: "Measured") -> str:
        """A row of the table; ratios are to the floor of the same size."""
        ratio = f"{self.seconds / floor.seconds:,.0f} ({self.cpu / floor.cpu:,.0f})"
        rate = self.rows / self.seconds
        figures = f"{self.rows:,} | {self.seconds:.2f} | {rate:,.0f} | {self.cpu:.1f} | {self.megabytes:,}"
        return f"| {self.villages} | {self.step} | {figures} | {ratio} |"


def villages_of(size: int) -> tuple[str, ...]:
    """The villages of a size: one, the eight of the pilot, or all."""
    return {1: (ONE_VILLAGE,), 8: geography.pilot_villages(), 248: geography.village_codes()}[size]


def _peak_megabytes() -> int:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The largest child, as often as there were children at a time: an upper bound.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * WORKERS
    return (own + children) // 1024


def _cpu_seconds() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _read_one(task: tuple[str, dict[str, str]]) -> tuple[str, pl.DataFrame, int]:
    folder, entry = task
    reading = read_file(
        Path(folder) / entry["file"],
        profile=entry["profile"],
        village=entry.get("village"),
        npsn=entry.get("npsn"),
    )
    unique = pl.lit(entry["file"] + "!") + pl.col("record_id")
    records = reading.records.drop("raw").with_columns(record_id=unique, file=pl.lit(entry["file"]))
    return KIND_OF[entry["profile"]], records, reading.rows_read


def _read(folder: Path) -> tuple[int, float]:
    """Read every file of the manifest with two workers; keep the canonical tables beside them."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    parts: dict[str, list[pl.DataFrame]] = {name: [] for name in TABLES}
    rows = 0
    started = time.perf_counter()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        tasks = [(str(folder), entry) for entry in entries]
        for kind, records, count in pool.map(_read_one, tasks, chunksize=8):
            parts[kind].append(records)
            rows += count
    seconds = time.perf_counter() - started
    for name, found in parts.items():
        save_table(pl.concat(found), folder / "tables" / f"{name}.parquet")
    return rows, seconds


def _tables(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    census, rosters, portal = (load_table(folder / "tables" / f"{name}.parquet") for name in TABLES)
    # The portal's list covers whole sub-districts; where no census was taken there is nothing to reconcile.
    return (
        census,
        rosters,
        portal.filter(pl.col("village_code").is_in(census["village_code"].unique().implode())),
    )


def _floor(folder: Path) -> tuple[int, float]:
    """Scan all columns of the three tables, then hash-join census with rosters and portal on NIK."""
    connection = duckdb.connect(config={"threads": WORKERS})
    connection.execute("SET enable_progress_bar = false")
    paths = {name: str(folder / "tables" / f"{name}.parquet") for name in TABLES}
    rows = 0
    started = time.perf_counter()
    for name, path in paths.items():
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{path}')")
        columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
        counts = ", ".join(f'count("{column}")' for column in columns)
        rows += connection.execute(f"SELECT count(*), {counts} FROM {name}").fetchall()[0][0]
    for other in ("rosters", "portal"):
        connection.execute(f"SELECT count(*) FROM census a JOIN {other} b ON a.nik = b.nik").fetchall()
    return rows, time.perf_counter() - started


def _link(folder: Path) -> tuple[int, float]:
    census, rosters, _ = _tables(folder)
    started = time.perf_counter()
    linked = link_frames(census, rosters)
    seconds = time.perf_counter() - started
    save_table(linked.links.drop("evidence"), folder / "tables" / "links.parquet")
    save_table(linked.people, folder / "tables" / "people.parquet")
    return len(census) + len(rosters), seconds


def _classify(folder: Path) -> tuple[int, float]:
    census = _tables(folder)[0]
    started = time.perf_counter()
    classify_frame(census, as_of=AS_OF)
    return len(census), time.perf_counter() - started


def _reconcile(folder: Path) -> tuple[int, float]:
    """Gather, link all kinds, resolve, classify, recapitulate: the linking of the step before is done anew."""
    census, rosters, portal = _tables(folder)
    started = time.perf_counter()
    found = reconcile_frames(census, rosters, portal, terms=Terms(as_of=AS_OF))
    seconds = time.perf_counter() - started
    kept = ("child_id", "village_code", "status", "out_of_school", "standing", "reason", "p_out")
    save_table(found.children.select(kept), folder / "tables" / "children.parquet")
    save_table(found.records.drop("evidence", strict=False), folder / "tables" / "records.parquet")
    return len(census) + len(rosters) + len(portal), seconds


STEPS: dict[str, Callable[[Path], tuple[int, float]]] = {
    "read": _read,
    "floor": _floor,
    "link": _link,
    "classify": _classify,
    "reconcile": _reconcile,
}


def _in_own_process(step: str, folder: Path) -> tuple[int, float, float, int]:
    os.dup2(2, 1)  # what the engines say while working is not the bench's output
    before = _cpu_seconds()
    rows, seconds = STEPS[step](folder)
    return rows, seconds, _cpu_seconds() - before, _peak_megabytes()


def measure(size: int, folder: Path) -> list[Measured]:
    """All steps at one size, each in a fresh process, in order."""
    results = []
    for step in STEPS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            rows, seconds, cpu, megabytes = fresh.submit(_in_own_process, step, folder).result()
        results.append(Measured(size, step, rows, seconds, cpu, megabytes))
        print(f"  {step}: {rows:,} rows, {seconds:.1f} s, {megabytes:,} MB", file=sys.stderr, flush=True)
    return results


def prepared(size: int, keep: Path, *, seed: int) -> Written:
    """The files of one size under `keep`, built if they are not there."""

    def told(step: str, done: int, of: int) -> None:
        if done == of:
            print(f"  {step}: {done} of {of}", file=sys.stderr, flush=True)

    print(f"{size} village(s)", file=sys.stderr, flush=True)
    formats = ("dapodik", "emis", "odk", "verval")
    villages = villages_of(size)
    return build(out=keep / f"district-{size}", seed=seed, villages=villages, formats=formats, progress=told)


def report(measured: list[Measured], truths: dict[int, dict[str, float]], files: dict[int, Written]) -> str:
    """The tables as Markdown."""
    floors = {one.villages: one for one in measured if one.step == "floor"}
    head = "| villages | step | rows | seconds | rows/s | CPU s | peak MB | × floor (CPU) |"
    load = os.getloadavg()[2]
    lines = [
        f"{os.cpu_count()} cores, load {load:.0f} in the last quarter of an hour; files of the demo's generator;"
        " every step in its own process, `read` with two workers; `reconcile` links anew.",
        "",
    ]
    lines += [head, "|" + "---|" * 8, *(one.line(floors[one.villages]) for one in measured), ""]
    lines += ["| villages | files | rows in them | " + " | ".join(next(iter(truths.values()))) + " |"]
    lines += ["|" + "---|" * (3 + len(next(iter(truths.values()))))]
    for size, truth in truths.items():
        figures = " | ".join(f"{value:.4f}" for value in truth.values())
        lines.append(f"| {size} | {len(files[size].files):,} | {files[size].rows:,} | {figures} |")
    return "\n".join(lines) + "\n"


def write_between_marks(text: str, path: Path) -> None:
    """Put `text` between MARKS of the page, at its end when the marks are not there yet."""
    page = path.read_text(encoding="utf-8") if path.is_file() else "# Benchmarks\n"
    if MARKS[0] not in page:
        page += f"\n## The district: read, link, classify, reconcile\n\n{MARKS[0]}\n{MARKS[1]}\n"
    before, rest = page.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    path.write_text(f"{before}{MARKS[0]}\n{text}{MARKS[1]}{after}", encoding="utf-8")


def main() -> int:
    """Build or reuse the files, run the steps, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--villages", type=int, choices=SIZES, action="append", help="default: all three sizes"
    )
    parser.add_argument(
        "--keep", type=Path, default=Path("var/bench"), help="where the files stay for the next run"
    )
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    measured: list[Measured] = []
    truths, files = {}, {}
    for size in arguments.villages or SIZES:
        files[size] = prepared(size, arguments.keep, seed=arguments.seed)
        measured += measure(size, files[size].folder)
        truths[size] = truth_figures(files[size].folder)
    table = report(measured, truths, files)
    print(table)
    if arguments.write:
        write_between_marks(table, DEFAULT_DOC)
    return 0


if __name__ == "__main__":
    sys.exit(main())
