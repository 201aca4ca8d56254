"""How a record comes to differ from the child: damage to identities, source by source.

Kinds of damage follow the linkage note, 2b and 6: missing and mistyped NIK, NIK swapped with a
brother's or sister's, family cards renewed, names spelt as the ear hears them, default birth dates,
day and month exchanged, a grandmother in the mother's field. Rates are realistic for files of
2025-26 and low on purpose; the hard worlds belong to the tests of linkage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl


@dataclass(frozen=True, slots=True)
class Damage:
    """Share of a source's rows that suffer each kind of damage, 0 to 1."""

    nik_missing: float
    nik_mistyped: float
    nik_of_sibling: float
    kk_missing: float
    kk_renewed: float
    nisn_missing: float
    name_respelt: float
    name_mistyped: float
    born_swapped: float
    born_default: float
    mother_missing: float
    mother_replaced: float
    twice: float


DAPODIK = Damage(
    nik_missing=0.012, nik_mistyped=0.02, nik_of_sibling=0.003, kk_missing=0.05, kk_renewed=0.06, nisn_missing=0.015,
    name_respelt=0.13, name_mistyped=0.03, born_swapped=0.008, born_default=0.008, mother_missing=0.01,
    mother_replaced=0.025, twice=0.002,
)  # fmt: skip
EMIS = Damage(
    nik_missing=0.03, nik_mistyped=0.025, nik_of_sibling=0.004, kk_missing=0.0, kk_renewed=0.0, nisn_missing=0.04,
    name_respelt=0.18, name_mistyped=0.04, born_swapped=0.012, born_default=0.012, mother_missing=0.01,
    mother_replaced=0.025, twice=0.003,
)  # fmt: skip
CENSUS = Damage(
    nik_missing=0.18, nik_mistyped=0.04, nik_of_sibling=0.008, kk_missing=0.15, kk_renewed=0.03, nisn_missing=0.86,
    name_respelt=0.22, name_mistyped=0.05, born_swapped=0.015, born_default=0.02, mother_missing=0.04,
    mother_replaced=0.04, twice=0.003,
)  # fmt: skip

RESPELT_WORDS = {
    "Muhammad": ("Moh.", "M.", "Mohammad", "Mochammad", "Muh."), "Mohammad": ("Muhammad", "Moh.", "Moch."),
    "Moh": ("Muhammad", "Mohammad", "Moch."), "Ahmad": ("Achmad", "Akhmad", "A."), "Achmad": ("Ahmad", "Akhmad"),
    "Abdul": ("Abd.", "Abd"), "Siti": ("St.", "Sitti", "Siti"), "Nurul": ("Nur", "Noerul"), "Nur": ("Noer", "Nurul"),
    "Sri": ("Sree", "Srie"), "Dewi": ("Dewy", "Devi"), "Putri": ("Putry",), "Rizki": ("Rizky", "Riski", "Rezki"),
    "Aisyah": ("Aisyiah", "Aisah"), "Fatimah": ("Fatima", "Fathimah"), "Khodijah": ("Khotijah", "Chodijah", "Hodijah"),
}  # fmt: skip
RESPELT_SOUNDS = (
    ("kh", "h"), ("sy", "s"), ("dz", "z"), ("th", "t"), ("f", "v"), ("q", "k"), ("z", "s"), ("iya", "ia"),
    ("u", "oe"), ("y", "i"), ("j", "dj"), ("h", ""),
)  # fmt: skip
DEFAULT_DAYS = ((1, 1), (7, 1), (12, 31))


def respelt(name: str, rng: np.random.Generator) -> str:
    """The same name as another hand writes it."""
    words = name.split(" ")
    known = [i for i, word in enumerate(words) if word in RESPELT_WORDS]
    if known and rng.random() < 0.7:
        at = known[0]
        words[at] = str(rng.choice(RESPELT_WORDS[words[at]]))
        return " ".join(words)
    if len(words) > 2 and rng.random() < 0.3:
        words[-1] = words[-1][0] + "."
        return " ".join(words)
    sounds = [pair for pair in RESPELT_SOUNDS if pair[0] in name[1:]]
    if not sounds:
        return name + name[-1]
    old, new = sounds[int(rng.integers(len(sounds)))]
    return name[0] + name[1:].replace(old, new, 1)


def mistyped(text: str, rng: np.random.Generator) -> str:
    """One slip of the keyboard: a letter doubled, dropped, or exchanged with its neighbour."""
    at = int(rng.integers(1, max(2, len(text) - 1)))
    slip = int(rng.integers(3))
    if slip == 0:
        return text[:at] + text[at] * 2 + text[at + 1 :] if at < len(text) else text
    if slip == 1:
        return text[:at] + text[at + 1 :]
    return text[: at - 1] + text[at : at + 1] + text[at - 1] + text[at + 1 :]


