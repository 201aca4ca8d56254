"""How like one another two names are: the same, perhaps the same, or different. Ours; no legal source.

Only certainty joins names: the same spelling, or the same bare name with the same known level in no
other surroundings. Everything less is a suggestion for a person.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jembatan.counterparts.rules.naming import NameKey
from jembatan.workflow.messages import message as _


class Reason(StrEnum):
    SAME_SPELLING = "same_spelling"
    SAME_NAME = "same_name"
    LEVEL_UNKNOWN = "level_unknown"
    WITHIN_UNKNOWN = "within_unknown"
    OTHER_LEVEL = "other_level"
    OTHER_SURROUNDINGS = "other_surroundings"
    SOUNDS_ALIKE = "sounds_alike"
    FEW_LETTERS = "few_letters"
    ONE_IN_OTHER = "one_in_other"


REASON_WORDS = {
    Reason.SAME_SPELLING: _("This very spelling is recorded."),
    Reason.SAME_NAME: _("Only generic words, accents or a known other name differ."),
    Reason.LEVEL_UNKNOWN: _("The same name, but one does not say whether it is a city or a province."),
    Reason.WITHIN_UNKNOWN: _("The same name, but only one says where it lies."),
    Reason.OTHER_LEVEL: _("The same name at another level: a city and a province may share a name."),
    Reason.OTHER_SURROUNDINGS: _("The same name in another surrounding place."),
    Reason.SOUNDS_ALIKE: _("Spelled differently, but it may sound the same."),
    Reason.FEW_LETTERS: _("Only a few letters differ."),
    Reason.ONE_IN_OTHER: _("One name is part of the other."),
}
# How sure a reason makes us, 0 to 1; 1 alone is a match. Declared by us, not measured from a text.
SCORES = {
    Reason.SAME_SPELLING: Decimal(1),
    Reason.SAME_NAME: Decimal(1),
    Reason.LEVEL_UNKNOWN: Decimal("0.95"),
    Reason.WITHIN_UNKNOWN: Decimal("0.93"),
    Reason.SOUNDS_ALIKE: Decimal("0.90"),
    Reason.FEW_LETTERS: Decimal("0.80"),
    Reason.ONE_IN_OTHER: Decimal("0.75"),
    Reason.OTHER_LEVEL: Decimal("0.70"),
    Reason.OTHER_SURROUNDINGS: Decimal("0.60"),
}
# Names this like are suggested: at most one letter in five differs, and short names must be the same.
CLOSE, SHORTEST = 0.8, 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is 0 to 1; 1 is a certain match, everything below a suggestion."""

    score: Decimal
    reason: Reason

    @property
    def is_certain(self) -> bool:
        return self.score == 1


def likeness(asked: NameKey, known: NameKey) -> Likeness | None:
    """How like `known` is to `asked`, with the strongest reason; None when they are different names.

    Symmetric in its two names.
    """
    if not asked.core or not known.core:
        return None
    reason = _same_core(asked, known) if asked.core == known.core else _other_core(asked, known)
    return None if reason is None else Likeness(SCORES[reason], reason)


def _same_core(asked: NameKey, known: NameKey) -> Reason:
    is_same_spelling = asked.plain == known.plain
    both_chosen = asked.is_declared and known.is_declared
    # Without a chosen level the same words mean the same thing, whatever level they suggest.
    if asked.level and known.level and asked.level != known.level and (both_chosen or not is_same_spelling):
        return Reason.OTHER_LEVEL
    if asked.within and known.within and not _nested(asked.within, known.within):
        return Reason.OTHER_SURROUNDINGS
    if is_same_spelling:
        return Reason.SAME_SPELLING
    if asked.level != known.level:
        return Reason.LEVEL_UNKNOWN
    if bool(asked.within) != bool(known.within):
        return Reason.WITHIN_UNKNOWN
    return Reason.SAME_NAME


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _other_core(asked: NameKey, known: NameKey) -> Reason | None:
    one, other = asked.core, known.core
    if min(len(one), len(other)) < SHORTEST:
        return None
    if sound(one) == sound(other):
        return Reason.SOUNDS_ALIKE
    if 1 - distance(one, other) / max(len(one), len(other)) >= CLOSE:
        return Reason.FEW_LETTERS
    shorter, longer = sorted((asked.plain.split(), known.plain.split()), key=len)
    if shorter and set(shorter) < set(longer) and len("".join(shorter)) > SHORTEST:
        return Reason.ONE_IN_OTHER
    return None


# Spellings of one sound in the romanisations and languages that partners' names come in.
_SOUNDS = (
    (re.compile("ou|oo|oh(?![aeiou])"), "o"),
    (re.compile("eo|oe|eu|u"), "o"),
    (re.compile("kh|gh|q|k|c(?!h)"), "g"),
    (re.compile("ph|v|w"), "f"),
    (re.compile("sh|sch|sy|x|z|dj|dzh|zh|ch|tj|j"), "s"),
    (re.compile("p"), "b"),
    (re.compile("t|th"), "d"),
    (re.compile("ij|y|ie|ee"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("h"), ""),
)


def sound(core: str) -> str:
    """A rough key of how `core` sounds; equal keys are a reason to ask, never to join."""
    for pattern, letter in _SOUNDS:
        core = pattern.sub(letter, core)
    return core


def distance(one: str, other: str) -> int:
    """Fewest letters to insert, delete, replace or swap with the next to turn `one` into `other`."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            cost = min(current[-1] + 1, last[column] + 1, last[column - 1] + (left != right))
            swapped = row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right
            if swapped:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
