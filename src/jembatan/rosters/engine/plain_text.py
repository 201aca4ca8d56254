"""Text tables: which encoding, which separator, and which rows cannot be trusted."""

import csv
import re
from dataclasses import dataclass, field
from io import StringIO

from jembatan.rosters.engine.files import wide_encoding

SEPARATORS = (",", ";", "\t", "|")
# Stands for a byte that is no text; the row it is in is refused.
BROKEN = "\ufffd"
QUOTE = '"'

csv.field_size_limit(1_000_000)


@dataclass(slots=True)
class TextTable:
    """The rows of a text table as lists of cells; `broken` are places in `rows`."""

    rows: list[list[str | None]]
    broken: set[int] = field(default_factory=set)


def read_text(text: str, separator: str) -> TextTable:
    """All rows of a text table. A byte that was no text marks its row as broken."""
    table = TextTable([])
    for cells in csv.reader(StringIO(text, newline=""), delimiter=separator):
        if any(BROKEN in cell for cell in cells):
            table.broken.add(len(table.rows))
        table.rows.append([cell or None for cell in cells])
    return table


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; undecodable bytes become BROKEN."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", errors="replace"), "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "utf-16"
    if wide := wide_encoding(content):
        return content.decode(wide, errors="replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _has_utf8_letters(content):
        # Mostly UTF-8 with a damaged place: the damage is shown, not guessed away.
        return content.decode("utf-8", errors="replace"), "utf-8"
    return content.decode("cp1252", errors="replace"), "cp1252"


def _has_utf8_letters(content: bytes) -> bool:
    pattern = rb"[\xc3\xc2\xc4\xc5][\x80-\xbf]|\xe2[\x80-\xbf][\x80-\xbf]"
    return re.search(pattern, content) is not None


def separator_of(text: str) -> str:
    """The separator that splits the first lines most evenly: the one most frequent in them."""
    head = "\n".join(line for line in text[:20_000].splitlines()[:12])
    return max(SEPARATORS, key=lambda mark: (head.count(mark), -SEPARATORS.index(mark)))
