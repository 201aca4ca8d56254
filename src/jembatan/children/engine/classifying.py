"""Classification of a whole table: the pure rule, called once per distinct set of circumstances.

Rows differ mostly in their dates. Dates are first turned into ages and months (once per distinct
date), after which a district of 450,000 children has some thousand distinct rows to judge.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from jembatan.children.rules.ages import earliest_day, nik_birth_date
from jembatan.children.rules.classification import Verdict, decide, trace_as_json
from jembatan.children.rules.facts import (
    HIGHEST_GRADE,
    LOWEST_GRADE,
    VOCABULARY,
    Facts,
    Terms,
    Timing,
    absence_at,
    ages_at,
)
from jembatan.children.rules.rule_table import RuleTable, standard_table
from jembatan.tabular.tables import EMPTY_WORDS
from jembatan.workflow.refusals import Refused

REQUIRED = ("record_id", "birth_date", "sex")
WORD_COLUMNS = tuple(VOCABULARY)
DATE_COLUMNS = ("birth_date", "left_on")
NUMBER_COLUMNS = ("grade", "risk_points")
FREE_COLUMNS = ("marital_status", "disability", "works", "nik")
ANSWERS = (*WORD_COLUMNS, *NUMBER_COLUMNS, "marital_status", "disability", "works")
TIMING = ("age_at_survey", "age_on_1_july", "born", "months_absent", "left_this_year", "nik_birth_date")
RESULT = (
    *("record_id", "status", "out_of_school", "grade", "age_at_survey", "age_on_1_july"),
    *("rule", "trace", "flags"),
)
# Row 1 of a file is its header.
FIRST_ROW = 2
# What a refusal calls the table; whoever read it from a file puts the name of the file there.
TABLE = "the table"


class BadTable(Refused):
    """A table that cannot be classified; `named` says in which file."""

    def named(self, file: str) -> "BadTable":
        """The same refusal, with the name of the file the table came from."""
        return type(self)(**{**self.detail, "file": file})


class BadValue(BadTable):
    code = "children.bad_value"
    status = 400
    sentence = "%(file)s, row %(row)s, column %(column)s: '%(value)s' is not %(wanted)s. Correct or empty it."


class RecordIdMissing(BadTable):
    code = "children.record_id_missing"
    status = 400
    sentence = "%(file)s, row %(row)s: record_id is empty. Every row needs its own."


class RecordIdTwice(BadTable):
    code = "children.record_id_twice"
    status = 400
    sentence = "%(file)s, row %(row)s: this record_id occurs more than once. Every row needs its own."


class ColumnMissing(BadTable):
    code = "children.column_missing"
    status = 400
    sentence = (
        "%(file)s: the column %(column)s is missing. A table to classify needs record_id, birth_date and sex."
    )


def classify_frame(
    people: pl.DataFrame,
    *,
    as_of: date,
    ages: tuple[int, int] = (7, 18),
    age_at: str = "survey",
    definition: str = "national",
    rules: RuleTable | None = None,
) -> pl.DataFrame:
    """One row per row of `people`, in the same order, with the columns RESULT.

    `people` has record_id, birth_date and sex and any of the other columns of the contract; missing
    columns and empty cells mean "not said". Dates may be dates or ISO text. `trace` and `flags` are
    JSON lists. Raises ColumnMissing, RecordIdMissing, RecordIdTwice, BadValue (with the row as a
    person counts them, the header being row 1), UnknownTerms, BadRuleTable.
    """
    at = Terms(as_of=as_of, ages=ages, age_at=age_at, definition=definition)
    table = rules or standard_table()
    table.definition(definition)
    rows = _with_timing(_answers(people), at)
    distinct = rows.select(*ANSWERS, *TIMING).unique(maintain_order=True)
    verdicts = distinct.with_columns(_judged(distinct, at, table))
    judged = rows.join(verdicts, on=[*ANSWERS, *TIMING], how="left", nulls_equal=True, maintain_order="left")
    return judged.select("record_id", *(f"_{name}" for name in RESULT[1:])).rename(
        lambda name: name.lstrip("_")
    )


def check_answers(people: pl.DataFrame) -> None:
    """Raises the refusals of `classify_frame` for a table that is to be classified later."""
    _answers(people)


def _answers(people: pl.DataFrame) -> pl.DataFrame:
    for column in REQUIRED:
        if column not in people.columns:
            raise ColumnMissing(file=TABLE, column=column)
    wanted = (*WORD_COLUMNS, *DATE_COLUMNS, *NUMBER_COLUMNS, *FREE_COLUMNS)
    nothing = pl.Series([None] * people.height, dtype=pl.String)
    columns = [_record_ids(people["record_id"])]
    for name in wanted:
        columns.append(_read_column(people[name] if name in people.columns else nothing.alias(name)))
    return pl.DataFrame(columns)


def _record_ids(column: pl.Series) -> pl.Series:
    ids = column.cast(pl.String)
    if ids.null_count():
        raise RecordIdMissing(file=TABLE, row=_row_of(ids.is_null()))
    if ids.n_unique() != len(ids):
        raise RecordIdTwice(file=TABLE, row=_row_of(ids.is_duplicated()))
    return ids


def _read_column(column: pl.Series) -> pl.Series:
    if column.name in DATE_COLUMNS:
        return _dates(column)
    if column.name in NUMBER_COLUMNS:
        return _numbers(column)
    text = _text(column)
    if column.name in VOCABULARY:
        allowed = VOCABULARY[column.name]
        _refuse_other(text, text.is_in(allowed) | text.is_null(), f"one of {', '.join(allowed)}")
    return text


def _text(column: pl.Series) -> pl.Series:
    if column.dtype == pl.Boolean:
        column = column.replace_strict({True: "yes", False: "no"}, default=None, return_dtype=pl.String)
    text = column.cast(pl.String).str.strip_chars()
    return text.set(text.is_in(EMPTY_WORDS), None)


def _dates(column: pl.Series) -> pl.Series:
    if column.dtype.is_temporal():
        return column.cast(pl.Date)
    text = _text(column)
    days = _mapped(text, _whole_date if column.name == "birth_date" else earliest_day, pl.Date)
    wanted = "a date written YYYY-MM-DD" + (" or YYYY-MM" if column.name == "left_on" else "")
    _refuse_other(text, days.is_not_null() | text.is_null(), wanted)
    return days


def _numbers(column: pl.Series) -> pl.Series:
    text = _text(column).str.strip_suffix(".0")
    numbers = text.cast(pl.Int64, strict=False)
    if column.name == "grade":
        fits = numbers.is_between(LOWEST_GRADE, HIGHEST_GRADE)
        _refuse_other(
            text, fits.fill_null(False) | text.is_null(), f"a grade from {LOWEST_GRADE} to {HIGHEST_GRADE}"
        )
    else:
        fits = numbers >= 0
        _refuse_other(text, fits.fill_null(False) | text.is_null(), "a whole number of points, 0 or more")
    return numbers


def _whole_date(written: str) -> date | None:
    return earliest_day(written) if len(written) >= len("YYYY-MM-DD") else None


def _refuse_other(text: pl.Series, fine: pl.Series, wanted: str) -> None:
    if fine.all():
        return
    row = _row_of(~fine)
    raise BadValue(file=TABLE, row=row, column=text.name, value=text[row - FIRST_ROW], wanted=wanted)


def _row_of(wrong: pl.Series) -> int:
    return int(wrong.arg_true()[0]) + FIRST_ROW


def _mapped(
    column: pl.Series, meaning: Callable[[Any], Any], dtype: pl.DataType | type[pl.DataType]
) -> pl.Series:
    """`meaning` of every value, worked out once per distinct value; null stays null."""
    values = column.drop_nulls().unique()
    known = {value: meaning(value) for value in values.to_list()}
    if not known:
        return pl.Series(column.name, [None] * len(column), dtype)
    return column.replace_strict(known, default=None, return_dtype=dtype)


def _with_timing(rows: pl.DataFrame, at: Terms) -> pl.DataFrame:
    births = rows.select("birth_date").unique()
    ages = [ages_at(born, at.as_of) for born in births["birth_date"].to_list()]
    births = births.with_columns(
        pl.Series("age_at_survey", [age[0] for age in ages], pl.Int64),
        pl.Series("age_on_1_july", [age[1] for age in ages], pl.Int64),
        pl.Series("born", [age[2] for age in ages], pl.String),
    )
    leavings = rows.select("left_on").unique()
    absences = [absence_at(left, at.as_of) for left in leavings["left_on"].to_list()]
    leavings = leavings.with_columns(
        pl.Series("months_absent", [absence[0] for absence in absences], pl.Int64),
        pl.Series("left_this_year", [absence[1] for absence in absences], pl.Boolean),
    )
    said = (
        nik_birth_date(nik, born, sex)
        for nik, born, sex in zip(rows["nik"], rows["birth_date"], rows["sex"], strict=True)
    )
    rows = rows.with_columns(pl.Series("nik_birth_date", list(said), pl.String))
    rows = rows.join(births, on="birth_date", how="left", nulls_equal=True, maintain_order="left")
    return rows.join(leavings, on="left_on", how="left", nulls_equal=True, maintain_order="left")


def _judged(distinct: pl.DataFrame, at: Terms, table: RuleTable) -> list[pl.Series]:
    answers = distinct.select(ANSWERS).iter_rows(named=True)
    timings = distinct.select(TIMING).iter_rows()
    verdicts = [
        decide(Facts(**answer), Timing(*timing), at=at, table=table)
        for answer, timing in zip(answers, timings, strict=True)
    ]
    return [
        pl.Series(f"_{name}", [_cell(verdict, name) for verdict in verdicts], _TYPES[name]) for name in _TYPES
    ]


def _cell(verdict: Verdict, name: str) -> Any:
    if name == "trace":
        return trace_as_json(verdict.trace)
    if name == "flags":
        return "[" + ",".join(f'"{flag}"' for flag in verdict.flags) + "]"
    return getattr(verdict, name)


_TYPES: dict[str, type[pl.DataType]] = {
    "status": pl.String,
    "out_of_school": pl.Boolean,
    "grade": pl.Int64,
    "age_at_survey": pl.Int64,
    "age_on_1_july": pl.Int64,
    "rule": pl.String,
    "trace": pl.String,
    "flags": pl.String,
}
