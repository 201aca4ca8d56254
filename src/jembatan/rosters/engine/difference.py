"""Who vanished, came, or came back between two readings of one school's pupil list."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from jembatan.rosters.engine.outcome import Reading
from jembatan.rosters.rules.departures import LEAST_SHARE, SENTENCES, Pull, obstacle
from jembatan.workflow.refusals import Refused


class NotComparable(Refused):
    code = "rosters.pulls_not_comparable"
    sentence = "These two pupil lists cannot be compared: %(reason)s Pull both again within one school year."


@dataclass(frozen=True, slots=True)
class Difference:
    """Records of the earlier pull that are gone, and of the later one that are new or returned.

    `gone` are candidates for having left, each to be confirmed by the school. `returned` are those the
    school itself registered as "Kembali bersekolah", official proof of return; the rest of `arrived`
    moved in or began.
    """

    gone: pl.DataFrame
    arrived: pl.DataFrame
    returned: pl.DataFrame


def difference(
    earlier: Reading, later: Reading, *, days: tuple[date, date], least_share: float = LEAST_SHARE
) -> Difference:
    """Compare two readings pulled on `days` (earlier, later). Raises NotComparable.

    The same pupil is one with the same id in Dapodik, or the same NISN or NIK where the id changed.
    """
    pulls = [
        Pull(reading.context.get("npsn"), day, reading.records.height)
        for reading, day in zip((earlier, later), days, strict=True)
    ]
    if reason := obstacle(*pulls, least_share=least_share):
        raise NotComparable(reason=SENTENCES[reason], code=reason)
    before, after = earlier.records, later.records
    arrived = _not_in(after, before)
    is_back = pl.col("flags").str.contains("returned_to_school", literal=True).fill_null(False)
    return Difference(_not_in(before, after), arrived, arrived.filter(is_back))


def _not_in(records: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    left = records
    for key in ("record_id", "nisn", "nik"):
        known = others[key].drop_nulls().implode()
        left = left.filter(~pl.col(key).is_in(known).fill_null(False))
    return left
