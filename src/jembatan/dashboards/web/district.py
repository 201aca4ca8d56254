"""What the page of a district or sub-district shows: how the sources stand to one another, the portal's
recap, and its places one by one.
"""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import place_title
from jembatan.children import counting, words
from jembatan.children.models import Reconciliation
from jembatan.dashboards import queries
from jembatan.dashboards.rules.crosstables import crosstable
from jembatan.dashboards.rules.figures import FIGURE_OF_STATUS, OUT_OF_SCHOOL
from jembatan.dashboards.rules.figures import FIGURES as DEFINITIONS
from jembatan.dashboards.web import presenting
from jembatan.places.models import Region
from jembatan.places.queries import places_under

LEAD = "tidak-sekolah"
CATEGORIES = tuple(FIGURE_OF_STATUS[status] for status in OUT_OF_SCHOOL)
OTHER_FIGURES = (
    "berisiko",
    "belum-pasti",
    "bertentangan",
    "perlu-dikunjungi",
    "ats-di-portal",
    "belum-terdaftar",
)
# Grades of the portal's own table; 13 exists in four-year SMK.
GRADES = tuple(range(1, 14))
LEVELS_LEFT = (6, 9)


def context(by: User, place: Region, reconciliation: Reconciliation) -> dict[str, Any]:
    """The variables of the page of a place above a village."""
    protected = counting.is_protected(by, place.code)
    *parts, own = counting.out_of_school(by, reconciliation, place.code)
    names = {part.code: part for part in places_under(place.code)}
    shown = {
        "lead": presenting.figure_of(LEAD, own.total, place, reconciliation, protected),
        "figures": [
            presenting.figure_of(code, value, place, reconciliation, protected)
            for code, value in zip(CATEGORIES, own.by_category, strict=True)
        ],
        "columns": [words.word(words.SHORT_STATUSES, status) for status in OUT_OF_SCHOOL],
        "own": own,
        "parts": [_part(part, names) for part in sorted(parts, key=lambda part: -(part.total or 0))],
        "map": presenting.shaded_map(
            place.code,
            title=_("Children out of school, %(place)s") % {"place": place_title(place)},
            counts={part.place: part.total for part in parts},
            urls={
                part.place: reverse("dashboards:place", args=[part.place])
                for part in parts
                if part.place in names
            },
        ),
        "recap": _recap(place, reconciliation, protected),
    }
    return shown if protected else shown | _whole(by, place, reconciliation, shown)


def _whole(by: User, place: Region, reconciliation: Reconciliation, shown: dict[str, Any]) -> dict[str, Any]:
    tally = queries.tally(reconciliation, place.code)
    others = [
        presenting.figure_of(code, tally.value(DEFINITIONS[code].counts), place, reconciliation, False)
        for code in OTHER_FIGURES
    ]
    return {
        "known": sum(tally.by("status").values()),
        "figures": [*shown["figures"], *others],
        "standings": _standings(by, place, reconciliation),
        "closing": _closing(place, reconciliation, tally),
    }


def _part(part: counting.OutOfSchool, names: dict[str, Region]) -> dict[str, Any]:
    place = names.get(part.place)
    return {
        "name": place.name if place else _("In no village (residu)"),
        "url": reverse("dashboards:place", args=[part.place]) if place else None,
        "counts": part.by_category,
        "total": part.total,
    }


def _standings(by: User, place: Region, reconciliation: Reconciliation) -> list[dict[str, Any]]:
    """How the sources stand: groups of (reason, next step) with counts; the largest first, agreement last."""
    counted = queries.standings(reconciliation, place.code)
    groups: dict[str, Counter[tuple[str, str]]] = {}
    for (standing, reason, step), n in counted.items():
        groups.setdefault(standing, Counter())[reason, step] += n
    may_open = by.may(Permission.CHILD_SEARCH, at=place.code)
    shown = [
        {
            "code": standing,
            "name": words.word(words.STANDINGS, standing),
            "total": sum(rows.values()),
            "url": presenting.list_url(place.code, sumber=standing) if may_open else None,
            "rows": [
                {
                    "reason": words.word(words.REASONS, reason),
                    "step": words.word(words.NEXT_STEPS, step),
                    "count": n,
                    "url": presenting.list_url(place.code, sumber=standing, alasan=reason, langkah=step)
                    if may_open
                    else None,
                }
                for (reason, step), n in rows.most_common()
            ],
        }
        for standing, rows in groups.items()
    ]
    return sorted(
        shown, key=lambda group: (group["code"] == "agreed", group["code"] != "conflict", -group["total"])
    )


def _recap(place: Region, reconciliation: Reconciliation, protected: bool) -> list[dict[str, Any]]:
    """The portal's own table: BPB, DO by grade, LTM after 6 and 9. Parts and totals are protected together."""
    counted = queries.portal_recap(reconciliation, place.code)
    groups = []
    for status, title, grades in (
        ("never_attended", "BPB", (None,)),
        ("dropped_out", "DO", (*GRADES, None)),
        ("not_continued", "LTM", (*LEVELS_LEFT, None)),
    ):
        rows = {str(grade or ""): counted[status, grade] for grade in grades}
        used = [row for row, n in rows.items() if n]
        made = crosstable(
            {(row, status): rows[row] for row in used}, rows=used, columns=[status], protected=protected
        )
        groups.append(
            {
                "title": title,
                "name": words.word(words.STATUSES, status),
                "total": made.total if used else 0,
                "rows": [
                    {"name": _grade_words(status, line.key), "count": line.counts[0]} for line in made.lines
                ]
                if status != "never_attended"
                else [],
            }
        )
    return groups


def _grade_words(status: str, grade: str) -> str:
    if not grade:
        return _("grade not known")
    if status == "not_continued":
        return _("after grade %(grade)s") % {"grade": grade}
    return pgettext("school", "grade %(grade)s") % {"grade": grade}


def _closing(place: Region, reconciliation: Reconciliation, tally: queries.Tally) -> dict[str, int]:
    """The sums that must close: listed + unlisted = out of school; and who stands outside the table."""
    out = tally.value({"status": OUT_OF_SCHOOL})
    unlisted = tally.value({"status": OUT_OF_SCHOOL, "portal_status": ("",)})
    listed_all = tally.value({"portal_status": ("BPB", "DO", "LTM")})
    whole = place.code == reconciliation.place_id
    return {
        "out": out,
        "unlisted": unlisted,
        "confirmed": out - unlisted,
        "listed_all": listed_all,
        "not_confirmed": listed_all - (out - unlisted),
        "nowhere": queries.without_village(reconciliation) if whole else 0,
    }
