"""The Kemendagri code of a place: `PP.KK.CC.DDDD`, a path from the province down to the village.

Source: Kepmendagri 300.2.2-2138/2025, annex (form of the codes).
"""

import re
from enum import IntEnum


class Level(IntEnum):
    """How deep a place stands; equal to the number of parts of its code."""

    PROVINCE = 1
    DISTRICT = 2  # kabupaten or kota
    SUBDISTRICT = 3  # kecamatan, distrik
    VILLAGE = 4  # desa or kelurahan


_DOTTED = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_BARE = re.compile(r"\d{10}|\d{6}|\d{4}|\d{2}", re.ASCII)
# Character after "." in the byte order of every collation that compares codes bytewise.
_AFTER_DOT = "/"


def normal_code(text: str | None) -> str | None:
    """The dotted form of a code written with or without dots; None if `text` is no code.

    `3509072004` and `35.09.07.2004` are the same village. A code that has lost a zero in a
    spreadsheet (`35.9`, `11.1`) is refused rather than repaired: two repairs can be right.
    """
    if text is None:
        return None
    text = text.strip()
    if _DOTTED.fullmatch(text):
        return text
    if not _BARE.fullmatch(text):
        return None
    return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)


def level_of(code: str) -> Level:
    """The level a dotted code speaks of."""
    return Level(code.count(".") + 1)


def parent_of(code: str) -> str | None:
    """The code one level up; None for a province."""
    return code.rpartition(".")[0] or None


def ancestors_of(code: str) -> tuple[str, ...]:
    """The codes above `code`, province first, without `code` itself."""
    parts = code.split(".")
    return tuple(".".join(parts[:count]) for count in range(1, len(parts)))


def lies_within(code: str, outer: str) -> bool:
    """Whether `code` is `outer` or one of the places below it."""
    return code == outer or code.startswith(outer + ".")


def range_below(code: str) -> tuple[str, str]:
    """Bounds (first included, last excluded) of the codes strictly below `code`, compared bytewise."""
    return code + ".", code + _AFTER_DOT
