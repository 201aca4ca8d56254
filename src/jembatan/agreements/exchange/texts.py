"""A text as Word and PDF: its languages side by side, marked as a draft until the parties agreed on it."""

from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from jembatan.agreements.models import AgreementText
from jembatan.agreements.rules.bilingual import Row, pairs
from jembatan.agreements.rules.clauses import Clause, Line, Text, from_parts, source_bytes
from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.engine.word import save_word
from jembatan.documents.rules.blocks import Block, Book, Language, Paragraph, Parallel, Passage, Section
from jembatan.documents.rules.fingerprints import fingerprint

FORMATS = ("docx", "pdf")
DRAFT = "RANCANGAN / DRAFT"
LANGUAGE_NAMES = {
    "id": "Bahasa Indonesia",
    "en": "English",
    "ja": "日本語",
    "zh": "中文",
    "ko": "한국어",
    "ar": "العربية",
    "fr": "Français",
    "de": "Deutsch",
    "nl": "Nederlands",
    "es": "Español",
    "pt": "Português",
    "ru": "Русский",
    "vi": "Tiếng Việt",
    "th": "ไทย",
}


def file_name(kept: AgreementText, kind: str) -> str:
    """KSDPL-35.09-2026-001-mou-v3.pdf"""
    return f"{kept.agreement.reference}-{kept.type}-v{kept.version}.{kind}"


def save_text(kept: AgreementText, kind: str, path: Path) -> None:
    """Write the version to `path` as `kind`, one of FORMATS; whole or not at all."""
    (save_word if kind == "docx" else save_pdf)(path, text_book(kept))


def text_book(kept: AgreementText) -> Book:
    """The version as a document. The same version gives the same document."""
    text = from_parts(kept.clauses)
    agreement = kept.agreement
    titles = [version.title for version in text.versions if version.title]
    blocks: tuple[Block, ...] = (
        *(Paragraph(title, "subtitle" if at else "title") for at, title in enumerate(titles)),
        Parallel(languages=_languages(text), rows=_rows(text)),
    )
    return Book(
        title=text.versions[0].title or agreement.title_id,
        author=agreement.home_name,
        dated=timezone.localdate(kept.written_at),
        sections=(Section(blocks),),
        watermark="" if kept.agreed_on else DRAFT,
        footer=agreement.reference,
        fingerprint=fingerprint(str(kept.version), source_bytes(text)),
    )


def _languages(text: Text) -> tuple[Language, ...]:
    return tuple(Language(code, LANGUAGE_NAMES.get(code, code)) for code in text.languages)


def _rows(text: Text) -> tuple[tuple[Passage, ...], ...]:
    """What stands before the clauses, the clauses, and what follows; a row is left out when it is empty."""
    opening = tuple(Passage(paragraphs=_paragraphs(version.opening)) for version in text.versions)
    closing = tuple(Passage(paragraphs=_paragraphs(version.closing)) for version in text.versions)
    rows = [opening, *(_passages(row) for row in pairs(text)), closing]
    return tuple(row for row in rows if any(passage != Passage() for passage in row))


def _passages(row: Row) -> tuple[Passage, ...]:
    return tuple(_passage(clause) for clause in row.clauses)


def _passage(clause: Clause | None) -> Passage:
    if clause is None:
        return Passage()
    return Passage(clause.number, clause.heading, _paragraphs(clause.lines))


def _paragraphs(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.shown for line in lines)
