"""The village's children counted four ways for the plan; each way adds up to the same total."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jembatan.action_plans.rules.facts import AGE_BANDS, CATEGORIES, UNKNOWN_AGE, ChildFacts, age_band

SEXES: Mapping[str, str] = {"L": "Laki-laki", "P": "Perempuan"}
UNKNOWN_SEX = "Jenis kelamin tidak diketahui"
UNKNOWN_DUSUN = "Dusun tidak diketahui"


@dataclass(frozen=True, slots=True)
class Recap:
    """`total` children, and their number by category, sex, age band and dusun. Keys are printed words;
    the first three list every word, also with zero; unknown ones are listed only when there are any."""

    total: int
    out_of_school: int
    by_category: Mapping[str, int]
    by_sex: Mapping[str, int]
    by_age: Mapping[str, int]
    by_dusun: Mapping[str, int]


def recap_of(children: Iterable[ChildFacts]) -> Recap:
    """The recap of `children`, those at risk included."""
    listed = list(children)
    categories = Counter(CATEGORIES[child.category] for child in listed)
    sexes = Counter(SEXES.get(child.sex, UNKNOWN_SEX) for child in listed)
    bands = Counter(age_band(child.age) for child in listed)
    dusuns = Counter(child.dusun or UNKNOWN_DUSUN for child in listed)
    return Recap(
        total=len(listed),
        out_of_school=sum(child.is_out_of_school for child in listed),
        by_category=_listed(categories, list(CATEGORIES.values())),
        by_sex=_listed(sexes, list(SEXES.values()), UNKNOWN_SEX),
        by_age=_listed(
            bands, [name for name, _, _ in AGE_BANDS[1:4]], AGE_BANDS[0][0], AGE_BANDS[4][0], UNKNOWN_AGE
        ),
        by_dusun=_listed(dusuns, [], *sorted(dusuns)),
    )


def _listed(counts: Counter[str], always: list[str], *when_any: str) -> dict[str, int]:
    words = [*always, *(word for word in when_any if counts[word])]
    return {word: counts[word] for word in words}
