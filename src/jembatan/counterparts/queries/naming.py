"""Which profile a name means: one for certain, perhaps some, or none yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from jembatan.counterparts.engine.packaged import countries, lexicon
from jembatan.counterparts.models import Counterpart, CounterpartName
from jembatan.counterparts.rules.kinds import Kind, is_place
from jembatan.counterparts.rules.likeness import Likeness, Reason, likeness
from jembatan.counterparts.rules.naming import NameKey, body_key, place_key

# More suggestions than these nobody reads.
MOST_SUGGESTED = 8


class Outcome(StrEnum):
    EXACT = "exact"
    SUGGESTIONS = "suggestions"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A profile that may be meant, the recorded spelling that speaks for it, and why (0 < score <= 1)."""

    counterpart: Counterpart
    spelling: str
    score: Decimal
    reason: Reason


@dataclass(frozen=True, slots=True)
class Resolution:
    """`exact` is set only for the outcome EXACT; `suggestions` are best first and hold the exact one too."""

    outcome: Outcome
    exact: Counterpart | None
    suggestions: tuple[Suggestion, ...]


def resolve(name: str, country: str, kind: str = "", *, level: str = "", within: str = "") -> Resolution:
    """Which profile `name` means, in the country `country` (any name or code; "" no country). One query.

    `kind` and `level` are codes of rules.kinds and narrow what can be certain; "" leaves them open.
    `within` is the state or province it lies in, if that is known. Profiles merged into another never
    come back: their names have moved. Raises UnknownCountry.
    """
    code = countries().code_of(country)
    asked = _asked(name, code, kind, level=level, within=within)
    best: dict[int, Suggestion] = {}
    for known in _names(code, kind):
        alike = _likeness(asked, known)
        if alike is None:
            continue
        held = best.get(known.counterpart_id)
        if held is None or held.score < alike.score:
            best[known.counterpart_id] = Suggestion(
                known.counterpart, known.spelling, alike.score, alike.reason
            )
    ranked = sorted(best.values(), key=lambda found: (-found.score, found.counterpart.pk))
    certain = [suggestion for suggestion in ranked if suggestion.score == 1]
    suggestions = tuple(ranked[:MOST_SUGGESTED])
    if len(certain) == 1:
        return Resolution(Outcome.EXACT, certain[0].counterpart, suggestions)
    return Resolution(Outcome.SUGGESTIONS if suggestions else Outcome.NEW, None, suggestions)


def _names(country_code: str, kind: str) -> Iterable[CounterpartName]:
    names = CounterpartName.objects.select_related("counterpart__merged_into")
    # An organisation may have been entered with or without a country.
    if not kind or kind == Kind.ORGANISATION:
        return names.filter(country_code__in={country_code, ""})
    return names.filter(country_code=country_code)


def _asked(name: str, country: str, kind: str, *, level: str, within: str) -> dict[bool, NameKey]:
    """Keys of the asked name, by whether it is read as a place's name; both when the kind is open."""
    readings = (True, False) if not kind else (is_place(kind),)
    return {
        as_place: key_of(name, country, within, as_place).declared(level if as_place else "")
        for as_place in readings
    }


def _likeness(asked: dict[bool, NameKey], known: CounterpartName) -> Likeness | None:
    partner = known.counterpart
    key = asked.get(partner.is_place)
    if key is None:
        return None
    return likeness(key, known_key(known))


def known_key(known: CounterpartName) -> NameKey:
    """The key of a recorded spelling, at the level of the profile it was recorded for."""
    partner = known.counterpart
    key = key_of(known.spelling, known.country_code, partner.place_within, partner.is_place)
    return key.declared(known.level)


@lru_cache(maxsize=20_000)
def key_of(spelling: str, country: str, within: str, as_place: bool) -> NameKey:
    """The key of a spelling, as a place's name or an organisation's."""
    if as_place:
        return place_key(spelling, country, lexicon(), within=within)
    return body_key(spelling, country, lexicon())
