"""Single marks on the parts of a Word file: face, language, direction, shade, width, rules and fields."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import _Cell

# Written from right to left (ISO 639-1).
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
EAST_ASIAN = frozenset({"ja", "ko", "zh"})
# The full tag a word processor knows a language by, where the bare code leaves it open.
TAGS = {
    "ar": "ar-SA", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "he": "he-IL", "id": "id-ID",
    "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR", "nl": "nl-NL", "pt": "pt-PT", "ru": "ru-RU", "zh": "zh-CN",
}  # fmt: skip


def set_font(style: Any, name: str, size: float) -> None:
    """Give a style its face, size in points and black ink, for Latin and other scripts alike."""
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = None
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.set(qn(f"w:{script}"), name)


def word_tag(language: str) -> str:
    """The tag a word processor knows `language` (ISO 639-1) by: "en" gives "en-GB"."""
    return TAGS.get(language, language)


def set_language(look: Any, language: str) -> None:
    """Say in which language (ISO 639-1) a text is, so that it is read aloud and spell-checked as such.

    `look` holds the marks of a run or of a style (w:rPr). The script of the language decides which of
    Word's three language marks counts; the right-to-left mark goes with the languages that need it.
    """
    for old in look.findall(qn("w:lang")):
        look.remove(old)
    tag = word_tag(language)
    if language in RIGHT_TO_LEFT:
        look.append(parse_xml(f"<w:rtl {nsdecls('w')}/>"))
        look.append(parse_xml(f'<w:lang {nsdecls("w")} w:bidi="{tag}"/>'))
    elif language in EAST_ASIAN:
        look.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB" w:eastAsia="{tag}"/>'))
    else:
        look.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}" w:eastAsia="{tag}"/>'))


def set_direction(line: Any, language: str) -> None:
    """Let a paragraph in a right-to-left language start at the right."""
    if language in RIGHT_TO_LEFT:
        later = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
        line._p.get_or_add_pPr().insert_element_before(parse_xml(f"<w:bidi {nsdecls('w')}/>"), *later)


def repeat_on_pages(row: Any) -> None:
    """Make a table's row stand at the top of every page the table reaches."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with `colour` (RRGGBB); nothing happens for "" or when it has one."""
    look = cell._tc.get_or_add_tcPr()
    if colour and look.find(qn("w:shd")) is None:
        look.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'))


def set_widths(grid: Any, shares: Sequence[float], width: int) -> None:
    """Divide `width` by `shares`; Word wants it in the grid and in every cell."""
    whole = sum(shares)
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = int(width * share / whole)
    for row in grid.rows:
        for cell in row._tr.tc_lst:
            wide = shares[cell.grid_offset : cell.grid_offset + cell.grid_span]
            cell.width = int(width * sum(wide) / whole)


def keep_whole(row: Any) -> None:
    """Keep a table's row on one page."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def add_edge(line: Any, side: str, weight: int, kind: str = "single") -> None:
    """A rule above or below a paragraph; `weight` in eighths of a point."""
    rule = f'<w:{side} w:val="{kind}" w:sz="{weight}" w:space="4" w:color="37444C"/>'
    edges = parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>")
    later = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    line._p.get_or_add_pPr().insert_element_before(edges, *later)


def add_field(line: Any, instruction: str, *, shown: Sequence[str] = ("1",)) -> None:
    """A field that Word computes, such as the page number; `shown` stands there until it does."""
    field = parse_xml(f"<w:fldSimple {nsdecls('w')}/>")
    field.set(qn("w:instr"), instruction)
    run = line.add_run()
    for number, text in enumerate(shown):
        if number:
            run.add_break()
        run.add_text(text)
    line._p.append(field)
    field.append(run._r)
