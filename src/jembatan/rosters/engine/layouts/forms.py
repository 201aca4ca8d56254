"""Answers of field forms: KoboToolbox and ODK, by the last part of each question's path.

The status a volunteer ticks (BPB, DO, LTM, SEKOLAH) becomes facts; the status itself is decided
later, by the rules. Source: `docs/formats.md`, our two XLSForms.
"""

import json

import polars as pl

from jembatan.rosters.engine.canonical import Facts
from jembatan.rosters.engine.cleaning import coded, mapped
from jembatan.rosters.engine.codelists import codes_of, known_reasons
from jembatan.rosters.engine.flagging import Flag
from jembatan.rosters.engine.layouts.registers import MARITAL

_LEVELS = {"SD": "sd", "SMP": "smp", "SMA": "sma"}
_OUTCOMES = {"TIDAK_DITEMUKAN": "not_found", "PINDAH": "moved", "MENINGGAL": "died"}
_STATUSES = ["BPB", "DO", "LTM", "SEKOLAH"]
# The form's own code for "other".
_OTHER = {"98": "x6", "99": "x6"}
_POINT = r"^\s*(-?\d+(?:\.\d+)?)[ ,]+(-?\d+(?:\.\d+)?)"


def field_form(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of submissions and entity lists."""
    status = pl.col("f_status").str.to_uppercase()
    result = pl.col("f_result").str.to_uppercase()
    attends = (status == "SEKOLAH") | (result == "SUDAH_SEKOLAH")
    level = mapped(pl.col("f_level_written").str.to_uppercase(), _LEVELS)
    grade = pl.col("f_grade_written").str.replace(r"\.0$", "").cast(pl.Int64, strict=False)
    grade = pl.when(grade.is_between(1, 13)).then(grade)
    by_grade = (
        pl.when(grade <= 6)
        .then(pl.lit("sd"))
        .when(grade <= 9)
        .then(pl.lit("smp"))
        .when(grade <= 13)
        .then(pl.lit("sma"))
    )
    columns = {
        "record_id": _identity(frame),
        "attending": pl.when(attends.fill_null(False))
        .then(pl.lit("yes"))
        .when(status.is_in(["BPB", "DO", "LTM"]))
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown")),
        "level": pl.when(status != "BPB").then(pl.coalesce(level, by_grade)),
        "grade": pl.when(status != "BPB").then(grade),
        "completed": pl.when(status == "LTM").then(pl.lit("yes")).when(status == "DO").then(pl.lit("no")),
        "certificate_seen": _yes_no("certificate"),
        "left_on": pl.col("f_left_on").str.extract(r"^(\d{4}(?:-\d{2}){0,2})"),
        "registered_next": pl.when(status == "LTM").then(pl.lit("no")),
        "outcome": mapped(result, _OUTCOMES),
        "works": pl.coalesce(_yes_no("works"), pl.lit("unknown")),
        "marital_status": mapped(coded(frame, "marital", codes_of("opensid", "status_kawin")), MARITAL),
        "causes": _causes(),
        "cause_main": _one_cause(frame),
        "npsn": pl.col("f_npsn"),
        "lat": _degrees("1"),
        "lon": _degrees("2"),
    }
    unknown = status.is_not_null() & ~status.is_in(_STATUSES)
    return Facts(columns, (Flag("CODE_UNKNOWN", "status", unknown),))


def _identity(frame: pl.DataFrame) -> pl.Expr:
    """The submission's stable id; in an entity list, the entity's."""
    order = ("entity_id", "submission_id", "submission_uuid", "instance_id", "odata_id")
    ids = [pl.col(f"f_{name}") for name in order if f"f_{name}" in frame.columns]
    return pl.coalesce(ids).str.replace(r"^uuid:", "")


def _yes_no(field: str) -> pl.Expr:
    text = pl.col(f"f_{field}").str.to_lowercase()
    return (
        pl.when(text.is_in(["ya", "yes", "1", "true", "ada"]))
        .then(pl.lit("yes"))
        .when(text.is_in(["tidak", "no", "0", "2", "false", "belum"]))
        .then(pl.lit("no"))
    )


def _causes() -> pl.Expr:
    """The ticked causes as a json list of codes; "other" is x6, unknown codes are left out."""
    codes = {code: code for code in known_reasons()} | _OTHER
    ticked = (
        pl.col("f_causes")
        .str.split(" ")
        .list.eval(pl.element().replace_strict(codes, default=None, return_dtype=pl.String).drop_nulls())
    )
    quoted = ticked.list.eval(pl.concat_str([pl.lit('"'), pl.element(), pl.lit('"')])).list.join(", ")
    return pl.when(ticked.list.len() > 0).then(pl.concat_str([pl.lit("["), quoted, pl.lit("]")]))


def _one_cause(frame: pl.DataFrame) -> pl.Expr:
    return mapped(pl.col("f_cause_main"), {code: code for code in known_reasons()} | _OTHER)


def _degrees(part: str) -> pl.Expr:
    """Latitude ("1") or longitude ("2") of a geopoint "lat lon altitude accuracy"."""
    found = pl.col("f_point").str.extract_groups(_POINT).struct.field(part)
    return found.cast(pl.Float64, strict=False)


def points_as_text(value: object) -> str | None:
    """A GeoJSON point as ODK writes geopoints: latitude first."""
    if isinstance(value, dict) and isinstance(value.get("coordinates"), list):
        lon, lat = value["coordinates"][:2]
        return f"{lat} {lon}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else None
