"""What reading a file gives."""

from dataclasses import dataclass
from typing import Any

import polars as pl

REFUSAL_SCHEMA = pl.Schema(
    {
        "sheet": pl.String(),
        "row": pl.Int64(),
        "column": pl.String(),
        "value_kind": pl.String(),
        "reason_code": pl.String(),
        "reason": pl.String(),
        "mend": pl.String(),
    }
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """Which layout a file has: its code, a confidence 0 to 1, and what gave it away."""

    profile: str
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: see `rules.record.COLUMNS` for `records`, REFUSAL_SCHEMA for `refusals`.

    `context` holds what the file says about itself (school_name, npsn, subdistrict, district and their
    codes, downloaded_at, cut_off as ISO date, notes). `headings` says where each sheet's headings stand.
    """

    profile: str
    evidence: tuple[str, ...]
    records: pl.DataFrame
    refusals: pl.DataFrame
    rows_read: int
    context: dict[str, Any]
    sha256: str
