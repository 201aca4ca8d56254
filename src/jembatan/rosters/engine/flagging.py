"""Flags of single cells, written as json without leaving the columns."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to know about a cell: its code, the field it is about, and where it is true."""

    code: str
    field: str
    where: pl.Expr


def flags_json(
    flags: Sequence[Flag], labels: dict[str, str], letters: dict[str, str], *, paths: bool
) -> pl.Expr:
    """A json list of {code, column, cell} for every row; null where there is none.

    `labels` and `letters` give for each field its heading and spreadsheet column. With `paths` (JSON,
    XML) a cell is named by its heading alone.
    """
    parts = [_part(flag, labels, letters, paths) for flag in flags]
    if not parts:
        return pl.lit(None, dtype=pl.String)
    joined = pl.concat_str(parts, separator=",", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str([pl.lit("["), joined, pl.lit("]")]))


def _part(flag: Flag, labels: dict[str, str], letters: dict[str, str], paths: bool) -> pl.Expr:
    label = labels.get(flag.field)
    start = f'{{"code": "{flag.code}", "column": {json.dumps(label, ensure_ascii=False)}, "cell": '
    letter = letters.get(flag.field)
    if paths or letter is None:
        text: pl.Expr = pl.lit(start + "null}")
    else:
        text = pl.concat_str([pl.lit(start + '"' + letter), pl.col("source_row"), pl.lit('"}')])
    return pl.when(flag.where.fill_null(False)).then(text)
