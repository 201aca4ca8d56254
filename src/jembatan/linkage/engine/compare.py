"""Two records side by side, as SQL over tables made by `normalise`: one level a field, one code a pair.

All levels of a pair, with how rare its names are, are packed into one whole number (the pattern).
Pairs with one pattern get one weight, so the model works on thousands of patterns, not millions of pairs.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants, never from input.

from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from jembatan.linkage.rules import levels

IntArray = NDArray[np.int64]


def _name(prefix: str) -> str:
    a, b = f"a.{prefix}_", f"b.{prefix}_"
    near = f"jaro_winkler_similarity({a}jn, {b}jn)"
    slips = f"{near} >= 0.8 AND damerau_levenshtein({a}jn, {b}jn) <= least(len({a}jn), len({b}jn)) // 5"
    part = (
        f"list_has_all({a}toks, {b}toks) OR list_has_all({b}toks, {a}toks) OR "
        f"(least(len({a}jn), len({b}jn)) >= 6 AND (starts_with({a}jn, {b}jn) OR starts_with({b}jn, {a}jn)))"
    )
    return (
        f"CASE WHEN {a}jn IS NULL OR {b}jn IS NULL THEN 0 WHEN {a}jn = {b}jn THEN {levels.SAME} "
        f"WHEN {a}sk = {b}sk THEN {levels.SOUNDS_SAME} WHEN {part} THEN {levels.PART} "
        f"WHEN {near} >= 0.93 OR ({slips}) THEN {levels.MISTYPED} "
        f"WHEN {a}g = {b}g OR {a}gs = {b}gs THEN {levels.FIRST_WORD} "
        f"WHEN {near} >= 0.85 THEN {levels.SIMILAR} "
        f"WHEN list_has_any({a}toks, {b}toks) THEN {levels.SHARED_WORD} ELSE {levels.DIFFERENT} END"
    )


def _bits(prefix: str, level: str) -> str:
    a, b = f"a.{prefix}_", f"b.{prefix}_"
    return (
        f"CASE WHEN {level} = {levels.SOUNDS_SAME} THEN least({a}sk_bits, {b}sk_bits) "
        f"WHEN {level} = {levels.PART} THEN least({a}part_bits, {b}part_bits) "
        f"WHEN {level} >= {levels.MISTYPED} THEN least({a}bits, {b}bits) "
        f"WHEN {level} = {levels.FIRST_WORD} THEN least({a}g_bits, {b}g_bits) ELSE 0 END"
    )


def _default(side: str) -> str:
    return f"({side}.born_md IN (101, 701, 1231))"


DATE = f"""CASE WHEN a.born IS NULL OR b.born IS NULL THEN 0
  WHEN a.born = b.born THEN CASE WHEN {_default("a")} THEN {levels.DATE_DEFAULT} ELSE {levels.DATE_SAME} END
  WHEN (a.nik_date = b.born OR a.born = b.nik_date) AND a.nik IS DISTINCT FROM b.nik THEN {levels.DATE_BY_NIK}
  WHEN a.born_y = b.born_y AND a.born_md = (b.born_md % 100) * 100 + b.born_md // 100 THEN {levels.DATE_SWAPPED}
  WHEN a.born_y = b.born_y AND (a.born_md // 100 = b.born_md // 100 OR a.born_md % 100 = b.born_md % 100)
    THEN {levels.DATE_PART}
  WHEN a.born_md = b.born_md AND abs(a.born_y - b.born_y) = 1 THEN 3
  WHEN a.born_y = b.born_y AND ({_default("a")} OR {_default("b")}) THEN 2
  ELSE 1 END"""


def _same(column: str) -> str:
    return f"CASE WHEN a.{column} IS NULL OR b.{column} IS NULL THEN 0 WHEN a.{column} = b.{column} THEN 2 ELSE 1 END"


SEX = f"""CASE WHEN a.sex IS NULL OR b.sex IS NULL THEN 0
  WHEN l_name >= {levels.FIRST_WORD} THEN CASE WHEN a.sex = b.sex THEN 1 ELSE 2 END
  WHEN a.sex = b.sex THEN 3 ELSE 4 END"""
VILLAGE = """CASE WHEN a.kec IS NULL OR b.kec IS NULL THEN 0 WHEN a.village = b.village THEN 3
  WHEN a.kec = b.kec THEN 2 ELSE 1 END"""
GRADE = """CASE WHEN a.grade IS NULL OR b.grade IS NULL THEN 0 WHEN a.grade = b.grade THEN 3
  WHEN abs(try_cast(a.grade AS INTEGER) - try_cast(b.grade AS INTEGER)) = 1 THEN 2 ELSE 1 END"""

# Digits of the pattern, least significant first: (name, how many values).
DIGITS = (
    *((field.name, field.size) for field in levels.FIELDS),
    ("name_bits", levels.BITS),
    ("mother_bits", levels.BITS),
    ("certain", 2),
)


def pattern_sql(pairs: str, left: str, right: str) -> str:
    """A SELECT of l, r and `pattern` for the pairs (l, r, certain) in table `pairs`; `certain` is 0 or 1."""
    raw = f"""SELECT p.l, p.r, p.certain AS l_certain,
      {_name("n")} AS l_name, {_name("m")} AS l_mother_name, {_name("f")} AS l_father_name,
      {DATE} AS l_birth_date, {SEX} AS l_sex, {_same("nik")} AS l_nik, {_same("nisn")} AS l_nisn,
      ({_same("kk")}) * {levels.VILLAGES} + {VILLAGE} AS l_place, {_same("npsn")} AS l_npsn, {GRADE} AS l_grade,
      {_bits("n", "l_name")} AS l_name_bits, {_bits("m", "l_mother_name")} AS l_mother_bits
      FROM {pairs} p JOIN {left} a ON a.i = p.l JOIN {right} b ON b.i = p.r"""
    terms, unit = [], 1
    for name, size in DIGITS:
        terms.append(f"l_{name}::BIGINT * {unit}")
        unit *= size
    return f"SELECT l, r, {' + '.join(terms)} AS pattern FROM ({raw})"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct patterns with how many pairs have each, and their digits by name."""

    code: IntArray
    count: IntArray

    def digit(self, wanted: str) -> IntArray:
        unit = 1
        for name, size in DIGITS:
            if name == wanted:
                return (self.code // unit) % size
            unit *= size
        raise KeyError(wanted)


def counted(connection: duckdb.DuckDBPyConnection, table: str) -> Patterns:
    """The patterns in `table`, in order of their code."""
    found = connection.execute(
        f"SELECT pattern, count(*) AS n FROM {table} GROUP BY pattern ORDER BY pattern"
    ).fetchnumpy()
    return Patterns(np.asarray(found["pattern"], dtype=np.int64), np.asarray(found["n"], dtype=np.int64))
