"""Which records of two files are the same child: the whole run, frames in and frames out.

Steps: check, normalise, find repeats inside each file, certain passes, wide blocks, one model, beliefs
under one-to-one, decisions. Sources and figures: docs/algorithms/linkage.md.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants, never from input.

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from jembatan.linkage.engine import blocks, compare, decide, duplicates, fit, quality
from jembatan.linkage.engine.intake import checked
from jembatan.linkage.engine.normalise import normalised
from jembatan.workflow.refusals import Refused

# Random pairs looked at, for each record of the smaller file, and the bounds of their number.
SAMPLE_EACH, FEWEST_SAMPLED, MOST_SAMPLED = 30, 100_000, 600_000
DATE_PARTS = """year(born)::INTEGER AS born_y, (month(born) * 100 + day(born))::INTEGER AS born_md,
  CASE WHEN day(born) <= 12 AND day(born) <> month(born)
    THEN make_date(year(born)::INTEGER, day(born)::INTEGER, month(born)::INTEGER) END AS born_swapped"""
# Twin pairs for each pair of siblings, before looking; [I] from birth registers.
USUAL_TWINS = 0.025
# How often the number of matches is counted again, and the least share of a file thought to be alone.
PRIOR_ROUNDS, FEWEST_ALONE = 3, 0.005


class NotEnoughMemory(Refused):
    code = "linkage.not_enough_memory"
    status = 507
    sentence = "%(memory)s of memory are not enough for these files. Give more with --memory, or link by sub-district."


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """`threads` None means all cores. `memory` bounds DuckDB, in its own notation. `say` hears each step."""

    threads: int | None = None
    memory: str = "8GB"
    seed: int = 1
    left_name: str = "LEFT"
    right_name: str = "RIGHT"
    say: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Linked:
    """`links`: the output table. `people`: per left record p_out and best candidate. `quality`: the report."""

    links: pl.DataFrame
    people: pl.DataFrame
    quality: dict[str, Any]


@dataclass
class Run:
    """One run under way: its connection, its clock, what it counted."""

    connection: duckdb.DuckDBPyConnection
    settings: LinkSettings
    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step under `name` and say it is starting."""
        if self.settings.say:
            self.settings.say(name)
        started = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - started, 3)


def link_frames(left: pl.DataFrame, right: pl.DataFrame, *, settings: LinkSettings | None = None) -> Linked:
    """Link two tables of child records; columns as in `jembatan link`, of which only record_id is required.

    The result depends on the rows, the seed and the version: not on row order or threads. Raises the
    refusals of `intake`, and NotEnoughMemory. Works from empty files up to what fits `memory`.
    """
    settings = settings or LinkSettings()
    with _connection(settings) as connection:
        run = Run(connection, settings)
        with run.step("check"):
            ours = checked(left, file=settings.left_name)
            theirs = checked(right, file=settings.right_name)
        run.counts |= {"left_records": ours.height, "right_records": theirs.height}
        with run.step("normalise"):
            shares = _load(run, ours, theirs)
        return _linked(run, ours["record_id"], theirs["record_id"], shares)


