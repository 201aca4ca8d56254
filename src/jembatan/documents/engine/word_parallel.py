"""A text in several languages side by side as a Word table: clause against clause, each cell in its language."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jembatan.documents.engine.word_marks import (
    repeat_on_pages,
    set_direction,
    set_language,
    set_widths,
    shade,
)
from jembatan.documents.rules import blocks
from jembatan.documents.rules.guarding import printable

SIZE = Pt(10)
HEADING_SHADE = "D9E5EC"


def add_parallel(paper: Any, block: blocks.Parallel, width: int) -> None:
    """Append the table of `block` to `paper`; the names of the languages are repeated on every page."""
    count = len(block.languages)
    grid = paper.add_table(rows=0, cols=count)
    grid.style, grid.autofit = "Table Grid", False
    top = grid.add_row()
    repeat_on_pages(top)
    for cell, language in zip(top.cells, block.languages, strict=True):
        _write(cell.paragraphs[0], language.name, language.code, bold=True, centred=True)
        shade(cell, HEADING_SHADE)
    for row in block.rows:
        cells = grid.add_row().cells
        for cell, passage, language in zip(cells, row, block.languages, strict=True):
            _add_passage(cell, passage, language.code)
    set_widths(grid, (1.0,) * count, width)
    paper.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_passage(cell: Any, passage: blocks.Passage, language: str) -> None:
    free = [cell.paragraphs[0]]  # a cell is born with one paragraph

    def next_line() -> Any:
        return free.pop() if free else cell.add_paragraph()

    for title in filter(None, (passage.number, passage.heading)):
        line = next_line()
        line.paragraph_format.keep_with_next = True
        _write(line, title, language, bold=True, centred=True)
    for text in passage.paragraphs:
        _write(next_line(), text, language)


def _write(line: Any, text: str, language: str, *, bold: bool = False, centred: bool = False) -> None:
    run = line.add_run(printable(text))
    run.font.size, run.font.bold = SIZE, bold or None
    set_language(run._r.get_or_add_rPr(), language)
    set_direction(line, language)
    line.paragraph_format.space_after = Pt(4)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
