"""Story: nothing in an address or a form breaks a page; a NUL character, which PostgreSQL cannot keep, is refused."""

import pytest

from tests.cooperation import cast
from tests.hostility import secret_agreement

LISTS = (
    "/kerja-sama/", "/kerja-sama/alur/", "/kerja-sama/tenggat/", "/kerja-sama/tenggat/daftar/", "/kerja-sama/aturan/",
    "/kerja-sama/kepatuhan/", "/kerja-sama/unduh.csv", "/mitra/", "/mitra/seleksi/", "/kotak-masuk/", "/register/",
    "/register/data.csv", "/api/v1/agreements",
)  # fmt: skip
PARAMETERS = (
    "after", "bidang", "bulan", "dengan", "dibaca", "hubungan", "jawaban", "jenis", "kantor", "keadaan", "limit",
    "mitra", "mulai", "nama", "negara", "prakarsa", "q", "risiko", "tahap", "tahun", "tanda", "tanggal", "wilayah",
)  # fmt: skip
HOSTILE = (
    "9" * 25,
    "-1",
    "²",
    "٣",
    "9999-12",
    "0000-00",
    "9999-12-31",
    "|",
    "2026-01-01|9" + "9" * 20,
    "{}",
    "1e400",
)


@pytest.fixture
def officer(db, client):
    people = cast()
    secret_agreement(people)
    client.force_login(people.officer)
    return people.officer


@pytest.mark.parametrize("address", LISTS)
def test_no_parameter_breaks_a_list(client, officer, address):
    answers = [client.get(address, dict.fromkeys(PARAMETERS, value)).status_code for value in HOSTILE]

    assert [status for status in answers if status not in (200, 400, 404)] == []


@pytest.mark.parametrize(
    "address", ["/kerja-sama/?q=%00", "/kerja-sama/%00/", "/register/a%00b/", "/api/v1/agreements?q=%00"]
)
def test_a_nul_character_in_an_address_is_refused(client, officer, address):
    assert client.get(address).status_code == 400


def test_a_nul_character_in_a_remark_is_refused(client, officer):
    address = "/kotak-masuk/catatan/tentang/agreements.agreement/1/"

    assert client.post(address, {"text": "a\x00b", "field": ""}).status_code == 400
