"""The filters of the list of cooperations: read from the address, told as a sentence, offered as a form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import place_title
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.queries.register import Criteria
from jembatan.agreements.rules.flags import Flag
from jembatan.agreements.rules.kinds import Kind, Tier
from jembatan.agreements.rules.register import STANDING_WORDS, Standing
from jembatan.agreements.words import register as words
from jembatan.places.models import Region

LONGEST_TEXT, LONGEST_CODE = 80, 40
YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Said:
    """One part of the sentence that the filters make, and the name of its parameter, to drop it."""

    parameter: str
    words: str


def read(query: QueryDict) -> Criteria:
    """The criteria in an address. Values nobody offers ask for nothing, except texts and codes."""
    year = query.get("tahun", "").strip()
    return Criteria(
        text=query.get("q", "").strip()[:LONGEST_TEXT],
        place=query.get("wilayah", "").strip()[:13],
        kind=_one_of(query.get("jenis", ""), tuple(Kind)),
        tier=_one_of(query.get("tingkat", ""), tuple(Tier)),
        standing=_one_of(query.get("keadaan", ""), tuple(Standing)),
        stage=query.get("tahap", "")[:LONGEST_CODE],
        country=query.get("negara", "").strip().upper()[:2],
        field=_one_of(query.get("bidang", ""), tuple(fields())),
        flag=_one_of(query.get("tanda", ""), tuple(Flag)),
        year=int(year) if year.isdecimal() and YEARS[0] <= int(year) <= YEARS[1] else 0,
        under=query.get("di-bawah", "")[:LONGEST_CODE],
    )


def _one_of(value: str, allowed: Iterable[str]) -> str:
    return value if value in allowed else ""


def sentence(criteria: Criteria, place: Region | None) -> list[Said]:
    """The filters as words, in the order a person would say them."""
    told: list[tuple[str, str, Callable[[], Any]]] = [
        ("q", criteria.text, lambda: f"“{criteria.text}”"),
        ("wilayah", criteria.place, lambda: place_word(criteria.place, place)),
        ("jenis", criteria.kind, lambda: words.kind(criteria.kind)),
        ("tingkat", criteria.tier, lambda: words.tier(criteria.tier)),
        ("keadaan", criteria.standing, lambda: _(words.standing(criteria.standing))),
        ("tahap", criteria.stage, lambda: stage_words(criteria.stage)),
        ("negara", criteria.country, lambda: words.country(criteria.country)),
        ("bidang", criteria.field, lambda: words.field(criteria.field)),
        ("tanda", criteria.flag, lambda: words.FLAGS[criteria.flag]),  # type: ignore[index]
        ("tahun", str(criteria.year or ""), lambda: _("signed in %(year)s") % {"year": criteria.year}),
        ("di-bawah", criteria.under, lambda: _("under %(reference)s") % {"reference": criteria.under}),
    ]
    return [Said(name, str(say())) for name, given, say in told if given]


def stage_words(code: str) -> str:
    """That it stands at a stage, by the stage's name."""
    return _("at the stage %(stage)s") % {"stage": words.stages().get(code, code)}


def place_word(code: str, place: Region | None) -> str:
    """The name of the region a filter means, or the central government."""
    if code == COUNTRY:
        return _("Central government")
    return place_title(place) if place else code


def choices(
    query: QueryDict, *, places: Iterable[Region], countries: Iterable[str], public: bool = False
) -> list[dict[str, Any]]:
    """The selects of the form: name, label, what is chosen, what may be chosen."""
    of_places = [(COUNTRY, _("Central government")), *((place.code, place.name) for place in places)]
    offered: list[tuple[str, str | Promise, list[tuple[str, Any]]]] = [
        ("wilayah", gettext_lazy("Region"), of_places),
        ("negara", gettext_lazy("Country of the partner"), _countries(countries)),
        ("keadaan", gettext_lazy("Standing"), [(code, _(say)) for code, say in STANDING_WORDS.items()]),
        ("jenis", gettext_lazy("Kind"), [(code, words.kind(code)) for code in Kind]),
        ("bidang", gettext_lazy("Field"), [(code, words.field(code)) for code in fields()]),
        ("tingkat", gettext_lazy("Rank of the text"), [(code, words.tier(code)) for code in Tier]),
    ]
    if not public:
        offered.append(("tahap", gettext_lazy("Stage"), list(words.stages().items())))
        offered.append(("tanda", gettext_lazy("Deserves a look"), list(words.FLAGS.items())))
    return [
        {"name": name, "label": label, "chosen": query.get(name, ""), "options": options}
        for name, label, options in offered
        if options
    ]


def _countries(codes: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((code, words.country(code)) for code in codes if code), key=lambda pair: pair[1])
