"""Reference numbers of agreements: KSDPL-35.09-2026-001, the first KSDPL of Jember opened in 2026.

Our own scheme (the law asks for none): what it is, the code of the region, the year it was opened, a count.
"""

import re
from collections.abc import Iterable

from jembatan.agreements.rules.kinds import KSDPL, Kind

PREFIXES = {
    **dict.fromkeys(KSDPL, "KSDPL"),
    Kind.KSDLL_CONTINUATION: "KSDLL",
    Kind.KSDLL_BY_APPROVAL: "KSDLL",
    Kind.FOREIGN_NGO: "KSDLL",
    Kind.GRANT: "HIBAH",
    Kind.VILLAGE_LINK: "DESA",
}
SHORTEST_COUNT = 3
_COUNT = re.compile(r"[0-9]{3,9}")


def series_of(kind: Kind, place: str, year: int) -> str:
    """What the references of one kind, place (a region's code, or ID) and year begin with, hyphen included."""
    return f"{PREFIXES[kind]}-{place}-{year:04}-"


def next_reference(series: str, taken: Iterable[str]) -> str:
    """The reference after the highest of `taken` in this series; those of another form are passed over.

    A number is never given again while a higher one stands, so gaps stay gaps.
    """
    ends = (reference.removeprefix(series) for reference in taken if reference.startswith(series))
    highest = max((int(end) for end in ends if _COUNT.fullmatch(end)), default=0)
    return f"{series}{highest + 1:0{SHORTEST_COUNT}}"
