"""The catalogue, unit costs and support rules that come with the program, read from its data files.

Where each entry comes from stands beside it in the files; see data/SOURCES.md.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jembatan.action_plans.rules.catalogue import (
    ActivityKind,
    Catalogue,
    Cause,
    Fund,
    Root,
    SupportRule,
    UnitCost,
    Window,
    check_catalogue,
)

DATA = Path(__file__).resolve().parents[1] / "data"


@lru_cache(maxsize=1)
def standard_catalogue() -> Catalogue:
    """The catalogue of the program. Raises BadCatalogue when its file contradicts itself."""
    entries = tomllib.loads((DATA / "catalogue.toml").read_text(encoding="utf-8"))
    catalogue = Catalogue(
        causes={entry["code"]: _cause(entry) for entry in entries["cause"]},
        roots=tuple(Root(**entry) for entry in entries["root"]),
        funds={entry["code"]: Fund(**{"village": False, **entry}) for entry in entries["fund"]},
        windows={entry["code"]: _window(entry) for entry in entries["window"]},
        fields={entry["number"]: entry["name"] for entry in entries["field"]},
        activities={entry["code"]: ActivityKind(**entry) for entry in entries["activity"]},
    )
    check_catalogue(catalogue)
    return catalogue


def standard_costs() -> list[UnitCost]:
    """The unit costs that come with the program; examples are marked as such by their standing."""
    return [
        UnitCost(**{**row, "amount": Decimal(row["amount"]), **_validity(row)})  # type: ignore[arg-type]
        for row in _rows("unit_costs.csv")
    ]


def standard_rules() -> list[SupportRule]:
    """The matrix cause, support, activity, agency that comes with the program."""
    return [SupportRule(**{**row, **_validity(row)}) for row in _rows("support_rules.csv")]  # type: ignore[arg-type]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _validity(row: Mapping[str, str]) -> dict[str, date | None]:
    until = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return {"valid_from": date.fromisoformat(row["valid_from"]), "valid_to": until}


def _cause(entry: dict[str, Any]) -> Cause:
    return Cause(**{"sensitive": False, "outcome": False, **entry, "behind": tuple(entry["behind"])})


def _window(entry: dict[str, Any]) -> Window:
    days = {side: tuple(int(part) for part in entry[side].split("-")) for side in ("starts", "ends")}
    return Window(**{"ends_next_year": False, **entry, **days})
