"""A framework as CSV, as one viewer sees it: hidden numbers are hidden in the file too."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.documents.rules.guarding import printable, unarmed
from jembatan.results.queries.page import IndicatorShown, ResultShown, framework_tree
from jembatan.results.rules.seeing import Seen

HEADER = (
    "reference",
    "level",
    "result",
    "indicator",
    "unit",
    "direction",
    "measure",
    "baseline",
    "baseline_on",
    "value",
    "value_on",
    "value_is",
    "counted_in_places",
    "of_places",
    "target_year",
    "target",
    "progress_percent",
    "source",
)


class _Echo:
    """A file that gives back what is written."""

    def write(self, line: str) -> str:
        return line


def framework_lines(agreement: Agreement, viewer: User, *, today: date) -> Iterator[str]:
    """The CSV line by line, one for each indicator, with the mark that makes Excel read UTF-8.

    `value_is` says what an empty or partial value means: exact, at_least, hidden, or unknown.
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield "\ufeff" + str(writer.writerow(HEADER))
    for result in framework_tree(agreement, viewer, today=today):
        for shown in result.indicators:
            cells = _row(agreement, result, shown)
            yield str(writer.writerow([unarmed(printable(cell)) for cell in cells]))


def _row(agreement: Agreement, result: ResultShown, shown: IndicatorShown) -> list[str]:
    indicator, now = shown.indicator, shown.now
    source = shown.measure.source.id if shown.measure else now.statement.source if now.statement else ""
    year, target = shown.target or ("", None)
    return [
        agreement.reference,
        result.result.level,
        result.result.title_id,
        indicator.title_id,
        indicator.unit,
        indicator.direction,
        indicator.measure or "stated",
        _plain(shown.baseline.number.value),
        _day(shown.baseline.on),
        _plain(now.number.value),
        _day(now.on),
        _kind(now.number),
        str(now.number.counted),
        str(now.number.of),
        str(year),
        _plain(target),
        _plain(shown.percent),
        source,
    ]


def _kind(number: Seen) -> str:
    if number.is_hidden:
        return "hidden"
    if number.value is None:
        return "unknown"
    return "at_least" if number.is_floor else "exact"


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    return str(value.quantize(Decimal(1)) if value == value.to_integral_value() else value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
