"""One kecamatan of the synthetic district, whole: families, school lives, circumstances, schools."""

from dataclasses import dataclass

import polars as pl

from jembatan.site.demo import identity
from jembatan.site.demo.circumstances import circumstances
from jembatan.site.demo.geography import Subdistrict, subdistrict
from jembatan.site.demo.people import GRANDCHILD, families
from jembatan.site.demo.placement import placed
from jembatan.site.demo.schooling import school_lives

# Serial numbers of NISN: this many for each kecamatan.
SERIALS = 100_000

HOUSEHOLD_FACTS = (
    "village_code", "village", "postal_code", "hamlet", "rw", "rt", "lat", "lon", "wealth", "kk",
    "father", "father_nik", "father_born", "father_home", "mother", "mother_nik", "mother_born", "mother_home",
    "grandmother", "grandmother_nik", "grandmother_born",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """The truth about one kecamatan: `residents` (all people) and `children` (4 to 21, with school life)."""

    place: Subdistrict
    residents: pl.DataFrame
    children: pl.DataFrame


def build_world(code: str, *, seed: int, scale: float, detailed: frozenset[str]) -> World:
    """The world of one kecamatan; the same seed and scale give the same world on any machine."""
    place = subdistrict(code, seed=seed, scale=scale)
    found = families(place, seed=seed, detailed=detailed)
    homes = found.households.select(pl.col("household").cast(pl.Int64), *HOUSEHOLD_FACTS)
    residents = found.people.join(homes, on="household", how="left", maintain_order="left")
    # Parents are no children of the card, grandmothers neither; grown-up children are.
    offspring = residents.filter(pl.col("part") >= 3)
    lives = school_lives(offspring, seed=seed, number=place.number)
    lives = circumstances(lives, offspring, seed=seed, number=place.number)
    lives = placed(lives, offspring.select("person_id", "village_code"), place, seed=seed).drop(
        "village_code"
    )
    children = offspring.join(lives, on="person_id", how="inner", maintain_order="left")
    serial = pl.lit(place.number * SERIALS) + pl.col("order").cast(pl.Int64)
    enrolled_once = (pl.col("grade") > 0).fill_null(False)
    children = children.with_columns(
        nisn=pl.when(enrolled_once).then(identity.nisn(pl.col("birth_date"), serial)),
        with_grandmother=pl.col("role") == GRANDCHILD,
    )
    return World(place, residents, children)
