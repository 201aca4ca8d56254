"""Each part of a document as Word keeps it. Widths are in Word's units (EMU)."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import _Cell

from jembatan.documents.engine.word_marks import (
    add_edge,
    add_field,
    keep_whole,
    repeat_on_pages,
    set_widths,
    shade,
)
from jembatan.documents.engine.word_parallel import add_parallel
from jembatan.documents.rules import blocks
from jembatan.documents.rules.guarding import printable

SHADES = {"plain": "", "group": "E4ECF0", "subtotal": "F3F5F6", "total": "D9E5EC"}
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
DOTS = "(........................................)"
WATERMARK = """<w:r {spaces}><w:pict>
<v:shape id="watermark" type="#_x0000_t136" stroked="f" fillcolor="#c9d2d7"
 style="position:absolute;width:480pt;height:100pt;rotation:315;z-index:-251658752;
 mso-position-horizontal:center;mso-position-horizontal-relative:margin;
 mso-position-vertical:center;mso-position-vertical-relative:margin">
<v:fill opacity=".4"/>
<v:textpath style="font-family:&quot;Liberation Serif&quot;;font-size:1pt;font-weight:bold"/>
</v:shape></w:pict></w:r>"""
SPACES = nsdecls("w") + ' xmlns:v="urn:schemas-microsoft-com:vml"'


def add(paper: Any, block: blocks.Block, *, width: int) -> None:
    """Append `block` to `paper`, within `width`."""
    ADDERS[type(block)](paper, block, width)


def set_vertical(place: Any, *, centred: bool) -> None:
    """Centre the section's text between the top and the bottom of its pages, or put it at the top."""
    for old in place._sectPr.findall(qn("w:vAlign")):  # a new section is a copy of the one before
        place._sectPr.remove(old)
    align = parse_xml(f'<w:vAlign {nsdecls("w")} w:val="{"center" if centred else "top"}"/>')
    place._sectPr.insert_element_before(align, "w:noEndnote", "w:titlePg", "w:textDirection", "w:docGrid")


def add_footer(place: Any, book: blocks.Book, *, width: int) -> None:
    """The footer text at the left and "page n of m" at the right edge."""
    line = place.footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    add_edge(line, "top", 4)
    line.add_run(f"{printable(book.footer)}\t{book.page_word} ")
    add_field(line, "PAGE")
    line.add_run(f" {book.of_word} ")
    add_field(line, "NUMPAGES")
    if book.fingerprint:
        place.footer.add_paragraph(printable(book.fingerprint), style="Footer")


def add_watermark(place: Any, word: str) -> None:
    """`word` in pale letters across every page of the section."""
    run = parse_xml(WATERMARK.format(spaces=SPACES))
    run.find(".//" + "{urn:schemas-microsoft-com:vml}textpath").set("string", printable(word))
    place.header.paragraphs[0]._p.append(run)


def _add_heading(paper: Any, block: blocks.Heading, _width: int) -> None:
    paper.add_heading(printable(block.text), block.level)


def _add_paragraph(paper: Any, block: blocks.Paragraph, _width: int) -> None:
    line = paper.add_paragraph()
    run = line.add_run(printable(block.text))
    sizes = {"title": 17, "subtitle": 13, "note": 9}
    if block.kind in sizes:
        run.font.size = Pt(sizes[block.kind])
    run.font.bold = True if block.kind in ("title", "subtitle", "strong") else None
    if block.kind in ("title", "subtitle", "centre"):
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind == "body":
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _add_listing(paper: Any, block: blocks.Listing, _width: int) -> None:
    number = _new_numbering(paper) if block.numbered else None
    for item in block.items:
        line = paper.add_paragraph(printable(item.text), style="List Number" if number else "List Bullet")
        if number:
            look = line._p.get_or_add_pPr().get_or_add_numPr()
            look.get_or_add_ilvl().val, look.get_or_add_numId().val = 0, number
        _add_items_below(paper, item.items, depth=2)


def _add_items_below(paper: Any, items: Sequence[blocks.Item], *, depth: int) -> None:
    for item in items:
        paper.add_paragraph(printable(item.text), style=f"List Bullet {min(depth, 3)}")
        _add_items_below(paper, item.items, depth=depth + 1)


