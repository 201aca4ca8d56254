"""Social registers: Regsosek 2022 and DTSEN. They do ask who still goes to school.

Participation 1 never, 2 still, 3 no longer; class 8 = the level is finished. Functional difficulty
1 and 2 (cannot, much difficulty) count as a disability. Source: `docs/formats.md`.
"""

import polars as pl

from jembatan.rosters.engine.canonical import Facts
from jembatan.rosters.engine.cleaning import coded, mapped
from jembatan.rosters.engine.codelists import codes_of
from jembatan.rosters.engine.flagging import Flag
from jembatan.rosters.engine.layouts.registers import MARITAL

_SYSTEM = "regsosek2022k"
# Level code to our level, the grade before its first class, and the kind of schooling.
_LEVELS = {
    "1": ("paket_a", 0, "paket"),
    "2": ("sd", 0, "slb"),
    "3": ("sd", 0, "formal"),
    "4": ("mi", 0, "madrasah"),
    "5": ("ula", 0, "pkpps"),
    "6": ("paket_b", 6, "paket"),
    "7": ("smp", 6, "slb"),
    "8": ("smp", 6, "formal"),
    "9": ("mts", 6, "madrasah"),
    "10": ("wustha", 6, "pkpps"),
    "11": ("paket_c", 9, "paket"),
    "12": ("sma", 9, "slb"),
    "13": ("sma", 9, "formal"),
    "14": ("ma", 9, "madrasah"),
    "15": ("smk", 9, "formal"),
    "16": ("ma", 9, "madrasah"),
    "17": ("ulya", 9, "pkpps"),
}
# Beyond secondary school: the level was finished on the way.
_HIGHER = [str(code) for code in range(18, 23)]
_LAST_GRADE = {0: 6, 6: 9, 9: 12}
_FINISHED = "8"
_RELATIONS = {
    "1": "head",
    "2": "spouse",
    "3": "child",
    "4": "child_in_law",
    "5": "grandchild",
    "6": "parent",
    "7": "servant",
    "8": "other",
}
_PRESENCE = {"1": "present", "2": "died", "3": "moved", "4": "abroad", "5": "present", "6": "not_found"}
_DIFFICULTIES = (
    ("seeing", "vision"),
    ("hearing", "hearing"),
    ("walking", "mobility"),
    ("hands", "hands"),
    ("remembering", "memory"),
    ("learning", "learning"),
    ("behaviour", "behaviour"),
    ("speaking", "speech"),
    ("self_care", "self_care"),
)


def social(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of either register; codes and labels are both understood."""
    participation = coded(frame, "participation", codes_of(_SYSTEM, "412_partisipasi_sekolah"))
    level_code = coded(frame, "level_written", codes_of(_SYSTEM, "413_jenjang_tertinggi"))
    class_code = coded(frame, "class_written", codes_of(_SYSTEM, "414_kelas_tertinggi"))
    level = mapped(level_code, {code: one[0] for code, one in _LEVELS.items()})
    is_higher = level_code.is_in(_HIGHER)
    marital = "408_status_kawin"
    works = coded(frame, "works", codes_of(_SYSTEM, "416a_bekerja"))
    columns = {
        "attending": pl.when(participation == "2")
        .then(pl.lit("yes"))
        .when(participation.is_not_null())
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown")),
        "attending_kind": pl.when(participation == "2").then(
            mapped(level_code, {code: one[2] for code, one in _LEVELS.items()})
        ),
        "level": pl.when(is_higher).then(pl.lit("sma")).otherwise(level),
        "grade": _grade(level_code, class_code),
        "completed": pl.when((class_code == _FINISHED) | is_higher)
        .then(pl.lit("yes"))
        .when(level.is_not_null() & class_code.is_not_null())
        .then(pl.lit("no")),
        "marital_status": mapped(coded(frame, "marital", codes_of(_SYSTEM, marital)), MARITAL),
        "relation": mapped(coded(frame, "relation", codes_of(_SYSTEM, "409_hubungan")), _RELATIONS),
        "works": pl.when(works == "1")
        .then(pl.lit("yes"))
        .when(works == "2")
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown")),
        "disability": _disability(frame),
        "aid": _aid(frame),
    }
    if "f_presence" in frame.columns:
        columns["outcome"] = mapped(coded(frame, "presence", codes_of(_SYSTEM, "404_keberadaan")), _PRESENCE)
    unknown = [
        Flag("CODE_UNKNOWN", field, pl.col(f"f_{field}").is_not_null() & code.is_null())
        for field, code in (
            ("participation", participation),
            ("level_written", level_code),
            ("class_written", class_code),
        )
    ]
    return Facts(columns, unknown)


def fill_family_card(frame: pl.DataFrame) -> pl.DataFrame:
    """Regsosek writes the family card on the first member only: it holds until the next one."""
    carried = [pl.col(name).forward_fill() for name in ("f_kk", "n_kk")]
    starts = pl.col("f_member").str.replace(r"\.0$", "") == "1"
    is_new_family = (starts & pl.col("f_kk").is_null()).fill_null(False)
    kk = pl.when(is_new_family).then(pl.lit("?")).otherwise(pl.col("f_kk"))
    filled = frame.with_columns(f_kk=kk).with_columns(carried[0])
    return filled.with_columns(f_kk=pl.when(pl.col("f_kk") != "?").then(pl.col("f_kk")))


def _grade(level_code: pl.Expr, class_code: pl.Expr) -> pl.Expr:
    """The grade counted from the first year of SD; the last of the level when it was finished."""
    before = level_code.replace_strict(
        {code: one[1] for code, one in _LEVELS.items()}, default=None, return_dtype=pl.Int64
    )
    last = before.replace_strict(_LAST_GRADE, default=None, return_dtype=pl.Int64)
    year = class_code.cast(pl.Int64, strict=False)
    grade = before + year
    return (
        pl.when(level_code.is_in(_HIGHER))
        .then(pl.lit(12))
        .when(class_code == _FINISHED)
        .then(last)
        .when(grade <= last + 1)
        .then(grade)
    )


def _disability(frame: pl.DataFrame) -> pl.Expr:
    """The difficulties a person has, most of all or with help, joined by "+"; null for none."""
    table = codes_of(_SYSTEM, "428a-i_kesulitan")
    parts = [
        pl.when(coded(frame, field, table).is_in(["1", "2"])).then(pl.lit(name))
        for field, name in _DIFFICULTIES
        if f"f_{field}" in frame.columns
    ]
    if not parts:
        return pl.lit(None, dtype=pl.String)
    joined = pl.concat_str(parts, separator="+", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _aid(frame: pl.DataFrame) -> pl.Expr:
    if "f_pip" in frame.columns:
        return pl.when(pl.col("f_pip").str.contains(r"(?i)^(1(\.0)?|ya)$")).then(pl.lit('["PIP"]'))
    return pl.when(pl.col("f_pbi").str.to_lowercase().is_in(["ya", "1"])).then(pl.lit('["BPJS_PBI"]'))