def _linked(run: Run, left_ids: pl.Series, right_ids: pl.Series, shares: dict[str, fit.FloatArray]) -> Linked:
    sizes = (left_ids.len(), right_ids.len())
    with run.step("certain passes"):
        passes = _certain(run)
    with run.step("candidates"):
        _candidates(run)
    with run.step("compare"):
        patterns = _compared(run)
    with run.step("learn"):
        model = _learnt(run, patterns, sizes, shares)
    with run.step("repeats in each file"):
        repeats = [duplicates.found(run.connection, side, model, sizes[side]) for side in (0, 1)]
    with run.step("decide"):
        scores, decided = _settled(run, model, patterns, repeats)
        unseen = _never_compared(run, decided)
    with run.step("write down"):
        links = decide.links_table(decided, patterns, scores, left_ids, right_ids)
        people = decide.people_table(decided, left_ids, right_ids, unseen=unseen)
    run.counts["repeats_left"], run.counts["repeats_right"] = (
        int((c != np.arange(len(c))).sum()) for c in repeats
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report = quality.measured(
        Linked(links, people, run.counts),
        passes=passes,
        model=model,
        never_compared=unseen,
        seconds=run.seconds,
        peak_megabytes=peak,
    )
    return Linked(links, people, report)


def _settled(
    run: Run, model: fit.Model, patterns: compare.Patterns, repeats: list[NDArray[np.int64]]
) -> tuple[fit.Scores, decide.Decided]:
    """Scores and decisions, with the number of matches that the decisions themselves imply.

    What competes with a match is that both records are alone, so the prior is counted between records
    without a partner: matches / (lefts alone x rights alone). Pairs of a record with somebody else's
    partner are told apart by the beliefs, and must not be counted a second time here.
    """
    children = tuple(int((first == np.arange(len(first))).sum()) for first in repeats)
    matches = model.whole.persons
    for _ in range(PRIOR_ROUNDS):
        alone = tuple(max(size - matches, FEWEST_ALONE * size, 1.0) for size in children)
        model.whole = model.rest = _expected(model, alone, children)
        model.whole.persons = max(matches, 0.5)
        scores = fit.score(model, patterns)
        decided = decide.decided(run.connection, patterns, scores, repeats)
        matches = min(decided.matches, *children)
    return scores, decided


def _never_compared(run: Run, decided: decide.Decided) -> float:
    taken = decided.pairs.filter("taken").select("l", "r")
    run.connection.register("taken", taken.to_arrow())
    missed = blocks.never_compared(run.connection, "taken")
    run.connection.unregister("taken")
    return missed


@contextmanager
def _connection(settings: LinkSettings) -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory(prefix="jembatan-link-") as scratch:
        connection = duckdb.connect(
            config={
                "threads": settings.threads or os.cpu_count() or 1,
                "memory_limit": settings.memory,
                "temp_directory": scratch,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        # In a notebook or a process without a script DuckDB would draw one on standard output.
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET preserve_insertion_order = false")
        try:
            yield connection
        except duckdb.OutOfMemoryException as error:
            raise NotEnoughMemory(memory=settings.memory) from error
        finally:
            connection.close()


def _load(run: Run, ours: pl.DataFrame, theirs: pl.DataFrame) -> dict[str, fit.FloatArray]:
    """Make tables left_all and right_all; return mean shares of people by kind of name, for the model."""
    tables = normalised([ours, theirs])
    for name, frame in zip(("left", "right"), tables, strict=True):
        run.connection.register("incoming", frame.to_arrow())
        run.connection.execute(f"CREATE TABLE {name}_all AS SELECT *, {DATE_PARTS} FROM incoming ORDER BY i")
        run.connection.execute(f"CREATE TABLE {name}_rest AS SELECT * FROM {name}_all")
        run.connection.unregister("incoming")
    both = pl.concat(tables)
    return {prefix: _mean_shares(both, prefix) for prefix in ("n", "m")}


def _mean_shares(records: pl.DataFrame, prefix: str) -> fit.FloatArray:
    means = records.select(
        (2.0 ** -pl.col(f"{prefix}_{kind}").cast(pl.Float64)).mean().alias(kind)
        for kind in ("bits", "sk_bits", "g_bits", "part_bits")
    )
    return np.array([value if value is not None else 1e-4 for value in means.row(0)])


def _certain(run: Run) -> dict[str, blocks.PassResult]:
    run.connection.execute("CREATE TABLE certain (l INTEGER, r INTEGER, pass VARCHAR)")
    return {wanted.name: blocks.certain_pairs(run.connection, wanted) for wanted in blocks.CERTAIN}


def _candidates(run: Run) -> None:
    run.connection.execute(
        f"""CREATE TABLE pairs AS SELECT l, r, 1 AS certain, 0 AS keys FROM certain
        UNION ALL SELECT l, r, 0 AS certain, keys FROM ({blocks.residual_sql("left_rest", "right_rest")})"""
    )


def _compared(run: Run) -> compare.Patterns:
    run.connection.execute(
        f"CREATE TABLE compared AS {compare.pattern_sql('pairs', 'left_all', 'right_all')}"
    )
    patterns = compare.counted(run.connection, "compared")
    run.counts["pairs_compared"] = int(patterns.count.sum())
    return patterns


def _learnt(
    run: Run, patterns: compare.Patterns, sizes: tuple[int, int], shares: dict[str, fit.FloatArray]
) -> fit.Model:
    model = fit.shipped()
    fit.learn_strangers(model, _random_patterns(run, sizes), shares["n"], shares["m"])
    siblings, twins, model.rate = duplicates.households(run.connection, sizes)
    model.twin_share = duplicates.twin_share(siblings, twins, USUAL_TWINS)
    fit.learn_households(model, siblings, twins)
    rest = tuple(
        int(run.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
        for table in ("left_rest", "right_rest")
    )
    model.rest, model.whole = (_expected(model, of, sizes) for of in (rest, sizes))
    fit.learn_persons(model, patterns, most=1.02 * min(sizes))
    return model


def _expected(model: fit.Model, of: tuple[float, ...], sizes: tuple[int, ...]) -> fit.Expected:
    """How many pairs of each class are expected between `of` records of the two files, before looking.

    A sibling's record is among the right ones with the chance that any right record is.
    """
    households = max(model.rate * min(of[0], sizes[1]) * of[1] / max(sizes[1], 1), 0.5)
    return fit.Expected(
        persons=max(0.5 * min(of), 0.5),
        households=households,
        twins=max(households * model.twin_share, 0.05),
        strangers=max(float(of[0]) * of[1], 1.0),
    )


def _random_patterns(run: Run, sizes: tuple[int, int]) -> compare.Patterns:
    """Patterns of random pairs: the seed chooses a stride through all pairs that no thread can change."""
    total = sizes[0] * sizes[1]
    wanted = min(total, max(FEWEST_SAMPLED, min(MOST_SAMPLED, SAMPLE_EACH * min(sizes))))
    rng = np.random.default_rng(run.settings.seed)
    left = rng.integers(0, max(sizes[0], 1), wanted).astype(np.int32)
    right = rng.integers(0, max(sizes[1], 1), wanted).astype(np.int32)
    run.connection.register("drawn", pl.DataFrame({"l": left, "r": right, "certain": 0}).to_arrow())
    run.connection.execute(
        f"CREATE TEMP TABLE random AS {compare.pattern_sql('drawn', 'left_all', 'right_all')}"
    )
    run.connection.unregister("drawn")
    return compare.counted(run.connection, "random")
