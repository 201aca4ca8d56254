"""The journey of a file in a real browser: a wrong one is mended on the spot, a good one is added and taken back."""

import pytest

from tests.rosters_files import opensid_workbook

pytestmark = pytest.mark.journey


def test_the_operator_hands_a_file_over_mends_it_adds_it_and_takes_it_back(visit, tmp_path):
    letter = tmp_path / "surat.xlsx"
    letter.write_bytes(b"%PDF-1.7 surat")
    register = opensid_workbook(tmp_path / "penduduk.xlsx", people=40, nameless=3)
    operator = visit("operator")
    page = operator.page
    operator.opens("/impor/serah/")

    page.set_input_files("input[type=file]", letter)
    page.fill("input[name=cut_off]", "2026-07-01")
    page.click("form[data-upload] button.primary")
    page.wait_for_selector("#id_file_error")
    # The browser itself notes the status 400 of the refusal.
    operator.complaints.clear()
    operator.looks()
    assert operator.sees("surat.xlsx")
    assert page.input_value("input[name=cut_off]") == "2026-07-01"
    assert page.evaluate("document.querySelector('input[type=file]').files[0].name") == "surat.xlsx"

    page.set_input_files("input[type=file]", register)
    page.click("form[data-upload] button.primary")
    page.wait_for_url("**/impor/*/")
    page.wait_for_selector("h1:has-text('penduduk.xlsx')")
    operator.looks()
    assert not operator.sees("993509") and not operator.sees("CONTOH ANAK")

    with page.expect_download() as refused:
        page.click("a[href$='ditolak.xlsx']")
    assert refused.value.suggested_filename.startswith("ditolak-")

    page.click("form[action$='/tetapkan/'] button")
    page.wait_for_selector(".note.good")
    operator.looks()
    assert page.inner_text("table tbody tr:first-child td.number") == "37"

    page.click("details:has(form[action$='/tarik/']) > summary")
    page.click("form[action$='/tarik/'] button")
    page.wait_for_selector(".note.good")
    operator.looks()
    assert not page.locator("form[method=post][action*='/impor/']").count()
    operator.opens("/impor/")
    assert operator.sees("penduduk.xlsx") and not operator.sees("surat.xlsx")
