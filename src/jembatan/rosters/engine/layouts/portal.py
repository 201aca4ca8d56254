"""The national portal's list (Verval ATS): its claim, its reason in words, and what the reason settles.

Reason ids follow an unpublished legend and are kept as they are; only the label is understood.
Source: `docs/formats.md`; reason list of the national validation form.
"""

import polars as pl

from jembatan.rosters.engine.canonical import Facts
from jembatan.rosters.engine.cleaning import mapped
from jembatan.rosters.engine.codelists import labels_to_codes, reason_codes
from jembatan.rosters.engine.flagging import Flag

# Reasons that are no cause but settle where the child is.
_OUTCOMES = {"15": "not_found", "16": "abroad", "18": "died", "20": "moved", "22": "not_resident"}
_BACK_IN_SCHOOL = "19"
_MAYBE_LEARNING = ["16", "17"]
_FINISHED = "21"
_CAUSES = frozenset({*(str(code) for code in range(1, 15)), "x1", "x2", "x6"})


def verval(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of the 43-column export."""
    labels = frame["f_reason_label"].unique().to_list()
    reason = mapped(pl.col("f_reason_label"), labels_to_codes(labels, reason_codes()))
    cause = pl.when(reason.is_in(list(_CAUSES))).then(reason)
    status = pl.col("f_status").str.to_uppercase()
    is_known = status.is_in(["DO", "LTM", "BPB"])
    grade = pl.col("f_grade_written").str.replace(r"\.0$", "").cast(pl.Int64, strict=False)
    grade = pl.when(grade.is_between(1, 13)).then(grade)
    attending = (
        pl.when(reason == _BACK_IN_SCHOOL)
        .then(pl.lit("yes"))
        .when(reason.is_in(_MAYBE_LEARNING))
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("no"))
    )
    columns = {
        "record_id": pl.col("f_student_id"),
        "portal_status": pl.when(is_known).then(status),
        "portal_grade": grade,
        "grade": grade,
        "level": pl.when(grade <= 6)
        .then(pl.lit("sd"))
        .when(grade <= 9)
        .then(pl.lit("smp"))
        .when(grade <= 13)
        .then(pl.lit("sma")),
        "attending": attending,
        "completed": pl.when((status == "LTM") | (reason == _FINISHED)).then(pl.lit("yes")),
        "declared_left": pl.when(status == "DO").then(pl.lit("yes")),
        "registered_next": pl.when(status == "LTM").then(pl.lit("no")),
        "outcome": mapped(reason, _OUTCOMES),
        "reason_id": pl.col("f_reason_id").str.replace(r"\.0$", ""),
        "reason_label": pl.coalesce(pl.col("f_reason_label"), pl.col("f_reason_other")),
        "cause_main": cause,
        "causes": pl.when(cause.is_not_null()).then(pl.concat_str([pl.lit('["'), cause, pl.lit('"]')])),
        "disability": pl.when(~pl.col("f_disability").is_in(["0", "0.0"])).then(pl.col("f_disability")),
    }
    settled = reason.is_in([_BACK_IN_SCHOOL, *_MAYBE_LEARNING])
    deleted = pl.col("f_deleted").is_not_null() & ~pl.col("f_deleted").str.contains(r"^0+(\.0+)?$")
    return Facts(
        columns,
        (
            Flag("CODE_UNKNOWN", "status", ~is_known),
            Flag("CODE_UNKNOWN", "reason_label", pl.col("f_reason_label").is_not_null() & reason.is_null()),
            Flag("portal_resolved_in_education", "reason_label", settled),
        ),
        {"soft_deleted": ("deleted", deleted)},
    )
