"""What a workbook's own XML says about single cells, read only where the values leave a doubt.

The fast reader gives text for every cell. A 16-digit number that a spreadsheet kept as a number has
lost its last digit; text has not. The XML tells the two apart, and shows formulas.
Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.40 (f).
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

# A number of 15 or more digits, or in exponent form of at least that size, in the attribute-free <v>.
_LONG_NUMBER = re.compile(rb"<v>(\d{15,}(?:\.\d*)?|\d(?:\.\d+)?[eE]\+?\d\d)</v>")
_REFERENCE = re.compile(rb'r="([A-Z]+)(\d+)"')
_FIRST_CELL = re.compile(
    rb"<row[^>]*>(?:<c [^>]*?/>|<c [^>]*?></c>|<c [^>]*?><v></v></c>|<c [^>]*?><v/></c>)*<c ([^>]*)>"
)
_FORMULA_CELL = re.compile(
    rb"<c ([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(<v>[^<]+</v>)?(?:<v></v>|<v/>)?", re.DOTALL
)
_ANY_REFERENCE = re.compile(rb' r="([A-Z]{1,3})(\d{1,9})"')
# Sheets up to this size, in bytes, are searched for their outermost cell one by one; larger ones row by row.
_FULLY_LOOKED_AT = 4_000_000
# How far back from a value its cell begins.
_LOOK_BACK = 160


class Unreadable(ValueError):
    """A workbook whose inner parts cannot be read; the text says why."""


@dataclass(slots=True)
class CellFacts:
    """Facts of one sheet. Keys are (column, row), both 0-based as in the sheet.

    `numbers`: the digits of long numeric cells as stored. `formulas`: cells holding a formula, True
    where a result is stored. `left`: columns left of the first one that holds anything. `span`: cells of
    the rectangle from A1 to the last row and column.
    """

    numbers: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    left: int = 0
    span: int = 0


def sheet_facts(content: bytes) -> dict[str, CellFacts]:
    """The facts of every sheet of an .xlsx, by sheet name. Raises Unreadable when a part is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {name: facts_of(archive.read(part)) for name, part in _sheet_parts(archive)}
    except (KeyError, OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise Unreadable("a part of the workbook is damaged") from error
    except (ParseError, DefusedXmlException, NotImplementedError) as error:
        raise Unreadable("a part of the workbook is no well-formed XML") from error


def facts_of(xml: bytes) -> CellFacts:
    """The facts in one sheet's XML."""
    xml = _without_prefix(xml)
    facts = CellFacts(left=_left(xml), span=_span(xml))
    for match in _LONG_NUMBER.finditer(xml):
        start = xml.rfind(b"<c ", max(0, match.start() - _LOOK_BACK), match.start())
        opening = xml[start : match.start()]
        if b't="s"' in opening or b't="str"' in opening or b't="inlineStr"' in opening:
            continue
        if place := _place(opening):
            facts.numbers[place] = match.group(1).decode()
    if b"<f" in xml:
        for match in _FORMULA_CELL.finditer(xml):
            if place := _place(match.group(1)):
                facts.formulas[place] = match.group(2) is not None
    return facts


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 0-based number of a column's letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _place(opening: bytes) -> tuple[int, int] | None:
    reference = _REFERENCE.search(opening)
    if reference is None:
        return None
    return column_number(reference.group(1).decode()), int(reference.group(2)) - 1


def _left(xml: bytes) -> int:
    """The first column that holds anything: the fast reader starts there."""
    starts = []
    for match in _FIRST_CELL.finditer(xml):
        if place := _place(match.group(1)):
            starts.append(place[0])
            if place[0] == 0:
                break
    return min(starts, default=0)


def _span(xml: bytes) -> int:
    """Cells of the rectangle a reader would have to hold, from the references of the cells themselves."""
    if len(xml) <= _FULLY_LOOKED_AT:
        references = _ANY_REFERENCE.findall(xml)
    else:
        parts = xml.split(b"</row>")
        lasts = (_REFERENCE.search(part, max(part.rfind(b"<c "), 0)) for part in parts)
        references = [last.groups() for last in lasts if last]
    if not references:
        return 0
    widest = max({letters for letters, _ in references}, key=lambda letters: (len(letters), letters))
    lowest = max({row for _, row in references}, key=lambda row: (len(row), row))
    return (column_number(widest.decode()) + 1) * int(lowest)


def _without_prefix(xml: bytes) -> bytes:
    """Some programs write <x:c> for <c>."""
    if b"<x:worksheet" in xml[:2000]:
        return xml.replace(b"<x:", b"<").replace(b"</x:", b"</")
    return xml


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names and the archive members that hold them."""
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = fromstring(archive.read("xl/workbook.xml"))
    parts = []
    for sheet in workbook.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(identity, "").lstrip("/")
        member = target if target.startswith("xl/") else f"xl/{target}"
        if "worksheets" in member:
            parts.append((sheet.get("name", ""), member))
    return parts
