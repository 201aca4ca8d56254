"""A text in one or more languages as clauses, and how pasted text becomes clauses.

A clause begins where a line names it ("Pasal 1", "Article 1", 第一条); its paragraphs and sub-items begin
with their own marks: (1), 1., a., (a), i), ①. Source: common practice of Indonesian and foreign agreements;
no rule prescribes the form of a cooperation text.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jembatan.agreements.rules.numbering import clause_start, mark_depths, split_mark
from jembatan.workflow.refusals import Refused

# A heading that stands on the line after the clause's number is short and ends in no full stop.
LONGEST_HEADING = 120
# With one of these a text stops being clauses and begins to be signed.
CLOSING = re.compile(
    r"^(demikian|ditandatangani|dibuat (di|dalam)|sebagai bukti|in witness|done (at|in)|signed (at|in)|"
    r"為昭信守|以上の証拠|以昭信守|fait à|geschehen zu|hecho en)\b",
    re.IGNORECASE,
)
LONGEST_TEXT = 400_000
MOST_CLAUSES = 300


class TextTooLong(Refused):
    code = "agreements.text_too_long"
    status = 413
    sentence = (
        "The text has %(length)s characters; %(longest)s are read. Paste the agreement without its annexes."
    )


class TooManyClauses(Refused):
    code = "agreements.too_many_clauses"
    status = 413
    sentence = "The text has %(count)s clauses; %(most)s are read. Paste one agreement at a time."


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or sub-item. `mark` is its number as written ("(1)", "a.") or ""; `depth` is 0 or more."""

    text: str
    mark: str = ""
    depth: int = 0

    @property
    def shown(self) -> str:
        """The line as it stands on paper."""
        return f"{self.mark} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Clause:
    """`number` as written ("Pasal 1"); `ordinal` its value, None when it cannot be read; `heading` or ""."""

    number: str
    heading: str
    lines: tuple[Line, ...]
    ordinal: int | None = None

    @property
    def body(self) -> str:
        """The lines as they stand on paper, one a line."""
        return "\n".join(line.shown for line in self.lines)


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """The text in one language (ISO 639-1): title, what stands before the clauses, clauses, what follows."""

    language: str
    title: str = ""
    opening: tuple[Line, ...] = ()
    clauses: tuple[Clause, ...] = ()
    closing: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language it is written in; Indonesian first where it is there."""

    versions: tuple[LanguageVersion, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of its languages, in their order."""
        return tuple(version.language for version in self.versions)

    def version(self, language: str) -> LanguageVersion | None:
        """The text in `language`, or None when it is not written in it."""
        return next((version for version in self.versions if version.language == language), None)


def parse(language: str, pasted: str) -> LanguageVersion:
    """Read `pasted` (plain text, line breaks as they come) as the text in `language`.

    The first line is the title, unless it begins a clause. A line without a mark right below another
    continues it; an empty line ends a paragraph. Text without any clause is all opening.

    Raises TextTooLong or TooManyClauses.
    """
    if len(pasted) > LONGEST_TEXT:
        raise TextTooLong(length=len(pasted), longest=LONGEST_TEXT)
    blocks = list(_blocks(pasted))
    title, blocks = _title(blocks)
    starts = [at for at, block in enumerate(blocks) if clause_start(block[0])]
    if len(starts) > MOST_CLAUSES:
        raise TooManyClauses(count=len(starts), most=MOST_CLAUSES)
    first = starts[0] if starts else len(blocks)
    clauses, closing = _clauses(blocks, starts)
    return LanguageVersion(language, title, _lines(blocks[:first]), clauses, closing)


def as_plain(version: LanguageVersion) -> str:
    """`version` as text that a person can edit and `parse` reads again."""
    parts = [version.title, *(line.shown for line in version.opening)]
    for clause in version.clauses:
        head = f"{clause.number}\n{clause.heading}" if clause.heading else clause.number
        parts += [head, *(line.shown for line in clause.lines)]
    parts += [line.shown for line in version.closing]
    return "\n\n".join(part for part in parts if part)


