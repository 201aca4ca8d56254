"""Records as handed in, checked: what cannot be linked honestly is refused in one sentence.

Source: docs of `jembatan link` (input columns); a missing value is null, never "", "0" or "-".
"""

import polars as pl

from jembatan.workflow.refusals import Refused

TEXT = ("nik", "kk", "nisn", "name", "mother_name", "village_code", "npsn", "grade", "father_name", "address")
SEXES = ("L", "P")
NOTHING = ("", "-", "0")


class NoRecordId(Refused):
    code = "linkage.no_record_id"
    status = 400
    sentence = "%(file)s: the column record_id is missing from the header row. Give every record its own id."


class EmptyRecordId(Refused):
    code = "linkage.empty_record_id"
    status = 400
    sentence = "%(file)s, row %(row)d, column record_id: it is empty. Give every record its own id."


class RepeatedRecordId(Refused):
    code = "linkage.repeated_record_id"
    status = 400
    sentence = (
        "%(file)s, row %(row)d, column record_id: the id is already used in row %(first)d. "
        "Give every record its own id."
    )


class WrongSex(Refused):
    code = "linkage.wrong_sex"
    status = 400
    sentence = "%(file)s, row %(row)d, column sex: write L or P, or leave it empty."


class WrongDate(Refused):
    code = "linkage.wrong_date"
    status = 400
    sentence = "%(file)s, row %(row)d, column birth_date: write a date as YYYY-MM-DD, or leave it empty."


class WrongColumn(Refused):
    code = "linkage.wrong_column"
    status = 400
    sentence = "%(file)s, column %(column)s: it holds %(kind)s where text is expected. Write it as text."


def checked(frame: pl.DataFrame, *, file: str) -> pl.DataFrame:
    """`frame` with every known column in its type, absent ones null, sorted by record_id.

    Row numbers in refusals count the header as row 1, the way a spreadsheet does. Sorting makes all
    that follows independent of the order of rows. Raises the refusals above.
    """
    if "record_id" not in frame.columns:
        raise NoRecordId(file=file)
    texts = [_text(frame, name, file) for name in ("record_id", *TEXT)]
    out = pl.DataFrame(texts).with_columns(_sex(frame, file), _born(frame, file))
    _refuse_bad_ids(out["record_id"], file)
    return out.sort("record_id")


def _text(frame: pl.DataFrame, name: str, file: str) -> pl.Series:
    if name not in frame.columns:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    column = frame[name]
    if column.dtype.is_nested() or column.dtype in (pl.Boolean, pl.Binary) or column.dtype.is_temporal():
        raise WrongColumn(file=file, column=name, kind=str(column.dtype))
    if column.dtype.is_float():
        raise WrongColumn(file=file, column=name, kind="decimal numbers, which lose digits,")
    text = column.cast(pl.String).str.strip_chars()
    if name == "record_id":
        return text
    return text.to_frame().select(
        pl.when(pl.col(name).is_in(NOTHING)).then(None).otherwise(pl.col(name)).alias(name)
    )[name]


def _refuse_bad_ids(ids: pl.Series, file: str) -> None:
    rows = ids.to_frame().with_row_index("row", offset=2)
    if (empty := rows.filter(pl.col("record_id").fill_null("") == "")).height:
        raise EmptyRecordId(file=file, row=empty["row"][0])
    if ids.n_unique() == ids.len():
        return
    first = rows.with_columns(first=pl.col("row").min().over("record_id"))
    again = first.filter(pl.col("row") > pl.col("first")).row(0, named=True)
    raise RepeatedRecordId(file=file, row=again["row"], first=again["first"])


def _sex(frame: pl.DataFrame, file: str) -> pl.Series:
    text = _text(frame, "sex", file).str.to_uppercase()
    wrong = text.is_not_null() & ~text.is_in(SEXES)
    if wrong.any():
        raise WrongSex(file=file, row=int(wrong.arg_max() or 0) + 2)
    return text.alias("sex")


def _born(frame: pl.DataFrame, file: str) -> pl.Series:
    name = "birth_date"
    if name not in frame.columns:
        return pl.Series(name, [None] * frame.height, dtype=pl.Date)
    column = frame[name]
    if column.dtype == pl.Date or isinstance(column.dtype, pl.Datetime):
        return column.cast(pl.Date)
    text = _text(frame, name, file)
    dates = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    wrong = text.is_not_null() & (
        dates.is_null() | ~text.str.contains(r"^\d{4}-\d{2}-\d{2}([T ][\d:.]+Z?)?$")
    )
    if wrong.any():
        raise WrongDate(file=file, row=int(wrong.arg_max() or 0) + 2)
    return dates.alias(name)
