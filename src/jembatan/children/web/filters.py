"""The filters of the list: read from the address, told as a sentence, offered as a form."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jembatan.children import words
from jembatan.children.queries import GAPS, Criteria

OUT_OF_SCHOOL = ("never_attended", "dropped_out", "not_continued")
# One choice of the form may stand for several statuses.
GROUPS = {"ats": OUT_OF_SCHOOL, "di-luar": ("out_of_range", "not_here")}
GROUP_WORDS = {"ats": gettext_lazy("Out of school"), "di-luar": gettext_lazy("Outside the count")}
BANDS = {"0-6": (0, 6), "7-12": (7, 12), "13-15": (13, 15), "16-18": (16, 18), "19-25": (19, 25)}
PORTAL_WORDS = {
    "listed": gettext_lazy("on the portal's list"),
    "unlisted": gettext_lazy("not on the portal's list"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One part of the sentence that the filters make, and the name of its parameter, to drop it."""

    parameter: str
    words: str


def read(query: QueryDict) -> Criteria:
    """The criteria in an address. Values nobody offers ask for nothing, except names and dusun."""
    status = query.get("status", "")
    known = words.STATUSES
    return Criteria(
        name=query.get("nama", "").strip()[:80],
        statuses=GROUPS.get(status, (status,) if status in known else ()),
        standing=_one_of(query.get("sumber", ""), words.STANDINGS),
        reason=_one_of(query.get("alasan", ""), words.REASONS),
        next_step=_one_of(query.get("langkah", ""), words.NEXT_STEPS),
        cause=_one_of(query.get("sebab", ""), words.CAUSES),
        dusun=query.get("dusun", "")[:60],
        sex=_one_of(query.get("jk", ""), words.SEX_OF_ONE),
        ages=BANDS.get(query.get("umur", "")),
        gap=_one_of(query.get("kurang", ""), GAPS),
        portal=_one_of(query.get("portal", ""), PORTAL_WORDS),
    )


def _one_of(value: str, allowed: object) -> str:
    return value if value in allowed else ""  # type: ignore[operator]


def sentence(criteria: Criteria, query: QueryDict) -> list[Said]:
    """The filters as words, in the order a person would say them."""
    said = [
        Said("nama", f"“{criteria.name}”") if criteria.name else None,
        Said("status", _status_words(criteria, query)) if criteria.statuses else None,
        Said("jk", words.word(words.SEX_OF_ONE, criteria.sex)) if criteria.sex else None,
        Said("umur", _("aged %(band)s years") % {"band": query["umur"]}) if criteria.ages else None,
        Said("sebab", words.word(words.CAUSES, criteria.cause)) if criteria.cause else None,
        Said("dusun", f"Dusun {criteria.dusun}") if criteria.dusun else None,
        Said("sumber", words.word(words.STANDINGS, criteria.standing)) if criteria.standing else None,
        Said("alasan", words.word(words.REASONS, criteria.reason)) if criteria.reason else None,
        Said("langkah", words.word(words.NEXT_STEPS, criteria.next_step)) if criteria.next_step else None,
        Said("kurang", str(words.GAPS[criteria.gap])) if criteria.gap else None,
        Said("portal", str(PORTAL_WORDS[criteria.portal])) if criteria.portal else None,
    ]
    return [part for part in said if part]


def _status_words(criteria: Criteria, query: QueryDict) -> str:
    group = GROUP_WORDS.get(query.get("status", ""))
    return str(group) if group else words.word(words.STATUSES, criteria.statuses[0])


def choices(query: QueryDict, *, dusun: list[str], causes: list[str]) -> list[dict[str, object]]:
    """The selects of the form: name, label, what is chosen, what may be chosen."""
    offered = [
        ("status", _("Status"), {**GROUP_WORDS, **words.STATUSES}),
        ("langkah", _("Next step"), words.NEXT_STEPS),
        ("sumber", _("How the sources stand"), words.STANDINGS),
        ("sebab", _("Main cause"), {code: words.CAUSES[code] for code in causes}),
        ("dusun", "Dusun", {name: name for name in dusun}),
        ("umur", _("Age"), {band: _("%(band)s years") % {"band": band} for band in BANDS}),
        ("jk", _("Sex"), words.SEX_OF_ONE),
        ("kurang", _("Gap in the data"), words.GAPS),
        ("portal", _("National portal"), PORTAL_WORDS),
    ]
    return [
        {"name": name, "label": label, "chosen": query.get(name, ""), "options": list(options.items())}
        for name, label, options in offered
        if options
    ]
