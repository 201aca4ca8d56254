"""Invented families of one kecamatan: households, parents, children, grandparents, where they live.

Mothers follow the national age structure (long form of the 2020 census, women by five-year group,
continued downwards past 54), children follow from birth spacing; so do elders living alone.
Everything is drawn column by column from one seeded generator.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from jembatan.site.demo import identity, names
from jembatan.site.demo.dates import AS_OF, ages_on, birth_dates
from jembatan.site.demo.geography import Subdistrict, points_inside, village_outlines

# Roles in the family card (SHDK), the codes of OpenSID.
HEAD, WIFE, CHILD, GRANDCHILD, PARENT, PARENT_IN_LAW = 1, 3, 4, 6, 7, 8

MAX_CHILDREN = 5
PARITY_CHANCES = (0.08, 0.25, 0.39, 0.18, 0.07, 0.03)  # 0 to 5 children ever
RESIDENTS_PER_HOUSEHOLD = 3.0  # what the draws below come to; tested
TWIN_CHANCE = 0.011  # of birth intervals; 2.2 % of children are twins
GIRLS = 0.487
# Women of 55 and over beside those of 50 to 54; the packaged table ends there.
PAST_54 = {55: 0.84, 60: 0.67, 65: 0.5, 70: 0.34, 75: 0.2, 80: 0.1}
FATHER_AWAY, BOTH_AWAY = 0.07, 0.03  # labour migration, divorce, death
GRANDPARENT_CHANCE = 0.13
# Share of sons and daughters still at home by age.
HOME_UNTIL = ((16, 1.0), (19, 0.95), (23, 0.6), (28, 0.3), (35, 0.12), (200, 0.02))
# Residents whose first registration was in another kecamatan: their NIK says so for life.
BORN_ELSEWHERE = 0.08


@dataclass(frozen=True, slots=True)
class Families:
    """Households (one row a family card) and people (one row a person) of one kecamatan."""

    households: pl.DataFrame
    people: pl.DataFrame


def families(place: Subdistrict, *, seed: int, detailed: frozenset[str]) -> Families:
    """The families of a kecamatan. Outside the `detailed` villages only those with children are kept."""
    rng = np.random.default_rng([seed, place.number, 2])
    households, mother_age = _households(place, rng)
    children = _child_ages(mother_age, rng)
    if dull := [code for code in place.villages["code"] if code not in detailed]:
        keep = ((children >= 4) & (children < 25)).any(axis=1) | ~households["village_code"].is_in(
            dull
        ).to_numpy()
        households, mother_age, children = households.filter(keep), mother_age[keep], children[keep]
    households = identity.with_cards(households.with_row_index("household"), place.number)
    people = _people(households, mother_age, children, rng)
    people = identity.with_niks(
        people.with_columns(registered_at=_registered_at(len(people), place.number, rng))
    )
    people = _named(people, rng)
    households = _with_parents(households, people)
    people = people.filter("present").drop("present", "registered_at")
    return Families(households, people.with_row_index("order").with_columns(
        person_id=pl.lit(f"{place.number:02d}-") + pl.col("order").cast(pl.String).str.zfill(6)
    ))  # fmt: skip


@cache
def _mother_age_weights() -> tuple[np.ndarray, np.ndarray]:
    """Lowest age and weight of each five-year group of women, 20 to 84."""
    table = pl.read_csv((files("jembatan.site.demo") / "data" / "age_structure_2022.csv").read_bytes())
    known = {
        int(group.split("-")[0]): float(women)
        for group, women in table.select("age_group", "female").iter_rows()
    }
    oldest = known[max(known)]
    lows = list(range(20, 85, 5))
    weights = np.array([known.get(low, oldest * PAST_54.get(low, 0.0)) for low in lows], dtype=np.float64)
    weights[0] *= 0.35  # most women of 20 to 24 still live with their parents
    weights[1] *= 0.8
    return np.array(lows), weights / weights.sum()


def _households(place: Subdistrict, rng: np.random.Generator) -> tuple[pl.DataFrame, np.ndarray]:
    counts = np.maximum(1, np.round(place.villages["residents"].to_numpy() / RESIDENTS_PER_HOUSEHOLD)).astype(
        int
    )
    total = int(counts.sum())
    lows, weights = _mother_age_weights()
    mother_age = rng.choice(lows, total, p=weights) + rng.random(total) * 5
    hamlets = [_hamlets(code, rng) for code in place.villages["code"]]
    village = np.repeat(np.arange(len(counts)), counts)
    hamlet = rng.integers(0, 4, total)
    block = rng.integers(1, 4, total) + hamlet * 3  # RT, three to a hamlet
    spot = np.stack([h[1] for h in hamlets])[village, hamlet] + rng.normal(0, 0.0022, (total, 2))
    # A card is renewed when a family changes, and a couple has none before it is one.
    oldest_card = np.clip((mother_age - 19) * 365, 300, 5500)
    issued = (AS_OF - date(1970, 1, 1)).days - np.floor(200 + rng.random(total) * (oldest_card - 200))
    rows = pl.DataFrame(
        {
            "village_code": place.villages["code"].gather(village),
            "village": place.villages["name"].gather(village),
            "postal_code": place.villages["postal_code"].gather(village),
            "hamlet": pl.Series(np.array([h[0] for h in hamlets])[village, hamlet]),
            "rw": hamlet + 1,
            "rt": block,
            "lat": np.round(spot[:, 1], 6),
            "lon": np.round(spot[:, 0], 6),
            "wealth": np.round(rng.random(total), 3),
            "madurese": rng.random(total) < place.madurese_share,
            "card_issued": pl.Series(issued.astype(np.int64)).cast(pl.Int32).cast(pl.Date),
        }
    )
    return rows, mother_age


def _hamlets(code: str, rng: np.random.Generator) -> tuple[list[str], np.ndarray]:
    """Four dusun of a village: names and centres."""
    pool = names.pool("dusun")
    chosen = [pool[0], *rng.choice(pool[1:], 3, replace=False)]
    return chosen, points_inside(village_outlines()[code], 4, rng)


def _child_ages(mother_age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Ages of up to five children per household; -1 where there is none at home."""
    total = len(mother_age)
    parity = rng.choice(MAX_CHILDREN + 1, total, p=PARITY_CHANCES)
    first = np.clip(rng.normal(21.8, 3.6, total), 16, 36)
    gaps = 1.8 + rng.gamma(2.2, 1.5, (total, MAX_CHILDREN))
    gaps[:, 0] = 0
    ages = mother_age[:, None] - first[:, None] - np.cumsum(gaps, axis=1)
    twins = rng.random((total, MAX_CHILDREN)) < TWIN_CHANCE
    for k in range(1, MAX_CHILDREN):
        ages[:, k] = np.where(twins[:, k], ages[:, k - 1], ages[:, k])
    # A menopause of the model: nobody is born to a mother past 46.
    born = (np.arange(MAX_CHILDREN) < parity[:, None]) & (ages >= 0) & (mother_age[:, None] - ages < 46)
    stays = np.select([ages < limit for limit, _ in HOME_UNTIL], [share for _, share in HOME_UNTIL])
    return np.where(born & (rng.random(ages.shape) < stays), ages, -1.0)


