"""The code lists of the sources: a code or its label in, the code out. See `data/SOURCES.md`."""

import csv
import re
from functools import cache
from pathlib import Path

from jembatan.rosters.rules.spelling import compact

DATA = Path(__file__).resolve().parents[1] / "data"

# Short forms people write for labels, beside the official ones.
_SHORT_FORMS = {
    ("opensid", "sex"): {"l": "1", "lk": "1", "p": "2", "pr": "2", "lakilaki": "1"},
    ("opensid", "status_kawin"): {
        "bk": "1",
        "k": "2",
        "ch": "3",
        "cm": "4",
        "kawintercatat": "2",
        "kawinbelumtercatat": "2",
        "kawinnikah": "2",
    },
    ("opensid", "golongan_darah_id"): {"tdkth": "13"},
    ("opensid", "kk_level"): {"anakkandung": "4", "orangtua": "7", "famililain": "9", "familylain": "9"},
    ("opensid", "pendidikan_kk_id"): {
        "tidakblmsekolah": "1",
        "tdkblmsekolah": "1",
        "blmtamatsdsederajat": "2",
        "tamatsdsederajat": "3",
        "sltpsederajat": "4",
        "sltasederajat": "5",
    },
    ("regsosek2022k", "412_partisipasi_sekolah"): {
        "tidakpernahsekolah": "1",
        "belumpernahsekolah": "1",
        "tidakbelumpernahbersekolah": "1",
        "masihbersekolah": "2",
        "tidaksekolahlagi": "3",
    },
    ("regsosek2022k", "408_status_kawin"): {"kawin": "2", "menikah": "2"},
    ("regsosek2022k", "409_hubungan"): {"istri": "2", "suami": "2", "orangtua": "6", "mertua": "6"},
    ("regsosek2022k", "414_kelas_tertinggi"): {"tamatlulus": "8", "tamatdanlulus": "8", "8tamatlulus": "8"},
}


@cache
def codes_of(system: str, field: str) -> dict[str, str]:
    """Every compact spelling of a code list (code, label, short form) to its code."""
    spellings: dict[str, str] = {}
    with (DATA / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["system"] == system and row["field"] == field:
                spellings[compact(row["label"])] = row["code"]
                spellings[row["code"]] = row["code"]
                spellings[row["code"].zfill(2)] = row["code"]
    spellings.update(_SHORT_FORMS.get((system, field), {}))
    assert spellings, f"there is no code list {system}/{field}"
    return spellings


@cache
def reason_codes() -> dict[str, str]:
    """Compact label of a reason to its national code."""
    spellings = {}
    with (DATA / "reasons.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for label in (row["label"], *row["also_written"].split("|")):
                if label:
                    spellings[compact(label)] = row["code"]
    return spellings


@cache
def known_reasons() -> frozenset[str]:
    """The national reason codes and the local additions."""
    return frozenset(reason_codes().values())


def labels_to_codes(values: list[str | None], table: dict[str, str]) -> dict[str, str]:
    """For distinct written values: the code each means. Values that mean none are left out."""
    found = {}
    for value in values:
        if value is None:
            continue
        key = re.sub(r"\.0$", "", value)
        code = table.get(compact(key))
        if code is not None:
            found[value] = code
    return found
