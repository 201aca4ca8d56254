"""Portal-style recaps that close: every total is the sum of its cells, every column the sum of its rows.

Columns follow the portal's summary by place: BPB, DO by class (Kel.A to 13), LTM after 6 and after 9, total;
rows: the places, Residu for what has no place, Jumlah. Codes outside the view are counted in `unlisted`.
"""

from collections.abc import Sequence

import polars as pl

DO_PRESCHOOL = ("DO_kelA", "DO_kelB", "DO_KB", "DO_TPA", "DO_SPS")
DO_CLASSES = tuple(f"DO_kelas{grade}" for grade in range(1, 14))
BUCKETS = ("BPB", *DO_PRESCHOOL, *DO_CLASSES, "LTM_6", "LTM_9")
UNLISTED, TOTAL = "unlisted", "total"
RESIDU, JUMLAH = "Residu", "Jumlah"
# The widest view published so far, k25; 14 and 20 are retired there. The legend is not published. [S]
REASON_CODES = tuple(str(code) for code in range(1, 26))


class NotClosed(AssertionError):
    """A recap whose cells do not add up: a mistake of the program, never of the figures."""


def counted(cells: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Rows of `cells` (columns place, bucket) counted by place and bucket, with unlisted, total, Residu and Jumlah.

    A null place is counted in Residu; a bucket that is null or not one of `columns` in `unlisted`.
    Raises NotClosed when the table does not add up to the number of rows of `cells`.
    """
    tidy = cells.select(
        pl.col("place").fill_null(RESIDU),
        bucket=pl.when(pl.col("bucket").is_in(list(columns))).then("bucket").otherwise(pl.lit(UNLISTED)),
    )
    tally = tidy.group_by("place", "bucket").len("count")
    places = [*sorted(set(tidy["place"]) - {RESIDU}), RESIDU]
    table = pl.DataFrame({"place": places}, schema={"place": pl.String})
    for bucket in (*columns, UNLISTED):
        one = tally.filter(pl.col("bucket") == bucket).select(
            "place", pl.col("count").cast(pl.Int64).alias(bucket)
        )
        table = table.join(one, on="place", how="left", maintain_order="left")
    table = table.with_columns(pl.col(*columns, UNLISTED).fill_null(0))
    table = table.with_columns(pl.sum_horizontal(*columns, UNLISTED).alias(TOTAL))
    sums = table.select(pl.lit(JUMLAH).alias("place"), *(pl.col(name).sum() for name in table.columns[1:]))
    whole = pl.concat([table, sums])
    check_closed(whole, (*columns, UNLISTED), rows=cells.height)
    return whole


def check_closed(table: pl.DataFrame, parts: Sequence[str], *, rows: int | None = None) -> None:
    """Raises NotClosed unless parts add up to the total in each row, rows to Jumlah, and Jumlah to `rows`."""
    sums = table.select(pl.sum_horizontal(*parts))[:, 0]
    if not (sums == table[TOTAL]).all():
        raise NotClosed("The cells of a row do not add up to its total.")
    places, whole = table.filter(pl.col("place") != JUMLAH), table.filter(pl.col("place") == JUMLAH)
    for name in (*parts, TOTAL):
        if places[name].sum() != whole[name].sum():
            raise NotClosed(f"The rows of column {name} do not add up to {JUMLAH}.")
    if rows is not None and whole[TOTAL].sum() != rows:
        raise NotClosed(f"The total is {whole[TOTAL].sum()} and {rows} were counted.")


def children_recap(children: pl.DataFrame) -> pl.DataFrame:
    """Out-of-school children by village: BPB, DO by last grade, LTM 6 and 9, unlisted, total.

    `children` has village_code, status, out_of_school and grade, as reconciled.
    """
    grade = pl.col("grade").cast(pl.String)
    bucket = (
        pl.when(pl.col("status") == "never_attended")
        .then(pl.lit("BPB"))
        .when(pl.col("status") == "dropped_out")
        .then(pl.concat_str([pl.lit("DO_kelas"), grade]))
        .when(pl.col("status") == "not_continued")
        .then(pl.concat_str([pl.lit("LTM_"), grade]))
    )
    out = children.filter("out_of_school").select(place="village_code", bucket=bucket)
    return counted(out, BUCKETS)


def portal_recap(portal: pl.DataFrame) -> pl.DataFrame:
    """The portal's own list by village, counted the portal's way, to be laid beside `children_recap`.

    `portal` has village_code, portal_status and grade (of LTM: 6 or 9).
    """
    grade = pl.col("grade").cast(pl.String)
    bucket = (
        pl.when(pl.col("portal_status") == "BPB")
        .then(pl.lit("BPB"))
        .when(pl.col("portal_status") == "DO")
        .then(pl.concat_str([pl.lit("DO_kelas"), grade]))
        .when(pl.col("portal_status") == "LTM")
        .then(pl.concat_str([pl.lit("LTM_"), grade]))
    )
    return counted(portal.select(place="village_code", bucket=bucket), BUCKETS)


def reasons_recap(portal: pl.DataFrame, codes: Sequence[str] = REASON_CODES) -> pl.DataFrame:
    """The portal's reasons by village: one column a code, unknown codes in unlisted, not_verified, total.

    `portal` has village_code and reason_id; a row without a reason is not verified.
    """
    named = pl.concat_str([pl.lit("k_"), pl.col("reason_id")]).fill_null("not_verified")
    cells = portal.select(place="village_code", bucket=named)
    return counted(cells, (*(f"k_{code}" for code in codes), "not_verified"))


def with_unlisted(published: pl.DataFrame, codes: Sequence[str], verified: str) -> pl.DataFrame:
    """A published table of reasons with the column `unlisted` that makes it close.

    Published views leave codes out: their cells add up to less than the number they call verified.
    Raises NotClosed when they add up to more.
    """
    rest = published.with_columns((pl.col(verified) - pl.sum_horizontal(*codes)).alias(UNLISTED))
    if (rest[UNLISTED] < 0).any():
        raise NotClosed("The codes of a published table add up to more than its verified number.")
    return rest