def _people(
    households: pl.DataFrame, mother_age: np.ndarray, children: np.ndarray, rng: np.random.Generator
) -> pl.DataFrame:
    """Fathers, mothers, children, grandmothers, stacked and then ordered by household and role."""
    total = len(mother_age)
    ids = np.arange(total)
    away = rng.random(total)
    has_children = (children >= 0).any(axis=1)
    both_away = (away < BOTH_AWAY) & has_children
    old = mother_age > 60
    father_away = both_away | (away < BOTH_AWAY + FATHER_AWAY + np.where(old, 0.35, 0.0))
    grandparent = both_away | (
        rng.random(total) < np.where((mother_age > 24) & (mother_age < 52), GRANDPARENT_CHANCE, 0)
    )
    where, slot = np.nonzero(children >= 0)
    grand = np.flatnonzero(grandparent)

    ones = np.ones(total, bool)
    fathers = _block(ids, mother_age + np.clip(rng.normal(4, 3, total), -3, 14), ~ones, role=HEAD, part=0)
    fathers = fathers.with_columns(present=pl.Series(~father_away))
    mothers = _block(ids, mother_age, ones, role=np.where(father_away, HEAD, WIFE), part=1)
    mothers = mothers.with_columns(present=pl.Series(~both_away))
    elder_age = mother_age[grand] + rng.uniform(19, 27, len(grand))
    elder_role = np.where(both_away[grand], HEAD, PARENT_IN_LAW)
    elders = _block(grand, elder_age, np.ones(len(grand), bool), role=elder_role, part=2)
    role = np.where(both_away[where], GRANDCHILD, CHILD)
    young = _block(where, children[where, slot], rng.random(len(where)) < GIRLS, role=role, part=3 + slot)
    people = pl.concat([fathers, mothers, elders, young]).sort("household", "part")
    place = households.select(pl.col("household").cast(pl.Int64), "madurese")
    return people.join(place, on="household", how="left", maintain_order="left").with_columns(
        birth_dates(people["age"].to_numpy())
    )


def _block(
    household: np.ndarray,
    age: np.ndarray,
    female: np.ndarray,
    *,
    role: np.ndarray | int,
    part: np.ndarray | int,
) -> pl.DataFrame:
    """People of one kind, all present; `part` orders them in the household."""
    shape = household.shape
    return pl.DataFrame(
        {
            "household": household,
            "role": np.broadcast_to(role, shape),
            "age": age,
            "female": female,
            "part": np.broadcast_to(part, shape),
            "present": np.ones(shape, bool),
        }
    )


def _registered_at(count: int, number: int, rng: np.random.Generator) -> pl.Series:
    """Sub-district number in the NIK; 40 more where the first registration was elsewhere."""
    return pl.Series(np.where(rng.random(count) < BORN_ELSEWHERE, number + 40, number))


def _named(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    years = people["birth_date"].dt.year().to_numpy()
    drawn = names.given_names(people["female"].to_numpy(), people["madurese"].to_numpy(), years, rng)
    return people.with_columns(drawn, age=pl.Series(ages_on(people["birth_date"], AS_OF)))


def _with_parents(households: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Names, NIK and birth years of the parents beside each household, also of those who are away."""
    for part, word in ((0, "father"), (1, "mother"), (2, "grandmother")):
        found = people.filter(pl.col("part") == part).select(
            pl.col("household").cast(pl.UInt32),
            pl.col("name").alias(word),
            pl.col("nik").alias(f"{word}_nik"),
            pl.col("birth_date").dt.year().alias(f"{word}_born"),
            pl.col("present").alias(f"{word}_home"),
        )
        households = households.join(found, on="household", how="left", maintain_order="left")
    return households
