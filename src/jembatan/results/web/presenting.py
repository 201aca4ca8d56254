"""Numbers of results made ready for a page: words, bars, rows that open."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import place_title
from jembatan.agreements.models import Agreement
from jembatan.places.models import Region
from jembatan.results.models import Indicator, ProgrammePlace
from jembatan.results.queries.page import IndicatorShown, Reading, open_places
from jembatan.results.rules.counts import Part
from jembatan.results.rules.levels import Unit
from jembatan.results.rules.measures import Measure
from jembatan.results.rules.seeing import Seen, seen_part
from jembatan.results.web.finding import may_see_agreement
from jembatan.results.words import REASONS, basis_words, said

HIDDEN_MARK = "<5*"
WIDE = 1000


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number in words for a cell: `text`, and what must be said beside it (`remarks`)."""

    text: str
    is_hidden: bool
    remarks: tuple[str, ...]
    on: Any


def amount(value: Decimal, unit: str) -> str:
    """A value with the marks of the language and its unit."""
    if unit == Unit.YES_NO:
        return _("yes") if value else _("no")
    places = 0 if value == value.to_integral_value() else 2
    written = number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)
    return {Unit.PERCENT: f"{written} %", Unit.RUPIAH: f"Rp{written}"}.get(Unit(unit), written)


def number_shown(reading: Reading, unit: str) -> NumberShown:
    """The number of a reading with its remarks."""
    return seen_shown(reading.number, unit, on=reading.on)


def seen_shown(seen: Seen, unit: str, *, on: Any = None) -> NumberShown:
    """A number as a viewer sees it: unknown is a dash with its reason, hidden has its mark."""
    if seen.is_hidden:
        return NumberShown(HIDDEN_MARK, True, (), on)
    if seen.value is None:
        return NumberShown("–", False, (str(REASONS.get(seen.why, seen.why)),), on)
    text = amount(seen.value, unit)
    if seen.is_floor:
        text = _("at least %(number)s") % {"number": text}
    return NumberShown(text, False, tuple(_remarks(seen)), on)


def _remarks(seen: Seen) -> list[str]:
    remarks = []
    if seen.counted < seen.of:
        remarks.append(
            _("counted in %(counted)s of %(of)s places") % {"counted": seen.counted, "of": seen.of}
        )
    if seen.unsaid:
        remarks.append(
            ngettext(
                "%(n)s line nobody gave a number for", "%(n)s lines nobody gave a number for", seen.unsaid
            )
            % {"n": seen.unsaid}
        )
    return remarks


def indicator_row(shown: IndicatorShown, agreement: Agreement) -> dict[str, Any]:
    """One line of the tree."""
    unit = shown.indicator.unit
    return {
        "indicator": shown.indicator,
        "title": said(shown.indicator),
        "url": reverse("results:indicator", args=[agreement.reference, shown.indicator.pk]),
        "is_stated": shown.measure is None,
        "baseline": number_shown(shown.baseline, unit),
        "now": number_shown(shown.now, unit),
        "target": amount(shown.target[1], unit) if shown.target else "",
        "year": shown.target[0] if shown.target else None,
        "percent": shown.percent,
        "bar": max(0, min(WIDE, int(shown.percent * 10))) if shown.percent is not None else None,
        "reached": shown.reached,
        "less": shown.indicator.direction == Indicator.Direction.DOWN,
    }


def series_rows(shown: IndicatorShown) -> list[dict[str, Any]]:
    """The values by day with bars against the widest; hidden and unknown ones have no bar."""
    values = [abs(r.number.value) for r in shown.series if r.number.value is not None]
    widest = max(values, default=Decimal(0))
    return [
        {
            "reading": reading,
            "number": number_shown(reading, shown.indicator.unit),
            "bar": int(WIDE * abs(reading.number.value) / widest)
            if reading.number.value is not None and widest
            else None,
        }
        for reading in shown.series
    ]


def part_rows(
    shown: IndicatorShown, agreement: Agreement, names: dict[str, Region], by: User
) -> list[dict[str, Any]]:
    """The number place by place, with the way to its rows for those allowed."""
    count = shown.now.count
    if count is None:
        return []
    parts = count.read_parts
    places = open_places(by, [part.place for part in parts if part.place])
    return [
        {
            "name": place_title(names[part.place]) if part.place in names else agreement.home_name,
            "place": part.place,
            "number": seen_shown(seen_part(part, places), shown.indicator.unit),
            "basis": basis_words(part.basis),
            "url": rows_url(shown, agreement, part, by),
        }
        for part in parts
    ]


def rows_url(shown: IndicatorShown, agreement: Agreement, part: Part, by: User) -> str:
    """The address of the rows behind a part; "" when there are none this viewer may open."""
    measure = shown.measure
    if measure is None or not part.value or not may_open(measure, agreement, part, by):
        return ""
    url = reverse("results:rows", args=[agreement.reference, shown.indicator.pk])
    return f"{url}?tempat={part.place}" if part.place else url


def may_open(measure: Measure, agreement: Agreement, part: Part, by: User) -> bool:
    """Whether this viewer may see the rows behind a part."""
    room = measure.code.partition(".")[0]
    if room == "agreements":
        return may_see_agreement(by, agreement)
    if room == "children":
        return bool(measure.statuses) and by.may(Permission.CHILD_SEE, at=part.place)
    return by.may(Permission.PLAN_SEE, at=part.place)


def place_rows(
    places: Sequence[ProgrammePlace], indicators: Sequence[IndicatorShown], by: User
) -> list[dict[str, Any]]:
    """The places with the newest count of each indicator that is counted by place."""
    codes = [str(row.place_id) for row in places]
    allowed = open_places(by, codes)
    columns = [
        ({part.place: part for part in shown.now.count.read_parts}, shown.indicator.unit)
        for shown in indicators
        if shown.now.count is not None
    ]
    return [
        {
            "row": row,
            "name": place_title(row.place),
            "within": place_title(row.place.parent) if row.place.parent else "",
            "url": reverse("dashboards:place", args=[row.place_id])
            if by.may(Permission.RECAP_SEE, at=row.place_id)
            else "",
            "numbers": [
                seen_shown(seen_part(parts[row.place_id], allowed), unit) if row.place_id in parts else None
                for parts, unit in columns
            ],
        }
        for row in places
    ]


def in_language(measure: Measure, field: str) -> str:
    """One of the wordings of a measure in the language of the page."""
    return str(getattr(measure, field).in_language(get_language() or "id"))
