"""The journeys through the pages of numbers and children, in a real browser, on a phone and at a desk."""

import gzip

import pytest

from tests.builders import JEMBER, LENGKONG, MUMBULSARI, SUCO
from tests.journeys.serving import CHILD_KEY

pytestmark = pytest.mark.journey
LIGHT = 60_000
CHILD = f"/anak/1/{CHILD_KEY}/"


def test_the_village_operator_goes_from_the_queue_to_the_child_and_its_why(visit):
    operator = visit("operator")
    assert operator.sees("Keluarga yang perlu dikunjungi di Desa Suco")

    operator.follows("Desa Suco")
    assert operator.page.inner_text("h1") == "Desa Suco"
    operator.opens(f"/wilayah/{SUCO}/anak/")
    assert operator.sees("Belum ada yang ditampilkan") and not operator.sees("Siti Contoh")

    operator.page.fill("input[name=nama]", "siti")
    operator.presses("Cari")
    operator.follows("Siti Contoh")
    operator.page.get_by_text("Pertanyaan yang diajukan, berurutan").click()
    operator.looks()

    assert operator.sees("Ya. Inilah yang menentukan status.")
    assert operator.sees("SITTI CONTOH") and operator.page.locator("td.differs").count() >= 1
    assert not operator.sees("990923")


def test_the_visit_list_prints_without_the_frame(visit):
    operator = visit("operator")
    operator.opens(f"/wilayah/{SUCO}/kunjungan/")
    assert operator.page.get_by_role("button", name="Cetak").is_visible()

    operator.page.emulate_media(media="print")

    assert operator.sees("Siti Contoh") and operator.sees("Mengetahui Kepala Desa:")
    assert not operator.page.locator(".masthead").is_visible()
    assert not operator.page.get_by_role("button", name="Cetak").is_visible()
    assert len(operator.page.pdf(format="A4")) > 1_000


def test_every_number_opens_its_definition_and_the_children_behind_it(visit):
    operator = visit("operator")
    operator.opens(f"/wilayah/{SUCO}/")

    operator.follows("Tentang angka ini: Putus sekolah")
    assert operator.sees("8 anak") and operator.sees("Pendataan desa")
    operator.follows("Buka anak di balik angka ini")

    assert operator.sees("8 anak ditemukan")


def test_the_analyst_walks_from_the_district_down_to_a_village(visit):
    analyst = visit("analis")
    analyst.opens(f"/wilayah/{JEMBER}/")
    assert analyst.sees("Sumber data bertentangan: 1") and analyst.sees("BPB + DO + LTM")

    analyst.follows("Mumbulsari")
    analyst.follows("Suco")

    assert analyst.page.inner_text("h1") == "Desa Suco"


def test_the_partner_reads_counts_and_finds_no_way_to_a_child(visit):
    partner = visit("mitra")
    partner.opens(f"/wilayah/{MUMBULSARI}/")

    assert partner.sees("Anda melihat angka, bukan anak.") and partner.sees("<5*")
    assert partner.page.locator("a[href*='/anak/']").count() == 0
    partner.opens(f"/wilayah/{SUCO}/anak/?status=ats", status=404)
    partner.opens(CHILD, status=404)


def test_the_outsider_is_told_whom_to_ask_and_sees_nothing_else(visit):
    outsider = visit("luar")
    assert outsider.sees("Anda belum mempunyai peran di wilayah mana pun")

    for path in (
        f"/wilayah/{SUCO}/",
        f"/wilayah/{JEMBER}/",
        f"/wilayah/{LENGKONG}/anak/",
        CHILD,
        "/impor/",
    ):
        outsider.opens(path, status=404)
        assert outsider.sees("Halaman ini tidak ada, atau bukan untuk Anda")


def test_the_page_changes_language_and_says_so(visit):
    operator = visit("operator")
    operator.opens(f"/wilayah/{SUCO}/")

    operator.presses("English")

    assert operator.page.get_attribute("html", "lang") == "en"
    assert operator.sees("Children out of school")


def test_the_keyboard_reaches_the_content_first(visit):
    operator = visit("operator")
    operator.opens(f"/wilayah/{SUCO}/")

    operator.page.keyboard.press("Tab")
    operator.page.keyboard.press("Enter")

    assert operator.page.evaluate("document.activeElement.id") == "content"


def test_the_heaviest_page_with_all_it_needs_is_light(visit):
    analyst = visit("analis")
    weights = {}
    analyst.page.on(
        "response", lambda answer: weights.update({answer.url: len(gzip.compress(answer.body()))})
    )

    analyst.page.goto(f"{analyst.address}/wilayah/{JEMBER}/", wait_until="networkidle")

    assert any(".css" in url for url in weights)
    assert sum(weights.values()) < LIGHT, weights
