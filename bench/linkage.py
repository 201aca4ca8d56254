"""`python -m bench.linkage --size 100000 --profile brief`: quality, speed and the floor, in one run."""

import argparse
import resource
import sys
import time

import duckdb
import numpy as np
import polars as pl

from bench.linkage_worlds import World, make_world, village_world
from jembatan.linkage.engine.link import Linked, LinkSettings, link_frames

GROUPS = ("twin", "sibling", "mover", "nik_missing", "mononym")


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pair_figures(world: World, linked: Linked) -> dict[str, float]:
    """Precision, recall and F1 of pairs; recall and precision by group of children."""
    links = linked.links.filter(pl.col("decision") == "link").select("left_id", "right_id")
    right = links.join(world.pairs, on=["left_id", "right_id"], how="semi")
    precision, recall = right.height / max(links.height, 1), right.height / max(world.pairs.height, 1)
    out = {"precision": precision, "recall": recall, "f1": f1(precision, recall)}
    for group in GROUPS:
        of_group = world.people.filter(group).select("left_id")
        truth = world.pairs.join(of_group, on="left_id", how="semi").height
        said = links.join(of_group, on="left_id", how="semi").height
        hits = right.join(of_group, on="left_id", how="semi").height
        out[f"{group} recall"], out[f"{group} precision"] = hits / max(truth, 1), hits / max(said, 1)
    return out


def out_figures(world: World, linked: Linked) -> dict[str, float]:
    """The list of children without a partner (p_out >= 0.5): precision, recall, F1; precision at recall .99."""
    people = linked.people.join(world.people.select("left_id", "out"), on="left_id")
    said = people.filter(pl.col("p_out") >= 0.5)
    precision = float(said["out"].mean() or 0)
    recall = float(said["out"].sum()) / max(float(people["out"].sum()), 1)
    ranked = people.sort("p_out", descending=True)["out"].cum_sum().to_numpy()
    need = int(np.searchsorted(ranked, 0.99 * ranked[-1])) + 1 if len(ranked) and ranked[-1] else 1
    at_99 = float(ranked[need - 1]) / need if len(ranked) else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1(precision, recall),
        "precision at recall .99": at_99,
    }


def calibration_error(world: World, linked: Linked, *, bins: int = 10) -> float:
    """Expected calibration error of the probabilities of all pairs in the output."""
    truth = world.pairs.with_columns(true=True)
    rows = linked.links.join(truth, on=["left_id", "right_id"], how="left").with_columns(
        pl.col("true").fill_null(False)
    )
    rows = rows.with_columns(bin=(pl.col("probability") * bins).floor().clip(0, bins - 1))
    grouped = rows.group_by("bin").agg(
        pl.len(), gap=(pl.col("probability").mean() - pl.col("true").mean()).abs()
    )
    return float((grouped["len"] * grouped["gap"]).sum() / max(rows.height, 1))


def floor_seconds(world: World) -> tuple[float, float]:
    """Wall and CPU seconds to scan both tables and hash-join them on NIK."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.register("left_file", world.left.to_arrow())
    connection.register("right_file", world.right.to_arrow())
    started, cpu = time.perf_counter(), time.process_time()
    columns = ", ".join(f"count({name})" for name in world.left.columns)
    for table in ("left_file", "right_file"):
        connection.execute(f"SELECT {columns} FROM {table}").fetchall()
    connection.execute("SELECT count(*) FROM left_file a JOIN right_file b ON a.nik = b.nik").fetchall()
    return time.perf_counter() - started, time.process_time() - cpu


def main() -> int:
    """Make a world, link it, print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--profile", choices=("easy", "brief", "hard"), default="brief")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--table", choices=("a", "b"), default="a", help="which noise table")
    parser.add_argument("--village", type=int, help="link one village of about this many children instead")
    parser.add_argument("--threads", type=int)
    arguments = parser.parse_args()
    make = {"profile": arguments.profile, "seed": arguments.seed, "table": arguments.table}
    if arguments.village:
        world = village_world(arguments.village, arguments.size, **make)
    else:
        world = make_world(arguments.size, **make)
    started, cpu = time.perf_counter(), time.process_time()
    linked = link_frames(world.left, world.right, settings=LinkSettings(threads=arguments.threads))
    wall, spent = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    floor_wall, floor_cpu = floor_seconds(world)
    title = f"{world.left.height:,} x {world.right.height:,}, {arguments.profile}, seed {arguments.seed}"
    print(f"{title}, noise table {arguments.table}")
    for name, figures in (("pairs", pair_figures(world, linked)), ("out", out_figures(world, linked))):
        print(f"{name}: " + "  ".join(f"{key} {value:.4f}" for key, value in figures.items()))
    print(f"calibration error {calibration_error(world, linked):.4f}")
    print(f"seconds {wall:.1f} (CPU {spent:.1f}), peak memory {peak:.0f} MB with the world itself")
    ratio = f"ratio {wall / floor_wall:.0f} (CPU {spent / max(floor_cpu, 1e-9):.0f})"
    print(f"floor {floor_wall:.2f} s (CPU {floor_cpu:.2f}); {ratio}")
    print({name: value for name, value in linked.quality.items() if name != "levels"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
