"""The register as CSV, JSON and a workbook, row by row: nothing is held that has been sent."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jembatan.agreements.exchange.public_columns import OFFICE, PUBLIC, record_of
from jembatan.agreements.models import Agreement
from jembatan.documents.engine.workbook import Column as SheetColumn
from jembatan.documents.engine.workbook import Line, Sheet, save_workbook
from jembatan.documents.rules.guarding import printable, unarmed

WIDTHS = {"title_id": 48, "title_en": 48, "reference": 20, "partner": 28, "fields": 32, "source_url": 40}
LINES_AT_ONCE = 100


class _Echo:
    """A file that gives back what is written: the csv module writes, the answer sends."""

    def write(self, line: str) -> str:
        return line


def csv_lines(agreements: Iterable[Agreement], *, for_people: bool = True) -> Iterator[str]:
    """The CSV in pieces of many lines.

    For people of an office: all columns of their list, with the mark that makes Excel read UTF-8, and without
    texts that run as a formula. For machines and everybody: the public columns and neither, so that what is read
    equals what was written.
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n" if for_people else "\n")
    columns = OFFICE if for_people else PUBLIC
    lines = [("\ufeff" if for_people else "") + writer.writerow([column.name for column in columns])]
    for agreement in agreements:
        lines.append(
            writer.writerow([_cell(value, for_people) for value in record_of(agreement, columns).values()])
        )
        if len(lines) == LINES_AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def json_pieces(agreements: Iterable[Agreement]) -> Iterator[str]:
    """A JSON list of records, in pieces."""
    before = "[\n"
    for agreement in agreements:
        yield before + json.dumps(record_of(agreement), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def save_workbook_of(agreements: Iterable[Agreement], path: Path, *, today: date) -> None:
    """The list as a workbook, with what every column means on a second sheet."""
    language = get_language() or "id"
    columns = [
        SheetColumn(
            column.title.in_language(language),
            kind="code" if column.name.endswith(("reference", "code")) else "text",
            width=WIDTHS.get(column.name, 16),
        )
        for column in OFFICE
    ]
    lines = (Line([value for value in record_of(agreement, OFFICE).values()]) for agreement in agreements)
    meanings = [
        Line([column.title.in_language(language), column.name, column.definition.in_language(language)])
        for column in OFFICE
    ]
    sheets = [
        Sheet(_("Cooperations"), columns, lines, titles=[_("Foreign cooperations of local governments")]),
        Sheet(
            _("Columns"),
            [
                SheetColumn(_("Column"), width=28),
                SheetColumn(_("Name in files"), width=20),
                SheetColumn(_("Meaning"), width=80),
            ],
            meanings,
        ),
    ]
    save_workbook(
        path, sheets, title=_("Foreign cooperations of local governments"), author="Jembatan", dated=today
    )


def _cell(value: str | int | None, for_people: bool) -> str:
    if value is None:
        return ""
    return unarmed(printable(str(value))) if for_people else str(value)
