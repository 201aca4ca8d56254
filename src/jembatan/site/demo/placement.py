"""Which school each synthetic pupil attends: near homes first, a few in town, a few outside the district."""

import numpy as np
import polars as pl

from jembatan.site.demo.geography import Subdistrict, town_schools

# Pupils who leave the sub-district by level: half to a school in town, half out of the district.
LEAVE_FOR_TOWN = {"smp": 0.04, "sma": 0.12, "smk": 0.12, "mts": 0.03, "ma": 0.06}
# Kilometres in which a school's pull falls to a third.
REACH_KM = {"sd": 1.2, "mi": 1.8, "smp": 3.0, "mts": 3.0}
REACH_ELSEWHERE = 6.0
KM_PER_DEGREE = 111.0
PUBLIC_PULL = 1.8

# Dropouts of this year whom the school still lists, for its count of pupils.
STILL_LISTED, STILL_LISTED_SINCE = 0.3, "2026-02"

ATTENDING = (pl.col("status") == "in_school") & pl.col("residence").is_in(["here", "newcomer"])


def placed(lives: pl.DataFrame, homes: pl.DataFrame, place: Subdistrict, *, seed: int) -> pl.DataFrame:
    """`lives` with `school_level` and `npsn` of those on a school's list; npsn null outside the district.

    `homes` gives person_id and village_code. A child whose level has no school here goes to town.
    A few who dropped out lately are still listed: their status says so.
    """
    rng = np.random.default_rng([seed, place.number, 5])
    recent = (pl.col("status") == "dropped_out") & (pl.col("left_on") >= STILL_LISTED_SINCE)
    listed = ATTENDING | (
        recent & (pl.col("residence") == "here") & pl.Series(rng.random(len(lives)) < STILL_LISTED)
    )
    grade = pl.col("grade")
    stage = pl.when(grade <= 6).then("school_1").when(grade <= 9).then("school_2").otherwise("school_3")
    wanted = pl.when(ATTENDING & (pl.col("kind") == "paket")).then(pl.lit("pkbm")).when(listed).then(stage)
    pupils = lives.join(homes, on="person_id", how="left", maintain_order="left").with_columns(
        school_level=wanted
    )
    if place.schools.filter(pl.col("level") == "slb").is_empty():
        # No special school near: an inclusive place in the ordinary one.
        plain = (
            pl.when(pl.col("grade") <= 6).then(pl.lit("sd")).when(pl.col("grade") <= 9).then(pl.lit("smp"))
        )
        inclusive = pl.when(pl.col("school_level") == "slb").then(plain.otherwise(pl.lit("sma")))
        pupils = pupils.with_columns(school_level=inclusive.otherwise("school_level"))
    npsn = np.full(len(pupils), None, dtype=object)
    keys = pupils.select("school_level", "village_code").with_row_index("at").drop_nulls("school_level")
    for (level, village), rows in keys.group_by("school_level", "village_code", maintain_order=True):
        at = rows["at"].to_numpy()
        npsn[at] = _choose(place, str(level), str(village), len(at), rng)
    pupils = pupils.with_columns(npsn=pl.Series(npsn.tolist(), dtype=pl.String))
    return pupils.with_columns(kind=_kind())


def _choose(place: Subdistrict, level: str, village: str, count: int, rng: np.random.Generator) -> np.ndarray:
    schools = place.schools.filter(pl.col("level") == level)
    town = town_schools().filter(pl.col("level") == level)["npsn"].to_numpy()
    draw = rng.random(count)
    leaves = LEAVE_FOR_TOWN.get(level, 0.0)
    chosen = np.full(count, None, dtype=object)
    if len(schools):
        home = place.villages.row(by_predicate=pl.col("code") == village, named=True)
        east = np.cos(np.radians(home["lat"]))
        distance = KM_PER_DEGREE * np.hypot(
            schools["lat"].to_numpy() - home["lat"], (schools["lon"].to_numpy() - home["lon"]) * east
        )
        pull = np.exp(-distance / REACH_KM.get(level, REACH_ELSEWHERE)) * np.where(
            schools["public"], PUBLIC_PULL, 1.0
        )
        chosen[:] = rng.choice(schools["npsn"].to_numpy().astype(object), count, p=pull / pull.sum())
    else:
        leaves = 1.0
    if len(town):
        chosen = np.where(draw < leaves / 2, rng.choice(town, count), chosen)
    chosen[(draw >= leaves / 2) & (draw < leaves)] = None
    return chosen


def _kind() -> pl.Expr:
    """Attending kind in the words of `classify`, now that the school is known."""
    level = pl.col("school_level")
    return (
        pl.when(~ATTENDING).then("kind")
        .when(level.is_in(["mi", "mts", "ma"])).then(pl.lit("madrasah"))
        .when(level == "slb").then(pl.lit("slb"))
        .otherwise("kind")
    )  # fmt: skip
