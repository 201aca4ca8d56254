"""What changed between two versions of one text: clause against clause, word against word.

The marks are for a page that shows both side by side. Clauses are matched by how alike they are, so that
one put in between does not make all that follow look new.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from jembatan.agreements.rules.clauses import Clause, LanguageVersion, Line

# Beyond this many pairs of words the middle that differs is told as one removal and one addition.
MOST_PAIRS = 4_000_000
# From here on words that stand everywhere ("dan", "the") no longer anchor a comparison.
MANY_WORDS = 500
# Below this share of common words two clauses are held to be different ones.
ALIKE = 0.5
WORDS = re.compile(r"\s+|[^\s\w]|\w+", re.UNICODE)


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words: SAME stands in both versions, REMOVED only before, ADDED only after."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One part of a clause: "number", "heading" or "body", as marks from before to after."""

    field: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause before and after. `fields` are the parts that changed; empty when it is the same."""

    change: Change
    before: Clause | None
    after: Clause | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TextChange:
    """All that changed in one language: the parts around the clauses, and every clause in its order."""

    language: str
    fields: tuple[FieldChange, ...]
    clauses: tuple[ClauseChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not self.fields and all(clause.change is Change.SAME for clause in self.clauses)


def word_changes(before: str, after: str) -> tuple[Mark, ...]:
    """`before` and `after` as runs of words that stayed, went or came. Joined without ADDED they give
    `before`, without REMOVED `after`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    marks = [Mark(Change.SAME, "".join(old[:head])), *middle]
    marks.append(Mark(Change.SAME, "".join(old[len(old) - tail :])))
    return _joined(marks)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(old), len(new)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
    if len(old) * len(new) > MOST_PAIRS:
        yield Mark(Change.REMOVED, "".join(old))
        yield Mark(Change.ADDED, "".join(new))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > MANY_WORDS)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Mark(Change.SAME, "".join(old[i1:i2]))
        else:
            yield Mark(Change.REMOVED, "".join(old[i1:i2]))
            yield Mark(Change.ADDED, "".join(new[j1:j2]))


def _joined(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Neighbours of one kind as one mark; empty ones gone."""
    runs = groupby((mark for mark in marks if mark.text), key=lambda mark: mark.change)
    return tuple(Mark(change, "".join(mark.text for mark in run)) for change, run in runs)


def text_changes(before: LanguageVersion, after: LanguageVersion) -> TextChange:
    """What changed from `before` to `after`, two versions of a text in one language."""
    around = (
        ("title", before.title, after.title),
        ("opening", _shown(before.opening), _shown(after.opening)),
        ("closing", _shown(before.closing), _shown(after.closing)),
    )
    return TextChange(after.language, _fields(around), tuple(_clauses(before.clauses, after.clauses)))


def _clauses(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[ClauseChange]:
    """Matched clauses in the order of `after`; what is gone stands where it stood."""
    partner = _partners(before, after)
    told = 0
    for at, clause in enumerate(after):
        match = partner.get(at)
        if match is None:
            yield ClauseChange(Change.ADDED, None, clause)
            continue
        yield from (ClauseChange(Change.REMOVED, gone, None) for gone in before[told:match])
        told = match + 1
        yield _changed(before[match], clause)
    yield from (ClauseChange(Change.REMOVED, gone, None) for gone in before[told:])


def _partners(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """For places of `after` the place of the clause it was; the longest chain that keeps the order."""
    olds, news = ([(it, Counter(_words(it))) for it in side] for side in (before, after))
    likeness = [[_likeness(old, new) for new in news] for old in olds]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            matched = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(matched, best[i + 1][j], best[i][j + 1])
    partner = {}
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            partner[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return partner


def _words(clause: Clause) -> list[str]:
    return clause.body.casefold().split()


def _likeness(before: tuple[Clause, Counter[str]], after: tuple[Clause, Counter[str]]) -> float:
    """0 to 1: the share of common words; a common heading counts as half of it all."""
    (old, old_words), (new, new_words) = before, after
    count = old_words.total() + new_words.total()
    share = 2 * (old_words & new_words).total() / count if count else 1.0
    if old.heading and old.heading.casefold() == new.heading.casefold():
        return 0.5 + share / 2
    return share


def _changed(before: Clause, after: Clause) -> ClauseChange:
    parts = (
        ("number", before.number, after.number),
        ("heading", before.heading, after.heading),
        ("body", before.body, after.body),
    )
    fields = _fields(parts)
    return ClauseChange(Change.CHANGED if fields else Change.SAME, before, after, fields)


def _fields(parts: Sequence[tuple[str, str, str]]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, word_changes(old, new)) for name, old, new in parts if old != new)


def _shown(lines: Sequence[Line]) -> str:
    return "\n".join(line.shown for line in lines)
