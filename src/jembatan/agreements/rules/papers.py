"""A text as a paper to print: one language down the page, two or three side by side.

Each page carries its version and the checksum of the text it was made from; a draft says so across the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jembatan.agreements.rules.bilingual import pairs
from jembatan.agreements.rules.clauses import Clause, LanguageVersion, Line, Text, source_bytes
from jembatan.documents.rules import blocks
from jembatan.documents.rules.fingerprints import fingerprint

# What each language calls itself: the heading of its column (ISO 639-1).
OWN_NAMES: Mapping[str, str] = {
    "ar": "العربية", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "en": "English", "es": "Español",
    "fi": "Suomi", "fr": "Français", "he": "עברית", "hu": "Magyar", "id": "Bahasa Indonesia", "it": "Italiano",
    "ja": "日本語", "ko": "한국어", "ms": "Bahasa Melayu", "nl": "Nederlands", "no": "Norsk", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina", "sv": "Svenska", "th": "ไทย",
    "tr": "Türkçe", "uk": "Українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
DRAFT = "RANCANGAN / DRAFT"
VERSION_WORD = "Versi/Version"
INDENT = "    "


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says beside its text. `version` as shown ("3"); `dated` goes into the file's properties."""

    author: str
    dated: date
    version: str
    draft: bool = True
    letterhead: blocks.Letterhead | None = None
    signatories: Sequence[blocks.Signatory] = ()


def compose(text: Text, facts: PaperFacts) -> blocks.Book:
    """`text` as a book for `save_word` and `save_pdf`. `text` has one to three languages.

    The fingerprint is that of `source_bytes(text)`; it stands on every page and among the file's keywords.
    """
    assert 1 <= len(text.versions) <= 3, "a page holds one to three languages"
    body = _single(text.versions[0]) if len(text.versions) == 1 else _parallel(text)
    parts: list[blocks.Block] = [facts.letterhead] if facts.letterhead else []
    parts += body
    if facts.signatories:
        parts.append(blocks.Signatures("", tuple(facts.signatories)))
    mark = fingerprint(facts.version, source_bytes(text), word=VERSION_WORD)
    title = text.versions[0].title
    return blocks.Book(
        title=title or DRAFT,
        author=facts.author,
        dated=facts.dated,
        sections=(blocks.Section(tuple(parts)),),
        language=text.versions[0].language,
        watermark=DRAFT if facts.draft else "",
        footer=_short(title),
        keywords=(mark,),
        fingerprint=mark,
    )


def _single(version: LanguageVersion) -> list[blocks.Block]:
    parts: list[blocks.Block] = [blocks.Paragraph(version.title, "subtitle")] if version.title else []
    parts += _paragraphs(version.opening)
    for clause in version.clauses:
        parts.append(blocks.Paragraph(_titled(clause), "strong"))
        parts += _paragraphs(clause.lines)
    return parts + _paragraphs(version.closing)


def _parallel(text: Text) -> list[blocks.Block]:
    languages = tuple(blocks.Language(it, OWN_NAMES.get(it, it)) for it in text.languages)
    title = tuple(blocks.Passage(heading=version.title) for version in text.versions)
    opening = tuple(blocks.Passage(paragraphs=_shown(version.opening)) for version in text.versions)
    closing = tuple(blocks.Passage(paragraphs=_shown(version.closing)) for version in text.versions)
    clauses = [tuple(_passage(clause) for clause in row.clauses) for row in pairs(text)]
    rows = [row for row in (title, opening, *clauses, closing) if any(it != blocks.Passage() for it in row)]
    return [blocks.Parallel(languages, tuple(rows))]


def _passage(clause: Clause | None) -> blocks.Passage:
    if clause is None:
        return blocks.Passage()
    return blocks.Passage(clause.number, clause.heading, _shown(clause.lines))


def _titled(clause: Clause) -> str:
    return f"{clause.number} {clause.heading}".strip()


def _paragraphs(lines: Sequence[Line]) -> list[blocks.Block]:
    return [blocks.Paragraph(text) for text in _shown(lines)]


def _shown(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(f"{INDENT * line.depth}{line.shown}" for line in lines)


def _short(title: str) -> str:
    return title if len(title) <= 70 else f"{title[:69].rstrip()}…"
