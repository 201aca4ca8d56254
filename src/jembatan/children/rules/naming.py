"""How a name is kept for search, so that one sound written two ways is found by either.

The folding is the linker's: oe/u, dj/j, tj/c, doubled letters and the like (linkage.rules.spelling).
"""

from jembatan.linkage.rules.spelling import fold, letters


def search_key(name: str | None) -> str:
    """`name` word by word in one spelling of each sound, lower case; empty for None or no letters."""
    words = (letters(word) for word in (name or "").split())
    return " ".join(fold(word).lower() for word in words if word)
