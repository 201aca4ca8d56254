"""Whole columns of records brought to comparable form; the meaning is in linkage.rules.

Names are taken apart into words; each distinct word is looked up once in `word_of`, so the cost
follows the vocabulary, not the number of records.
"""

from collections.abc import Callable

import polars as pl

from jembatan.linkage.rules.identifiers import usable_kk, usable_nik, usable_nisn
from jembatan.linkage.rules.spelling import SEPARATORS, Kind, letters, word_of

# A number written by more than this many records of one file identifies nobody.
PLACEHOLDER_USES = 4
CARD_USES = 15
# Rarest chance agreement of two names that is believed, in bits.
MOST_BITS = 26


def normalised(files: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Each checked file with its comparable columns, and `i`, its row number from 0.

    The files are handled together so that names are counted over both: how rare a name is decides
    what its agreement is worth. Name columns come in three sets, for child (`n_`), mother (`m_`)
    and father (`f_`): joined fold and skeleton, first word in both, list of words, and bits (how
    rare the whole, the whole skeleton and the first word are).
    """
    both = pl.concat(
        [file.with_row_index("i").with_columns(side=pl.lit(at)) for at, file in enumerate(files)]
    )
    out = both.select(
        "side",
        pl.col("i").cast(pl.Int32),
        born="birth_date",
        sex="sex",
        nik=_looked_up("nik", usable_nik),
        kk=_looked_up("kk", usable_kk),
        nisn=_looked_up("nisn", usable_nisn),
        village="village_code",
        kec=pl.col("village_code").str.slice(0, 8),
        npsn="npsn",
        grade="grade",
    )
    out = out.with_columns(
        _rare("nik", PLACEHOLDER_USES), _rare("kk", CARD_USES), _rare("nisn", PLACEHOLDER_USES)
    )
    out = out.with_columns(_nik_date())
    for prefix, column in (("n", "name"), ("m", "mother_name"), ("f", "father_name")):
        out = out.hstack(_names(both[column], prefix))
    return [part.drop("side") for part in (out.filter(pl.col("side") == at) for at in range(len(files)))]


def _looked_up(name: str, rule: Callable[[str | None], str | None]) -> pl.Expr:
    return pl.col(name).map_elements(rule, return_dtype=pl.String, skip_nulls=True)


def _rare(name: str, most: int) -> pl.Expr:
    uses = pl.len().over("side", name)
    return pl.when(uses <= most).then(pl.col(name)).otherwise(None).alias(name)


def _nik_date() -> pl.Expr:
    """The birth date inside the NIK; years after the latest birth year in the file are of 1900."""
    day = (pl.col("nik").str.slice(6, 2).cast(pl.Int32) % 40).cast(pl.Int32)
    year = pl.col("nik").str.slice(10, 2).cast(pl.Int32)
    latest = pl.col("born").dt.year().max().fill_null(2025) - 2000
    year = pl.when(year <= latest).then(2000 + year).otherwise(1900 + year)
    month = pl.col("nik").str.slice(8, 2).cast(pl.Int32)
    text = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    return text.str.to_date("%Y-%m-%d", strict=False).alias("nik_date")


def _names(column: pl.Series, prefix: str) -> pl.DataFrame:
    distinct = column.unique(maintain_order=True).drop_nulls()
    words = _words(distinct)
    whole = words.group_by("at", maintain_order=True).agg(
        jn=pl.col("fold").str.join(),
        sk=pl.col("skeleton").str.join(),
        g=pl.col("fold").first(),
        gs=pl.col("skeleton").first(),
        toks=pl.col("fold").unique(maintain_order=True),
    )
    uses = column.value_counts(name="uses").rename({column.name: "written"})
    named = pl.DataFrame({"written": distinct}).with_row_index("at").join(whole, on="at", how="inner")
    named = named.join(uses, on="written", how="left", maintain_order="left")
    named = _with_bits(named, words.join(named.select("at", "uses"), on="at", how="inner"))
    wanted = ("jn", "sk", "g", "gs", "toks", "bits", "sk_bits", "g_bits")
    out = pl.DataFrame({"written": column}).join(named, on="written", how="left", maintain_order="left")
    return out.select(pl.col(name).alias(f"{prefix}_{name}") for name in wanted)


def _words(distinct: pl.Series) -> pl.DataFrame:
    """One row a word that counts: `at` (index of the name), fold, skeleton; in written order."""
    parts = (
        pl.DataFrame({"name": distinct})
        .with_row_index("at")
        .with_columns(
            token=pl.col("name").str.to_uppercase().str.replace_all(SEPARATORS.pattern, " ").str.split(" ")
        )
        .drop("name")
        .explode("token")
        .filter(pl.col("token") != "")
    )
    meant = _dictionary(parts["token"].unique(maintain_order=True))
    parts = parts.join(meant, on="token", how="inner", maintain_order="left")
    place = pl.int_range(pl.len()).over("at")
    cut = ((pl.col("kind") == Kind.PARENTAGE) & (place > 0)).cum_sum().over("at") > 0
    parts = parts.filter(~cut).filter((pl.col("kind") != Kind.TITLE) | (pl.len().over("at") == 1))
    parts = _joined(parts)
    weak = (pl.col("kind") == Kind.INITIAL) | (
        (pl.col("kind") == Kind.PREFIX) & (pl.int_range(pl.len()).over("at") == 0)
    )
    parts = parts.with_columns(weak=weak)
    return parts.filter(~pl.col("weak") | pl.col("weak").all().over("at")).select("at", "fold", "skeleton")


def _dictionary(tokens: pl.Series) -> pl.DataFrame:
    rows = [(token, word_of(plain)) for token in tokens if (plain := letters(token))]
    return pl.DataFrame(
        {
            "token": [token for token, _ in rows],
            "fold": [word.fold for _, word in rows],
            "skeleton": [word.skeleton for _, word in rows],
            "kind": [int(word.kind) for _, word in rows],
        },
        schema={"token": pl.String, "fold": pl.String, "skeleton": pl.String, "kind": pl.Int8},
    )


def _joined(parts: pl.DataFrame) -> pl.DataFrame:
    """Abdul and its like glued to the word behind them."""
    before = (pl.col("kind") == Kind.JOINING).shift(1).over("at").fill_null(False)
    last = pl.int_range(pl.len()).over("at") == pl.len().over("at") - 1
    parts = parts.with_columns(after=before, last=last)
    glued = parts.with_columns(
        fold=pl.when("after").then("ABD" + pl.col("fold")).otherwise("fold"),
        skeleton=pl.when("after").then("AFD" + pl.col("skeleton")).otherwise("skeleton"),
        kind=pl.when("after").then(int(Kind.PLAIN)).otherwise("kind").cast(pl.Int8),
    )
    return glued.filter((pl.col("kind") != Kind.JOINING) | pl.col("last")).drop("after", "last")


def _with_bits(named: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """How rare each name is: -log2 of the share of people expected to carry it by chance."""
    total = max(1, int(named["uses"].sum() or 0))
    shares = {}
    for column in ("fold", "skeleton"):
        counted = words.group_by(column).agg(share=(pl.col("uses").sum() + 1) / (total + 1))
        logs = (
            words.join(counted, on=column, how="left", maintain_order="left")
            .group_by("at")
            .agg(pl.col("share").log(2).sum())
        )
        shares[column] = logs.rename({"share": f"log_{column}"})
    named = named.join(shares["fold"], on="at", how="left", maintain_order="left")
    named = named.join(shares["skeleton"], on="at", how="left", maintain_order="left")
    return named.with_columns(
        bits=_bits("jn", "log_fold", total),
        sk_bits=_bits("sk", "log_skeleton", total),
        g_bits=_bits("g", None, total),
    )


def _bits(column: str, log_words: str | None, total: int) -> pl.Expr:
    # Two carriers are taken off: the child itself appears once in each file.
    seen = (pl.col("uses").sum().over(column) - 2).clip(0) / total
    expected = (2 ** pl.col(log_words)) if log_words else pl.lit(1.0 / total)
    return (-pl.max_horizontal(seen, expected).log(2)).clip(1, MOST_BITS).round().cast(pl.Int8)
