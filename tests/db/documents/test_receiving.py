"""Files people hand over are checked, kept once, and swept when nobody needs them."""

import io
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from jembatan.documents.engine.file_kinds import FileKind, FileUnknown
from jembatan.documents.originals import (
    checksum,
    forget_original,
    keep_original,
    needed_originals,
    open_original,
    sweep,
)
from jembatan.documents.receiving import (
    FileEmpty,
    FileTooLarge,
    clean_name,
    read_upload,
    receive,
    receive_and_keep,
)
from jembatan.rosters.models import Batch
from tests.builders import SUCO, person, place
from tests.engine.documents.test_file_kinds import PDF

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def test_a_file_that_may_come_in_is_described():
    received = receive("C:\\Surat\\naskah.pdf", PDF)

    assert (received.name, received.media_type, received.size, received.pages, received.kind) == (
        "naskah.pdf",
        "application/pdf",
        len(PDF),
        2,
        FileKind.PDF,
    )
    assert received.sha256 == checksum(PDF)


def test_checking_alone_keeps_nothing(own_files):
    receive("naskah.pdf", PDF)

    assert list(own_files.rglob("*.sealed")) == []


def test_a_kept_file_is_found_by_its_checksum():
    received = receive_and_keep("naskah.pdf", PDF)

    assert open_original(received.sha256) == PDF


def test_an_empty_file_is_refused():
    with pytest.raises(FileEmpty):
        receive("naskah.pdf", b"")


def test_a_file_over_the_limit_is_refused_before_anything_is_read_of_it():
    with pytest.raises(FileTooLarge) as refusal:
        receive("naskah.pdf", PDF + b" " * 2_000_000, most=1024 * 1024)

    assert "larger than 1 MB" in str(refusal.value)


def test_a_kind_that_is_not_wanted_here_is_refused():
    with pytest.raises(FileUnknown) as refusal:
        receive("naskah.pdf", PDF, kinds=frozenset({FileKind.PNG, FileKind.JPEG}))

    assert refusal.value.detail["accepted"] == "JPEG, PNG"


def test_an_upload_is_read_no_further_than_it_may_be_long():
    upload = io.BytesIO(b"x" * 100)

    assert len(read_upload(upload, most=10)) == 11


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\x00b\n.pdf", "a b .pdf"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_lose_folders_and_what_cannot_be_shown(name, clean):
    assert clean_name(name) == clean


def age(sha256, days):
    """Make a kept original look as old as it would be after `days`."""
    (path,) = Path(settings.MEDIA_ROOT).rglob(f"{sha256}.sealed")
    moment = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def needed():
    """An original that a batch names, kept long ago."""
    sha256 = keep_original(b"needed")
    Batch.objects.create(
        profile="opensid",
        kind="people",
        file_name="penduduk.xlsx",
        sha256=sha256,
        size=6,
        place=place(SUCO),
        cut_off=date(2026, 10, 1),
        rows_read=0,
        rows_kept=0,
        rows_refused=0,
        staged_by=person("operator", "village_operator", at=SUCO),
        staged_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    age(sha256, 30)
    return sha256


@pytest.mark.django_db
def test_an_original_that_no_table_names_is_swept(needed):
    orphan, fresh = keep_original(b"cut off"), keep_original(b"being recorded now")
    age(orphan, 2)

    assert sweep(before=YESTERDAY) == (orphan,)
    assert open_original(needed) == b"needed"
    assert open_original(fresh) == b"being recorded now"
    assert sweep(before=YESTERDAY) == ()


@pytest.mark.django_db
def test_halves_of_a_write_that_was_cut_off_are_swept(needed, own_files):
    half = own_files / "originals" / "aa" / f".{'aa' * 32}.sealed.x1y2z3.sealed"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"half")
    os.utime(half, (0, 0))

    assert sweep(before=YESTERDAY) == ()
    assert not half.exists()


@pytest.mark.django_db
def test_keeping_an_old_orphan_again_saves_it_from_the_sweep():
    sha256 = keep_original(b"again")
    age(sha256, 2)

    keep_original(b"again")

    assert sweep(before=YESTERDAY) == ()


@pytest.mark.django_db
def test_what_another_table_needs_is_told_apart(needed):
    assert needed_originals([needed, "0" * 64]) == {needed}
    assert needed_originals([needed], besides=Batch) == set()


def test_a_forgotten_original_is_gone_once_and_for_all():
    sha256 = keep_original(b"gone")

    forget_original(sha256)
    forget_original(sha256)

    assert sha256 not in {path.stem for path in Path(settings.MEDIA_ROOT).rglob("*.sealed")}
