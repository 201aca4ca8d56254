"""Which pairs of records are worth comparing: those that share at least one key.

Certain passes come first: their keys name one record in each file, and what they find is not looked at
again. Everything else is looked for under many wide keys. Dummy numbers never reach this place.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants, never from input.

from dataclasses import dataclass

import duckdb

# A key that would bring more pairs than this together says nothing (a placeholder, a very common name).
MOST_PAIRS_A_KEY = 4_000
# A certain pass that the file itself contradicts more often than this is left out.
LEAST_PRECISION = 0.999


@dataclass(frozen=True, slots=True)
class Pass:
    """A key unique in both files, and what must agree besides. `name` appears in the quality report."""

    name: str
    key: tuple[str, ...]
    also: str = "true"


NAME_FITS = "(a.n_gs = b.n_gs OR a.n_sk = b.n_sk OR jaro_winkler_similarity(a.n_jn, b.n_jn) >= 0.9)"
DATE_FITS = "(a.born = b.born OR (a.n_jn = b.n_jn AND abs(a.born_y - b.born_y) <= 1))"
SEX_FITS = "(a.sex IS NULL OR b.sex IS NULL OR a.sex = b.sex)"
NIK_ALLOWS = "(a.nik IS NULL OR b.nik IS NULL OR a.nik = b.nik)"

CERTAIN = (
    Pass("nik", ("nik",), f"{NAME_FITS} AND {DATE_FITS}"),
    Pass("nisn", ("nisn",), f"{NAME_FITS} AND {DATE_FITS}"),
    Pass("card, name, date", ("kk", "n_jn", "born"), SEX_FITS),
    Pass("name, date, mother", ("n_jn", "born", "m_jn"), SEX_FITS),
    Pass(
        "name, date, village", ("n_jn", "born", "village"), f"{SEX_FITS} AND {NIK_ALLOWS} AND a.n_bits >= 12"
    ),
    Pass("card, sound of name, date", ("kk", "n_sk", "born"), SEX_FITS),
    Pass("sound of name, date, mother", ("n_sk", "born", "m_sk"), SEX_FITS),
)

# Keys of the residual. A pair of tuples: what the left and the right side offer.
SHARED = (
    ("nik",), ("nisn",), ("kk",),
    ("n_jn", "born_y"), ("n_sk", "born"), ("n_sk", "m_gs"), ("n_gs", "m_sk"), ("n_sk", "village"), ("n_sk", "kec"),
    ("n_gs", "born"), ("born", "m_gs"), ("m_sk", "born_y"), ("m_sk", "village"), ("m_sk", "born_md"),
    ("village", "n_gs", "born_y"), ("village", "born"), ("kec", "n_gs", "born_y", "sex"), ("kec", "born", "sex"),
    ("village", "n_gs", "m_gs"), ("n_gs", "m_gs", "born_y"), ("n_gs", "m_gs", "born_md"),
)  # fmt: skip
CROSSED = (
    (("nik_date", "n_gs"), ("born", "n_gs")),
    (("born", "n_gs"), ("nik_date", "n_gs")),
    (("nik_date", "n_gs"), ("nik_date", "n_gs")),
    (("born", "n_gs"), ("born_swapped", "n_gs")),
)
# One word of the child's name, whichever it is, with these.
WORD_KEYS = (("born",), ("village", "born_y"), ("born_md", "kec"), ("m_sk",))
IN_FILE = (("nik",), ("nisn",), ("n_sk", "born"), ("kk", "n_gs"), ("n_gs", "born", "m_gs"), ("n_sk", "m_sk"))


@dataclass(frozen=True, slots=True)
class PassResult:
    """`links` found, the precision the left file alone lets one expect, and whether the pass was used."""

    links: int
    expected_precision: float
    used: bool


def certain_pairs(connection: duckdb.DuckDBPyConnection, wanted: Pass) -> PassResult:
    """Add the pairs of one pass to table `certain`; both records leave `left_rest` and `right_rest`.

    A pass whose expected precision is under LEAST_PRECISION adds nothing: its pairs are left to the model.
    """
    key = ", ".join(wanted.key)
    known = " AND ".join(f"{column} IS NOT NULL" for column in wanted.key)
    sides = [
        f"(SELECT min(i) AS i, {key} FROM {table} WHERE {known} GROUP BY {key} HAVING count(*) = 1)"
        for table in ("left_rest", "right_rest")
    ]
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE found AS SELECT x.i AS l, y.i AS r FROM {sides[0]} x JOIN {sides[1]} y
        USING ({key}) JOIN left_all a ON a.i = x.i JOIN right_all b ON b.i = y.i WHERE {wanted.also}"""
    )
    links = _number(connection, "SELECT count(*) FROM found")
    precision = 1.0 - _false_share(connection, wanted) if links else 1.0
    if precision < LEAST_PRECISION:
        return PassResult(links, precision, used=False)
    connection.execute("INSERT INTO certain SELECT l, r, ? FROM found", [wanted.name])
    connection.execute("DELETE FROM left_rest WHERE i IN (SELECT l FROM found)")
    connection.execute("DELETE FROM right_rest WHERE i IN (SELECT r FROM found)")
    return PassResult(links, precision, used=True)


