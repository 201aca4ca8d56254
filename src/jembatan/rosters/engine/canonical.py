"""Rows by field in, canonical records out: the part that is the same for every layout."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from jembatan.rosters.engine import cleaning
from jembatan.rosters.engine.extracting import Rows
from jembatan.rosters.engine.flagging import Flag, flags_json
from jembatan.rosters.rules.record import COLUMNS, NAMES

TYPES = {
    "text": pl.String,
    "json": pl.String,
    "date": pl.Date,
    "integer": pl.Int64,
    "decimal": pl.Float64,
}
SCHEMA = pl.Schema({column.name: TYPES[column.kind]() for column in COLUMNS})
_NUMBER_LABELS = {"nik": "NIK", "kk": "KK", "mother_nik": "MOTHER_NIK", "father_nik": "FATHER_NIK"}
# Day and month of birth that people write when they do not know it.
_DEFAULT_DAYS = ("01-01", "07-01", "12-31")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a layout adds: canonical columns of its own, flags, and rows it refuses (reason to mask)."""

    columns: Mapping[str, pl.Expr]
    flags: Sequence[Flag] = ()
    refused: Mapping[str, tuple[str, pl.Expr]] = field(default_factory=dict)


# A layout: rows by field (with the identity columns already there) and the file's context to facts.
Layout = Callable[[pl.DataFrame, dict[str, object]], Facts]


def identities(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the canonical columns that every layout cleans alike."""
    wanted: dict[str, tuple[str, pl.Expr]] = {
        **{name: (name, cleaning.upper(name)) for name in ("name", "mother_name", "father_name")},
        **{name: (name, cleaning.number16(name)) for name in _NUMBER_LABELS},
        "nisn": ("nisn", cleaning.nisn()),
        "sex": ("sex", cleaning.sex()),
        "dusun": ("dusun", cleaning.dusun()),
        **{name: (name, cleaning.block_number(name)) for name in ("rw", "rt")},
        **{name: ("lat", column) for name, column in cleaning.coordinates().items()},
        **{name: (name, pl.col(f"f_{name}")) for name in ("birth_place", "address", "class_name")},
        "grade_said": ("class_name", cleaning.grade_of_class(pl.col("f_class_name"))),
    }
    numbers = [name for name in (*_NUMBER_LABELS, "nisn") if f"f_{name}" in frame.columns]
    named = cleaning.with_number_facts(frame, numbers).with_columns(
        **{name: column for name, (field, column) in wanted.items() if f"f_{field}" in frame.columns}
    )
    return named.with_columns(cleaning.birth_date(named["f_birth_date"]))


def records(rows: Rows, facts: Facts, frame: pl.DataFrame, *, needs_nisn: bool, paths: bool) -> pl.DataFrame:
    """Canonical records of `frame` (identities, places and the layout's `facts` applied)."""
    flags = [*_damage(frame, needs_nisn), *_disagreements(frame), *facts.flags, *_formula_flags(rows)]
    frame = frame.with_columns(flags=flags_json(flags, rows.labels, rows.letters, paths=paths))
    missing = {name: pl.lit(None, dtype=kind) for name, kind in SCHEMA.items() if name not in frame.columns}
    return frame.with_columns(**missing).select(pl.col(name).cast(SCHEMA[name]) for name in NAMES)


def _damage(frame: pl.DataFrame, needs_nisn: bool) -> list[Flag]:
    """Flags on cells that were missing, dropped or repaired."""
    has = frame.columns
    flags = [flag for name, label in _NUMBER_LABELS.items() for flag in _number_flags(name, label)]
    missing = pl.col("f_nisn").is_null() | pl.col("f_nisn").str.contains(r"^0+(\.0)?$")
    if needs_nisn:
        flags.append(Flag("NISN_MISSING", "nisn", missing))
    date_written = ~cleaning.is_no_date("birth_date")
    flags += [
        Flag("NISN_INVALID", "nisn", ~missing & pl.col("nisn").is_null()),
        Flag("BIRTH_DATE_MISSING", "birth_date", ~date_written),
        Flag("BIRTH_DATE_UNREADABLE", "birth_date", date_written & pl.col("birth_date").is_null()),
        Flag("SEX_UNREADABLE", "sex", pl.col("f_sex").is_not_null() & pl.col("sex").is_null()),
        *(Flag("RT_ZERO", name, pl.col(f"f_{name}").str.contains(r"^0+(\.0)?$")) for name in ("rt", "rw")),
        Flag("LATLON_SWAPPED", "lat", pl.col("is_swapped") if "is_swapped" in has else pl.lit(False)),
        Flag("LATLON_OUTSIDE", "lat", pl.col("is_outside") if "is_outside" in has else pl.lit(False)),
    ]
    return [flag for flag in flags if f"f_{flag.field}" in has]


def _number_flags(name: str, label: str) -> list[Flag]:
    written = pl.col(f"d_{name}").is_not_null()
    is_lost = pl.col(f"lost_{name}")
    is_stand_in = pl.col(f"fake_{name}") & ~is_lost
    is_bad = written & pl.col(name).is_null() & ~is_lost & ~is_stand_in
    flags = [Flag(f"{label}_PRECISION_LOST", name, is_lost)]
    if name == "nik":
        flags.append(Flag("NIK_MISSING", name, ~written))
        flags.append(Flag("NIK_PLACEHOLDER", name, is_stand_in))
        flags.append(Flag("NIK_DUPLICATE", name, pl.col("nik").is_not_null() & pl.col("nik").is_duplicated()))
    if name in ("nik", "kk"):
        flags.append(Flag(f"{label}_INVALID", name, is_bad))
    return flags


def _disagreements(frame: pl.DataFrame) -> list[Flag]:
    """Soft flags: facts of one row that do not go together. They never reject anything."""
    flags = []
    born = pl.col("birth_date")
    if "nik" in frame.columns:
        day = pl.col("nik").str.slice(6, 2).cast(pl.Int32, strict=False)
        is_female = day > 40
        plain_day = pl.when(is_female).then(day - 40).otherwise(day)
        inside = pl.concat_str([plain_day.cast(pl.String).str.zfill(2), pl.col("nik").str.slice(8, 4)])
        flags.append(Flag("nik_birthdate_differs", "nik", inside != born.dt.strftime("%d%m%y")))
        if "sex" in frame.columns:
            said = pl.when(is_female).then(pl.lit("P")).otherwise(pl.lit("L"))
            flags.append(
                Flag("nik_sex_differs", "nik", pl.col("nik").is_not_null() & (said != pl.col("sex")))
            )
    if "nisn" in frame.columns:
        year = (born.dt.year() % 1000).cast(pl.String).str.zfill(3)
        flags.append(Flag("nisn_birthyear_differs", "nisn", pl.col("nisn").str.slice(0, 3) != year))
        doubled = pl.col("nisn").is_not_null() & pl.col("nisn").is_duplicated()
        flags.append(Flag("NISN_DUPLICATE", "nisn", doubled))
    flags.append(Flag("default_birth_date", "birth_date", born.dt.strftime("%m-%d").is_in(_DEFAULT_DAYS)))
    return flags


def _formula_flags(rows: Rows) -> list[Flag]:
    return [Flag("FORMULA", name, pl.col("place").is_in(places)) for name, places in rows.formulas.items()]