def to_parts(text: Text) -> list[dict[str, Any]]:
    """`text` as lists and dictionaries that JSON can hold."""
    return [
        {
            "language": version.language,
            "title": version.title,
            "opening": _plain_lines(version.opening),
            "clauses": [
                {
                    "number": clause.number,
                    "ordinal": clause.ordinal,
                    "heading": clause.heading,
                    "lines": _plain_lines(clause.lines),
                }
                for clause in version.clauses
            ],
            "closing": _plain_lines(version.closing),
        }
        for version in text.versions
    ]


def from_parts(parts: Sequence[Mapping[str, Any]]) -> Text:
    """The text that `to_parts` took apart."""
    return Text(
        tuple(
            LanguageVersion(
                language=part["language"],
                title=part["title"],
                opening=_read_lines(part["opening"]),
                clauses=tuple(
                    Clause(c["number"], c["heading"], _read_lines(c["lines"]), c["ordinal"])
                    for c in part["clauses"]
                ),
                closing=_read_lines(part["closing"]),
            )
            for part in parts
        )
    )


def source_bytes(text: Text) -> bytes:
    """The bytes whose SHA-256 stands on every page: canonical JSON, the same for the same text."""
    return json.dumps(to_parts(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _blocks(pasted: str) -> Iterator[list[str]]:
    """Paragraphs as lists of their lines: a new one after an empty line, at a mark, at a clause's start."""
    block: list[str] = []
    for raw in pasted.splitlines():
        line = " ".join(raw.replace("\N{NO-BREAK SPACE}", " ").split())
        begins = line and (clause_start(line) or split_mark(line)[0] or CLOSING.match(line))
        if block and (not line or begins):
            yield block
            block = []
        if line:
            block.append(line)
    if block:
        yield block


def _title(blocks: list[list[str]]) -> tuple[str, list[list[str]]]:
    if not blocks or clause_start(blocks[0][0]) or split_mark(blocks[0][0])[0]:
        return "", blocks
    return " ".join(blocks[0]), blocks[1:]


def _clauses(blocks: list[list[str]], starts: list[int]) -> tuple[tuple[Clause, ...], tuple[Line, ...]]:
    clauses: list[Clause] = []
    closing: tuple[Line, ...] = ()
    for start, end in pairwise([*starts, len(blocks)]):
        run = blocks[start:end]
        if end == len(blocks):
            cut = next((at for at, block in enumerate(run) if CLOSING.match(block[0])), len(run))
            closing, run = _lines(run[cut:]), run[:cut]
        clauses.append(_clause(run))
    return tuple(clauses), closing


def _clause(run: list[list[str]]) -> Clause:
    """A clause from its paragraphs, the first of which names it."""
    named = clause_start(run[0][0])
    assert named is not None, "a clause begins with its number"
    rest = [run[0][1:]] if run[0][1:] else []
    rest += run[1:]
    heading = named.heading
    if not heading and rest and _is_heading(rest[0]):
        heading, rest = " ".join(rest[0]), rest[1:]
    elif not heading and rest and len(rest[0]) > 1 and _is_heading(rest[0][:1]):
        heading, rest = rest[0][0], [rest[0][1:], *rest[1:]]
    return Clause(named.number, heading, _lines(rest), named.ordinal)


def _is_heading(block: list[str]) -> bool:
    text = " ".join(block)
    return len(text) <= LONGEST_HEADING and not split_mark(text)[0] and text[-1] not in ".;:,。；：،"


def _lines(blocks: Sequence[Sequence[str]]) -> tuple[Line, ...]:
    """Paragraphs as lines with their depths; the kinds of marks, in the order they open, give the depth."""
    split = [split_mark(" ".join(block)) for block in blocks]
    depths = mark_depths([mark for mark, _ in split])
    return tuple(Line(text, mark, depth) for (mark, text), depth in zip(split, depths, strict=True))


def _plain_lines(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{"text": line.text, "mark": line.mark, "depth": line.depth} for line in lines]


def _read_lines(parts: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(part["text"], part["mark"], part["depth"]) for part in parts)
