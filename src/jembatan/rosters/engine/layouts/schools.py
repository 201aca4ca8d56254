"""Pupil lists of schools: Dapodik workbook, Dapodik web service, EMIS.

Being in the list is attending. Which kind of schooling depends on the form of the school and, in
learning centres, on the package named in the class. Source: `docs/formats.md`, canonical mapping.
"""

from collections.abc import Sequence

import polars as pl

from jembatan.rosters.engine.canonical import Facts
from jembatan.rosters.engine.flagging import Flag
from jembatan.rosters.rules.record import GRADES_OF_LEVEL
from jembatan.rosters.rules.schools import KIND_OF_FORM, LEVEL_OF_FORM, form_of_name

_UUID = r"(?i)^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"
_NO_NEED = ["tidak ada", "tidak", "0", "tidak ada kebutuhan khusus"]


def dapodik(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of the workbook."""
    grade = pl.col("grade_said")
    level, kind = _schooling(context, grade, pl.col("f_class_name"))
    columns = {
        "attending": pl.lit("yes"),
        "attending_kind": kind,
        "level": level,
        "grade": _fitting(grade, level),
        "disability": _need("disability"),
        "aid": _aid({"KIP": "kip", "KPS": "kps", "PIP": "pip"}),
        "record_id": pl.col("f_student_id"),
        "npsn": pl.coalesce(pl.col("f_npsn"), pl.lit(context.get("npsn"), dtype=pl.String)),
        "school_name": pl.coalesce(
            pl.col("f_school_name"), pl.lit(context.get("school_name"), dtype=pl.String)
        ),
    }
    unread = pl.col("f_class_name").is_not_null() & pl.col("grade").is_null()
    unread &= pl.col("attending_kind") != "kindergarten"
    return Facts(columns, (Flag("GRADE_UNREADABLE", "class_name", unread),))


def dapodik_ws(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of the web service. Without a class the row repeats the class fields of the row before."""
    has_class = pl.col("f_membership").str.contains(_UUID).fill_null(False)
    written = pl.col("f_grade_written").cast(pl.Int64, strict=False)
    grade = pl.when(has_class & written.is_between(1, 13)).then(written)
    level, kind = _schooling(context, grade, pl.when(has_class).then(pl.col("f_class_name")))
    columns = {
        "attending": pl.lit("yes"),
        "attending_kind": kind,
        "level": level,
        "grade": grade,
        "class_name": pl.when(has_class).then(pl.col("f_class_name")),
        "disability": _need("disability"),
        "record_id": pl.coalesce(pl.col("f_student_id"), pl.col("f_registration")),
        "npsn": pl.lit(context.get("npsn"), dtype=pl.String),
        "school_name": pl.lit(context.get("school_name"), dtype=pl.String),
    }
    is_back = pl.col("f_registration_kind").str.to_lowercase() == "kembali bersekolah"
    return Facts(
        columns,
        (
            Flag("CLASS_IGNORED", "membership", ~has_class),
            Flag("returned_to_school", "registration_kind", is_back),
        ),
    )


def emis(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of the madrasah list; the school is named by whoever hands the file over."""
    class_name = pl.col("f_class_name").str.to_uppercase()
    grade = pl.col("grade_said")
    pkpps = class_name.str.extract(r"\b(ULA|WUSTHA|ULYA)\b").str.to_lowercase()
    is_kindergarten = class_name.str.contains(r"KELOMPOK|\bRA\b")
    by_grade = (
        pl.when(grade <= 6)
        .then(pl.lit("mi"))
        .when(grade <= 9)
        .then(pl.lit("mts"))
        .when(grade <= 12)
        .then(pl.lit("ma"))
    )
    status = pl.col("f_status").str.to_lowercase()
    is_active = status.str.starts_with("aktif") | status.is_null()
    has_finished = status.str.contains("lulus|tamat").fill_null(False)
    columns = {
        "attending": pl.when(is_active).then(pl.lit("yes")).otherwise(pl.lit("no")),
        "attending_kind": pl.when(~is_active)
        .then(None)
        .when(is_kindergarten)
        .then(pl.lit("kindergarten"))
        .when(pkpps.is_not_null())
        .then(pl.lit("pkpps"))
        .otherwise(pl.lit("madrasah")),
        "level": pl.when(is_kindergarten).then(pl.lit("tk")).otherwise(pl.coalesce(pkpps, by_grade)),
        "grade": pl.when(~is_kindergarten).then(grade),
        "completed": pl.when(has_finished).then(pl.lit("yes")),
        "disability": pl.coalesce(_need("disability"), _need("special_need")),
        "aid": _aid_numbers(),
        "npsn": pl.coalesce(pl.col("f_npsn"), pl.lit(context.get("npsn"), dtype=pl.String)),
        "school_name": pl.lit(context.get("school_name"), dtype=pl.String),
        "rt": pl.col("f_address").str.extract(r"(?i)\bRT\.?\s*(\d{1,3})").str.zfill(3),
        "rw": pl.col("f_address").str.extract(r"(?i)\bRW\.?\s*(\d{1,3})").str.zfill(3),
        "dusun": pl.col("f_address")
        .str.extract(r"(?i)^\s*(?:dusun|dsn\.?)\s+(.+?)\s*(?:,|\bRT\b|$)")
        .str.to_uppercase(),
    }
    unread = grade.is_null() & ~is_kindergarten
    return Facts(
        columns,
        (
            Flag("not_active", "status", ~is_active),
            Flag("GRADE_UNREADABLE", "class_name", unread),
        ),
    )


def with_village_of_address(frame: pl.DataFrame) -> pl.DataFrame:
    """EMIS has no village column: the village is what follows the RW in the address."""
    village = pl.col("f_address").str.extract(r"(?i)\bRW\.?\s*\d{1,3}[\s,]+([^,]+)")
    return frame.with_columns(f_village_name=village.str.strip_chars(" "))


def _schooling(context: dict[str, object], grade: pl.Expr, class_name: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Level and kind of attendance, from the school's form and, without one, from grade and class."""
    form = str(context.get("school_form") or form_of_name(str(context.get("school_name") or "")) or "")
    package = class_name.str.to_uppercase().str.extract(r"PAKET\s*([ABC])\b").str.to_lowercase()
    paket = pl.concat_str([pl.lit("paket_"), package])
    by_grade = (
        pl.when(grade <= 6)
        .then(pl.lit("sd"))
        .when(grade <= 9)
        .then(pl.lit("smp"))
        .when(grade <= 13)
        .then(pl.lit("sma"))
    )
    own = LEVEL_OF_FORM.get(form)
    if KIND_OF_FORM.get(form) == "paket":
        by_package = (
            pl.when(grade <= 6)
            .then(pl.lit("paket_a"))
            .when(grade <= 9)
            .then(pl.lit("paket_b"))
            .when(grade <= 12)
            .then(pl.lit("paket_c"))
        )
        return pl.coalesce(paket, by_package), pl.lit("paket")
    level = pl.coalesce(paket, pl.lit(own, dtype=pl.String)) if own else pl.coalesce(paket, by_grade)
    kind = KIND_OF_FORM.get(form, "formal")
    return level, pl.when(package.is_not_null()).then(pl.lit("paket")).otherwise(pl.lit(kind))


def _fitting(grade: pl.Expr, level: pl.Expr) -> pl.Expr:
    """The grade where it can be one of the level's; a class "1A" of a junior school says nothing."""
    first = level.replace_strict(
        {name: span[0] for name, span in GRADES_OF_LEVEL.items()}, default=1, return_dtype=pl.Int64
    )
    last = level.replace_strict(
        {name: span[1] for name, span in GRADES_OF_LEVEL.items()}, default=13, return_dtype=pl.Int64
    )
    return pl.when(grade.is_between(first, last) & (level != "tk").fill_null(True)).then(grade)


def _need(field: str) -> pl.Expr:
    """A special need as written; "Tidak ada" is none."""
    text = pl.col(f"f_{field}")
    return pl.when(~text.str.to_lowercase().is_in(_NO_NEED)).then(text)


def _aid(fields: dict[str, str]) -> pl.Expr:
    """A json list of the kinds of aid whose field says Ya."""
    parts = [
        pl.when(pl.col(f"f_{field}").str.to_lowercase().is_in(["ya", "1", "y"])).then(pl.lit(f'"{kind}"'))
        for kind, field in fields.items()
    ]
    return _listed(parts)


def _aid_numbers() -> pl.Expr:
    return _listed([pl.when(pl.col("f_kip_number").str.contains("[1-9]")).then(pl.lit('"KIP"'))])


def _listed(parts: Sequence[pl.Expr]) -> pl.Expr:
    joined = pl.concat_str(parts, separator=", ", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str([pl.lit("["), joined, pl.lit("]")]))
