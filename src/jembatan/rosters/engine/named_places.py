"""Place names of rows to Kemendagri codes: found inside their parents, or left empty with a flag."""

import polars as pl

from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.rules.codes import normal_code, parent_of
from jembatan.rosters.engine.flagging import Flag


def with_places(
    frame: pl.DataFrame, context: dict[str, object], gazetteer: Gazetteer
) -> tuple[pl.DataFrame, list[Flag]]:
    """`frame` with `village_code` and `subdistrict_code`, and the flags on names that found no place.

    A code written in the row goes first, then the village the file is about, then the row's names
    inside the district of the file. A name that is unknown or ambiguous gives null, never a guess.
    """
    if "f_village_code_written" in frame.columns:
        return _from_codes(frame, gazetteer)
    village = context.get("village_code")
    if "f_village_name" not in frame.columns:
        return _constant(frame, str(village) if village else None), []
    return _from_names(frame, context, gazetteer)


def _constant(frame: pl.DataFrame, village: str | None) -> pl.DataFrame:
    subdistrict = parent_of(village) if village else None
    return frame.with_columns(
        village_code=pl.lit(village, dtype=pl.String), subdistrict_code=pl.lit(subdistrict, dtype=pl.String)
    )


def _from_codes(frame: pl.DataFrame, gazetteer: Gazetteer) -> tuple[pl.DataFrame, list[Flag]]:
    """Codes as written; retired ones become the code in force, unknown but well-formed ones stay."""
    codes: dict[str, str] = {}
    unknown = set()
    for written in frame["f_village_code_written"].drop_nulls().unique().to_list():
        code = normal_code(written.removesuffix(".0"))
        if code is None or len(code) != 13 or code[9] not in "12":
            continue
        current = gazetteer.current_code(code)
        codes[written] = current or code
        if current is None:
            unknown.add(written)
    column = pl.col("f_village_code_written")
    village = (
        column.replace_strict(codes, default=None, return_dtype=pl.String)
        if codes
        else pl.lit(None, pl.String)
    )
    frame = frame.with_columns(village_code=village)
    frame = frame.with_columns(subdistrict_code=pl.col("village_code").str.slice(0, 8))
    is_bad = column.is_not_null() & pl.col("village_code").is_null()
    return frame, [
        Flag("VILLAGE_CODE_INVALID", "village_code_written", is_bad),
        Flag("village_code_unknown", "village_code_written", column.is_in(list(unknown))),
    ]


def _from_names(
    frame: pl.DataFrame, context: dict[str, object], gazetteer: Gazetteer
) -> tuple[pl.DataFrame, list[Flag]]:
    keys = ["f_village_name", "f_subdistrict_name", "f_district_name"]
    frame = frame.with_columns(
        [pl.lit(None, dtype=pl.String).alias(key) for key in keys if key not in frame.columns]
    )
    distinct = frame.select(keys).unique()
    found = [
        _resolved(village, subdistrict, district, context, gazetteer)
        for village, subdistrict, district in distinct.iter_rows()
    ]
    answers = distinct.with_columns(
        pl.Series("village_code", [one[0] for one in found], dtype=pl.String),
        pl.Series("subdistrict_code", [one[1] for one in found], dtype=pl.String),
        pl.Series("village_reason", [one[2] for one in found], dtype=pl.String),
    )
    frame = frame.join(answers, on=keys, how="left", nulls_equal=True, maintain_order="left")
    reason = pl.col("village_reason")
    return frame, [
        Flag("village_unknown", "village_name", reason.is_in(["unknown", "parent_unknown"])),
        Flag("village_ambiguous", "village_name", reason == "ambiguous"),
    ]


def _resolved(
    village: str | None,
    subdistrict: str | None,
    district: str | None,
    context: dict[str, object],
    gazetteer: Gazetteer,
) -> tuple[str | None, str | None, str | None]:
    """Village code, subdistrict code, and why the village was not found (None when nothing was written)."""
    within = district or _text(context.get("district_code")) or _text(context.get("district"))
    kecamatan = gazetteer.subdistrict(subdistrict, district=within).code if subdistrict else None
    if village is None:
        return None, kecamatan, None
    if not subdistrict and not within:
        return None, None, "unknown"
    answer = gazetteer.village(village, subdistrict=kecamatan or subdistrict, district=within)
    if answer.code is not None:
        return answer.code, parent_of(answer.code), None
    return None, kecamatan, answer.reason


def _text(value: object) -> str | None:
    return str(value) if value else None
