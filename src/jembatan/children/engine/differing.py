"""Where the sources of one child differ in facts that do not decide the status, and rows for the conflict list."""

import json

import polars as pl

from jembatan.children.rules.reasons import DISAGREEMENTS, NEXT_STEPS, REASONS
from jembatan.linkage.rules.spelling import skeleton, words_of

COMPARED = ("name", "sex", "birth_date", "nik", "village_code", "grade")
# Values of these are identity numbers: a difference is told, the numbers are not repeated.
HIDDEN = ("nik",)
# A difference in one of these is worth a row of its own in the conflict list.
LISTED = ("name", "sex", "birth_date", "village_code")
FAMILY_KINDS = ("census", "register", "social")


def disagreements(records: pl.DataFrame) -> pl.DataFrame:
    """Per child (columns child, field, values): a field whose sources differ, with each source's value (JSON).

    Names differ when they have no word in common, however it is spelt. Grades are
    compared among sources that say that the child attends; a missing value differs from nothing.
    """
    found = [_differing(records, field) for field in COMPARED]
    attends = records.filter(pl.col("stand").is_in(["in", "found"])).select("child").unique()
    does_not = records.filter(pl.col("stand").is_in(["out", "listed"])).select("child").unique()
    split = attends.join(does_not, on="child")
    told = records.join(split, on="child").select("child", "kind", value=pl.col("stand"))
    found.append(_as_rows(told, "attending"))
    return pl.concat(found).sort("child", "field")


def conflict_rows(children: pl.DataFrame, differing: pl.DataFrame) -> pl.DataFrame:
    """The conflict list: one row a child and reason, with the reason in words, next step and every claim."""
    shown = children.select(
        *("child", "child_id", "name", "village_code", "status", "out_of_school", "p_out", "claims"),
        *("standing", "reason", "next_step", "winner", "precedence_rule", "has_roster"),
    )
    attendance = shown.filter(pl.col("standing") == "conflict").with_columns(
        values=pl.lit(None, dtype=pl.String)
    )
    listed = differing.filter(pl.col("field").is_in(LISTED)).join(shown, on="child")
    step = (
        pl.when(pl.col("has_roster") & (pl.col("field") != "village_code"))
        .then(pl.lit("confirm_with_school"))
        .otherwise(pl.lit("correct_kk"))
    )
    facts = listed.with_columns(reason=pl.concat_str([pl.col("field"), pl.lit("_differs")]), next_step=step)
    rows = pl.concat([attendance, facts.select(attendance.columns)])
    words = {**REASONS} | {f"{field}_differs": sentence for field, sentence in DISAGREEMENTS.items()}
    return rows.sort("village_code", "child_id", "reason", nulls_last=True).select(
        *("child_id", "village_code", "name", "reason"),
        pl.col("reason").replace_strict(words, return_dtype=pl.String).alias("reason_in_words"),
        "next_step",
        pl.col("next_step").replace_strict(NEXT_STEPS, return_dtype=pl.String).alias("next_step_in_words"),
        *("status", "out_of_school", "p_out", "winner", "precedence_rule", "values", "claims"),
    )


def disagreements_as_json(differing: pl.DataFrame) -> pl.DataFrame:
    """Per child one JSON list of {"field", "values"}, in the order of the fields."""
    row = pl.concat_str(
        [pl.lit('{"field":"'), pl.col("field"), pl.lit('","values":'), pl.col("values"), pl.lit("}")]
    )
    lists = differing.with_columns(row=row).group_by("child", maintain_order=True).agg(pl.col("row"))
    return lists.select(
        "child", disagreements=pl.concat_str([pl.lit("["), pl.col("row").list.join(","), pl.lit("]")])
    )


def _differing(records: pl.DataFrame, field: str) -> pl.DataFrame:
    said = records.filter(pl.col(field).is_not_null())
    if field == "grade":
        said = said.filter(pl.col("stand").is_in(["in", "found"]))
    said = said.select("child", "kind", value=pl.col(field).cast(pl.String))
    several = said.filter(pl.col("value").n_unique().over("child") > 1)
    rows = _as_rows(several, field)
    return rows.filter(_no_word_shared(rows["values"])) if field == "name" else rows


def _as_rows(told: pl.DataFrame, field: str) -> pl.DataFrame:
    by_child: dict[int, dict[str, str]] = {}
    for child, kind, value in told.select("child", "kind", "value").iter_rows():
        by_child.setdefault(child, {}).setdefault(kind, value)
    hidden = field in HIDDEN
    values = [
        json.dumps(dict.fromkeys(said, "") if hidden else said, ensure_ascii=False)
        for said in by_child.values()
    ]
    return pl.DataFrame(
        {"child": list(by_child), "field": [field] * len(by_child), "values": values},
        schema={"child": pl.Int64, "field": pl.String, "values": pl.String},
    )


def _no_word_shared(values: pl.Series) -> pl.Series:
    return pl.Series([_are_strangers(json.loads(text)) for text in values.to_list()], dtype=pl.Boolean)


def _are_strangers(said: dict[str, str]) -> bool:
    # The words as written settle most pairs; folding them costs a hundred times more.
    if set.intersection(*(set(name.upper().split()) for name in said.values())):
        return False
    folded = ({skeleton(word) for word in words_of(name)} for name in said.values())
    return not set.intersection(*folded)
