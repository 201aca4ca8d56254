"""The fields two records are compared on, and the levels at which each can agree.

A level is a small whole number; 0 means that one side says nothing and the field is left out of the
sum. Levels of one *group* share one unit of probability: weights are only ever compared inside a group
(for the place: what the family card says given that both cards are there, and so on).
"""

from dataclasses import dataclass

MISSING = 0


@dataclass(frozen=True, slots=True)
class Field:
    """`words[level]` says the level to a person; `groups[level]` is None where nothing can be learnt.

    `never_for` are the levels that are plain differences: they may speak against a pair or not at all. (In
    the files of one sub-district hardly any stranger lives elsewhere, and yet living elsewhere proves nothing.)
    """

    name: str
    words: tuple[str, ...]
    groups: tuple[int | None, ...]
    never_for: tuple[int, ...] = (1,)

    @property
    def size(self) -> int:
        return len(self.words)


NAME_WORDS = (
    "missing", "different", "shares a word", "similar", "same first word", "similar, mistyped",
    "one is part of the other", "sounds the same", "same",
)  # fmt: skip
SAME, SOUNDS_SAME, PART, MISTYPED, FIRST_WORD, SIMILAR, SHARED_WORD, DIFFERENT = 8, 7, 6, 5, 4, 3, 2, 1
DATE_WORDS = (
    "missing", "different", "same year, one is a default date", "one year apart", "one part differs",
    "day and month swapped", "same by NIK", "same default date", "same",
)  # fmt: skip
DATE_SAME, DATE_DEFAULT, DATE_BY_NIK, DATE_SWAPPED, DATE_PART = 8, 7, 6, 5, 4
SEX_WORDS = ("missing", "same", "different", "same (names differ)", "different (names differ)")
NUMBER_WORDS = ("missing", "different", "same")
NUMBER_SAME, NUMBER_DIFFERENT = 2, 1
GRADE_WORDS = ("missing", "different", "one apart", "same")
CARD_WORDS = ("card missing", "card differs", "card same")
VILLAGE_WORDS = ("village missing", "village differs", "same sub-district", "village same")
VILLAGES = len(VILLAGE_WORDS)
CARD_SAME = 2
# How rare a name is comes in whole bits, 0 to BITS - 1.
BITS = 32


def _simple(name: str, words: tuple[str, ...]) -> Field:
    return Field(name, words, (None, *(0 for _ in words[1:])))


def _place_groups() -> tuple[int | None, ...]:
    # Which of card and village are known is chance, not evidence: four groups, one of them empty.
    groups: list[int | None] = []
    for at in range(len(CARD_WORDS) * VILLAGES):
        card, village = divmod(at, VILLAGES)
        known = (card > 0) * 2 + (village > 0)
        groups.append(known or None)
    return tuple(groups)


FIELDS = (
    _simple("name", NAME_WORDS),
    _simple("mother_name", NAME_WORDS),
    _simple("father_name", NAME_WORDS),
    _simple("birth_date", DATE_WORDS),
    Field("sex", SEX_WORDS, (None, 0, 0, 1, 1), (2, 4)),
    _simple("nik", NUMBER_WORDS),
    _simple("nisn", NUMBER_WORDS),
    Field(
        "place",
        tuple(f"{card}, {village}" for card in CARD_WORDS for village in VILLAGE_WORDS),
        _place_groups(),
        (1, VILLAGES, VILLAGES + 1),
    ),
    _simple("npsn", NUMBER_WORDS),
    _simple("grade", GRADE_WORDS),
)