def digit_wrong(number: str, rng: np.random.Generator) -> str:
    """An identity number with one wrong digit, never one of the first two."""
    at = int(rng.integers(2, len(number)))
    return number[:at] + str((int(number[at]) + int(rng.integers(1, 10))) % 10) + number[at + 1 :]


def recorded(children: pl.DataFrame, damage: Damage, rng: np.random.Generator) -> pl.DataFrame:
    """`children` as one source has them: columns as_name, as_nik, as_kk, as_nisn, as_born, as_mother added.

    Some rows come twice (`twice` true on the second), right after the first.
    """
    again = rng.random(len(children)) < damage.twice
    repeats = np.repeat(np.arange(len(children)), 1 + again)
    second = np.append(False, repeats[1:] == repeats[:-1]) if len(repeats) else again
    rows = children[repeats.tolist()].with_columns(twice=pl.Series(second, dtype=pl.Boolean))
    return rows.with_columns(
        *_numbers(rows, damage, rng),
        _names(rows["name"], damage.name_respelt, damage.name_mistyped, rng).alias("as_name"),
        _births(rows["birth_date"], damage, rng).alias("as_born"),
        _mothers(rows, damage, rng).alias("as_mother"),
    )


def _changed(
    values: pl.Series, share: float, change: Callable[[str], str], rng: np.random.Generator
) -> pl.Series:
    """`values` with `change` applied to a random `share` of them."""
    at = np.flatnonzero(rng.random(len(values)) < share)
    if not len(at):
        return values
    return values.scatter(at, [v if v is None else change(v) for v in values.gather(at).to_list()])


def _numbers(rows: pl.DataFrame, damage: Damage, rng: np.random.Generator) -> list[pl.Series]:
    count = len(rows)
    sibling = pl.col("nik").shift(-1)
    same_card = pl.col("household") == pl.col("household").shift(-1)
    swap = same_card & pl.Series(rng.random(count) < damage.nik_of_sibling)
    nik = rows.select(pl.when(swap).then(sibling).otherwise("nik").alias("as_nik")).to_series()
    nik = _changed(nik, damage.nik_mistyped, lambda n: digit_wrong(n, rng), rng)
    kk = _changed(rows["kk"], damage.kk_renewed, lambda n: n[:12] + f"{9000 + int(n[12:]) % 1000:04d}", rng)
    return [
        _blanked(nik, damage.nik_missing, rng).alias("as_nik"),
        _blanked(kk, damage.kk_missing, rng).alias("as_kk"),
        _blanked(rows["nisn"], damage.nisn_missing, rng).alias("as_nisn"),
    ]


def _blanked(values: pl.Series, share: float, rng: np.random.Generator) -> pl.Series:
    keep = pl.Series(rng.random(len(values)) >= share)
    return pl.select(pl.when(keep).then(values)).to_series()


def _names(names: pl.Series, respell: float, mistype: float, rng: np.random.Generator) -> pl.Series:
    names = _changed(names, respell, lambda n: respelt(n, rng), rng)
    return _changed(names, mistype, lambda n: mistyped(n, rng), rng)


def _births(born: pl.Series, damage: Damage, rng: np.random.Generator) -> pl.Series:
    def swapped(day: date) -> date:
        return day.replace(month=day.day, day=day.month) if day.day <= 12 else day

    draw = rng.random(len(born))
    at = np.flatnonzero(draw < damage.born_swapped + damage.born_default)
    days = []
    for where, day in zip(at, born.gather(at).to_list(), strict=True):
        month, first = DEFAULT_DAYS[int(rng.integers(len(DEFAULT_DAYS)))]
        days.append(swapped(day) if draw[where] < damage.born_swapped else date(day.year, month, first))
    return born.scatter(at, days) if days else born


def _mothers(rows: pl.DataFrame, damage: Damage, rng: np.random.Generator) -> pl.Series:
    """The mother's name; a grandmother's where she brings the child up, or by mistake."""
    by_mistake = pl.Series(rng.random(len(rows)) < damage.mother_replaced)
    raised = pl.col("with_grandmother") & pl.Series(rng.random(len(rows)) < 0.5)
    chosen = (
        pl.when((by_mistake | raised) & pl.col("grandmother").is_not_null())
        .then("grandmother")
        .otherwise("mother")
    )
    named = rows.select(chosen.alias("as_mother")).to_series()
    named = _names(named, damage.name_respelt, damage.name_mistyped, rng)
    return _blanked(named, damage.mother_missing, rng)
