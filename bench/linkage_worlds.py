"""Invented worlds with known truth: a census and a school roster of the same children, both dirty.

Everything is seeded; NIKs begin with 99. Shares come from the measured profile the engine is held
to: siblings 48 %, twins 2.2 %, movers 8 %, duplicates 0.4 % a file, 18.6 % of the census truly
without a roster record. Names: bench/names.csv (see bench/SOURCES.md) and endings of our own.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import polars as pl

from bench.linkage_noise import noisy_name


def _words(text: str) -> list[str]:
    return text.split()


BOYS = _words(
    """
    RIZKY FAUZAN FAHRI ALIF RAFI RAFKA ARKA DAFFA KEVIN GALANG GILANG ZAKI ILHAM NAUFAL FADIL HAFIZ BILAL AZKA
    ZIDAN RAIHAN REYHAN FARHAN AKBAR YUSUF IBRAHIM ISMAIL ARYA SATRIA BINTANG RAMADHAN MAULANA HIDAYAT FIRMANSYAH
    PRATAMA SAPUTRA KURNIAWAN SETIAWAN ALFARIZI ALFARIZKI AFRIZAL KHOIRUL KHAIRUL SYAHRUL NURUL ANWAR ROHMAN
    RAHMAN HAKIM QODIR JAILANI MALIK AZIZ LATIF GHOFUR WAHID ZAINAL ARIFIN ABIDIN MUSTOFA FIKRI HAMDANI ADITYA
    """
)
GIRLS = _words(
    """
    AISYAH AZZAHRA ZAHRA KHUMAIRA SALSABILA NABILA KEYSHA NAURA SHAKILA ALIFA ANISA ANNISA RAHMA RAHMAWATI PUTRI
    AULIA NADHIFA HASANAH KHASANAH MAULIDA FATIMAH FATIMATUZ ZAHROH KHOIRUNNISA NURHALIZA RAMADHANI SAFITRI LESTARI
    WULANDARI PERTIWI ANGGRAENI OKTAVIA MAHARANI SYIFA NAYLA FEBRIANI KIRANA AYUNDA LUTFIYAH QURROTUL AINI NAFISAH
    MUFIDAH HIDAYAH ROHMAH BADRIYAH MAULIDIYAH CAHYA AGUSTINA KUSUMA DEWI CITRA MUTIARA BUNGA LAILATUL FITRIYAH
    """
)
STEMS = _words(
    """
    SU HAR NUR MAR WAR KAR TRI SRI WID YUL SUM SUN SUP SUT SUL MIS MUS SAM SAR JUM RUS RUM PON KUS IS EN ER TIT
    HAL HOT SIT HAS NAS TOI BUN MUN SAL SUR SAT JAM TUM PAI WAG RAT
    """
)
MOTHER_ENDS = _words("WATI NINGSIH YATI IYAH INI ATUN IATI MINI TINI NAH MAH TIK ANI AH LAH")
FATHER_ENDS = _words("YADI YONO WANTO RIYADI MAN NO DI JO TONO SONO WADI ANTO IMIN DIN KIT")


@dataclass(frozen=True)
class Profile:
    """Shares of what is missing or wrong in each file; `names` scales the name noise."""

    nik_missing: tuple[float, float] = (0.30, 0.30)
    nik_wrong: float = 0.10
    kk_missing: tuple[float, float] = (0.25, 0.45)
    nisn: tuple[float, float] = (0.12, 0.93)
    movers: float = 0.08
    names: float = 1.0
    dates: float = 0.078
    mother_missing: float = 0.04


PROFILES = {
    "easy": Profile((0.10, 0.10), 0.05, (0.10, 0.20), (0.30, 0.97), 0.03, 0.5, 0.03, 0.02),
    "brief": Profile(),
    "hard": Profile((0.70, 0.70), 0.10, (0.60, 0.60), (0.05, 0.90), 0.12, 1.5, 0.12, 0.08),
}


@dataclass(slots=True)
class Child:
    """One invented child; the true values before anybody wrote them down."""

    key: int
    family: "Family"
    sex: str
    name: str
    born: date
    nik: str
    nisn: str
    tags: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Family:
    kk: str
    village: str
    mother: str
    grandmother: str
    father: str
    children: list[Child] = field(default_factory=list)


@dataclass(frozen=True)
class World:
    """Two files, their true pairs, and what each left record is (tags, whether it truly has no partner)."""

    left: pl.DataFrame
    right: pl.DataFrame
    pairs: pl.DataFrame
    people: pl.DataFrame


@cache
def _pools() -> dict[str, tuple[list[str], list[float]]]:
    with (Path(__file__).parent / "names.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "given"]
    pools: dict[str, tuple[list[str], list[float]]] = {}
    for sex, extra in (("L", BOYS), ("P", GIRLS)):
        code = "M" if sex == "L" else "F"
        weights = {row["name"].upper(): float(row["count"] or 2) for row in rows if row["sex"] == code}
        for at, word in enumerate(extra):
            weights[word] = weights.get(word, 0) + 900.0 / (at % 40 + 4)
        pools[sex] = (list(weights), _running(weights.values()))
    return pools


def _running(weights: "list[float] | object") -> list[float]:
    total, sums = 0.0, []
    for weight in weights:  # type: ignore[attr-defined]
        total += weight
        sums.append(total)
    return sums


def _child_name(sex: str, rng: random.Random) -> str:
    words, sums = _pools()[sex]
    count = rng.choices((1, 2, 3, 4), (8, 44, 42, 6))[0]
    chosen: list[str] = []
    draw = rng.random()
    if sex == "L" and draw < 0.34:
        chosen.append("MUHAMMAD")
    elif sex == "L" and draw < 0.40:
        chosen.append("AHMAD")
    elif sex == "L" and draw < 0.44:
        chosen.append("ABDUL")
    elif sex == "P" and draw < 0.13:
        chosen.append("SITI")
    while len(chosen) < count:
        word = rng.choices(words, cum_weights=sums)[0]
        if word not in chosen:
            chosen.append(word)
    return " ".join(chosen)


def _adult(ends: list[str], sex: str, rng: random.Random) -> str:
    words, sums = _pools()[sex]
    first = (
        rng.choice(STEMS) + rng.choice(ends)
        if rng.random() < 0.7
        else rng.choices(words, cum_weights=sums)[0]
    )
    if sex == "P" and rng.random() < 0.18:
        first = f"SITI {first}"
    if rng.random() < 0.38:
        return first
    second = (
        rng.choices(words, cum_weights=sums)[0]
        if rng.random() < 0.5
        else rng.choice(STEMS) + rng.choice(ends)
    )
    return f"{first} {second}"


def _villages(count: int) -> list[str]:
    return [f"99.{1 + at // 80 // 31:02d}.{1 + at // 8 % 31:02d}.{2001 + at % 8}" for at in range(count)]


class _Registry:
    """Hands out families and children with unique numbers."""

    def __init__(self, rng: random.Random, villages: list[str]) -> None:
        self.rng, self.villages, self.serial = rng, villages, 0
        self.handed_out: dict[str, int] = {}

    def family(self) -> Family:
        rng = self.rng
        village = self.villages[int(len(self.villages) * rng.random() ** 1.3)]
        issued = f"{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}{rng.randint(5, 24):02d}"
        kk = village.replace(".", "")[:6] + issued + f"{rng.randint(1, 9999):04d}"
        mother, grand = (_adult(MOTHER_ENDS, "P", rng) for _ in range(2))
        home = Family(kk, village, mother, grand, _adult(FATHER_ENDS, "L", rng))
        twins = rng.random() < 0.0145
        count = rng.choices((1, 2, 3, 4), (6900, 2350, 650, 100))[0] + twins
        born = date(2007, 7, 1) + timedelta(days=rng.randrange(365 * 9))
        for at in range(count):
            if at and not (twins and at == 1):
                born += timedelta(days=rng.randint(330, 1900))
            child = self.child(home, born)
            if twins and at <= 1:
                child.tags.add("twin")
            if twins and at == 1:
                self._make_twin(home.children[0], child)
            if count > 1:
                child.tags.add("sibling")
            home.children.append(child)
        return home

    def child(self, home: Family, born: date) -> Child:
        rng = self.rng
        sex = rng.choice("LP")
        self.serial += 1
        nik = self.nik(home.village, born, sex)
        nisn = f"{born.year % 1000:03d}{rng.randrange(10**7):07d}"
        name = _child_name(sex, rng)
        child = Child(self.serial, home, sex, name, born, nik, nisn)
        if " " not in name:
            child.tags.add("mononym")
        return child

    def _make_twin(self, first: Child, second: Child) -> None:
        rng = self.rng
        if rng.random() < 0.7:
            second.sex = first.sex
            second.name = _child_name(second.sex, rng)
        words = first.name.split()
        if second.sex == first.sex and len(words) > 1 and rng.random() < 0.5:
            # Twins often share all but one word.
            other = _child_name(second.sex, rng).split()[-1]
            words[rng.randrange(len(words))] = other
            second.name = " ".join(words)
        second.nik = self.nik(second.family.village, second.born, second.sex)

    def nik(self, village: str, born: date, sex: str) -> str:
        """The next free number of that sub-district and day; women's days count from 41."""
        day = born.day + (40 if sex == "P" else 0)
        front = f"{village.replace('.', '')[:6]}{day:02d}{born.month:02d}{born.year % 100:02d}"
        self.handed_out[front] = self.handed_out.get(front, 0) + 1
        return f"{front}{self.handed_out[front]:04d}"


