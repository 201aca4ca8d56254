"""From records with their child to one row a child: whose answer is judged, and every source's own values.

Nothing is overwritten: the resolved row shows one spelling and one answer, `claims` keeps all of them.
"""

import json
from datetime import date
from typing import Any

import polars as pl

from jembatan.children.rules.facts import STAGE_OF_LEVEL, ages_at, conditions_of_life
from jembatan.children.rules.precedence import (
    KINDS,
    Precedence,
    precedence,
    risk,
    standing,
    years_over_age,
)

IDENTITY = (
    *("name", "sex", "birth_date", "birth_place", "mother_name", "nik", "kk", "nisn", "village_code"),
    *("subdistrict_code", "dusun", "rw", "rt", "address", "marital_status", "works", "disability"),
    *("causes", "cause_main", "lat", "lon"),
)
BLOCK = ("level", "grade", "completed", "certificate_seen")
SCHOOLING = (
    *("attending", "attending_kind", *BLOCK, "left_on", "declared_left", "registered_next"),
    "outcome",
)
CLAIMS = (
    *("name", "sex", "birth_date", "mother_name", "village_code", "dusun", "rt", "rw", "outcome"),
    *("attending", "attending_kind", "level", "grade", "completed", "certificate_seen", "left_on"),
    *("declared_left", "registered_next", "npsn", "school_name", "class_name", "portal_status"),
    *("portal_grade", "reason_id", "reason_label", "cause_main", "source_profile"),
)
# Whose grade fills a gap when the source that is believed does not know it: the school first.
BLOCK_ORDER = ("roster", "madrasah", "portal", "census", "register", "social")
SCHOOL_KINDS = ("roster", "madrasah")
STANDS = tuple(f"stand_{kind}" for kind in KINDS)


def resolved(records: pl.DataFrame, *, as_of: date, table: Precedence) -> pl.DataFrame:
    """One row a child, sorted by `child`: identity, schooling to be judged, standing, reason and next step.

    `records` come from joining (columns child, kind, rank, stand and the canonical ones); risk points are
    worked out for children whose believed source says that they attend.
    """
    speakers = _speakers(records)
    children = _stands(speakers)
    children = _decided(children, records, speakers, table)
    children = children.join(_schooling(children, speakers), on="child", how="left", maintain_order="left")
    children = children.join(_identity(records, table), on="child", how="left", maintain_order="left")
    children = children.join(_school(speakers), on="child", how="left", maintain_order="left")
    children = children.join(_claims(speakers), on="child", how="left", maintain_order="left")
    return _with_risk(children, as_of, table).sort("child")


def _speakers(records: pl.DataFrame) -> pl.DataFrame:
    """One record per child and kind: the one that says `in` before others, then the highest grade."""
    has_class = records.filter(pl.col("class_name").is_not_null())["source_profile"].unique()
    classless = pl.col("class_name").is_null() & pl.col("source_profile").is_in(has_class.to_list())
    ordered = records.with_columns(
        first=pl.col("stand").is_in(["in", "found"]),
        class_missing=pl.col("kind").is_in(SCHOOL_KINDS) & classless,
    ).sort(
        ["child", "rank", "first", "grade", "record_id"],
        descending=[False, False, True, True, False],
        nulls_last=[False, False, False, True, False],
    )
    return ordered.unique(["child", "kind"], keep="first", maintain_order=True)


def _stands(speakers: pl.DataFrame) -> pl.DataFrame:
    children = speakers.select("child").unique(maintain_order=True)
    for kind in KINDS:
        said = speakers.filter(pl.col("kind") == kind).select("child", pl.col("stand").alias(f"stand_{kind}"))
        children = children.join(said, on="child", how="left", maintain_order="left")
    census = speakers.filter(pl.col("kind") == "census").select("child", census_kind="attending_kind")
    children = children.join(census, on="child", how="left", maintain_order="left")
    return children.with_columns(*(pl.col(name).fill_null("absent") for name in STANDS))


