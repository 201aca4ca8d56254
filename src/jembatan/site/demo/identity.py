"""Invented identity numbers: built as the law builds them, but of province 99, which is never issued.

NIK = province, district, sub-district of first registration, day (women + 40), month, year, serial:
twins get neighbouring serials. Family card = the same with its day of issue. NISN = three digits of
the birth year and seven more. Source: out-of-school children domain note, identity data.
"""

import polars as pl

MARK = "99"
DISTRICT_PART = "09"


def with_niks(people: pl.DataFrame) -> pl.DataFrame:
    """Add `nik` to people with `registered_at` (sub-district number), `female`, `birth_date`, in order."""
    born = pl.col("birth_date")
    day = born.dt.day().cast(pl.Int32) + pl.when("female").then(40).otherwise(0)
    stem = pl.concat_str(
        pl.lit(MARK + DISTRICT_PART),
        pl.col("registered_at").cast(pl.String).str.zfill(2),
        day.cast(pl.String).str.zfill(2),
        born.dt.strftime("%m%y"),
    )
    serial = (pl.int_range(pl.len()).over("stem") + 1).cast(pl.String).str.zfill(4)
    return people.with_columns(stem=stem).with_columns(nik=pl.col("stem") + serial).drop("stem")


def with_cards(households: pl.DataFrame, number: int) -> pl.DataFrame:
    """Add `kk`, the number of the family card, to households with `card_issued` (date)."""
    stem = pl.lit(f"{MARK}{DISTRICT_PART}{number:02d}") + pl.col("card_issued").dt.strftime("%d%m%y")
    serial = (pl.int_range(pl.len()).over("stem") + 1).cast(pl.String).str.zfill(4)
    return households.with_columns(stem=stem).with_columns(kk=pl.col("stem") + serial).drop("stem")


def nisn(birth_date: pl.Expr, serial: pl.Expr) -> pl.Expr:
    """NISN of a pupil; `serial` is unique in the district and below 10 million.

    The multiplier shares no factor with ten, so different serials never meet.
    """
    year = (birth_date.dt.year() % 1000).cast(pl.String).str.zfill(3)
    scattered = (serial.cast(pl.Int64) * 7_654_321 + 1_357) % 10_000_000
    return year + scattered.cast(pl.String).str.zfill(7)
