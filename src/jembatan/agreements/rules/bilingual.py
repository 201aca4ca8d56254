"""Whether the language versions of a text say the same: what a machine can see before a translator looks.

Indonesian is always written; with a foreign party also its national language and/or English; with an
international organisation its languages (UU 24/2009, art. 31 with elucidation). That clauses, numbers and
figures agree is a rule of this program (LANGUAGE.MATCH, grade D), whose switch decides what it blocks.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jembatan.agreements.rules.clauses import Clause, LanguageVersion, Text
from jembatan.agreements.rules.figures import Figure, contradictions, figures
from jembatan.agreements.rules.kinds import PartnerClass
from jembatan.agreements.rules.numbering import mark_value
from jembatan.workflow.messages import message as _
from jembatan.workflow.wording import Wording

INDONESIAN, ENGLISH = "id", "en"
LANGUAGE_RULE, MATCH_RULE = "LANGUAGE", "LANGUAGE.MATCH"
# Shorter texts, such as names and addresses, may well be the same in two languages.
SHORTEST_TRANSLATABLE = 25


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class LanguageDemand:
    """At least one of `any_of` (ISO 639-1) must be among a text's languages."""

    any_of: tuple[str, ...]
    says: Wording


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that differs between the languages, or is wrong in one.

    `what` is a message with places for `values`. `clause` is its number as written in the first language
    that has it, "" for the whole text. `row` is its place in `pairs`, None for the whole text. `rule` is
    the code of the rule it rests on.
    """

    code: str
    clause: str
    what: str
    severity: Severity
    rule: str
    row: int | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """`what` in English, with its values."""
        return self.what % self.values if self.values else self.what


@dataclass(frozen=True, slots=True)
class Row:
    """Clauses that belong together: one per language of the text, None where a language lacks it."""

    clauses: tuple[Clause | None, ...]

    @property
    def number(self) -> str:
        """How the first language that has the clause numbers it."""
        return next(clause.number for clause in self.clauses if clause)


def demanded_languages(
    partner: PartnerClass | None, own_languages: Sequence[str] = ()
) -> tuple[LanguageDemand, ...]:
    """The languages a text with `partner` must be in (UU 24/2009, art. 31).

    `own_languages` are the partner's national languages, of an international organisation its working
    languages; empty when they are not known: then English alone satisfies. No partner: Indonesian only.
    """
    demands = [LanguageDemand((INDONESIAN,), Wording("bahasa Indonesia", "Indonesian"))]
    own = tuple(dict.fromkeys(code for code in own_languages if code != INDONESIAN))
    if partner is PartnerClass.INTERNATIONAL_ORGANISATION:
        says = Wording(
            "bahasa resmi organisasi internasional itu", "a language of the international organisation"
        )
        demands.append(LanguageDemand(own or (ENGLISH,), says))
    elif partner is not None:
        says = Wording(
            "bahasa nasional pihak asing dan/atau bahasa Inggris",
            "the foreign national language and/or English",
        )
        demands.append(LanguageDemand(tuple(dict.fromkeys((*own, ENGLISH))), says))
    return tuple(demands)


def languages_missing(
    written: Collection[str], demands: Sequence[LanguageDemand]
) -> tuple[LanguageDemand, ...]:
    """The demands that none of the `written` languages meets."""
    return tuple(demand for demand in demands if not set(demand.any_of) & set(written))


def pairs(text: Text) -> tuple[Row, ...]:
    """The clauses of all languages that belong together, in the order of the text.

    They belong together by their number where every language numbers its clauses 1, 2, 3 … without a
    repetition; else by their place.
    """
    keyed = [_keyed(version, by_number=_all_numbered(text)) for version in text.versions]
    keys = dict.fromkeys(key for clauses in keyed for key in clauses)
    return tuple(Row(tuple(clauses.get(key) for clauses in keyed)) for key in sorted(keys))


def compare(text: Text, demands: Sequence[LanguageDemand] = ()) -> tuple[Difference, ...]:
    """Everything that differs between the languages of `text`, or lacks; empty when nothing does.

    The first language is held against each of the others. An empty text lacks its languages and nothing else.
    """
    found = [_language_lacking(demand) for demand in languages_missing(text.languages, demands)]
    found += _counts(text)
    for version in text.versions:
        found += _numbering(version)
    for at, row in enumerate(pairs(text)):
        found += _row(text, row, at)
    return tuple(found)


def blocking(differences: Sequence[Difference], *, match_blocks: bool) -> tuple[Difference, ...]:
    """The differences that stop a signature. `match_blocks` is the switch of the rule LANGUAGE.MATCH."""
    return tuple(
        it for it in differences if it.severity is Severity.BLOCKS and (match_blocks or it.rule != MATCH_RULE)
    )


def _language_lacking(demand: LanguageDemand) -> Difference:
    what = _("The text is not in %(languages)s, which the law asks for.")
    values = {"languages": " / ".join(demand.any_of)}
    return Difference("language_missing", "", what, Severity.BLOCKS, LANGUAGE_RULE, values=values)


def _all_numbered(text: Text) -> bool:
    for version in text.versions:
        numbers = [clause.ordinal for clause in version.clauses]
        if None in numbers or len(set(numbers)) != len(numbers):
            return False
    return True


def _keyed(version: LanguageVersion, *, by_number: bool) -> dict[int, Clause]:
    if by_number:
        return {clause.ordinal: clause for clause in version.clauses if clause.ordinal is not None}
    return dict(enumerate(version.clauses, start=1))


def _counts(text: Text) -> Iterator[Difference]:
    if not text.versions:
        return
    first = text.versions[0]
    for other in text.versions[1:]:
        if len(first.clauses) != len(other.clauses):
            what = _("%(first)s has %(first_count)s clauses, %(other)s has %(other_count)s.")
            values: dict[str, str | int] = {
                "first": first.language,
                "first_count": len(first.clauses),
                "other": other.language,
                "other_count": len(other.clauses),
            }
            yield Difference("clause_count", "", what, Severity.BLOCKS, MATCH_RULE, values=values)


def _numbering(version: LanguageVersion) -> Iterator[Difference]:
    """Clauses of one language that are not numbered 1, 2, 3 …"""
    for place, clause in enumerate(version.clauses, start=1):
        if clause.ordinal is not None and clause.ordinal != place:
            what = _("In %(language)s the clause %(number)s stands where number %(place)s is due.")
            values: dict[str, str | int] = {
                "language": version.language,
                "number": clause.number,
                "place": place,
            }
            yield Difference(
                "numbering", clause.number, what, Severity.WARNS, MATCH_RULE, row=None, values=values
            )
            return


def _row(text: Text, row: Row, at: int) -> Iterator[Difference]:
    """What differs within one row: each language by itself, then the first against the others."""
    written = [(language, clause) for language, clause in zip(text.languages, row.clauses, strict=True)]
    for language, clause in written:
        if clause is None:
            yield _told("clause_missing", row, at, language=language)
        else:
            yield from _alone(language, clause, row, at)
    there = [(language, clause) for language, clause in written if clause is not None]
    for other in there[1:]:
        yield from _against(there[0], other, row, at)


def _alone(language: str, clause: Clause, row: Row, at: int) -> Iterator[Difference]:
    if not clause.lines:
        yield _told("clause_empty", row, at, language=language)
    for written in contradictions(f"{clause.heading}\n{clause.body}", language):
        yield _told("figure_words", row, at, language=language, written=written)
    values = [mark_value(line.mark) for line in clause.lines if line.depth == 0 and line.mark]
    if None not in values and values != list(range(1, len(values) + 1)):
        yield _told("item_numbering", row, at, language=language)


def _against(first: tuple[str, Clause], other: tuple[str, Clause], row: Row, at: int) -> Iterator[Difference]:
    (one, left), (two, right) = first, other
    if bool(left.heading) != bool(right.heading):
        yield _told("heading_missing", row, at, language=two if left.heading else one)
    yield from _items(first, other, row, at)
    if left.lines and right.lines:
        yield from _figures(first, other, row, at)
        yield from _untranslated(first, other, row, at)


def _items(first: tuple[str, Clause], other: tuple[str, Clause], row: Row, at: int) -> Iterator[Difference]:
    (one, left), (two, right) = first, other
    shapes = [[line.depth for line in clause.lines] for clause in (left, right)]
    if left.lines and right.lines and shapes[0] != shapes[1]:
        yield _told(
            "item_count",
            row,
            at,
            first=one,
            first_count=len(left.lines),
            other=two,
            other_count=len(right.lines),
        )


def _figures(first: tuple[str, Clause], other: tuple[str, Clause], row: Row, at: int) -> Iterator[Difference]:
    one, two = first[0], other[0]
    counted = [figures(f"{clause.heading}\n{_running(clause)}", it) for it, clause in (first, other)]
    only = [counted[0] - counted[1], counted[1] - counted[0]]
    for weighs, code in ((True, "figures"), (False, "numbers")):
        shown = [_shown(figure for figure in side.elements() if figure.weighs is weighs) for side in only]
        if any(shown):
            yield _told(
                code, row, at, first=one, first_only=shown[0] or "–", other=two, other_only=shown[1] or "–"
            )


def _running(clause: Clause) -> str:
    """The texts of the lines without their marks, which are compared as marks."""
    return "\n".join(line.text for line in clause.lines)


def _shown(found: Iterator[Figure]) -> str:
    return ", ".join(sorted(figure.shown for figure in found))


def _untranslated(
    first: tuple[str, Clause], other: tuple[str, Clause], row: Row, at: int
) -> Iterator[Difference]:
    (one, left), (two, right) = first, other
    left_texts, right_texts = (Counter(_plain(line.text) for line in it.lines) for it in (left, right))
    same = [text for text in left_texts & right_texts if len(text) >= SHORTEST_TRANSLATABLE]
    if not same:
        return
    whole = left_texts == right_texts
    code = "clause_untranslated" if whole else "line_untranslated"
    yield _told(code, row, at, first=one, other=two)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


MESSAGES: Mapping[str, tuple[str, Severity]] = {
    "clause_missing": (_("The clause is missing in %(language)s."), Severity.BLOCKS),
    "clause_empty": (_("The clause is empty in %(language)s."), Severity.BLOCKS),
    "figure_words": (_("In %(language)s a figure and its words differ: %(written)s."), Severity.BLOCKS),
    "item_numbering": (_("In %(language)s the paragraphs are not numbered in order."), Severity.WARNS),
    "heading_missing": (_("The clause has no heading in %(language)s."), Severity.WARNS),
    "item_count": (
        _("The paragraphs differ: %(first)s has %(first_count)s, %(other)s has %(other_count)s."),
        Severity.BLOCKS,
    ),
    "figures": (
        _("Dates, sums or durations differ: %(first)s %(first_only)s; %(other)s %(other_only)s."),
        Severity.BLOCKS,
    ),
    "numbers": (_("Numbers differ: %(first)s %(first_only)s; %(other)s %(other_only)s."), Severity.WARNS),
    "clause_untranslated": (_("The clause is the same text in %(first)s and %(other)s."), Severity.BLOCKS),
    "line_untranslated": (_("A paragraph is the same text in %(first)s and %(other)s."), Severity.WARNS),
}


def _told(code: str, row: Row, at: int, **values: str | int) -> Difference:
    what, severity = MESSAGES[code]
    return Difference(code, row.number, what, severity, MATCH_RULE, row=at, values=values)
