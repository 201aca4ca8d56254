"""How good a run believes itself to be, as numbers and as a page. Estimates, not measurements."""

import math
from typing import Any

import polars as pl

from jembatan.linkage.engine.blocks import PassResult
from jembatan.linkage.engine.fit import Model

Z = 1.96


def measured(
    links: pl.DataFrame,
    people: pl.DataFrame,
    *,
    counts: dict[str, int],
    passes: dict[str, PassResult],
    model: Model,
    seconds: dict[str, float],
    peak_megabytes: int,
) -> dict[str, Any]:
    """The content of quality.json."""
    linked = links.filter(pl.col("decision") == "link")["probability"]
    rest = links.filter(pl.col("decision") != "link")["probability"]
    true, spread = float(linked.sum()), float((linked * (1 - linked)).sum())
    missed = float(rest.sum())
    doubt = Z * math.sqrt(spread)
    doubt_all = Z * math.sqrt(spread + float((rest * (1 - rest)).sum()))
    total = max(linked.len(), 1)
    every = max(true + missed, 1e-9)
    out = float(people["p_out"].sum())
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
        "expected_without_partner": round(out, 1),
        "estimated_precision": _interval(true / total, doubt / total),
        "estimated_recall": _interval(true / every, doubt_all / every),
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


def _interval(value: float, half: float) -> dict[str, float]:
    return {
        "value": round(value, 5),
        "low": round(max(0.0, value - half), 5),
        "high": round(min(1.0, value + half), 5),
    }
