"""Sample files, and the places and answers that belong to them."""

import csv
import json
from pathlib import Path
from typing import Any

from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.rosters.engine.reading import Reading, Request, read

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "rosters"

# The invented district of the samples.
PLACES = Gazetteer(
    [
        ("99", "Contoh", "provinsi"),
        ("99.01", "Contoh", "kabupaten"),
        ("99.01.01", "Mawar", "kecamatan"),
        ("99.01.01.2001", "Contohsari", "desa"),
        ("99.01.01.2002", "Contohrejo", "desa"),
        ("99.01.02", "Melati", "kecamatan"),
        ("99.01.02.2001", "Sukorejo", "desa"),
        ("99.01.03", "Kenanga", "kecamatan"),
        ("99.01.03.2001", "Sukorejo", "desa"),
    ]
)


def read_sample(name: str | Path, *, profile: str = "auto", village: str | None = None) -> Reading:
    return read(SAMPLES / name, Request(profile, village, gazetteer=PLACES))


def truth() -> list[dict[str, str]]:
    with (SAMPLES / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_name(reading: Reading) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in reading.records.to_dicts()}


def codes(row: dict[str, Any]) -> list[str]:
    return [flag["code"] for flag in json.loads(row["flags"] or "[]")]
