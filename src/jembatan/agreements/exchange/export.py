"""Taking the public register away as a folder of files: register rows, a data package, IATI activities.

Only what is public leaves, and never the name of a person. A file is written whole or not at all.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jembatan.agreements.engine.register_files import CLAIM_COLUMNS
from jembatan.agreements.exchange import iati
from jembatan.agreements.exchange.datapackage import agreements_resource, data_package, resource
from jembatan.agreements.exchange.package_tables import ACTIVITIES, CLAIMS, PARTIES, Table, rows_of
from jembatan.agreements.exchange.register_csv import written
from jembatan.agreements.exchange.register_out import csv_lines
from jembatan.agreements.models import Agreement
from jembatan.agreements.models.agreement import AgreementQuerySet
from jembatan.agreements.queries.register import stream
from jembatan.agreements.rules.register import COLUMNS
from jembatan.tabular.tables import whole_file


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: of which place ("" the country), by which publisher, at what moment (with a zone)."""

    place: str
    publisher: iati.Publisher
    at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was written and how many records it holds."""

    path: Path
    records: int


def export_csv(order: Order, folder: Path) -> list[Made]:
    """The register as it is brought in: cooperations.csv and claims.csv."""
    all_of_it = list(written(_public(order)))
    rows = [one.row for one in all_of_it]
    claims = [claim for one in all_of_it for claim in one.claims]
    return [
        _save_csv(folder / "cooperations.csv", COLUMNS, rows),
        _save_csv(folder / "claims.csv", CLAIM_COLUMNS, claims),
    ]


def export_datapackage(order: Order, folder: Path) -> list[Made]:
    """Agreements, parties, claims and activities with the description of every column."""
    public = _public(order)
    made = []
    with whole_file(folder / "agreements.csv") as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(stream(public), for_people=False))
    made.append(Made(folder / "agreements.csv", public.count()))
    for table in (PARTIES, CLAIMS, ACTIVITIES):
        made.append(_save_table(table, public, folder))
    tables = [
        resource(table.name, f"{table.name}.csv", table.columns, key=table.key, parent="agreements")
        for table in (PARTIES, CLAIMS, ACTIVITIES)
    ]
    described = data_package([agreements_resource("agreements.csv"), *tables])
    with whole_file(folder / "datapackage.json") as part:
        part.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*made, Made(folder / "datapackage.json", len(described["resources"]))]


def export_iati(order: Order, folder: Path) -> list[Made]:
    """IATI 2.03 activities of what was signed, and a list of what could not be told and why."""
    told = iati.activities(_public(order), publisher=order.publisher, at=order.at)
    with whole_file(folder / "activities.xml") as part:
        part.write_bytes(told.xml)
    left = [{"reference": reference, "reason": reason} for reference, reason in told.left_out]
    return [
        Made(folder / "activities.xml", told.count),
        _save_csv(folder / "left_out.csv", ("reference", "reason"), left),
    ]


FORMATS: Mapping[str, Callable[[Order, Path], list[Made]]] = {
    "csv": export_csv,
    "datapackage": export_datapackage,
    "iati": export_iati,
}


def _public(order: Order) -> AgreementQuerySet:
    public = Agreement.objects.public()
    return public.of_places_in(order.place) if order.place else public


def _save_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Made:
    count = 0
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return Made(path, count)


def _save_table(table: Table, public: AgreementQuerySet, folder: Path) -> Made:
    names = [column.name for column in table.columns]
    return _save_csv(folder / f"{table.name}.csv", names, rows_of(table, public))
