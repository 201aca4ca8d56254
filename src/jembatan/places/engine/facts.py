"""Published figures of Kabupaten Jember: residents, postal codes, the pilot villages of 2023."""

from dataclasses import dataclass
from functools import cache

from jembatan.places.engine import packaged


@dataclass(frozen=True, slots=True)
class Residents:
    """A published count of residents of one place. `male` and `female` None: only the sum was published.

    `area_km2` is measured on our own polygons, None where the source row has none.
    """

    code: str
    year: int
    male: int | None
    female: int | None
    total: int
    area_km2: float | None
    source: str


@cache
def residents() -> dict[str, tuple[Residents, ...]]:
    """Counts by code, oldest first: the kabupaten for 2010, 2020 and 2024, its kecamatan for 2024."""
    counts: dict[str, list[Residents]] = {}
    for code, year, male, female, total, area, source in packaged.rows(packaged.POPULATION):
        counted = Residents(
            code=code,
            year=int(year),
            male=int(male) if male else None,
            female=int(female) if female else None,
            total=int(total),
            area_km2=float(area) if area else None,
            source=source,
        )
        counts.setdefault(code, []).append(counted)
    return {code: tuple(sorted(of_place, key=lambda count: count.year)) for code, of_place in counts.items()}


@cache
def postal_codes() -> dict[str, str]:
    """Postal code (5 digits) by village code, for the 248 villages of Jember; unofficial compilation."""
    return {row[0]: row[1] for row in packaged.rows(packaged.POSTAL_CODES)}


@cache
def pilot_villages() -> tuple[str, ...]:
    """Codes of the eight villages where out-of-school children were first counted, in 2023."""
    return tuple(row[0] for row in packaged.rows(packaged.PILOT_VILLAGES))
