"""How much of an identifier a page shows.

A masked number keeps only what lets two people on the telephone agree that they mean the
same record: the last three digits. A NIK's first twelve digits hold the place and the birth
date, so they are never shown in part (one audit library leaves half of it readable).
"""

KEPT = 3
DOT = "•"


def masked(identifier: str | None) -> str:
    """`identifier` with all but its last three characters hidden; empty for None."""
    if not identifier:
        return ""
    return DOT * max(0, len(identifier) - KEPT) + identifier[-KEPT:]


def first_name_and_initials(name: str | None) -> str:
    """A name short enough for a list that others may glance at: first word, then initials."""
    words = (name or "").split()
    if not words:
        return ""
    return " ".join([words[0], *(f"{word[0]}." for word in words[1:])])
