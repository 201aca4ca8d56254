"""How good a run believes itself to be, as numbers and as a page. Estimates, not measurements."""

import math
from typing import Any, Protocol

import polars as pl

from jembatan.linkage.engine.blocks import PassResult
from jembatan.linkage.engine.fit import Model

# 1.96 for 95 %, twice over: errors of one kind come together, which pair-by-pair spread does not know.
Z = 1.96 * 2
# What no key brings together is extrapolated: half and twice as much are as believable.
UNSEEN_FACTORS = (0.5, 1.0, 2.0)


class Outcome(Protocol):
    """What a run gave: its two tables, and what it counted."""

    @property
    def links(self) -> pl.DataFrame: ...
    @property
    def people(self) -> pl.DataFrame: ...
    @property
    def quality(self) -> dict[str, Any]: ...


def measured(
    outcome: Outcome,
    *,
    passes: dict[str, PassResult],
    model: Model,
    never_compared: float,
    seconds: dict[str, float],
    peak_megabytes: int,
) -> dict[str, Any]:
    """The content of quality.json. `outcome.quality` holds the counts of the run."""
    links, counts = outcome.links, outcome.quality
    linked = links.filter(pl.col("decision") == "link")["probability"]
    rest = links.filter(pl.col("decision") != "link")["probability"]
    true, spread = float(linked.sum()), float((linked * (1 - linked)).sum())
    doubt, doubt_rest = Z * math.sqrt(spread), Z * math.sqrt(spread + float((rest * (1 - rest)).sum()))
    precision = _interval(true, doubt, of=max(linked.len(), 1))
    missed = [float(rest.sum()) + factor * never_compared for factor in UNSEEN_FACTORS]
    return {
        "records": {"left": counts["left_records"], "right": counts["right_records"]},
        "repeats": {"left": counts["repeats_left"], "right": counts["repeats_right"]},
        "pairs_compared": counts["pairs_compared"],
        "links": linked.len(),
        "certain_passes": {
            name: {
                "links": one.links,
                "expected_precision": round(one.expected_precision, 5),
                "used": one.used,
            }
            for name, one in passes.items()
        },
        "review": int((links["decision"] == "review").sum()),
        "expected_without_partner": round(float(outcome.people["p_out"].sum()), 1),
        "true_pairs_never_compared": round(never_compared, 1),
        "estimated_precision": precision,
        "estimated_recall": _recall(true, doubt_rest, missed),
        "learning_rounds": model.rounds,
        "levels": learnt_levels(model),
        "seconds": seconds,
        "peak_memory_megabytes": peak_megabytes,
    }


def learnt_levels(model: Model) -> dict[str, dict[str, list[float]]]:
    """The model as learnt: class → field → probability of each level, in the order of `rules.levels`."""
    classes = {
        "person": model.person, "household": model.household, "twin": model.twin, "stranger": model.stranger,
    }  # fmt: skip
    return {
        name: {field: [float(f"{value:.4g}") for value in values] for field, values in levels.items()}
        for name, levels in classes.items()
    }


def _recall(true: float, doubt: float, missed: list[float]) -> dict[str, float]:
    few, usual, many = missed
    every = max(true + usual, 1e-9)
    return {
        "value": round(true / every, 5),
        "low": round(max(0.0, true - doubt) / max(true + many, 1e-9), 5),
        "high": round(min(1.0, (true + doubt) / max(true + few, 1e-9)), 5),
    }


def _interval(true: float, doubt: float, *, of: int) -> dict[str, float]:
    low, high = max(0.0, (true - doubt) / of), min(1.0, (true + doubt) / of)
    return {"value": round(true / of, 5), "low": round(low, 5), "high": round(high, 5)}
