"""What the page of a village shows: its figures, its recap four ways, its map, the gaps in its data."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.children import counting, words
from jembatan.children.models import Reconciliation
from jembatan.children.rules.sensitivity import shown_cause
from jembatan.dashboards import queries
from jembatan.dashboards.rules.crosstables import Crosstable, crosstable
from jembatan.dashboards.rules.figures import FIGURE_OF_STATUS, OUT_OF_SCHOOL
from jembatan.dashboards.rules.figures import FIGURES as DEFINITIONS
from jembatan.dashboards.web import presenting
from jembatan.places.models import Region

LEAD = "tidak-sekolah"
CATEGORIES = tuple(FIGURE_OF_STATUS[status] for status in OUT_OF_SCHOOL)
OTHER_FIGURES = ("berisiko", "belum-pasti", "perlu-dikunjungi", "belum-terdaftar")
# Ages of SD, SMP and SMA, and those outside them.
BANDS = {"0-6": (0, 6), "7-12": (7, 12), "13-15": (13, 15), "16-18": (16, 18), "19-25": (19, 99)}
UNKNOWN = ""


def context(by: User, place: Region, reconciliation: Reconciliation) -> dict[str, Any]:
    """The variables of the village's page; four queries more than the frame."""
    protected = counting.is_protected(by, place.code)
    own = counting.out_of_school(by, reconciliation, place.code)[-1]
    shown = {
        "lead": presenting.figure_of(LEAD, own.total, place, reconciliation, protected),
        "figures": [
            presenting.figure_of(code, value, place, reconciliation, protected)
            for code, value in zip(CATEGORIES, own.by_category, strict=True)
        ],
        "map": _map(place),
        "columns": [words.word(words.SHORT_STATUSES, status) for status in OUT_OF_SCHOOL],
    }
    return shown if protected else shown | _whole(by, place, reconciliation, shown)


def _whole(by: User, place: Region, reconciliation: Reconciliation, shown: dict[str, Any]) -> dict[str, Any]:
    tally = queries.tally(reconciliation, place.code)
    cells = queries.out_of_school_cells(reconciliation, place.code)
    others = [
        presenting.figure_of(code, tally.value(DEFINITIONS[code].counts), place, reconciliation, False)
        for code in OTHER_FIGURES
    ]
    return {
        "known": sum(tally.by("status").values()),
        "figures": [*shown["figures"], *others],
        "tables": [
            _by_sex(place, cells, shown["columns"]),
            _by_age(place, cells, shown["columns"]),
            _by_dusun(place, cells, shown["columns"]),
        ],
        "causes": _causes(by, place, cells),
        "gaps": _gaps(place, reconciliation),
        "visits": tally.value(DEFINITIONS["perlu-dikunjungi"].counts),
    }


def _recap(
    cells: Counter[tuple[Any, ...]], key_of: Callable[[tuple[Any, ...]], str], rows: list[str]
) -> Crosstable:
    """Children out of school by `key_of` their cell and category. Every cell has a row, so it closes."""
    counted: Counter[tuple[str, str]] = Counter()
    for cell, n in cells.items():
        counted[key_of(cell), cell[0]] += n
    used = {row for row, _status in counted}
    return crosstable(
        counted, rows=[row for row in rows if row in used], columns=OUT_OF_SCHOOL, protected=False
    )


def _by_sex(place: Region, cells: Counter[tuple[Any, ...]], columns: list[str]) -> presenting.TableShown:
    made = _recap(cells, lambda cell: cell[1], ["P", "L", UNKNOWN])
    return presenting.table(
        made,
        caption=_("By sex"),
        columns=columns,
        names={code: str(say) for code, say in words.SEXES.items()},
        urls={sex: presenting.list_url(place.code, status="ats", jk=sex) for sex in ("L", "P")},
    )


def _by_age(place: Region, cells: Counter[tuple[Any, ...]], columns: list[str]) -> presenting.TableShown:
    made = _recap(cells, lambda cell: _band(cell[2]), [*BANDS, UNKNOWN])
    names = {band: _("%(band)s years") % {"band": band.replace("-", "–")} for band in BANDS}
    return presenting.table(
        made,
        caption=_("By age"),
        columns=columns,
        names=names | {UNKNOWN: _("age not known")},
        urls={band: presenting.list_url(place.code, status="ats", umur=band) for band in BANDS},
    )


def _band(age: int | None) -> str:
    if age is None:
        return UNKNOWN
    return next(band for band, (low, high) in BANDS.items() if low <= age <= high)


def _by_dusun(place: Region, cells: Counter[tuple[Any, ...]], columns: list[str]) -> presenting.TableShown:
    dusun = sorted({cell[3] for cell in cells if cell[3]})
    made = _recap(cells, lambda cell: cell[3], [*dusun, UNKNOWN])
    return presenting.table(
        made,
        caption=_("By dusun"),
        columns=columns,
        names={name: name for name in dusun} | {UNKNOWN: _("dusun not known")},
        urls={name: presenting.list_url(place.code, status="ats", dusun=name) for name in dusun},
    )


def _causes(by: User, place: Region, cells: Counter[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Main causes as bars; a sensitive one is counted as "another cause" for most viewers."""
    may_see = by.may(Permission.SENSITIVE_CAUSE_SEE, at=place.code)
    counted: Counter[str] = Counter()
    for cell, n in cells.items():
        counted[shown_cause(cell[4], may_see=may_see)] += n
    return presenting.bars(
        (
            words.word(words.CAUSES, cause),
            n,
            presenting.list_url(place.code, sebab=cause)
            if cause
            else presenting.list_url(place.code, kurang="cause"),
        )
        for cause, n in counted.items()
    )


def _gaps(place: Region, reconciliation: Reconciliation) -> list[dict[str, Any]]:
    found = queries.gaps(reconciliation, place.code)
    return [
        {"name": words.word(words.GAPS, gap), "count": n, "url": presenting.list_url(place.code, kurang=gap)}
        for gap, n in found.items()
        if n
    ]


def _map(place: Region) -> dict[str, Any] | None:
    return presenting.shaded_map(
        place.code.rpartition(".")[0],
        title=_("%(village)s among its neighbours") % {"village": place.name},
        counts={},
        urls={},
        here=place.code,
    )
