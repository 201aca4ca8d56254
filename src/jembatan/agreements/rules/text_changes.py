"""What changed between two versions of one text: clause against clause, word against word.

The marks are for a page that shows both side by side. Clauses are matched by how alike they are, so that
one put in between does not make all that follow look new.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from jembatan.agreements.rules.clauses import Clause, LanguageVersion, Line

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
    marks: list[Mark] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            marks.append(Mark(Change.SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            marks.append(Mark(Change.REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            marks.append(Mark(Change.ADDED, "".join(new[j1:j2])))
    return tuple(marks)


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
    likeness = [[_likeness(old, new) for new in after] for old in before]
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


def _likeness(before: Clause, after: Clause) -> float:
    """0 to 1: the share of common words; a common heading counts as half of it all."""
    old, new = before.body.casefold().split(), after.body.casefold().split()
    words = SequenceMatcher(None, old, new, autojunk=False).quick_ratio() if old or new else 1.0
    if before.heading and before.heading.casefold() == after.heading.casefold():
        return 0.5 + words / 2
    return words


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
