"""Word files of a document, and letters filled from a Word template.

A `Book` becomes a .docx with real styles, repeated heading rows, page numbers and, while it is a draft,
a watermark. Letters come from a template whose places are filled by a sandboxed engine that escapes
everything it puts in.
"""

import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from jembatan.documents.engine import word_parts as parts
from jembatan.documents.engine.archives import freeze
from jembatan.documents.engine.word_marks import set_font, set_language
from jembatan.documents.rules import blocks
from jembatan.tabular.tables import whole_file

PAPERS = {"a4": (Mm(210), Mm(297)), "f4": (Mm(215), Mm(330))}
# Left, right, top and bottom margins in millimetres.
UPRIGHT, ACROSS = (25, 20, 20, 20), (15, 15, 17, 18)
FONT = "Liberation Serif"


def save_word(path: Path, book: blocks.Book) -> None:
    """Write `book` to `path` as .docx, whole or not at all; the same book gives the same file."""
    paper = Document()
    _set_styles(paper, book)
    _set_properties(paper, book)
    for number, section in enumerate(book.sections):
        place = paper.sections[0] if number == 0 else paper.add_section()
        _set_page(place, book, section)
        for block in section.blocks:
            parts.add(paper, block, width=_text_width(place))
    _save(path, paper)


def fill_letter(path: Path, template: Path, context: Mapping[str, Any]) -> None:
    """Fill the Word template `template` with `context` and write it to `path`.

    The engine is sandboxed and escapes every value; a place without a value raises
    `jinja2.UndefinedError` instead of leaving a hole in a signed letter.
    """
    letter = DocxTemplate(str(template))
    engine = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    letter.render(dict(context), jinja_env=engine, autoescape=True)
    _save(path, letter)


def _save(path: Path, paper: Any) -> None:
    with tempfile.TemporaryDirectory(prefix="jembatan-word-") as folder, whole_file(path) as part:
        loose = Path(folder) / "loose.docx"
        paper.save(str(loose))
        freeze(loose, part)


def _set_properties(paper: Any, book: blocks.Book) -> None:
    moment = datetime.combine(book.dated, time(), UTC).replace(tzinfo=None)
    known = paper.core_properties
    known.title, known.author, known.language = book.title, book.author, book.language
    known.created = known.modified = moment
    known.last_modified_by, known.revision, known.keywords = book.author, 1, ", ".join(book.keywords)
    known.comments = ""


def _set_styles(paper: Any, book: blocks.Book) -> None:
    normal = paper.styles["Normal"]
    set_font(normal, FONT, 11)
    normal.paragraph_format.space_after = Pt(6)
    set_language(normal.element.get_or_add_rPr(), book.language)
    for level, size in ((1, 13), (2, 11.5), (3, 11)):
        heading = paper.styles[f"Heading {level}"]
        set_font(heading, FONT, size)
        heading.font.italic = level == 3
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(6)
    paper.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(paper.styles["Footer"], FONT, 8.5)
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number"):
        paper.styles[name].paragraph_format.space_after = Pt(3)


def _set_page(place: Any, book: blocks.Book, section: blocks.Section) -> None:
    short, long = PAPERS[book.paper]
    place.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    place.page_width, place.page_height = (long, short) if section.landscape else (short, long)
    left, right, top, bottom = ACROSS if section.landscape else UPRIGHT
    place.left_margin, place.right_margin = Mm(left), Mm(right)
    place.top_margin, place.bottom_margin = Mm(top), Mm(bottom)
    parts.set_vertical(place, centred=section.centred)
    # Each orientation has its own width, so each section carries its own footer.
    place.header.is_linked_to_previous = place.footer.is_linked_to_previous = False
    parts.add_footer(place, book, width=_text_width(place))
    if book.watermark:
        parts.add_watermark(place, book.watermark)


def _text_width(place: Any) -> int:
    """Width between the margins, in Word's own units (EMU)."""
    return int(place.page_width - place.left_margin - place.right_margin)
