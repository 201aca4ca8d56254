"""The journey of a village's plan in a real browser: drafted, read, changed, kept from the meeting with a reason."""

import pytest

from tests.builders import JEMBER, SUCO

pytestmark = pytest.mark.journey
PLAN = f"/rencana/{SUCO}/2027/"


def drafted(operator) -> None:
    """The operator's newest plan; phone and desk share one district, so it may be there already."""
    operator.opens("/rencana/")
    if operator.sees("Belum ada rencana"):
        operator.page.get_by_role("button", name="Susun rencana").click()
        operator.looks()


def opens_line(operator, name: str) -> None:
    """Open a line from the table of activities; the list of open points leads to its form instead."""
    operator.page.locator("table.rkpdes").get_by_role("link", name=name, exact=True).click()
    operator.looks()


def test_the_operator_drafts_reads_and_changes_the_plan_of_the_village(visit):
    operator = visit("operator")
    drafted(operator)
    assert operator.sees("Pohon masalah") and operator.sees("Giliran: Operator desa.")
    assert operator.page.get_by_text("Bawa ke musyawarah desa").get_attribute("aria-disabled") == "true"

    opens_line(operator, "Pendampingan anak bekerja: jadwal belajar lentur dan rujukan pekerja anak")
    assert operator.sees("Mengapa baris ini ada") and operator.sees("Nama disingkat.")
    operator.follows("Ubah baris")
    operator.page.get_by_label("Harga satuan (Rp)").fill("banyak")
    operator.page.get_by_role("button", name="Simpan").click()
    operator.page.wait_for_selector(".field.wrong")
    # The browser tells of the refusal (400); the page itself has to be whole.
    operator.complaints.clear()
    operator.looks()
    assert operator.sees("Tulis jumlah dalam rupiah bulat")

    amount = "175.000" if operator.page.viewport_size["width"] < 500 else "180.000"
    operator.page.get_by_label("Harga satuan (Rp)").fill(f"Rp{amount}")
    operator.page.get_by_role("button", name="Simpan").click()
    operator.looks()
    assert operator.sees("Baris tersimpan.") and operator.sees(f"Rp{amount}")

    operator.opens(PLAN)
    assert operator.sees("diubah desa")


def test_a_line_is_struck_out_with_a_reason_and_taken_back(visit):
    operator = visit("operator")
    drafted(operator)
    opens_line(operator, "Sosialisasi Gerakan Kembali Bersekolah dan rembuk warga")

    operator.page.get_by_text("Coret baris ini").click()
    operator.page.get_by_label("Alasan").fill("Sudah dibiayai karang taruna")
    operator.page.get_by_role("button", name="Coret", exact=True).click()
    operator.looks()

    assert operator.sees("Sudah dibiayai karang taruna")
    operator.page.get_by_role("button", name="Pulihkan").click()
    operator.looks()
    assert operator.sees("Baris kembali ada dalam rencana.")


def test_the_plan_is_downloaded_under_a_clean_name(visit):
    operator = visit("operator")
    drafted(operator)

    with operator.page.expect_download() as download:
        operator.page.get_by_role("link", name="Salinan kerja, PDF").click()

    assert download.value.suggested_filename == f"RADes-{SUCO}-2027-kerja.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_the_analyst_opens_the_sum_its_lines_and_the_costs(visit):
    drafted(visit("operator"))
    analyst = visit("analis")
    analyst.opens(f"/rencana/wilayah/{JEMBER}/")

    analyst.follows("Dana Desa")
    assert analyst.sees("Suco")
    analyst.opens(f"/rencana/acuan/{JEMBER}/")
    analyst.follows("Tetapkan: Bantuan transportasi per bulan")

    assert analyst.page.get_by_label("Harga satuan (Rp)").input_value() == "300.000"


def test_who_may_see_no_plan_finds_nothing(visit):
    for username in ("mitra", "luar"):
        visitor = visit(username)

        for path in ("/rencana/", PLAN, f"/rencana/wilayah/{JEMBER}/"):
            visitor.opens(path, status=404)
