"""Identifiers of organisations in IATI, packaged; see data/register/SOURCES.md."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jembatan.counterparts.rules.folding import fold

FILE = Path(__file__).resolve().parents[1] / "data" / "iati" / "organisations.csv"


@lru_cache(maxsize=1)
def organisations() -> Mapping[str, str]:
    """The identifier of each organisation that was seen in a public list of publishers, by its folded names."""
    found: dict[str, str] = {}
    with FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for name in (row["name"], row["other_name"]):
                if name:
                    found.setdefault(fold(name), row["identifier"])
    return found
