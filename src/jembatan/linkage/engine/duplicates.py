"""Inside one file: records of the same child, and children of the same household.

Repeats matter because under strict one-to-one a child listed twice looks out of school once. Households
matter because they show what siblings and twins look like, which no pair across files can show safely.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants, never from input.

import duckdb
import numpy as np
from numpy.typing import NDArray

from jembatan.linkage.engine import blocks, compare, fit
from jembatan.linkage.engine.assign import clusters
from jembatan.linkage.rules import levels

TABLES = ("left_all", "right_all")
# Share of records that repeat another of their file, before looking; [I] from register clean-ups.
USUAL_REPEATS = 0.004
LEAST_SURE = 0.9
# Siblings a child has in the file when no card tells: the census average, [I].
USUAL_SIBLINGS = 0.6
# Cards with more children than this in one file are homes or placeholders, not families.
LARGEST_FAMILY = 9


def households(
    connection: duckdb.DuckDBPyConnection, sizes: tuple[int, int]
) -> tuple[compare.Patterns, compare.Patterns, float]:
    """Patterns of sibling pairs and of twin pairs on one card, and siblings per child.

    Pairs that may be one child written twice are left out.
    """
    for at, table in enumerate(TABLES):
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE on_card AS SELECT a.i AS l, b.i AS r, 0 AS certain FROM
            (SELECT i, kk FROM {table} QUALIFY count(*) OVER (PARTITION BY kk) <= {LARGEST_FAMILY}) a
            JOIN {table} b ON a.kk = b.kk AND a.i < b.i"""
        )
        into = "CREATE OR REPLACE TEMP TABLE card_patterns AS" if at == 0 else "INSERT INTO card_patterns"
        connection.execute(f"{into} {compare.pattern_sql('on_card', table, table)}")
    everyone = compare.counted(connection, "card_patterns")
    different = _different_children(everyone)
    same_day = everyone.digit("birth_date") >= levels.DATE_DEFAULT
    siblings = _chosen(everyone, different & ~same_day)
    twins = _chosen(everyone, different & (everyone.digit("birth_date") == levels.DATE_SAME))
    with_card = [
        int(connection.execute(f"SELECT count(kk) FROM {table}").fetchall()[0][0]) for table in TABLES
    ]
    chances = sum(count * count / max(size, 1) for count, size in zip(with_card, sizes, strict=True))
    rate = 2.0 * int(_chosen(everyone, different).count.sum()) / chances if chances else USUAL_SIBLINGS
    return siblings, twins, min(max(rate, 0.05), 3.0)


def _different_children(patterns: compare.Patterns) -> NDArray[np.bool_]:
    name, date, nik = (patterns.digit(name) for name in ("name", "birth_date", "nik"))
    told_apart = (nik == levels.NUMBER_DIFFERENT) & (name < levels.SOUNDS_SAME)
    alike = (name >= levels.SOUNDS_SAME) | ((name >= levels.FIRST_WORD) & (date >= levels.DATE_PART))
    return (nik != levels.NUMBER_SAME) & (told_apart | ~alike)


def _chosen(patterns: compare.Patterns, which: NDArray[np.bool_]) -> compare.Patterns:
    return compare.Patterns(patterns.code[which], patterns.count[which])


def twin_share(siblings: compare.Patterns, twins: compare.Patterns, usual: float) -> float:
    """Twin pairs for each sibling pair, held near `usual` when few were seen."""
    return float((twins.count.sum() + 200 * usual) / (siblings.count.sum() + 200))


def found(connection: duckdb.DuckDBPyConnection, side: int, model: fit.Model, size: int) -> NDArray[np.int64]:
    """For each record of a file the first record of the same child in that file; itself when alone."""
    table = TABLES[side]
    pairs = blocks.residual_sql(table, table, within=True)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE inside AS SELECT *, 0 AS certain FROM ({pairs})")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE inside_patterns AS {compare.pattern_sql('inside', table, table)}"
    )
    patterns = compare.counted(connection, "inside_patterns")
    within = fit.Model(
        model.person, model.household, model.twin, model.stranger, model.name_scale, model.mother_scale,
        rest=fit.Expected(
            max(USUAL_REPEATS * size, 0.01), model.rate * size / 2, model.rate * model.twin_share * size / 2,
            max(size * (size - 1) / 2, 1.0),
        ),
    )  # fmt: skip
    sure = fit.probability(fit.score(within, patterns).odds) >= LEAST_SURE
    same = connection.register("sure", {"pattern": patterns.code[sure]}) if sure.any() else None
    if same is None:
        return np.arange(size, dtype=np.int64)
    rows = connection.execute(
        "SELECT l, r FROM inside_patterns SEMI JOIN sure USING (pattern) ORDER BY l, r"
    ).fetchall()
    connection.unregister("sure")
    return clusters(rows, size)
