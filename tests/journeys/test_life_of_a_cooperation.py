"""Journeys with cooperations that stand already: a waived stage, a conflict, a lapse, the public, a plain browser."""

import csv
import io
from datetime import date, timedelta

import pytest

from tests.journeys.cooperations import AMENDED, LAPSED, NEW, WAITING
from tests.journeys.offices import Officer, today

pytestmark = pytest.mark.journey


def test_a_waived_stage_is_asked_about_and_answered_by_the_supervisor(enter):
    desk, ministry = Officer(enter("desk")), Officer(enter("kemendagri"))
    reference = found(desk, WAITING)
    desk.adds(reference, "waiver_document")

    desk.opens(f"{reference}/tahap/DPRD/kesampingkan/")
    desk.looks()
    desk.fills(
        legal_basis="Dokumen program pusat; pasal belum ditemukan.", document="1", officer="Sekretaris Daerah"
    )
    ministry.opens("kepatuhan/")
    ministry.looks()
    assert reference in ministry.page.inner_text("main")
    question = ministry.page.locator(f"article:has(a[href*='{reference}']) a[href*='/kepatuhan/']")
    ministry.goes_to(question)
    ministry.looks()
    ministry.fills(verdict="object", text="Mintalah dahulu pendapat DPRD.")

    desk.opens(f"{reference}/")
    assert "Mintalah dahulu pendapat DPRD." in desk.page.locator("#DPRD .waiver").inner_text()
    assert desk.page.locator("#DPRD.waived").count() == 1
    desk.looks()
    desk.page.goto(f"{desk.visitor.address}/kotak-masuk/")
    assert reference in desk.page.inner_text("main")


def test_an_amendment_that_conflicts_is_decided_field_by_field(enter):
    desk = Officer(enter("desk"))
    reference = found(desk, AMENDED)
    desk.opens(f"{reference}/perubahan/")
    desk.looks()
    desk.opens(f"{reference}/perubahan/2/")
    assert desk.page.locator(".note.warn[role=status]").count() == 1
    desk.looks()

    desk.opens(f"{reference}/perubahan/2/sepakat/")
    desk.fills(on=today(), paper="1")
    desk.opens(f"{reference}/perubahan/2/gabung/")
    desk.looks()
    assert desk.page.locator("fieldset.decide").count() == 2
    desk.fills(
        side_0="theirs", because_0="Kedua pihak memilih yang baru.", side_1="ours", because_1="Tujuan tetap."
    )

    desk.looks()
    desk.opens(f"{reference}/")
    said = desk.page.inner_text("main")
    assert ("Two towns" in said, "Pertukaran guru dan siswa." in said) == (
        True,
        "Pertukaran guru." not in said,
    )


def test_a_lapsed_cooperation_is_found_and_revived(enter):
    desk = Officer(enter("desk"))
    desk.opens("?tanda=lapsed")
    desk.looks()
    assert LAPSED in desk.page.inner_text("main") or desk.page.locator("tbody tr").count() == 1
    reference = found(desk, LAPSED)
    desk.adds(reference, "extension_document")

    desk.opens(f"{reference}/jangka-waktu/")
    desk.looks()
    until = (date.fromisoformat(today()) + timedelta(days=1000)).isoformat()
    desk.opens(f"{reference}/jangka-waktu/hidupkan/")
    desk.looks()
    desk.fills(on=today(), until=until, reason="Disepakati tertulis.", paper="1")

    desk.looks()
    desk.opens("?tanda=lapsed")
    assert reference not in desk.page.inner_text("main")


def test_anybody_searches_the_public_register_and_takes_it_away(enter):
    reader = Officer(enter(""))
    address = reader.visitor.address
    reader.page.goto(f"{address}/register/")
    reader.looks()
    reader.page.fill("#q", "Seattle")
    reader.sends(reader.page.locator("form[role=search]"))
    reader.goes_to(reader.page.locator("tbody a.row-link"))
    reader.looks()
    reader.page.goto(f"{address}/register/peta/")
    reader.looks()
    country = reader.page.locator("main table a").first
    reader.goes_to(country)
    assert reader.page.locator("tbody a.row-link").count() >= 1

    answer = reader.page.request.get(f"{address}/register/data.csv")

    rows = list(csv.DictReader(io.StringIO(answer.text().removeprefix("\ufeff"))))
    assert answer.ok and len(rows) >= 3
    assert AMENDED not in answer.text()
    for hidden in ("/kerja-sama/", "/mitra/"):
        reader.page.goto(f"{address}{hidden}")
        assert "/akun/login/" in reader.page.url


def test_a_desk_without_javascript_adds_a_document_and_closes_a_stage(enter):
    desk = Officer(enter("desk", javascript=False))
    reference = found(desk, NEW)
    desk.opens(f"{reference}/tahap/PRAKARSA/")
    upload = desk.page.locator("details:has(form [name=type][value=initiative_letter])")
    upload.locator("summary").click()

    desk.uploads("initiative_letter")
    desk.ticks_everything()
    desk.closes(reference, "PRAKARSA", "recorded")

    desk.opens(f"{reference}/")
    assert desk.page.locator("#PRAKARSA.done").count() == 1
    assert desk.page.locator("#PENJAJAKAN.current").count() == 1


def found(officer, title):
    """Search the cooperations for a title; the reference of the one that is found."""
    officer.opens(f"?q={title.replace(' ', '+')}")
    link = officer.page.locator("tbody a.row-link")
    assert link.count() == 1, officer.page.inner_text("main")
    return str(link.get_attribute("href")).strip("/").rsplit("/", 1)[-1]