class _Clerk:
    """Writes children down in one file, with that file's dirt."""

    def __init__(self, side: int, profile: Profile, table: str, rng: random.Random) -> None:
        self.side, self.profile, self.table, self.rng = side, profile, table, rng
        self.villages: list[str] = []

    def row(self, child: Child, moved: bool) -> dict[str, object]:
        rng, home, shares = self.rng, child.family, self.profile
        kk, village = home.kk, home.village
        if moved:
            village = rng.choice(self.villages)
            kk = kk[:-4] + f"{rng.randint(1, 9999):04d}" if rng.random() < 0.6 else kk
        if rng.random() < shares.kk_missing[self.side]:
            kk = None
        elif rng.random() < 0.025:
            kk = mistyped_digits(kk, rng)
        mother = self.mother(home)
        return {
            "nik": self.nik(child),
            "kk": kk,
            "nisn": child.nisn if rng.random() < shares.nisn[self.side] else None,
            "name": noisy_name(child.name, rng, table=self.table, level=shares.names, father=home.father),
            "mother_name": mother,
            "birth_date": self.born(child.born),
            "sex": child.sex if rng.random() > 0.006 else rng.choice(("L", "P", None)),
            "village_code": village if rng.random() > 0.03 else None,
        }

    def mother(self, home: Family) -> str | None:
        rng = self.rng
        if rng.random() < self.profile.mother_missing:
            return None
        draw = rng.random()
        chosen = home.grandmother if draw < 0.02 else home.father if draw < 0.03 else home.mother
        text = noisy_name(chosen, rng, table=self.table, level=self.profile.names * 1.15)
        if rng.random() < 0.015:
            text = rng.choice(("HJ. ", "IBU ", "NY. ", "ALMH ")) + text
        return text

    def nik(self, child: Child) -> str | None:
        rng = self.rng
        if rng.random() < self.profile.nik_missing[self.side]:
            return None
        if rng.random() > self.profile.nik_wrong:
            return child.nik
        others = [other for other in child.family.children if other is not child]
        draw = rng.random()
        if draw < 0.14 / 0.48 and others:
            return rng.choice(others).nik
        if draw < 0.45:
            return rng.choice(
                ("0000000000000000", "9999999999999999", "1234567890123456", child.nik[:12] + "0000")
            )
        return mistyped_digits(child.nik, rng)

    def born(self, born: date) -> date:
        rng = self.rng
        if rng.random() > self.profile.dates:
            return born
        draw = rng.random()
        if draw < 0.30:
            return date(born.year, *rng.choice(((1, 1), (12, 31), (7, 1))))
        if draw < 0.48 and born.day <= 12:
            return date(born.year, born.day, born.month)
        if draw < 0.66:
            return date(born.year + rng.choice((-1, 1)), born.month, min(born.day, 28))
        if draw < 0.84:
            return date(born.year, born.month, rng.randint(1, 28))
        return date(born.year, rng.randint(1, 12), min(born.day, 28))


