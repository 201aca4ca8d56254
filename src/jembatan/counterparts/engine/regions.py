"""People and territory of every province, kabupaten and kota; see data/SOURCES.md."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from jembatan.counterparts.engine.packaged import rows
from jembatan.counterparts.rules.facts import Claim, Fact

PEOPLE_SOURCE, PEOPLE_DAY = "Dukcapil, semester II 2024", date(2024, 12, 31)
AREA_SOURCE, AREA_DAY = "BIG, Desember 2024", date(2024, 12, 31)


@lru_cache(maxsize=1)
def regions_measured() -> Mapping[str, tuple[Claim, ...]]:
    """Population and area by Kemendagri code; a code that is not there was not measured."""
    return {
        row["code"]: (
            Claim(Fact.POPULATION, row["population"], PEOPLE_SOURCE, PEOPLE_DAY),
            Claim(Fact.AREA, row["area_km2"], AREA_SOURCE, AREA_DAY),
        )
        for row in rows("regions_2024.csv")
    }
