"""How a heading is compared: letters and digits only, in lower case."""

import re

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
# pandas names the missing upper or lower half of a two-level heading.
_PANDAS = re.compile(r"unnamed: *\d+(_level_\d+)?", re.IGNORECASE)
_PANDAS_LEVEL = re.compile(r"^unnamed: *(\d+)_level_1$", re.IGNORECASE)


def compact(text: str | None) -> str:
    """`No. KPS` and `no_kps` are both `nokps`; None and pandas' `Unnamed: 3` are empty."""
    if not text:
        return ""
    return _NOT_LETTERS.sub("", _PANDAS.sub("", text).lower())


def one_line(text: str | None) -> str:
    """A heading as a person would say it: blanks and line breaks collapsed; pandas' fillers are empty."""
    return " ".join(_PANDAS.sub("", text or "").split())


def pandas_position(text: str | None) -> int | None:
    """The column number inside `Unnamed: 42_level_1`; None for any other heading."""
    if not text or "nnamed" not in text:
        return None
    found = _PANDAS_LEVEL.match(text.strip())
    return int(found.group(1)) if found else None


def leaf(text: str) -> str:
    """The last part of a grouped question: `anak/nama` and `anak-nama` are `nama`."""
    return text.replace("-", "/").rsplit("/", 1)[-1]