def _decided(
    children: pl.DataFrame, records: pl.DataFrame, speakers: pl.DataFrame, table: Precedence
) -> pl.DataFrame:
    kinds = set(records["kind"].unique())
    searched = "yes" if kinds & set(SCHOOL_KINDS) else "no"
    has_list = bool(kinds & {"census", "register", "social"})
    cases = children.select(*STANDS, "census_kind").unique(maintain_order=True)
    rows = [_case(case, searched, has_list, table) for case in cases.iter_rows(named=True)]
    schema = {"precedence_rule": pl.String, "winner": pl.String, "standing": pl.String}
    schema |= {"reason": pl.String, "next_step": pl.String}
    decisions = pl.DataFrame(rows, schema=schema, orient="row")
    return children.join(
        pl.concat([cases, decisions], how="horizontal"),
        on=[*STANDS, "census_kind"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )


def _case(case: dict[str, Any], searched: str, has_list: bool, table: Precedence) -> tuple[str, ...]:
    known = {kind: case[f"stand_{kind}"] for kind in KINDS}
    present = tuple(kind for kind in KINDS if known[kind] != "absent")
    living = any(kind in present for kind in ("census", "register", "social"))
    stands_in = "social" if known["register"] == "absent" and known["social"] != "absent" else "register"
    known["register"] = known[stands_in]
    known["searched"] = searched
    known["census_kind"] = case["census_kind"] or "unknown"
    known["lives_here"] = "no_list" if not has_list else "yes" if living else "no"
    decision = precedence(known, table=table)
    winner = stands_in if decision.winner == "register" else decision.winner
    return decision.rule, winner, standing(decision, present), decision.reason, decision.next_step


def _schooling(children: pl.DataFrame, speakers: pl.DataFrame) -> pl.DataFrame:
    """The answer that is judged: the winner's, with gaps in level and grade filled from the other sources."""
    said = speakers.select("child", "kind", "stand", *SCHOOLING, "class_missing")
    won = children.select("child", "winner", *STANDS).join(
        said, left_on=["child", "winner"], right_on=["child", "kind"], how="left", maintain_order="left"
    )
    blocks = _blocks(said)
    both = won.join(blocks, on="child", how="left", maintain_order="left")
    is_out = pl.col("stand").is_in(["out", "listed", "pesantren"])
    takes_block = is_out & pl.col("level").is_null() & pl.col("grade").is_null()
    stage = pl.col("level").replace_strict(STAGE_OF_LEVEL, default=None, return_dtype=pl.String)
    other = pl.col("block_level").replace_strict(STAGE_OF_LEVEL, default=None, return_dtype=pl.String)
    takes_grade = is_out & pl.col("grade").is_null() & (stage == other)
    filled = [
        pl.when(takes_block).then(pl.col(f"block_{name}")).otherwise(pl.col(name)).alias(name)
        for name in BLOCK
    ]
    grade = pl.when(takes_grade).then("block_grade").otherwise(pl.col("grade")).alias("grade")
    in_school = (pl.col("stand_roster") == "in") | (pl.col("stand_madrasah") == "in")
    left_school = (pl.col("stand_roster") == "out") | (pl.col("stand_madrasah") == "out")
    declared = (
        pl.when(is_out & in_school)
        .then(pl.lit("no"))
        .when(is_out & left_school)
        .then(pl.lit("yes"))
        .otherwise(pl.col("declared_left"))
        .alias("declared_left")
    )
    whole = (
        both.with_columns(declared, _attending(), _attending_kind()).with_columns(filled).with_columns(grade)
    )
    return whole.select("child", *SCHOOLING, "class_missing")


def _blocks(said: pl.DataFrame) -> pl.DataFrame:
    """Per child the level and grade that the first of BLOCK_ORDER knows; a pupil has not finished the level."""
    order = pl.col("kind").replace_strict(
        {kind: rank for rank, kind in enumerate(BLOCK_ORDER)}, return_dtype=pl.Int8
    )
    knows = said.filter(pl.col("level").is_not_null() | pl.col("grade").is_not_null())
    is_pupil = pl.col("kind").is_in(SCHOOL_KINDS) & pl.col("completed").is_null()
    first = (
        knows.with_columns(order=order, completed=pl.when(is_pupil).then(pl.lit("no")).otherwise("completed"))
        .sort("child", "order")
        .unique("child", keep="first", maintain_order=True)
    )
    return first.select("child", *(pl.col(name).alias(f"block_{name}") for name in BLOCK))


def _attending() -> pl.Expr:
    stand = pl.col("stand")
    return (
        pl.when(stand.is_in(["in", "found", "pesantren"]))
        .then(pl.lit("yes"))
        .when(stand.is_in(["out", "listed", "completed"]))
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown"))
        .alias("attending")
    )


def _attending_kind() -> pl.Expr:
    salaf = pl.when(pl.col("stand") == "pesantren").then(pl.lit("pesantren_salaf"))
    return salaf.otherwise(pl.col("attending_kind")).alias("attending_kind")


def _identity(records: pl.DataFrame, table: Precedence) -> pl.DataFrame:
    ranks = {kind: rank for rank, kind in enumerate(table.identity_order)}
    order = pl.col("kind").replace_strict(ranks, return_dtype=pl.Int8)
    ordered = records.with_columns(order=order).sort("child", "order", "record_id")
    return ordered.group_by("child", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in IDENTITY)
    )


