"""Every partner of the public list of real cooperations, and three other spellings of each.

The partners are those of the published list (three names of UNICEF are one partner, so 92 of 94); the
spellings were invented for this test: other languages, old romanisations, misprints, generic words.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from jembatan.accounts.models import User
from jembatan.counterparts import actions
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.queries import Outcome, resolve
from tests.partners import profile

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"
# The words and other names were gathered with the first list at hand, and never with the second.
KNOWN, UNSEEN = "partner_spellings.csv", "partner_spellings_unseen.csv"


def labelled(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def entered(name: str, ministry: User) -> dict[str, Counterpart]:
    """Every partner of the list once, under its published name."""
    return {
        row["partner"]: actions.add_counterpart(
            profile=profile(row["partner"], row["country"], kind=row["kind"], level=row["level"]),
            source="Published list",
            confirmed=True,
            at="ID",
            by=ministry,
        )
        for row in labelled(name)
    }


@pytest.fixture
def register(ministry) -> dict[str, Counterpart]:
    return entered(KNOWN, ministry)


def measured(name: str, register: dict[str, Counterpart], *, with_level: bool = True) -> Counter[str]:
    """How the spellings of a list come out: exact, first or later of the suggestions, missed, or wrong."""
    counts: Counter[str] = Counter()
    for row in labelled(name):
        wanted = register[row["partner"]]
        level = row["level"] if with_level else ""
        for spelling in (row["spelling_1"], row["spelling_2"], row["spelling_3"]):
            found = resolve(spelling, row["country"], row["kind"], level=level)
            places = [suggestion.counterpart for suggestion in found.suggestions]
            if found.outcome is Outcome.EXACT:
                counts["exact" if found.exact == wanted else "wrong"] += 1
            elif wanted in places:
                counts["first" if places[0] == wanted else "later"] += 1
            else:
                counts["missed"] += 1
    return counts


def test_three_spellings_of_every_partner_find_it_and_never_another(register):
    counts = measured(KNOWN, register)

    assert counts == {"exact": 255, "first": 21}


def test_without_a_level_fewer_are_certain_but_none_is_joined_wrongly(register):
    counts = measured(KNOWN, register, with_level=False)

    assert counts == {"exact": 149, "first": 127}


def test_partners_the_words_were_not_gathered_for_are_nearly_all_found(ministry):
    counts = measured(UNSEEN, entered(UNSEEN, ministry))

    assert sum(counts.values()) == 102
    assert (counts["wrong"], counts["missed"]) == (0, 6)


def test_no_two_partners_of_the_list_are_taken_for_one(register):
    assert len(register) == 92
    for row in labelled(KNOWN):
        found = resolve(row["partner"], row["country"], row["kind"], level=row["level"])
        assert found.exact == register[row["partner"]]


# Pairs that are easily taken for one another: (first, second, country, levels).
PAIRS = [
    ("Kyoto Prefecture", "Kyoto City", "Japan", ("province", "city")),
    ("Shaanxi", "Shanxi", "China", ("province", "province")),
    ("Henan", "Hunan", "China", ("province", "province")),
    ("Hebei", "Hubei", "China", ("province", "province")),
    ("Guangzhou", "Hangzhou", "China", ("city", "city")),
    ("Taizhou, Jiangsu", "Taizhou, Zhejiang", "China", ("city", "city")),
    ("Fuzhou, Fujian", "Fuzhou, Jiangxi", "China", ("city", "city")),
    ("Gwangju", "Gwangju-si, Gyeonggi", "South Korea", ("city", "city")),
    ("Gyeongsangbuk-do", "Gyeongsangnam-do", "South Korea", ("province", "province")),
    ("North Jeolla Province", "South Jeolla Province", "South Korea", ("province", "province")),
    ("Springfield, Illinois", "Springfield, Massachusetts", "United States", ("city", "city")),
    ("Portland, Oregon", "Portland", "United States", ("city", "city")),
    ("New York State", "New York City", "United States", ("province", "city")),
    ("South Australia", "Western Australia", "Australia", ("province", "province")),
    ("Utrecht Province", "Utrecht", "Netherlands", ("province", "city")),
    ("Cebu Province", "Cebu City", "Philippines", ("province", "city")),
    ("Moscow Oblast", "Moscow", "Russia", ("province", "city")),
    ("Limburg", "Limbourg", "Belgium", ("province", "city")),
]


@pytest.mark.parametrize(("first", "second", "country", "levels"), PAIRS)
def test_two_partners_easily_taken_for_one_are_kept_apart(ministry, first, second, country, levels):
    here = {"source": "x", "at": "ID", "by": ministry, "confirmed": True}
    one = actions.add_counterpart(profile=profile(first, country, level=levels[0]), **here)
    other = actions.add_counterpart(profile=profile(second, country, level=levels[1]), **here)

    assert resolve(first, country, level=levels[0]).exact == one
    assert resolve(second, country, level=levels[1]).exact == other