def _false_share(connection: duckdb.DuckDBPyConnection, wanted: Pass) -> float:
    """Share of records whose key another child of the same file has too, judged where both have a NIK.

    NIKs that differ in more than three digits tell two children apart; fewer may be one child mistyped.
    """
    key = " AND ".join(f"a.{column} = b.{column}" for column in wanted.key)
    both = "a.nik IS NOT NULL AND b.nik IS NOT NULL"
    told_apart = _number(
        connection,
        f"""SELECT count(*) FROM left_all a JOIN left_all b ON {key} AND a.i < b.i
        WHERE {both} AND levenshtein(a.nik, b.nik) > 3 AND {wanted.also}""",
    )
    with_nik = _number(connection, "SELECT count(nik) FROM left_all")
    everyone = _number(connection, "SELECT count(*) FROM left_all")
    seen = (with_nik / max(everyone, 1)) ** 2
    return 2 * told_apart / max(seen * everyone, 1.0)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def residual_sql(left: str, right: str, *, within: bool = False) -> str:
    """A SELECT of the pairs (l, r) that share a key, and how many keys bring each (`keys`).

    `within` one file, each pair comes once.
    """
    parts = [_shared(key, key, left, right) for key in (IN_FILE if within else SHARED)]
    if not within:
        parts += [_shared(ours, theirs, left, right) for ours, theirs in CROSSED]
        parts += [_by_word(key, left, right) for key in WORD_KEYS]
    where = "WHERE l < r" if within else ""
    return f"SELECT l, r, count(*)::INTEGER AS keys FROM ({' UNION ALL '.join(parts)}) {where} GROUP BY l, r"


def never_compared(connection: duckdb.DuckDBPyConnection, taken: str) -> float:
    """About how many true pairs no key brings together, from how many keys bring the pairs in table `taken`.

    Geometric: as many are found by no key, for each found by one, as by one for each found by two (compare
    Chao, 1987, whose bound is half of this). 0 when too few pairs are known by two keys to say.
    """
    rows = connection.execute(
        f"""SELECT keys, count(*) FROM pairs JOIN {taken} USING (l, r) WHERE certain = 0 AND keys <= 2 GROUP BY keys"""
    ).fetchall()
    by_keys = dict(rows)
    once, twice = by_keys.get(1, 0), by_keys.get(2, 0)
    return once * once / twice if twice >= once and twice else float(once)


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...], left: str, right: str) -> str:
    return _joined(_side(ours, left), _side(theirs, right), len(ours))


def _by_word(key: tuple[str, ...], left: str, right: str) -> str:
    def exploded(table: str) -> str:
        return f"(SELECT i, unnest(n_toks) AS word, {', '.join(key)} FROM {table})"

    columns = ("word", *key)
    joined = _joined(_side(columns, exploded(left)), _side(columns, exploded(right)), len(columns))
    return f"SELECT DISTINCT l, r FROM ({joined})"


def _side(key: tuple[str, ...], table: str) -> str:
    named = ", ".join(f"{column} AS k{at}" for at, column in enumerate(key))
    known = " AND ".join(f"{column} IS NOT NULL" for column in key)
    return f"(SELECT i, {named} FROM {table} WHERE {known})"


def _joined(ours: str, theirs: str, width: int) -> str:
    keys = ", ".join(f"k{at}" for at in range(width))
    uses = [f"(SELECT {keys}, count(*) AS n FROM {side} GROUP BY {keys})" for side in (ours, theirs)]
    allowed = (
        f"(SELECT {keys} FROM {uses[0]} x JOIN {uses[1]} y USING ({keys}) "
        f"WHERE x.n * y.n <= {MOST_PAIRS_A_KEY})"
    )
    return f"SELECT x.i AS l, y.i AS r FROM {ours} x JOIN {allowed} USING ({keys}) JOIN {theirs} y USING ({keys})"
