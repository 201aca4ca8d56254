"""Every kind of bad file gets one clear sentence and is not read."""

import json
import zipfile
from io import BytesIO

import openpyxl
import pytest

from jembatan.rosters.engine import files
from jembatan.rosters.engine.compound import is_sound
from jembatan.rosters.engine.reading import read_file, sniff
from tests.engine.rosters.builders import SAMPLES, read_sample

WORKBOOK = (SAMPLES / "dapodik_daftar_pd.xlsx").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def _archive(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def _named(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


BAD = {
    "nothing": (b"", "rosters.empty_file"),
    "blanks": (b" \r\n\r\n\t", "rosters.empty_file"),
    "empty archive": (b"PK\x05\x06" + b"\x00" * 18, "rosters.empty_file"),
    "pdf": (b"%PDF-1.7 rest", "rosters.wrong_kind"),
    "picture": (b"\x89PNG\r\n\x1a\n rest", "rosters.wrong_kind"),
    "photograph": (b"\xff\xd8\xff\xe0 rest", "rosters.wrong_kind"),
    "rar": (b"Rar!\x1a\x07\x00 rest", "rosters.wrong_kind"),
    "word": (_archive(word__document_xml=b"x"), "rosters.no_workbook_in_archive"),
    "old word": (_named("WordDocument"), "rosters.wrong_kind"),
    "password": (_named("EncryptedPackage"), "rosters.password_protected"),
    "web page": (b"<html><body><table><tr><td>Nama</td></tr></table>", "rosters.html_as_workbook"),
    "web page with declaration": (
        b'<?xml version="1.0"?>\n<html xmlns="x"><body/></html>',
        "rosters.html_as_workbook",
    ),
    "mail page": (b"MIME-Version: 1.0\r\nContent-Type: multipart", "rosters.html_as_workbook"),
    "unknown bytes": (bytes(range(256)) * 4, "rosters.wrong_kind"),
    "half a workbook": (WORKBOOK[: len(WORKBOOK) // 2], "rosters.truncated"),
    "broken json": (b'{"rows": [', "rosters.truncated"),
    "json number list": (b"[1, 2, 3]", "rosters.unknown_structure"),
    "empty json list": (b"[]", "rosters.empty_file"),
    "broken xml": (b"<data><nama>", "rosters.truncated"),
    "no headings": (b"apa,saja,ini\n1,2,3\n", "rosters.header_not_found"),
    "headings only": (
        b"nama,nik,pendidikan_sedang_id,pendidikan_kk_id,kk_level,status_dasar\n",
        "rosters.no_rows",
    ),
    "prose": (b"Dengan hormat, terlampir data anak.\n", "rosters.header_not_found"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_one_sentence_that_names_it(tmp_path, kind):
    content, code = BAD[kind]
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)

    with pytest.raises(files.BadFile) as refusal:
        read_file(path)

    assert refusal.value.code == code
    assert str(refusal.value).startswith("data.xlsx")
    assert "\n" not in str(refusal.value)


def test_a_word_document_with_the_name_of_a_workbook_is_recognised(tmp_path):
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(files.WrongKind, match="a Word document"):
        sniff(path)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)

    with pytest.raises(files.TooLarge, match="300 MB"):
        read_file(path)


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path):
    path = tmp_path / "penduduk.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("penduduk.xlsx", b"\x00" * (30 * 1024 * 1024))

    with pytest.raises(files.ZipBomb):
        read_file(path)


@pytest.mark.parametrize(
    "name", ["../penduduk.xlsx", "/etc/penduduk.xlsx", "C:\\penduduk.xlsx", "a/../../b.xlsx"]
)
def test_an_archive_that_points_outside_itself_is_refused(tmp_path, name):
    path = tmp_path / "penduduk.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, WORKBOOK)

    with pytest.raises(files.UnsafeArchive):
        read_file(path)


def test_an_archive_of_several_workbooks_is_refused(tmp_path):
    path = tmp_path / "penduduk.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xlsx", WORKBOOK)
        archive.writestr("b.xlsx", WORKBOOK)

    with pytest.raises(files.NoWorkbookInArchive):
        read_file(path)


def test_a_macro_workbook_is_read_without_its_macros(tmp_path):
    path = tmp_path / "data.xlsm"
    path.write_bytes(WORKBOOK)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")

    reading = read_file(path)

    assert reading.rows_read == 20
    assert "macros in the workbook were not run" in reading.context["notes"]


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ({"success": False, "message": "Parameter NPSN harap diisi"}, "Add ?npsn="),
        ({"success": False, "message": "Sekolah tidak ditemukan"}, "Check the NPSN"),
        ({"success": False, "message": "Semester tidak ditemukan"}, "semester_id"),
        ({"success": False, "message": "IP Address 10.0.0.1 berbeda"}, "address of this computer"),
        ({"success": False, "message": "Data Peserta Didik tidak ditemukan"}, "no pupils"),
        ({"http_code": 403, "message": "Aplikasi tidak terdaftar"}, "Register this application"),
    ],
)
def test_a_refusal_of_the_web_service_sent_with_200_becomes_advice(tmp_path, body, part):
    path = tmp_path / "tarikan.json"
    path.write_text(json.dumps(body), encoding="utf-8")

    with pytest.raises(files.BadFile) as refusal:
        read_file(path)

    assert refusal.value.code == "rosters.web_service_refused"
    assert part in str(refusal.value)