def mistyped_digits(number: str, rng: random.Random) -> str:
    """`number` with one digit wrong or two neighbours swapped."""
    at = rng.randrange(2, len(number) - 1)
    if rng.random() < 0.6:
        return number[:at] + str((int(number[at]) + rng.randint(1, 9)) % 10) + number[at + 1 :]
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def make_world(
    size: int, *, profile: str | Profile = "brief", seed: int = 1, table: str = "a", right_share: float = 0.9
) -> World:
    """A census of `size` children and a roster of `right_share` times as many. Deterministic in its arguments."""
    shares = PROFILES[profile] if isinstance(profile, str) else profile
    rng = random.Random(f"{seed}/{table}/{size}")
    villages = _villages(max(8, min(248, size // 300)))
    registry = _Registry(rng, villages)
    census, roster = _populate(registry, size, right_share)
    files = []
    movers = {child.key for child in census if rng.random() < shares.movers}
    for side, children in enumerate((census, roster)):
        clerk = _Clerk(side, replace(shares), table, rng)
        clerk.villages = villages
        files.append(_file(clerk, children, movers if side else set(), "LR"[side]))
    return _world(files, census, movers)


def village_world(
    children: int, roster: int, *, profile: str = "brief", seed: int = 1, table: str = "a"
) -> World:
    """One village's census against its sub-district's roster, cut out of a larger world.

    The right file has about `roster` rows; the village has about `children` of the left file.
    """
    whole = make_world(int(roster / 0.9), profile=profile, seed=seed, table=table)
    counts = whole.left.group_by("village_code").len().sort("len", "village_code")
    code = min(counts.drop_nulls().iter_rows(), key=lambda row: abs(row[1] - children))[0]
    left = whole.left.filter(pl.col("village_code") == code)
    kept = left.select(left_id="record_id")
    return World(
        left,
        whole.right,
        whole.pairs.join(kept, on="left_id", how="semi"),
        whole.people.join(kept, on="left_id", how="semi"),
    )


def _populate(registry: _Registry, size: int, right_share: float) -> tuple[list[Child], list[Child]]:
    rng = registry.rng
    census: list[Child] = []
    roster: list[Child] = []
    while len(census) < size:
        home = registry.family()
        poor = rng.random() < 0.25
        for child in home.children:
            if rng.random() < 0.015:
                # Missed by the census, perhaps not by the school.
                roster.append(child)
                continue
            census.append(child)
            if rng.random() > (0.42 if poor else 0.108):
                roster.append(child)
    census = census[:size]
    while len(roster) < size * right_share:
        roster += registry.family().children
    rng.shuffle(census)
    rng.shuffle(roster)
    return census, roster


def _file(
    clerk: _Clerk, children: list[Child], movers: set[int], letter: str
) -> list[tuple[Child, dict[str, object]]]:
    rows: list[tuple[Child, dict[str, object]]] = []
    for child in _with_repeats(children, clerk.rng):
        row = clerk.row(child, child.key in movers)
        row["record_id"] = f"{letter}{len(rows):07d}"
        rows.append((child, row))
    return rows


def _with_repeats(children: list[Child], rng: random.Random) -> Iterator[Child]:
    for child in children:
        yield child
        if rng.random() < 0.004:
            yield child


def _world(
    files: list[list[tuple[Child, dict[str, object]]]], census: list[Child], movers: set[int]
) -> World:
    schema = dict.fromkeys(
        ("record_id", "nik", "kk", "nisn", "name", "mother_name", "birth_date", "sex", "village_code"),
        pl.String,
    ) | {"birth_date": pl.Date}
    frames = [pl.DataFrame([row for _, row in rows], schema=schema, orient="row") for rows in files]
    keys = [
        pl.DataFrame({"key": [child.key for child, _ in rows], side: [row["record_id"] for _, row in rows]})
        for rows, side in zip(files, ("left_id", "right_id"), strict=True)
    ]
    pairs = keys[0].join(keys[1], on="key", how="inner").select("left_id", "right_id")
    people = pl.DataFrame(
        [
            {"left_id": row["record_id"]}
            | {tag: tag in child.tags for tag in ("twin", "sibling", "mononym")}
            | {"mover": child.key in movers, "nik_missing": row["nik"] is None}
            for child, row in files[0]
        ]
    )
    has = pairs.select("left_id").unique().with_columns(partner=True)
    people = people.join(has, on="left_id", how="left", maintain_order="left")
    return World(
        frames[0], frames[1], pairs, people.with_columns(out=pl.col("partner").is_null()).drop("partner")
    )
