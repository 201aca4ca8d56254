"""Counts made ready for a page: figures with their links, crosstables with words, maps in five steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jembatan.children.models import Reconciliation
from jembatan.children.rules.suppression import is_small
from jembatan.dashboards.rules.crosstables import Crosstable
from jembatan.dashboards.rules.figures import FIGURES
from jembatan.places.engine.boundaries import outline
from jembatan.places.models import Region

MAP_WIDTH, MAP_HEIGHT = 640, 480
STEPS = 5
# Labels shorter than the room they need are left out; the table beside the map names every place.
LETTER_WIDTH = 8
# Which parameter of the list filters by which field of a child.
PARAMETER = {"next_step": "langkah", "standing": "sumber"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on a page. `value` None or `hidden` means that it is not shown to this viewer."""

    code: str
    title: str
    unit: str
    value: int | None
    hidden: bool
    day: date
    url: str
    rows_url: str | None

    @property
    def word(self) -> str:
        """The title in the viewer's language, for sentences."""
        return _(self.title)


def figure(code: str, value: int | None, *, place_code: str, day: date, protected: bool, rows: bool) -> Shown:
    """The figure `code` with its number; `rows` says whether this viewer may open the children behind it."""
    definition = FIGURES[code]
    return Shown(
        code=code,
        title=definition.title,
        unit=definition.unit,
        value=value,
        hidden=value is None or (protected and is_small(value)),
        day=day,
        url=f"{reverse('dashboards:figure', args=[code])}?{urlencode({'tempat': place_code})}",
        rows_url=rows_url(code, place_code) if rows else None,
    )


def figure_of(
    code: str, value: int | None, place: Region, reconciliation: Reconciliation, protected: bool
) -> Shown:
    """A figure of a place's own page; its rows open for those from whom small counts are not hidden."""
    return figure(
        code,
        value,
        place_code=place.code,
        day=reconciliation.as_of,
        protected=protected,
        rows=not protected,
    )


def rows_url(code: str, place_code: str) -> str | None:
    """The list of the children that a figure counts; None when the list cannot be asked for them."""
    asked: dict[str, str] = {}
    for field, values in FIGURES[code].counts.items():
        if field == "status":
            asked["status"] = _status_choice(values)
        elif field == "portal_status":
            asked["portal"] = "unlisted" if values == ("",) else "listed"
        else:
            asked[PARAMETER[field]] = values[0]
    return f"{list_url(place_code)}?{urlencode(asked)}" if asked else None


def _status_choice(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    return "ats" if "dropped_out" in values else "di-luar"


def list_url(place_code: str, **filters: str) -> str:
    """The list of children of a place, with filters."""
    query = {name: value for name, value in filters.items() if value}
    address = reverse("children:list", args=[place_code])
    return f"{address}?{urlencode(query)}" if query else address


@dataclass(frozen=True, slots=True)
class TableShown:
    """A crosstable in words. `lines` are (name, url or None, numbers, total)."""

    caption: str
    columns: list[str]
    lines: list[dict[str, Any]]
    totals: list[int | None]
    total: int | None


def table(
    made: Crosstable,
    *,
    caption: str,
    columns: Sequence[str],
    names: Mapping[str, str],
    urls: Mapping[str, str] | None = None,
) -> TableShown:
    """The crosstable with names for its rows and columns; `urls` opens the rows behind a line."""
    lines = [
        {
            "name": names[line.key],
            "url": (urls or {}).get(line.key),
            "counts": line.counts,
            "total": line.total,
        }
        for line in made.lines
    ]
    return TableShown(caption, list(columns), lines, list(made.totals), made.total)


def bars(names_and_counts: Iterable[tuple[str, int | None, str | None]]) -> list[dict[str, Any]]:
    """Bars, widest first; None is a hidden number and has no bar."""
    rows = sorted(names_and_counts, key=lambda row: -(row[1] or 0))
    widest = max((count or 0 for _name, count, _url in rows), default=0) or 1
    return [
        {
            "name": name,
            "value": count,
            "hidden": count is None,
            "thousandths": 1000 * (count or 0) // widest,
            "url": url,
        }
        for name, count, url in rows
    ]


def shaded_map(
    code: str, *, title: str, counts: Mapping[str, int | None], urls: Mapping[str, str], here: str = ""
) -> dict[str, Any] | None:
    """The places below `code` shaded by a count in five steps; None where no boundaries are known.

    A place without a count is left white; a hidden count (None) is white as well and says so.
    """
    shapes = outline(code, width=MAP_WIDTH, height=MAP_HEIGHT)
    if not shapes:
        return None
    limits = _limits([count for count in counts.values() if count])
    return {
        "width": MAP_WIDTH,
        "height": MAP_HEIGHT,
        "title": title,
        "shapes": [
            {
                "name": shape.name,
                "path": shape.path_d,
                "step": _step(counts.get(shape.code), limits),
                "url": urls.get(shape.code),
                "here": shape.code == here,
                "say": _said(shape.name, shape.code, counts),
                "x": shape.label_x,
                "y": shape.label_y,
                "label": shape.label_width > LETTER_WIDTH * len(shape.name),
            }
            for shape in shapes
        ],
        "legend": _legend(limits),
    }


def _limits(counts: Sequence[int]) -> list[int]:
    """The highest count of each shaded step; equal widths, whole numbers, at most four steps."""
    most = max(counts, default=0)
    if most == 0:
        return []
    width = -(-most // (STEPS - 1))
    return [width * step for step in range(1, STEPS) if width * (step - 1) < most]


def _step(count: int | None, limits: Sequence[int]) -> int:
    if not count:
        return 0
    return next(step for step, limit in enumerate(limits, 1) if count <= limit)


def _legend(limits: Sequence[int]) -> list[dict[str, Any]]:
    if not limits:
        return []
    rows = [{"step": 0, "say": _("none, or not shown")}]
    lowest = 1
    for step, limit in enumerate(limits, 1):
        span = f"{_grouped(lowest)}–{_grouped(limit)}"
        rows.append({"step": step, "say": _grouped(limit) if lowest == limit else span})
        lowest = limit + 1
    return rows


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)


def _said(name: str, code: str, counts: Mapping[str, int | None]) -> str:
    if code not in counts:
        return name
    count = counts[code]
    if count is None:
        return _("%(name)s: fewer than five, or hidden") % {"name": name}
    return _("%(name)s: %(count)s children") % {"name": name, "count": _grouped(count)}