def _school(speakers: pl.DataFrame) -> pl.DataFrame:
    """The school of the pupil lists, else the one that was named by the census; and the portal's listing."""
    order = {"roster": 0, "madrasah": 1, "census": 2, "portal": 3, "register": 4, "social": 5}
    ranked = speakers.with_columns(order=pl.col("kind").replace_strict(order, return_dtype=pl.Int8))
    ordered = ranked.sort("child", "order")
    return ordered.group_by("child", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in ("npsn", "school_name", "class_name")),
        *(pl.col(name).drop_nulls().first() for name in ("portal_status", "reason_id", "reason_label")),
    )


def _claims(speakers: pl.DataFrame) -> pl.DataFrame:
    """Per child a JSON object: kind of source -> that source's own values, nothing said left out."""
    said = pl.struct(CLAIMS).struct.json_encode()
    short = said.str.replace_all(r'"[a-z_]+":null,?', "").str.replace(",}", "}", literal=True)
    named = pl.concat_str([pl.lit('"'), pl.col("kind"), pl.lit('":'), short])
    joined = speakers.with_columns(said=named).group_by("child", maintain_order=True).agg(pl.col("said"))
    return joined.select(
        "child", claims=pl.concat_str([pl.lit("{"), pl.col("said").list.join(","), pl.lit("}")])
    )


def _with_risk(children: pl.DataFrame, as_of: date, table: Precedence) -> pl.DataFrame:
    births = children.select("birth_date").unique()
    ages = [ages_at(born, as_of)[1] for born in births["birth_date"].to_list()]
    aged = children.join(
        births.with_columns(pl.Series("july_age", ages, pl.Int64)),
        on="birth_date",
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    asked = ("july_age", "grade", "attending_kind", "class_missing", "marital_status", "disability", "works")
    cases = aged.filter(pl.col("attending") == "yes").select(asked).unique(maintain_order=True)
    found = [_risk_of(case, table) for case in cases.iter_rows(named=True)]
    points = cases.with_columns(
        pl.Series("risk_points", [found_points for found_points, _ in found], pl.Int64),
        pl.Series("risk_signs", [json.dumps(signs) for _, signs in found], pl.String),
    )
    pupils = aged.filter(pl.col("attending") == "yes").select("child", *asked)
    scored = pupils.join(points, on=asked, how="left", nulls_equal=True)
    return aged.drop("july_age").join(
        scored.select("child", "risk_points", "risk_signs"), on="child", how="left", maintain_order="left"
    )


def _risk_of(case: dict[str, Any], table: Precedence) -> tuple[int, tuple[str, ...]]:
    known: dict[str, Any] = {
        "years_over_age": years_over_age(case["july_age"], case["grade"]),
        "kind": case["attending_kind"] or "unknown",
        "class_missing": "yes" if case["class_missing"] else "no",
    }
    known |= conditions_of_life(case["marital_status"], case["disability"], case["works"])
    return risk(known, table=table)