def _new_numbering(paper: Any) -> int:
    """A numbering of the list style that starts at 1 again; Word would count on from the list before."""
    known = paper.part.numbering_part.element
    old = paper.styles["List Number"].element.pPr.numPr.numId.val
    fresh = known.add_num(known.num_having_numId(old).abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _add_letterhead(paper: Any, block: blocks.Letterhead, _width: int) -> None:
    last = None
    for number, text in enumerate(block.lines):
        last = paper.add_paragraph()
        run = last.add_run(printable(text).upper())
        run.bold, run.font.size = True, Pt(15 if number + 1 == len(block.lines) else 12.5)
        last.alignment, last.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    if block.address:
        last = paper.add_paragraph()
        last.add_run(printable(block.address)).font.size = Pt(9.5)
        last.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if last is not None:
        add_edge(last, "bottom", 18, "thickThinSmallGap")
        last.paragraph_format.space_after = Pt(14)


def _add_contents(paper: Any, block: blocks.Contents, _width: int) -> None:
    """A table of contents that Word fills when its fields are refreshed; until then it lists the chapters."""
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(printable(block.title))
    run.bold, run.font.size = True, Pt(13)
    add_field(
        paper.add_paragraph(), r'TOC \o "1-2" \h \z \u', shown=[printable(text) for text in block.chapters]
    )


def _add_facts(paper: Any, block: blocks.Facts, width: int) -> None:
    grid = paper.add_table(rows=0, cols=2)
    for label, value in block.pairs:
        cells = grid.add_row().cells
        _write(cells[0], label, size=11)
        _write(cells[1], f": {value}", size=11)
    set_widths(grid, (0.3, 0.7), width)
    paper.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_signatures(paper: Any, block: blocks.Signatures, width: int) -> None:
    count = len(block.signatories)
    grid = paper.add_table(rows=2, cols=count)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    places = [*[""] * (count - 1), block.place_and_date]
    for cell, common, person in zip(grid.rows[0].cells, places, block.signatories, strict=True):
        _write(cell, person.place_and_date or common, side="centre", size=11)
    for cell, person in zip(grid.rows[1].cells, block.signatories, strict=True):
        _write(cell, f"{person.capacity}\n\n\n\n", side="centre", size=11)
        line = cell.paragraphs[0]
        run = line.add_run(printable(person.name) or DOTS)
        run.bold = run.underline = bool(person.name)
        if person.number:
            line.add_run(f"\n{printable(person.number)}").font.size = Pt(9)
    for row in grid.rows:
        keep_whole(row)
    set_widths(grid, (1.0,) * count, width)


def _add_table(paper: Any, block: blocks.Table, width: int) -> None:
    if block.caption:
        caption = paper.add_paragraph()
        caption.add_run(printable(block.caption)).bold = True
        caption.paragraph_format.keep_with_next = True
    size = 8 if block.small else 9.5
    grid = paper.add_table(rows=0, cols=len(block.columns))
    grid.style, grid.autofit = "Table Grid", False
    _add_headings(grid, block.columns, size)
    for row in block.rows:
        _add_row(grid, row, block.columns, size)
    set_widths(grid, [column.width for column in block.columns], int(width * block.share))
    paper.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_headings(grid: Any, columns: Sequence[blocks.Column], size: float) -> None:
    """One or two heading rows; neighbours that share a group stand under one cell."""
    runs = _runs(columns)
    grouped = any(group and end - start > 1 for start, end, group in runs)
    upper = grid.add_row()
    lower = grid.add_row() if grouped else upper
    for start, end, group in runs:
        if group and end - start > 1:
            _write(upper.cells[start].merge(upper.cells[end - 1]), group, side="centre", size=size, bold=True)
        for at in range(start, end):
            alone = not (group and end - start > 1)
            cell = upper.cells[at].merge(lower.cells[at]) if alone and grouped else lower.cells[at]
            _write(cell, columns[at].title, side="centre", size=size, bold=True)
    for row in {id(row): row for row in (upper, lower)}.values():
        repeat_on_pages(row)
        for cell in row.cells:
            shade(cell, SHADES["total"])


def _add_row(grid: Any, row: blocks.Row, columns: Sequence[blocks.Column], size: float) -> None:
    line = grid.add_row()
    keep_whole(line)
    bold = row.kind != "plain"
    if row.kind == "group":
        whole = line.cells[0].merge(line.cells[-1])
        _write(whole, row.cells[0] or "", size=size, bold=True)
        shade(whole, SHADES["group"])
        return
    for start, end in _joins(row):
        cell = line.cells[start].merge(line.cells[end - 1]) if end - start > 1 else line.cells[start]
        _write(cell, row.cells[start] or "", side=columns[start].align, size=size, bold=bold)
        shade(cell, SHADES[row.kind])


def _joins(row: blocks.Row) -> list[tuple[int, int]]:
    """Start and end of each run of cells; in sums an empty (None) cell joins the one before it."""
    starts = [at for at, cell in enumerate(row.cells) if at == 0 or row.kind == "plain" or cell is not None]
    return list(pairwise([*starts, len(row.cells)]))


def _runs(columns: Sequence[blocks.Column]) -> list[tuple[int, int, str]]:
    starts = [at for at, column in enumerate(columns) if at == 0 or column.group != columns[at - 1].group]
    return [(start, end, columns[start].group) for start, end in pairwise([*starts, len(columns)])]


def _write(cell: _Cell, text: str, *, side: blocks.Align = "left", size: float, bold: bool = False) -> None:
    line = cell.paragraphs[0]
    run = line.add_run(printable(text))
    run.font.size, run.font.bold = Pt(size), bold or None
    line.alignment, line.paragraph_format.space_after = SIDES[side], Pt(0)


ADDERS: dict[type, Callable[[Any, Any, int], None]] = {
    blocks.Heading: _add_heading,
    blocks.Paragraph: _add_paragraph,
    blocks.Listing: _add_listing,
    blocks.Table: _add_table,
    blocks.Contents: _add_contents,
    blocks.Letterhead: _add_letterhead,
    blocks.Facts: _add_facts,
    blocks.Signatures: _add_signatures,
    blocks.Parallel: add_parallel,
}
