"""A letter of one page as a PDF file, drawn by hand: quick, and the same bytes for the same words.

Source of the format: ISO 32000-1, sections 7.5 (file structure) and 9.6 (standard fonts need no embedding).
"""

from collections.abc import Iterable
from textwrap import wrap

MARK = "CONTOH - bukan dokumen resmi; semua nama dan nomor rekaan"
LINE_WIDTH = 84
TOP, LEFT, LEADING = 780, 60, 18


def letter(title: str, lines: Iterable[str] = ()) -> bytes:
    """A page with the mark that it is an example, the title and the lines, broken where they are too long."""
    body = [part for line in lines for part in wrap(line, LINE_WIDTH) or [""]]
    shown = [_line(MARK, 9), _line("", 11), *(_line(part, 14) for part in wrap(title, 62)), _line("", 11)]
    shown += [_line(part, 11) for part in body]
    drawing = f"BT {LEFT} {TOP} Td {LEADING} TL {' '.join(shown)} ET".encode("cp1252", "replace")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    return _file(objects)


def _line(text: str, size: int) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"/F1 {size} Tf ({escaped}) Tj T*"


def _file(objects: tuple[bytes, ...]) -> bytes:
    content, starts = b"%PDF-1.7\n", []
    for number, part in enumerate(objects, 1):
        starts.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    ends = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + ends
