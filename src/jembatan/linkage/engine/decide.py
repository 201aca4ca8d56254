"""From scored pairs to the output tables: probabilities under one-to-one, decisions, evidence."""

import json
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from jembatan.linkage.engine import assign
from jembatan.linkage.engine.compare import Patterns
from jembatan.linkage.engine.fit import Scores
from jembatan.linkage.rules.levels import FIELDS

# Under this a pair is not kept at all; from here on a person may want to look; from there it is a link.
KEPT, REVIEWED, LINKED = 0.01, 0.10, 0.50
MOST_ODDS = 1e9
LINKS_SCHEMA = {
    "left_id": pl.String, "right_id": pl.String, "probability": pl.Float64,
    "decision": pl.String, "evidence": pl.String, "duplicate_of": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """Candidate pairs with their beliefs. `left_first` and `right_first` name each record's first repeat.

    `matches` is how many children are expected to be in both files.
    """

    pairs: pl.DataFrame
    left_out: NDArray[np.float64]
    left_first: NDArray[np.int64]
    right_first: NDArray[np.int64]
    matches: float


def decided(
    connection: duckdb.DuckDBPyConnection,
    patterns: Patterns,
    scores: Scores,
    repeats: list[NDArray[np.int64]],
) -> Decided:
    """Beliefs and decisions for every compared pair worth keeping.

    Repeats of one child act as one: their pairs pool the best odds, and all of them share the decision.
    """
    left_first, right_first = repeats
    keep = scores.odds >= KEPT / 10
    chosen = pl.DataFrame({"pattern": patterns.code[keep], "odds": np.minimum(scores.odds[keep], MOST_ODDS)})
    connection.register("chosen", chosen.to_arrow())
    query = "SELECT l, r, pattern, odds FROM compared JOIN chosen USING (pattern) ORDER BY l, r"
    pairs = connection.sql(query).pl()
    connection.unregister("chosen")
    pairs = pairs.with_columns(
        lc=pl.Series(left_first[pairs["l"].to_numpy()], dtype=pl.Int64),
        rc=pl.Series(right_first[pairs["r"].to_numpy()], dtype=pl.Int64),
    )
    edges = pairs.group_by("lc", "rc").agg(pl.col("odds").max()).sort("lc", "rc")
    left, right, odds = (edges[name].to_numpy() for name in ("lc", "rc", "odds"))
    held = assign.beliefs(left, right, odds, lefts=len(left_first), rights=len(right_first))
    taken = assign.one_to_one(left, right, held.pair, least=LINKED)
    edges = edges.with_columns(probability=pl.Series(held.pair), taken=pl.Series(taken)).drop("odds")
    out = pairs.join(edges, on=["lc", "rc"], how="left")
    everyone = _with_all_repeats(out, left_first, right_first)
    return Decided(everyone, held.left_out[left_first], left_first, right_first, float(held.pair.sum()))


def _with_all_repeats(
    pairs: pl.DataFrame, left_first: NDArray[np.int64], right_first: NDArray[np.int64]
) -> pl.DataFrame:
    """Linked clusters give one row for every pair of their members, compared or not."""
    members = [
        pl.DataFrame({cluster: first, record: np.arange(len(first))}).with_columns(
            pl.col(record).cast(pl.Int32)
        )
        for cluster, record, first in (("lc", "l", left_first), ("rc", "r", right_first))
    ]
    best = pairs.sort("odds", "l", "r", descending=[True, False, False]).unique(["lc", "rc"], keep="first")
    linked = best.filter("taken").drop("l", "r").join(members[0], on="lc").join(members[1], on="rc")
    own = pairs.select("l", "r", own="pattern")
    linked = linked.join(own, on=["l", "r"], how="left").with_columns(pattern=pl.coalesce("own", "pattern"))
    rest = pairs.filter(~pl.col("taken"))
    return pl.concat([linked.select(rest.columns), rest])


def links_table(
    decided: Decided, patterns: Patterns, scores: Scores, left_ids: pl.Series, right_ids: pl.Series
) -> pl.DataFrame:
    """The output table of `jembatan link`, sorted by left_id, right_id."""
    pairs = decided.pairs.filter(pl.col("taken") | (pl.col("probability") >= KEPT))
    ours, theirs = (pairs[name].to_numpy() for name in ("l", "r"))
    our_first, their_first = decided.left_first[ours], decided.right_first[theirs]
    out = pl.DataFrame(
        {
            "left_id": left_ids.gather(ours),
            "right_id": right_ids.gather(theirs),
            "probability": pairs["probability"].round(6),
            "taken": pairs["taken"],
            "pattern": pairs["pattern"],
            "left_of": pl.Series(np.where(our_first != ours, our_first, -1)),
            "right_of": pl.Series(np.where(their_first != theirs, their_first, -1)),
        }
    )
    out = out.with_columns(
        decision=pl.when("taken").then(pl.lit("link"))
        .when(pl.col("probability") >= REVIEWED).then(pl.lit("review")).otherwise(pl.lit("reject")),
        duplicate_of=pl.when(pl.col("left_of") >= 0).then(_named(left_ids, "left_of"))
        .when(pl.col("right_of") >= 0).then(_named(right_ids, "right_of")),
    )  # fmt: skip
    out = out.join(evidence(patterns, scores, out["pattern"].unique()), on="pattern", how="left")
    return out.sort("left_id", "right_id").select(
        pl.col(name).cast(kind) for name, kind in LINKS_SCHEMA.items()
    )


def _named(ids: pl.Series, column: str) -> pl.Expr:
    if not ids.len():
        return pl.lit(None, dtype=pl.String)
    return pl.lit(ids).gather(pl.col(column).clip(0))


def evidence(patterns: Patterns, scores: Scores, wanted: pl.Series) -> pl.DataFrame:
    """Per pattern a JSON object: field → level in words and weight in bits. Fields without a say are left out.

    `household` is what the chance of a brother or sister takes off, `prior` what was expected before
    looking; all bits together are log2 of the odds.
    """
    places = np.searchsorted(patterns.code, np.sort(wanted.to_numpy()))
    texts = []
    chosen = Patterns(patterns.code[places], patterns.count[places])
    digits = {field.name: chosen.digit(field.name).tolist() for field in FIELDS}
    bits = {field.name: np.round(scores.bits[field.name][places], 1).tolist() for field in FIELDS}
    family = np.round(scores.household_bits[places], 1).tolist()
    prior = np.round(scores.prior_bits[places], 1).tolist()
    for at in range(len(places)):
        said = {
            field.name: {"level": field.words[digits[field.name][at]], "bits": bits[field.name][at] + 0.0}
            for field in FIELDS
            if digits[field.name][at]
        }
        said["household"] = {"level": "could be a brother or sister", "bits": family[at] + 0.0}
        said["prior"] = {"level": "before looking", "bits": prior[at]}
        texts.append(json.dumps(said))
    return pl.DataFrame(
        {"pattern": chosen.code, "evidence": texts}, schema={"pattern": pl.Int64, "evidence": pl.String}
    )


def people_table(
    decided: Decided, left_ids: pl.Series, right_ids: pl.Series, *, unseen: float
) -> pl.DataFrame:
    """Per left record: p_out, its best candidate and that one's probability and decision.

    `unseen` true pairs were never compared; the records that look alone share them.
    """
    alone = decided.left_out * (1.0 - min(unseen / max(float(decided.left_out.sum()), 1.0), 1.0))
    best = (
        decided.pairs.sort(["taken", "probability", "l", "r"], descending=[True, True, False, False])
        .unique("l", keep="first")
        .select("l", "r", "taken", best_probability=pl.col("probability").round(6))
    )
    frame = pl.DataFrame(
        {
            "l": pl.Series(np.arange(left_ids.len()), dtype=pl.Int32),
            "left_id": left_ids,
            "p_out": np.round(alone, 6),
            "first": pl.Series(decided.left_first, dtype=pl.Int64),
        }
    ).join(best, on="l", how="left")
    return frame.select(
        "left_id",
        "p_out",
        best_right_id=_named(right_ids, "r"),
        best_probability="best_probability",
        linked=pl.col("taken").fill_null(False),
        duplicate_of=pl.when(pl.col("first") != pl.col("l")).then(_named(left_ids, "first")),
    ).sort("left_id")
