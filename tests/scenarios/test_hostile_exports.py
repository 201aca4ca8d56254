"""Story: what people type never runs as a formula in a file that an office takes away."""

import csv
import io

import openpyxl
import pytest

from tests.cooperation import cast, started
from tests.hostility import secret_agreement
from tests.living import put

FORMULA = "=HYPERLINK(1)"
ARMED = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def officer(db, client):
    people = cast()
    made = secret_agreement(people, word=FORMULA)
    made.counterpart.official_name = f"{FORMULA} kota"
    made.counterpart.save()
    put(made, title_en=f"@{FORMULA}")
    started(people, title=f"{FORMULA} di jalan", partner=made.counterpart)
    client.force_login(people.officer)
    return made


def cells_of(client, address):
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    if not content.startswith(b"PK"):
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = [row for sheet in book for row in sheet.iter_rows()]
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    return [str(cell.value) for row in rows for cell in row if cell.value and FORMULA in str(cell.value)]


@pytest.mark.parametrize(
    "address",
    ["/kerja-sama/unduh.csv", "/kerja-sama/alur/unduh.csv", "/kerja-sama/tenggat/unduh.csv", "/mitra/unduh/"],
)
def test_no_cell_of_a_csv_begins_as_a_formula(client, officer, address):
    cells = cells_of(client, address)

    assert any(FORMULA in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(ARMED) and not cell.lstrip("-").isdigit()] == []


@pytest.mark.parametrize("address", ["/kerja-sama/unduh.xlsx", "/kerja-sama/{}/kegiatan/unduh/rencana/"])
def test_no_cell_of_a_workbook_is_a_formula(client, officer, address):
    assert any(FORMULA in cell for cell in cells_of(client, address.format(officer.reference)))
