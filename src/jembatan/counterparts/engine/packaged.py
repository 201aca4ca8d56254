"""Countries, generic words, other names and recognition as they come with the program; see data/SOURCES.md."""

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

from jembatan.counterparts.rules.countries import Country, CountryTable, country_table
from jembatan.counterparts.rules.folding import fold
from jembatan.counterparts.rules.naming import GenericWords, Lexicon
from jembatan.counterparts.rules.recognition import Recognition, Relation
from jembatan.workflow.wording import Wording

DATA = Path(__file__).resolve().parents[1] / "data"


@lru_cache(maxsize=1)
def countries() -> CountryTable:
    """Every country of ISO 3166-1 with its Indonesian, English and everyday names."""
    listed = [
        Country(row["iso2"], row["iso3"], Wording(row["name_id"], row["name_en"]))
        for row in rows("countries.csv")
    ]
    return country_table(listed, [(row["alias"], row["iso2"]) for row in rows("country_aliases.csv")])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words names are compared with."""
    generic = [_generic(row) for row in rows("generic_words.csv")]
    table = countries()
    return Lexicon(
        # Words of every country first: "Kota Xi'an" loses "Kota", never the Chinese word for a county.
        generic=tuple(sorted(generic, key=lambda entry: (-len(entry.words), bool(entry.countries)))),
        other_names={
            (row["country"], _compact(row["other"])): _compact(row["standard"])
            for row in rows("other_names.csv")
        },
        country_names={code: table.names_of(code) for code in table.by_code},
    )


@lru_cache(maxsize=1)
def standard_recognition() -> tuple[Recognition, ...]:
    """What the program says about entities by itself; everything else is unverified."""
    return tuple(
        Recognition(
            entity_code=row["entity_code"],
            relation=Relation(row["relation"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
            url=row["url"],
            grade=row["grade"],
            basis=row["basis"],
        )
        for row in rows("recognition.csv")
    )


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a packaged CSV file."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _compact(text: str) -> str:
    return fold(text).replace(" ", "")


def _generic(row: dict[str, str]) -> GenericWords:
    return GenericWords(
        words=tuple(row["words"].split()),
        level=row["level"],
        leads=row["position"] in ("prefix", "both"),
        trails=row["position"] in ("suffix", "both"),
        countries=frozenset() if row["countries"] == "*" else frozenset(row["countries"].split()),
    )
