"""Whole columns of records brought to comparable form; the meaning is in linkage.rules.

Names are taken apart into words; each distinct word is looked up once in `word_of`, so the cost
follows the vocabulary, not the number of records.
"""

import polars as pl

from jembatan.linkage.rules.identifiers import LONGEST_RUN
from jembatan.linkage.rules.spelling import SEPARATORS, Kind, letters, word_of

# A number written by more than this many records of one file identifies nobody.
PLACEHOLDER_USES = 4
CARD_USES = 15
ONE_DIGIT = "|".join(f"{digit}{{{LONGEST_RUN}}}" for digit in range(10))
VILLAGE_DIGITS, SUBDISTRICT_DIGITS = 10, 6
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
    # Codes are written with and without dots; a code of a sub-district alone says that much.
    place = pl.col("village_code").str.replace_all(r"\D", "")
    out = both.select(
        "side",
        pl.col("i").cast(pl.Int32),
        born="birth_date",
        sex="sex",
        nik=_possible_nik(),
        kk=_possible_kk(),
        nisn=_possible_nisn(),
        village=pl.when(place.str.len_chars() == VILLAGE_DIGITS).then(place),
        kec=pl.when(place.str.len_chars() >= SUBDISTRICT_DIGITS).then(place.str.slice(0, SUBDISTRICT_DIGITS)),
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


def _possible_nik() -> pl.Expr:
    # The same as rules.identifiers.usable_nik, over a column; a property test holds the two together.
    nik = pl.col("nik")
    digits = nik.str.contains(r"^\d{16}$") & ~nik.str.contains(ONE_DIGIT) & ~nik.str.starts_with("00")
    day = nik.str.contains(r"^\d{6}(0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])")
    month = nik.str.contains(r"^\d{8}(0[1-9]|1[0-2])")
    return pl.when(digits & day & month & ~nik.str.ends_with("0000")).then(nik)


def _possible_kk() -> pl.Expr:
    kk = pl.col("kk")
    digits = kk.str.contains(r"^\d{16}$") & ~kk.str.contains(ONE_DIGIT) & ~kk.str.starts_with("00")
    return pl.when(digits & ~kk.str.ends_with("0000")).then(kk)


def _possible_nisn() -> pl.Expr:
    nisn = pl.col("nisn")
    one = "|".join(f"^{digit}{{10}}$" for digit in range(10))
    return pl.when(nisn.str.contains(r"^\d{10}$") & ~nisn.str.contains(f"{one}|0{{7}}$")).then(nisn)


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
    said = _words(distinct)
    words = said.filter(~pl.col("weak") | pl.col("weak").all().over("at"))
    whole = words.group_by("at", maintain_order=True).agg(
        jn=pl.col("fold").str.join(),
        sk=pl.col("skeleton").str.join(),
        g=pl.col("fold").first(),
        gs=pl.col("skeleton").first(),
    )
    spoken = said.filter(pl.col("kind") != Kind.INITIAL)
    every = spoken.group_by("at", maintain_order=True).agg(toks=pl.col("fold").unique(maintain_order=True))
    whole = whole.join(every, on="at", how="left", maintain_order="left")
    uses = column.value_counts(name="uses").rename({column.name: "written"})
    named = pl.DataFrame({"written": distinct}).with_row_index("at").join(whole, on="at", how="inner")
    named = named.join(uses, on="written", how="left", maintain_order="left")
    carried = named.select("at", "uses")
    named = _with_bits(named, *(kind.join(carried, on="at", how="inner") for kind in (words, spoken)))
    wanted = ("jn", "sk", "g", "gs", "toks", "bits", "sk_bits", "g_bits", "part_bits")
    out = pl.DataFrame({"written": column}).join(named, on="written", how="left", maintain_order="left")
    return out.select(pl.col(name).alias(f"{prefix}_{name}") for name in wanted)


def _words(distinct: pl.Series) -> pl.DataFrame:
    """One row a word: `at` (index of the name), fold, skeleton, kind, and whether it says little (`weak`).

    Titles and what follows bin or binti are gone. In written order.
    """
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
    parts = parts.with_columns(first=_is_first())
    # Words behind bin: those whose name's last bin lies between its first word and them.
    row = pl.int_range(pl.len())
    begins = pl.when("first").then(row).forward_fill()
    parentage = pl.when((pl.col("kind") == Kind.PARENTAGE) & ~pl.col("first")).then(row).forward_fill()
    parts = parts.filter((parentage < begins).fill_null(True))
    alone = pl.col("first") & pl.col("first").shift(-1, fill_value=True)
    parts = parts.filter((pl.col("kind") != Kind.TITLE) | alone)
    parts = _joined(parts)
    weak = (pl.col("kind") == Kind.INITIAL) | ((pl.col("kind") == Kind.PREFIX) & _is_first())
    return parts.with_columns(weak=weak).select("at", "fold", "skeleton", "kind", "weak")


def _is_first() -> pl.Expr:
    """True on the first word of each name; words of one name stand together."""
    return (pl.col("at") != pl.col("at").shift(1)).fill_null(True)


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
    before = (pl.col("kind") == Kind.JOINING).shift(1, fill_value=False) & ~_is_first()
    last = (pl.col("at") != pl.col("at").shift(-1)).fill_null(True)
    parts = parts.with_columns(after=before, last=last)
    glued = parts.with_columns(
        fold=pl.when("after").then("ABD" + pl.col("fold")).otherwise("fold"),
        skeleton=pl.when("after").then("AFD" + pl.col("skeleton")).otherwise("skeleton"),
        kind=pl.when("after").then(int(Kind.PLAIN)).otherwise("kind").cast(pl.Int8),
    )
    return glued.filter((pl.col("kind") != Kind.JOINING) | pl.col("last")).drop("after", "last")


def _with_bits(named: pl.DataFrame, words: pl.DataFrame, spoken: pl.DataFrame) -> pl.DataFrame:
    """How rare each name is, as -log2 of the share of people it would fit by chance.

    `bits`: people written exactly so; `sk_bits`: sounding so; `g_bits`: with that first word; `part_bits`:
    with all its words somewhere in theirs, for which words are counted as spoken (a bare "Muhammad" fits
    all who are called so in front).
    """
    total = max(1, int(named["uses"].sum() or 0))
    lengths = words.group_by("at").agg(length=pl.len(), uses=pl.col("uses").first())
    of_length = lengths.group_by("length").agg(of_length=pl.col("uses").sum() / total)
    named = named.join(lengths.select("at", "length"), on="at", how="left", maintain_order="left")
    named = named.join(of_length, on="length", how="left", maintain_order="left")
    uttered = max(1, int(words["uses"].sum() or 0))
    for column, counted, of in (
        ("fold", words, uttered),
        ("skeleton", words, uttered),
        ("part", spoken, total),
    ):
        word = "fold" if column == "part" else column
        share = counted.group_by(word).agg(share=(pl.col("uses").sum() + 1) / (of + 1))
        logs = (
            counted.join(share, on=word, how="left")
            .group_by("at")
            .agg(pl.col("share").log(2).sum().alias(f"log_{column}"))
        )
        named = named.join(logs, on="at", how="left", maintain_order="left")
    rest = pl.col("of_length").log(2)
    return named.with_columns(
        bits=_bits("jn", pl.col("log_fold") + rest, total),
        sk_bits=_bits("sk", pl.col("log_skeleton") + rest, total),
        g_bits=_bits("g", pl.lit(-40.0), total),
        part_bits=_as_bits(pl.col("log_part")),
    )


def _bits(column: str, expected: pl.Expr, total: int) -> pl.Expr:
    # Two carriers are taken off: the child itself appears once in each file.
    seen = (pl.col("uses").cast(pl.Int64).sum().over(column) - 2).clip(0) / total
    return _as_bits(pl.max_horizontal(seen, 2**expected, 0.5 / total).log(2))


def _as_bits(log_share: pl.Expr) -> pl.Expr:
    # First to six places: sums taken in another order by other threads must not end on two sides of a half.
    return (-log_share).round(6).clip(0, MOST_BITS).round().cast(pl.Int8)
