"""Records of several sources in one table, each with the kind of its source and what it says of the child.

What a source says (`stand`) is one of the words of children.rules.precedence.STANDS.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from jembatan.children.rules.precedence import KINDS
from jembatan.rosters.rules.batches import KIND_OF_PROFILE, OLDEST_KEPT
from jembatan.workflow.refusals import Refused

TEXT = (
    *("record_id", "name", "nik", "kk", "nisn", "sex", "mother_name", "father_name", "birth_place"),
    *("village_code", "subdistrict_code", "dusun", "rw", "rt", "address", "npsn", "school_name"),
    *("level", "class_name", "attending", "attending_kind", "completed", "certificate_seen", "left_on"),
    *("declared_left", "registered_next", "outcome", "marital_status", "works", "disability", "causes"),
    *("cause_main", "portal_status", "reason_id", "reason_label", "source_profile", "flags"),
)
NUMBERS = ("grade", "portal_grade")
DECIMALS = ("lat", "lon")
MADRASAH_LEVELS = ("mi", "mts", "ma", "ula", "wustha", "ulya")
MADRASAH_KINDS = ("madrasah", "pkpps")
# A portal row of somebody who did not continue may carry the grade that was not entered.
LTM_AFTER_SD, LTM_AFTER_SMP = (6, 7), (8, 10)


class SameRecordTwice(Refused):
    code = "children.same_record_twice"
    status = 400
    sentence = (
        "The record_id %(record_id)s occurs in more than one row of the sources. Give every record its own."
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """`records`: one row a record, sorted by kind and id. `outside_purpose`: rows left out for their age."""

    records: pl.DataFrame
    outside_purpose: int


def gathered(
    census: pl.DataFrame, rosters: pl.DataFrame | None, portal: pl.DataFrame | None, *, as_of: date
) -> Gathered:
    """All records with the columns TEXT, NUMBERS, DECIMALS, birth_date, kind and stand.

    Kinds follow `source_profile`; without a known profile a census row is `census`, a roster row
    `madrasah` when its level or kind of schooling says so, otherwise `roster`. People older than the
    purpose covers are left out. Raises SameRecordTwice.
    """
    frames = [_typed(census).with_columns(kind=_kind(pl.lit("census")))]
    if rosters is not None:
        frames.append(_typed(rosters).with_columns(kind=_kind(_school_kind())))
    if portal is not None:
        frames.append(_typed(portal).with_columns(kind=pl.lit("portal")))
    every = pl.concat(frames)
    kept = every.filter(pl.col("birth_date").is_null() | (pl.col("birth_date") > _oldest_birth(as_of)))
    twice = kept.filter(pl.col("record_id").is_duplicated())
    if twice.height:
        raise SameRecordTwice(record_id=twice["record_id"][0])
    order = pl.col("kind").replace_strict(
        {kind: rank for rank, kind in enumerate(KINDS)}, return_dtype=pl.Int8
    )
    records = kept.with_columns(_portal_schooling()).with_columns(stand=_stand(), rank=order)
    return Gathered(records.sort("rank", "record_id"), every.height - kept.height)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    missing = {
        name: pl.lit(None) for name in (*TEXT, *NUMBERS, *DECIMALS, "birth_date") if name not in frame.columns
    }
    return frame.with_columns(**missing).select(
        *(pl.col(name).cast(pl.String).str.strip_chars().replace("", None) for name in TEXT),
        *(
            pl.col(name).cast(pl.String).str.strip_suffix(".0").cast(pl.Int64, strict=False)
            for name in NUMBERS
        ),
        *(pl.col(name).cast(pl.Float64, strict=False) for name in DECIMALS),
        pl.col("birth_date").cast(pl.String).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
    )


def _oldest_birth(as_of: date) -> date:
    year = as_of.year - OLDEST_KEPT - 1
    return date(year, 2, 28) if (as_of.month, as_of.day) == (2, 29) else as_of.replace(year=year)


def _kind(otherwise: pl.Expr) -> pl.Expr:
    known = {profile: str(kind) for profile, kind in KIND_OF_PROFILE.items()}
    return pl.coalesce(
        pl.col("source_profile").replace_strict(known, default=None, return_dtype=pl.String), otherwise
    )


def _school_kind() -> pl.Expr:
    is_madrasah = pl.col("level").is_in(MADRASAH_LEVELS) | pl.col("attending_kind").is_in(MADRASAH_KINDS)
    return pl.when(is_madrasah).then(pl.lit("madrasah")).otherwise(pl.lit("roster"))


def _portal_schooling() -> list[pl.Expr]:
    """What the portal's status means as schooling; other kinds stay as they are."""
    here = pl.col("kind") == "portal"
    status, grade = pl.col("portal_status"), pl.coalesce("portal_grade", "grade")
    ltm = here & (status == "LTM")
    after = (
        pl.when(grade.is_between(*LTM_AFTER_SD))
        .then(6)
        .when(grade.is_between(*LTM_AFTER_SMP))
        .then(9)
        .otherwise(None)
    )
    level_after = pl.when(after == 6).then(pl.lit("sd")).when(after == 9).then(pl.lit("smp"))
    never = here & (status == "BPB")
    unsettled = here & (status == "DO") & pl.col("completed").is_null()
    return [
        pl.when(ltm).then(after).when(never).then(None).otherwise(pl.col("grade")).alias("grade"),
        pl.when(ltm).then(level_after).when(never).then(None).otherwise(pl.col("level")).alias("level"),
        pl.when(ltm)
        .then(pl.lit("yes"))
        .when(unsettled)
        .then(pl.lit("no"))
        .otherwise(pl.col("completed"))
        .alias("completed"),
    ]


def _stand() -> pl.Expr:
    gone = pl.col("outcome").is_not_null() & (pl.col("outcome") != "present")
    attending = pl.col("attending")
    # Being in a list of pupils is attending, unless the list says otherwise.
    listed_pupil = pl.col("kind").is_in(["roster", "madrasah"]) & attending.is_null()
    elsewhere = (
        pl.when(gone)
        .then(pl.lit("gone"))
        .when((attending == "yes") | listed_pupil)
        .then(pl.lit("in"))
        .when(attending == "no")
        .then(pl.lit("out"))
        .otherwise(pl.lit("unknown"))
    )
    label = pl.col("reason_label").str.to_lowercase()
    on_portal = (
        pl.when(gone)
        .then(pl.lit("gone"))
        .when(attending == "yes")
        .then(pl.lit("found"))
        .when(label.str.contains("pesantren", literal=True))
        .then(pl.lit("pesantren"))
        .when((pl.col("completed") == "yes") & (pl.col("portal_status") != "LTM"))
        .then(pl.lit("completed"))
        .otherwise(pl.lit("listed"))
    )
    return pl.when(pl.col("kind") == "portal").then(on_portal).otherwise(elsewhere)
