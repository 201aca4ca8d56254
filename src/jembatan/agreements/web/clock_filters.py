"""The filters of the pipeline and the calendar: read from the address, told as a sentence, offered as a form."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.queries.board import Sieve, stages_of
from jembatan.agreements.rules.kinds import KINDS, OFFICES, ROAD_OF, Kind, Office
from jembatan.agreements.words.register import said
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level

MOST_PLACES = 600


@dataclass(frozen=True, slots=True)
class Said:
    """One part of the sentence that the filters make, and the name of its parameter, to drop it."""

    parameter: str
    words: str


def read(query: QueryDict) -> Sieve:
    """What an address asks for. Values nobody offers ask for nothing."""
    kind = query.get("jenis", "")
    kind = kind if kind in tuple(Kind) and ROAD_OF[Kind(kind)] else ""
    stage = query.get("tahap", "")
    return Sieve(
        place=query.get("wilayah", "").strip()[:13],
        kind=kind,
        turn=_one_of(query.get("giliran", ""), tuple(Office)),
        stage=_one_of(stage, tuple(one.code for one in stages_of(kind))),
    )


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else ""


def sentence(sieve: Sieve) -> list[Said]:
    """The filters as words. One query when a place is asked for."""
    told = []
    if sieve.place:
        place = Region.objects.filter(code=sieve.place).first()
        told.append(Said("wilayah", place.name if place else sieve.place))
    if sieve.kind:
        told.append(Said("jenis", said(KINDS[Kind(sieve.kind)])))
    if sieve.turn:
        told.append(Said("giliran", _("turn of %(office)s") % {"office": said(OFFICES[Office(sieve.turn)])}))
    if sieve.stage:
        stage = next(one for one in stages_of(sieve.kind) if one.code == sieve.stage)
        told.append(Said("tahap", said(stage.name)))
    return told


def choices(by: User, sieve: Sieve, *, turns: bool = True) -> list[dict[str, Any]]:
    """The selects of the form: name, label, what is chosen, what may be chosen. One query."""
    offered: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        ("wilayah", _("Region"), sieve.place, places_of(by)),
        (
            "jenis",
            _("Kind"),
            sieve.kind,
            [(str(kind), said(words)) for kind, words in KINDS.items() if ROAD_OF[kind]],
        ),
    ]
    if turns:
        offices = [(str(office), said(words)) for office, words in OFFICES.items()]
        offered.append(("giliran", _("Whose turn"), sieve.turn, offices))
    return [
        {"name": name, "label": label, "chosen": chosen, "options": options}
        for name, label, chosen, options in offered
        if len(options) > 1
    ]


def places_of(by: User) -> list[tuple[str, str]]:
    """The regions to choose from: all provinces for the whole country, else what lies in the viewer's places."""
    codes = by.places_for(Permission.AGREEMENT_SEE)
    if COUNTRY in codes:
        found = Region.objects.provinces()
    else:
        found = Region.objects.filter(within_any(codes, "code"), level__lte=Level.DISTRICT)
    return list(found.order_by("code").values_list("code", "name")[:MOST_PLACES])
