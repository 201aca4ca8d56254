"""The reference tables that come with the program, read from `places/data` (see its SOURCES.md)."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"

# The decrees the list of places follows; printed beside every figure that depends on it.
EDITION = "Kepmendagri 300.2.2-2138/2025 jo. 300.2.2-2430/2025"

REGIONS = "regions.csv.gz"
RETIRED_CODES = "retired_codes.csv.gz"
BPS_CODES = "bps_codes.csv.gz"
DAPODIK_CODES = "dapodik_codes.csv"
SCHOOLS = "schools_jember.csv.gz"
POSTAL_CODES = "postal_codes_jember.csv"
POPULATION = "population_jember.csv"
PILOT_VILLAGES = "pilot_villages_jember.csv"
NAME_DISCREPANCIES = "name_discrepancies.csv"


def read_bytes(name: str) -> bytes:
    """The content of one packaged file, unpacked if it is a .gz."""
    content = (DATA / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one packaged table, its header left out; every cell is text, "" where empty."""
    table = csv.reader(io.StringIO(read_bytes(name).decode("utf-8"), newline=""))
    next(table)
    return table


@cache
def stamp() -> str:
    """Short hash of everything the database is loaded from; changes exactly when one of the files does."""
    digest = hashlib.sha256()
    for name in (REGIONS, RETIRED_CODES, BPS_CODES, DAPODIK_CODES, SCHOOLS):
        digest.update((DATA / name).read_bytes())
    return digest.hexdigest()[:16]
