"""PDF of a document: archival (PDF/A-2a) and tagged for screen readers (PDF/UA-1).

The typesetter gets the document as a JSON file beside a fixed template, never as text pasted into a
program, so no name in it can be run. Fonts are the ones inside the typesetter (Latin, Greek, Cyrillic,
Arabic and Hebrew letters) and those of one folder the office chooses; the system's are not used.
"""

import json
import re
import shutil
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from jembatan.documents.engine.parts import plain_parts
from jembatan.documents.rules.blocks import Book
from jembatan.tabular.tables import whole_file
from jembatan.workflow.refusals import Refused

TEMPLATE = Path(__file__).parent / "templates" / "book.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')


class NoLetters(Refused):
    code = "documents.no_letters"
    status = 422
    sentence = (
        "The PDF writer has no letters for %(sign)s. Save the paper as Word instead, or lay a font with "
        "these letters (such as Noto Serif CJK) into the folder of fonts."
    )


def save_pdf(path: Path, book: Book, *, fonts: Path | None = None) -> None:
    """Write `book` to `path`, whole or not at all; the same book and fonts give the same file.

    `fonts` is a folder with the office's own fonts (OpenType), None for none. Raises NoLetters when a
    script, such as Japanese or Chinese, is in none of them: a paper with empty boxes is never written.
    """
    with tempfile.TemporaryDirectory(prefix="jembatan-pdf-") as folder, whole_file(path) as part:
        source = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, source)
        _save_json(Path(folder) / "book.json", plain_parts(book))
        try:
            typst.compile(
                source,
                output=part,
                root=Path(folder),
                format="pdf",
                font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts] if fonts else []),
                pdf_standards=STANDARDS,
                timestamp=datetime.combine(book.dated, time(), UTC),
            )
        except typst.TypstError as error:
            if found := NO_LETTER.search(str(error)):
                raise NoLetters(sign=found.group(1)) from error
            raise


def _save_json(path: Path, parts: dict[str, Any]) -> None:
    path.write_text(json.dumps(parts, ensure_ascii=False, default=_as_list), encoding="utf-8")


def _as_list(value: object) -> list[int]:
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    raise TypeError(f"{type(value).__name__} has no place in a document.")
