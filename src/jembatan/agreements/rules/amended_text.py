"""The clauses of a text as an amendment sees them, and the text that comes out of a merged amendment.

Pure. A clause is known by its ordinal ("3"), or by its number as written where that cannot be read.
"""

import re
from collections.abc import Mapping

from jembatan.agreements.rules.clauses import LONGEST_HEADING, Clause, LanguageVersion, Line, Text, parse
from jembatan.agreements.rules.numbering import split_mark

Clauses = Mapping[str, Mapping[str, str]]
# How a clause is called where a text has none yet to take the word from.
CLAUSE_WORDS = {"id": "Pasal"}
OTHER_WORD = "Article"
# Stands where a text has its title, so that a paragraph is read as one.
TITLE = "Teks"
# What a heading does not end in.
ENDS = ".;:,。；：،"


def clauses_of(text: Text) -> dict[str, dict[str, str]]:
    """Key of a clause → language → its heading and paragraphs, with an empty line between them."""
    found: dict[str, dict[str, str]] = {}
    for version in text.versions:
        for clause in version.clauses:
            found.setdefault(key_of(clause), {})[version.language] = _plain(clause)
    return found


def with_clauses(text: Text, clauses: Clauses) -> Text:
    """The text with these clauses: those that say the same stay as they are, others are read anew.

    Clauses keep the order of the text; new ones follow in the order of their numbers. A language that only the
    clauses have becomes a version of its own.
    """
    languages = [*text.languages]
    for words in clauses.values():
        languages += [language for language in words if language not in languages]
    known = {version.language: version for version in text.versions}
    return Text(tuple(_version(known.get(code) or LanguageVersion(code), clauses) for code in languages))


def key_of(clause: Clause) -> str:
    """The ordinal of a clause, else its number as written."""
    return str(clause.ordinal) if clause.ordinal is not None else clause.number


def _version(version: LanguageVersion, clauses: Clauses) -> LanguageVersion:
    standing = {key_of(clause): clause for clause in version.clauses}
    wanted = [key for key in standing if version.language in clauses.get(key, {})]
    new = [key for key, words in clauses.items() if key not in standing and version.language in words]
    kept = tuple(
        _clause(version, key, clauses[key][version.language], standing.get(key))
        for key in (*wanted, *sorted(new, key=_by_number))
    )
    return LanguageVersion(version.language, version.title, version.opening, kept, version.closing)


def _clause(version: LanguageVersion, key: str, words: str, before: Clause | None) -> Clause:
    if before is not None and _plain(before) == words:
        return before
    number = before.number if before is not None else _number(version, key)
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", words.strip()) if part.strip()]
    heading = ""
    if len(paragraphs) > 1 and _is_heading(paragraphs[0]):
        heading, paragraphs = paragraphs[0], paragraphs[1:]
    lines = tuple(line for part in paragraphs for line in _lines(version.language, part))
    ordinal = int(key) if key.isascii() and key.isdigit() else None
    return Clause(number, heading, lines, ordinal)


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST_HEADING and not split_mark(paragraph)[0] and paragraph[-1] not in ENDS


def _lines(language: str, paragraph: str) -> tuple[Line, ...]:
    """A paragraph with its sub-items; one that names a clause ("Pasal 3 ...") stays a plain paragraph."""
    read = parse(language, f"{TITLE}\n\n{paragraph}")
    words = " ".join(line.shown for line in read.opening)
    if words.split() != paragraph.split():
        return (Line(" ".join(paragraph.split())),)
    return read.opening


def _number(version: LanguageVersion, key: str) -> str:
    """The number as this language writes it: that of another clause with the digits put in."""
    if not key.isdecimal():
        return key
    for clause in version.clauses:
        if re.search(r"\d+", clause.number):
            return re.sub(r"\d+", key, clause.number, count=1)
    return f"{CLAUSE_WORDS.get(version.language, OTHER_WORD)} {key}"


def _plain(clause: Clause) -> str:
    return "\n\n".join(part for part in (clause.heading, *(line.shown for line in clause.lines)) if part)


def _by_number(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isascii() and key.isdigit() else (10**9, key)
