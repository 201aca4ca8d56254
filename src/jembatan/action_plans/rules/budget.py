"""How lines add up: by field, by fund, by agency, by kind, and villages into a district.

Money is Decimal in whole rupiah, so every sum closes exactly.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

NOTHING = Decimal(0)


class Costed(Protocol):
    """Anything that costs something and lies in a field, with a fund and a lead agency."""

    @property
    def kind(self) -> str: ...
    @property
    def field(self) -> int: ...
    @property
    def fund(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def total(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Sums:
    """One total, seen from four sides; each side adds up to it. Keys without money are kept."""

    total: Decimal
    by_field: Mapping[int, Decimal]
    by_fund: Mapping[str, Decimal]
    by_agency: Mapping[str, Decimal]
    by_kind: Mapping[str, Decimal]


def sums_of(lines: Iterable[Costed]) -> Sums:
    """The sums of `lines`. A line belongs wholly to its first-named agency, so that agencies add up too."""
    listed = list(lines)
    return Sums(
        total=sum((line.total for line in listed), NOTHING),
        by_field=_added(listed, lambda line: line.field),
        by_fund=_added(listed, lambda line: line.fund),
        by_agency=_added(listed, lambda line: lead_agency(line.agency)),
        by_kind=_added(listed, lambda line: line.kind),
    )


def lead_agency(agencies: str) -> str:
    """The agency named first; "" when none is named."""
    return agencies.split(";")[0].strip()


def combined(parts: Iterable[Sums]) -> Sums:
    """The sums of several plans together, as of a district from its villages."""
    listed = list(parts)
    return Sums(
        total=sum((part.total for part in listed), NOTHING),
        by_field=_merged(part.by_field for part in listed),
        by_fund=_merged(part.by_fund for part in listed),
        by_agency=_merged(part.by_agency for part in listed),
        by_kind=_merged(part.by_kind for part in listed),
    )


def _added[K](lines: Iterable[Costed], key: Callable[[Costed], K]) -> dict[K, Decimal]:
    sums: dict[K, Decimal] = defaultdict(lambda: NOTHING)
    for line in lines:
        sums[key(line)] += line.total
    return dict(sums)


def _merged[K](sides: Iterable[Mapping[K, Decimal]]) -> dict[K, Decimal]:
    sums: dict[K, Decimal] = defaultdict(lambda: NOTHING)
    for side in sides:
        for key, amount in side.items():
            sums[key] += amount
    return dict(sums)
