"""Invented names in the three traditions of rural Jember: Javanese, Madurese and Arabic-Javanese.

Pools in `data/names.csv`, commonest first; a name's chance falls with its rank. Elders mostly bear
one name, children two or three. No list of real persons stands behind them.
"""

from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

# Ranks before the curve of Zipf bends down: 12 names or so share the top.
RANK_OFFSET = 12
# Born before this year: the generation of one-word names.
ELDERS_BEFORE, CHILDREN_SINCE = 1990, 2000
MONONYM_SHARE = {"elder": 0.62, "adult": 0.25, "child": 0.05}


@cache
def _pools() -> dict[str, tuple[pl.Series, np.ndarray]]:
    table = pl.read_csv((files("jembatan.site.demo") / "data" / "names.csv").read_bytes())
    pools = {}
    for (pool,), rows in table.group_by("pool", maintain_order=True):
        weights = 1 / (rows["rank"].to_numpy() + RANK_OFFSET)
        pools[str(pool)] = (rows["name"], np.cumsum(weights) / weights.sum())
    return pools


def pool(name: str) -> list[str]:
    """The names of one pool, commonest first."""
    return _pools()[name][0].to_list()


def _draw(name: str, count: int, rng: np.random.Generator) -> pl.Series:
    values, chances = _pools()[name]
    return values.gather(np.minimum(np.searchsorted(chances, rng.random(count)), len(values) - 1))


def given_names(
    female: np.ndarray, madurese: np.ndarray, birth_year: np.ndarray, rng: np.random.Generator
) -> pl.Series:
    """Full names, in title case, for people of the sexes, traditions and birth years given."""
    count = len(female)
    child, elder = birth_year >= CHILDREN_SINCE, birth_year < ELDERS_BEFORE
    names = np.empty(count, dtype=object)
    for sex in (False, True):
        for tradition in (False, True):
            of_kind = (female == sex) & (madurese == tradition)
            for generation in ("child", "adult", "elder"):
                mask = of_kind & {"child": child, "elder": elder, "adult": ~child & ~elder}[generation]
                chosen = np.flatnonzero(mask)
                if len(chosen):
                    made = _compose(len(chosen), (sex, tradition, generation), rng)
                    names[chosen] = made.to_numpy()
    return pl.Series("name", names, dtype=pl.String)


def _compose(count: int, kind: tuple[bool, bool, str], rng: np.random.Generator) -> pl.Series:
    sex, tradition, generation = kind
    one = rng.random(count) < MONONYM_SHARE[generation]
    if generation != "child":
        first = f"{'woman' if sex else 'man'}_{'madurese' if tradition else 'javanese'}"
        second = "second_woman" if sex else "second_man"
        parts = pl.DataFrame({"a": _draw(first, count, rng), "b": _draw(second, count, rng)})
        return parts.select(
            pl.when(pl.Series(one)).then("a").otherwise(pl.concat_str("a", "b", separator=" "))
        ).to_series()
    arabic = rng.random(count) < (0.75 if tradition else 0.35)
    word = "girl" if sex else "boy"
    first_names = pl.select(
        pl.when(pl.Series(arabic))
        .then(_draw(f"{word}_arabic", count, rng))
        .otherwise(_draw(f"{word}_javanese", count, rng))
    ).to_series()
    prefixed = pl.Series(rng.random(count) < (0.45 if tradition else 0.25))
    parts = pl.DataFrame(
        {"p": _draw(f"prefix_{word}", count, rng), "a": first_names, "b": _draw(f"second_{word}", count, rng)}
    )
    both = pl.concat_str("a", "b", separator=" ")
    short = pl.when(prefixed).then(pl.concat_str("p", "a", separator=" ")).otherwise("a")
    long = pl.when(prefixed & pl.Series(rng.random(count) < 0.6)).then(
        pl.concat_str("p", "a", "b", separator=" ")
    )
    return parts.select(pl.when(pl.Series(one)).then(short).otherwise(long.otherwise(both))).to_series()
