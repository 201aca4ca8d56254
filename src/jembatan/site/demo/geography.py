"""Where the synthetic people live and learn: Jember's villages and schools, plus invented madrasah and PKBM.

Villages, boundaries, populations and the schools of Dapodik are the packaged facts of `places`.
Madrasah, PKBM and their numbers are invented: no public register of them was at hand. Their NPSN
begin with 99 or P99, which no real institution bears.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from jembatan.places.engine import packaged

DISTRICT = "35.09"
OUTLINES = "boundaries_jember_villages.geojson.gz"

# Institutions per 100,000 residents, the order of size Kemenag and Dinas report for the region.
MADRASAH_PER_100K = {"mi": 13.0, "mts": 11.0, "ma": 5.5}
PKBM_PER_100K = 3.0

# Share of families who speak Madurese: high in the north and east, low in the south and south-west.
# An order of magnitude for the naming of people, not a statistic.
MADURESE_SHARE = {
    "35.09.01": 0.1, "35.09.02": 0.1, "35.09.03": 0.7, "35.09.04": 0.15, "35.09.05": 0.1, "35.09.06": 0.6,
    "35.09.07": 0.1, "35.09.08": 0.35, "35.09.11": 0.1, "35.09.12": 0.1, "35.09.18": 0.55, "35.09.23": 0.75,
}  # fmt: skip
MADURESE_ELSEWHERE = 0.65

LEVEL_OF_FORM = {
    "SD": "sd", "SMP": "smp", "SMA": "sma", "SMK": "smk", "SLB": "slb", "SDLB": "slb", "SMPLB": "slb", "SMLB": "slb",
}  # fmt: skip
# Where pupils go who leave their sub-district: the three sub-districts of the town of Jember.
TOWN = ("35.09.19", "35.09.20", "35.09.21")


@dataclass(frozen=True, slots=True)
class Subdistrict:
    """One kecamatan: its villages (code, name, postal_code, residents, lat, lon) and its schools."""

    code: str
    name: str
    number: int  # 1 to 31, the last part of the code
    villages: pl.DataFrame
    schools: pl.DataFrame

    @property
    def madurese_share(self) -> float:
        """Share of families with Madurese names, 0 to 1."""
        return MADURESE_SHARE.get(self.code, MADURESE_ELSEWHERE)


@cache
def _packaged(name: str) -> pl.DataFrame:
    return pl.read_csv(packaged.read_bytes(name), infer_schema=False)


@cache
def regions() -> pl.DataFrame:
    """Code, name and kind of every unit of the district, itself included."""
    inside = pl.col("code").str.starts_with(DISTRICT)
    return _packaged(packaged.REGIONS).filter(inside).sort("code")


@cache
def village_outlines() -> dict[str, np.ndarray]:
    """The longest ring of each village's boundary, as an array of (lon, lat)."""
    outlines = {}
    for feature in json.loads(packaged.read_bytes(OUTLINES))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        outlines[feature["properties"]["code"]] = np.array(max((p[0] for p in polygons), key=len))
    return outlines


