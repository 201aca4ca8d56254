"""Two villages, their operators, an analyst of the district, and people who may see nothing here."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jembatan.accounts.models import User
from jembatan.rosters import actions
from jembatan.rosters.engine.inspecting import Handover, Inspected, inspect
from jembatan.rosters.models import Batch
from tests.builders import JEMBER, LENGKONG, MUMBULSARI, SUCO, person, place
from tests.rosters_files import DAPODIK, opensid_workbook

TODAY = date(2026, 11, 1)
# A primary school of Mumbulsari, as the list of schools has it.
SD_SUCO = "20523296"


def looked_at(path: Path, **said: object) -> Inspected:
    return inspect(path, Handover(**said), today=TODAY)  # type: ignore[arg-type]


def staged(path: Path, by: User, **said: object) -> Batch:
    inspected = looked_at(path, **said)
    return actions.stage(inspected, at=inspected.place_code, by=by)


def committed(path: Path, by: User, **said: object) -> Batch:
    batch = staged(path, by, **said)
    actions.commit(batch, by=by)
    return batch


@pytest.fixture
def operator() -> User:
    return person("operator", "village_operator", at=SUCO)


@pytest.fixture
def neighbour() -> User:
    return person("neighbour", "village_operator", at=LENGKONG)


@pytest.fixture
def analyst() -> User:
    place(SUCO)
    place(MUMBULSARI)
    return person("analyst", "district_analyst", at=JEMBER)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Twelve children, two of them without a name, and nobody older than 24."""
    return opensid_workbook(tmp_path / "penduduk.xlsx", people=12, nameless=2)


@pytest.fixture
def bad_file(tmp_path: Path) -> Callable[[str], Path]:
    """A file with one thing wrong with it, by name."""
    return lambda kind: BAD_FILES[kind](tmp_path)


def _empty(folder: Path) -> Path:
    path = folder / "kosong.xlsx"
    path.write_bytes(b"")
    return path


def _pdf(folder: Path) -> Path:
    path = folder / "surat.xlsx"
    path.write_bytes(b"%PDF-1.7 surat")
    return path


def _web_page(folder: Path) -> Path:
    path = folder / "unduhan.xls"
    path.write_text("<html><body><table><tr><td>nama</td></tr></table></body></html>")
    return path


def _protected(folder: Path) -> Path:
    path = folder / "terkunci.xlsx"
    # An encrypted workbook is a compound file with a stream of this name.
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(1024)
    )
    return path


def _cut_off(folder: Path) -> Path:
    path = folder / "terpotong.xlsx"
    path.write_bytes(DAPODIK.read_bytes()[:4000])
    return path


def _bomb(folder: Path) -> Path:
    path = folder / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30 * 1024 * 1024))
    return path


def _outward(folder: Path) -> Path:
    path = folder / "keluar.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../keluar.xlsx", b"")
    return path


def _other_table(folder: Path) -> Path:
    path = folder / "belanja.csv"
    path.write_text("barang,harga\nkapur,2000\n")
    return path


def _no_rows(folder: Path) -> Path:
    return opensid_workbook(folder / "tanpa_baris.xlsx", people=0)


def _too_large(folder: Path) -> Path:
    path = folder / "besar.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    return path


BAD_FILES: dict[str, Callable[[Path], Path]] = {
    "empty": _empty,
    "pdf": _pdf,
    "web page": _web_page,
    "password": _protected,
    "cut off": _cut_off,
    "zip bomb": _bomb,
    "outside the archive": _outward,
    "another table": _other_table,
    "no rows": _no_rows,
    "too large": _too_large,
}
