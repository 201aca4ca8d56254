"""What a cooperation is about: fields of cooperation (ours) and affairs of regional government.

Source of the affairs: UU 23/2014, art. 12, grade D (nobody here has read it). Which sector of the OECD DAC list a
field answers to is ours. Pure; the lists are packaged data, read by agreements/engine/topic_files.py.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jembatan.workflow.wording import Wording

# Fields whose words say nothing about a sector: DAC "sectors not specified".
NO_SECTOR = "99810"
_GAPS = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Field:
    """`sector` is a DAC purpose code (five digits). `words` are looked for, whole, in what a source says."""

    code: str
    name: Wording
    sector: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Affair:
    """One concurrent affair. `fields` are the codes of the fields that usually lie in it."""

    code: str
    group: str
    article: str
    name: Wording
    source: str
    grade: str
    fields: tuple[str, ...]


def fields_in(text: str, fields: Iterable[Field]) -> tuple[str, ...]:
    """Codes of the fields that a source's words name, in the order of the list; empty for words of no field.

    A part between semicolons may also be the code of a field itself.
    """
    told = f" {_GAPS.sub(' ', text.lower())} "
    codes = {part.strip() for part in text.split(";")}
    return tuple(
        field.code
        for field in fields
        if field.code in codes or any(f" {_GAPS.sub(' ', word.lower())} " in told for word in field.words)
    )


def sector_shares(codes: Iterable[str], fields: Mapping[str, Field]) -> tuple[tuple[str, int], ...]:
    """Sectors of these fields with their share in hundredths of a per cent, summing to exactly 10,000.

    Fields of the same sector share one line; unknown codes count for nothing; without any field the whole is
    NO_SECTOR. Sorted by sector. Every named sector weighs the same: nobody has told how much is spent on which.
    """
    named = sorted({fields[code].sector for code in codes if code in fields})
    sectors = [sector for sector in named if sector != NO_SECTOR] or [NO_SECTOR]
    share, rest = divmod(10_000, len(sectors))
    return tuple((sector, share + (place < rest)) for place, sector in enumerate(sectors))
