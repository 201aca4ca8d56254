"""The calendar of the synthetic world: fixed days, so that the same seed gives the same files for ever."""

from datetime import date, timedelta

import numpy as np
import polars as pl

# The day everything is told about: field work of the census, download of the rosters.
AS_OF = date(2026, 10, 1)
# First day of the school year, and the reference day of admission (SPMB).
SCHOOL_YEAR_START = date(2026, 7, 1)
# Start year and half-year, as Dapodik writes it.
SEMESTER = "20261"
# Day 0 of an Excel serial date.
EXCEL_EPOCH = date(1899, 12, 30)

DAYS_PER_YEAR = 365.2425


def birth_dates(ages: np.ndarray) -> pl.Series:
    """Dates of birth of people who are `ages` years old (float) on AS_OF."""
    days = (AS_OF - date(1970, 1, 1)).days - np.floor(ages * DAYS_PER_YEAR).astype(np.int64)
    return pl.Series("birth_date", days).cast(pl.Int32).cast(pl.Date)


def ages_on(born: pl.Series, day: date) -> np.ndarray:
    """Completed years on `day`."""
    before = (born.dt.month().cast(pl.Int32) * 100 + born.dt.day()) > (day.month * 100 + day.day)
    return (day.year - born.dt.year() - before.cast(pl.Int32)).to_numpy().astype(np.int64)


def month_before(months: int) -> str:
    """The year and month `months` before AS_OF, as yyyy-mm."""
    day = AS_OF.replace(day=1) - timedelta(days=int(months * 30.44))
    return f"{day:%Y-%m}"