def points_inside(outline: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` random points (lon, lat) inside a ring; the middle of it when it is too thin to hit."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    tried = rng.uniform(low, high, size=(count * 30, 2))
    x, y = tried[:, :1], tried[:, 1:]
    x1, y1 = outline[:-1, 0], outline[:-1, 1]
    x2, y2 = outline[1:, 0], outline[1:, 1]
    crosses = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left_of = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    inside = tried[(crosses & left_of).sum(axis=1) % 2 == 1]
    missing = max(0, count - len(inside))
    return np.vstack([inside[:count], np.tile(outline.mean(axis=0), (missing, 1))])


@cache
def village_codes() -> tuple[str, ...]:
    """The 248 villages and kelurahan of the district."""
    return tuple(regions().filter(pl.col("code").str.len_chars() == 13)["code"])


@cache
def pilot_villages() -> tuple[str, ...]:
    """The eight villages of the 2023 pilot."""
    return tuple(_packaged(packaged.PILOT_VILLAGES)["code"].sort())


@cache
def _populations() -> dict[str, int]:
    table = _packaged(packaged.POPULATION).filter(pl.col("year") == "2024")
    return {code: int(total) for code, total in zip(table["code"], table["total"], strict=True)}


def subdistrict(code: str, *, seed: int, scale: float = 1.0) -> Subdistrict:
    """One kecamatan with `scale` times its residents, and as many of its schools as those can fill."""
    rng = np.random.default_rng([seed, int(code[-2:]), 1])
    names = dict(regions().select("code", "name").iter_rows())
    villages = _villages(code, residents=_populations()[code] * scale, rng=rng)
    schools = pl.concat(
        [_dapodik_schools(code, villages, rng), _invented(code, villages, _populations()[code], rng)]
    )
    schools = _enough(schools, min(1.0, scale * 4))
    return Subdistrict(code, names[code], int(code[-2:]), villages, schools)


def town_schools() -> pl.DataFrame:
    """The secondary schools of the town (npsn, level), where the rest of the district sends pupils too."""
    schools = _packaged(packaged.SCHOOLS).with_columns(level=pl.col("form").replace(LEVEL_OF_FORM))
    in_town = pl.col("subdistrict_code").is_in(TOWN) & pl.col("level").is_in(["smp", "sma", "smk"])
    return schools.filter(in_town).select("npsn", "level").sort("npsn")


def _villages(code: str, *, residents: float, rng: np.random.Generator) -> pl.DataFrame:
    inside = pl.col("code").str.starts_with(code + ".")
    villages = regions().filter(inside).join(_packaged(packaged.POSTAL_CODES), on="code", how="left")
    shares = rng.lognormal(0, 0.25, len(villages))
    centres = np.array([village_outlines()[c].mean(axis=0) for c in villages["code"]])
    return villages.select("code", "name", "kind", "postal_code").with_columns(
        residents=pl.Series(np.round(residents * shares / shares.sum()).astype(int)),
        lat=pl.Series(centres[:, 1]),
        lon=pl.Series(centres[:, 0]),
    )


SCHOOL_COLUMNS = (
    "npsn",
    "name",
    "level",
    "form",
    "public",
    "invented",
    "subdistrict_code",
    "village_code",
    "lat",
    "lon",
)


def _dapodik_schools(code: str, villages: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    schools = _packaged(packaged.SCHOOLS).filter(pl.col("subdistrict_code") == code).sort("npsn")
    homes = villages.sample(len(schools), with_replacement=True, seed=int(rng.integers(2**31)))
    inside = schools["village_code"].fill_null("").str.starts_with(code)
    return schools.select(
        "npsn",
        pl.col("name").str.to_uppercase(),
        level=pl.col("form").replace(LEVEL_OF_FORM),
        form="form",
        public=pl.col("status") == "negeri",
        invented=pl.lit(False),
        subdistrict_code="subdistrict_code",
        village_code=pl.when(inside).then("village_code").otherwise(homes["code"]),
        lat=pl.when(inside).then(pl.col("lat").cast(pl.Float64)).otherwise(homes["lat"]),
        lon=pl.when(inside).then(pl.col("lon").cast(pl.Float64)).otherwise(homes["lon"]),
    )


def _invented(code: str, villages: pl.DataFrame, residents: int, rng: np.random.Generator) -> pl.DataFrame:
    """Madrasah and PKBM of a kecamatan, at least one of each kind."""
    rows, serial = [], 0
    wanted = {**MADRASAH_PER_100K, "pkbm": PKBM_PER_100K}
    names = pl.read_csv((files("jembatan.site.demo") / "data" / "names.csv").read_bytes())
    for level, rate in wanted.items():
        pool = names.filter(pl.col("pool") == ("pkbm" if level == "pkbm" else "madrasah"))["name"].to_list()
        for n in range(max(1, round(rate * residents / 100_000))):
            serial += 1
            village = villages.row(int(rng.integers(len(villages))), named=True)
            point = points_inside(village_outlines()[village["code"]], 1, rng)[0]
            form = {"mi": "MI", "mts": "MTs", "ma": "MA", "pkbm": "PKBM"}[level]
            rows.append(
                (
                    f"P99{code[-2:]}{serial:03d}" if level == "pkbm" else f"99{code[-2:]}{serial:04d}",
                    f"{form} {pool[(n + int(code[-2:])) % len(pool)].upper()} {village['name'].upper()}",
                    level, form, False, True, code, village["code"],
                    round(float(point[1]), 4), round(float(point[0]), 4),
                )
            )  # fmt: skip
    return pl.DataFrame(rows, schema=list(SCHOOL_COLUMNS), orient="row")


def _enough(schools: pl.DataFrame, share: float) -> pl.DataFrame:
    """The first `share` of the schools of each level, at least one, public ones first."""
    if share >= 1:
        return schools
    ordered = schools.sort("level", ~pl.col("public"), "npsn")
    rank = pl.int_range(pl.len()).over("level")
    return ordered.filter(rank < (pl.len().over("level") * share).ceil().clip(1))


@cache
def dapodik_codes() -> dict[str, str]:
    """Kemendagri code of each kecamatan -> the education ministry's own code."""
    table = _packaged(packaged.DAPODIK_CODES).filter(pl.col("code").str.starts_with(DISTRICT + "."))
    return dict(table.select("code", "dapodik_code").iter_rows())