def test_the_plain_text_refusal_of_the_web_service_becomes_advice():
    with pytest.raises(files.BadFile, match="Authorization: Bearer"):
        read_sample("dapodik_webservice_no_bearer.txt")


def test_a_list_of_accounts_with_passwords_is_never_read(tmp_path):
    path = tmp_path / "pengguna.json"
    secret = "$2y$10$abcdefghijk"
    path.write_text(
        json.dumps({"results": 1, "rows": [{"username": "a", "password": secret}]}), encoding="utf-8"
    )

    with pytest.raises(files.BadFile) as refusal:
        read_file(path)

    assert refusal.value.code == "rosters.holds_passwords"
    assert secret not in str(refusal.value)


@pytest.mark.parametrize("name", ["getSekolah", "getRombonganBelajar"])
def test_another_answer_of_the_web_service_names_its_method(name):
    with pytest.raises(files.BadFile, match=name):
        read_sample(f"dapodik_webservice_{name}.json")


def test_a_pull_that_lost_rows_is_refused(tmp_path):
    pull = json.loads((SAMPLES / "dapodik_webservice_getPesertaDidik.json").read_text(encoding="utf-8"))
    pull["rows"] = pull["rows"][:4]
    path = tmp_path / "tarikan.json"
    path.write_text(json.dumps(pull), encoding="utf-8")

    with pytest.raises(files.Truncated, match="7 rows promised, 4 there"):
        read_file(path)


@pytest.mark.parametrize(
    ("choice", "value"),
    [("village", "3509122002"), ("village", "35.09"), ("npsn", "123"), ("profile", "excel")],
)
def test_a_wrong_choice_is_refused(choice, value):
    with pytest.raises(files.BadFile, match=value):
        read_file(SAMPLES / "emis.xlsx", **{choice: value})


def test_the_wrong_layout_chosen_by_hand_is_refused():
    with pytest.raises(files.BadFile) as refusal:
        read_file(SAMPLES / "emis.xlsx", profile="verval")

    assert refusal.value.code == "rosters.header_not_found"


def test_key_cells_that_are_formulas_without_a_result_refuse_their_row(tmp_path):
    path = tmp_path / "rumus.xlsx"
    book = openpyxl.load_workbook(SAMPLES / "dapodik_daftar_pd.xlsx")
    book.active["H8"] = "=H7+1"
    book.active["C9"] = "=1+1"
    book.save(path)

    reading = read_file(path)

    refused = reading.refusals.row(0, named=True)
    assert (refused["row"], refused["column"], refused["value_kind"]) == (8, "NIK", "formula")
    assert refused["reason_code"] == "formula_without_value"
    assert (reading.records.height, reading.refusals.height) == (19, 1)


def test_a_document_type_that_expands_itself_is_refused(tmp_path):
    path = tmp_path / "kiriman.xml"
    path.write_bytes(b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><data><nama>&a;</nama></data>')

    with pytest.raises(files.Truncated):
        read_file(path)


def test_a_sheet_with_a_stray_cell_at_its_far_corner_is_refused_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "data.xlsx"
    book = openpyxl.load_workbook(SAMPLES / "emis.xlsx")
    book.active["XFD1048576"] = "x"
    book.save(path)

    with pytest.raises(files.BadFile) as refusal:
        read_file(path)

    assert refusal.value.code == "rosters.too_many_cells"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_an_old_workbook_that_was_cut_off_is_refused_before_its_chains_are_followed(tmp_path, cut):
    content = (SAMPLES / "siak_37kolom.xls").read_bytes()
    path = tmp_path / "data.xls"
    path.write_bytes(content[: int(len(content) * cut)])

    with pytest.raises(files.BadFile) as refusal:
        read_file(path)

    assert refusal.value.code in ("rosters.truncated", "rosters.wrong_kind")


def test_a_chain_that_runs_in_a_circle_is_found():
    content = bytearray((SAMPLES / "siak_37kolom.xls").read_bytes())
    table = int.from_bytes(content[76:80], "little")
    first = 512 * (table + 1)

    assert is_sound(bytes(content))
    for sector in range(60):
        content[first + 4 * sector : first + 4 * sector + 4] = sector.to_bytes(4, "little")
    assert not is_sound(bytes(content))
