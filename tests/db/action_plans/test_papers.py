"""The papers of a plan, reopened: what an office copy says and what a public one keeps to itself."""

import re
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest

from jembatan.action_plans import actions
from jembatan.action_plans.exchange.book import rades_book
from jembatan.action_plans.exchange.files import FORMATS, file_name, save_rades
from jembatan.action_plans.exchange.printing import Copy, Paper
from jembatan.action_plans.queries.children import names_behind
from jembatan.action_plans.queries.plans import plan_page
from jembatan.documents.engine.parts import plain_parts
from jembatan.ledger.machine import machine_account
from jembatan.site.command_line import main
from tests.builders import SUCO
from tests.db.action_plans.conftest import reconcile

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def paper_of(plan, viewer, copy=Copy.OFFICE, *, names=False) -> Paper:
    listed = tuple(names_behind(viewer, plan, on_paper=True)) if names else ()
    return Paper(plan_page(viewer, plan, on_paper=True), copy, DAY, listed)


def words_of(paper) -> str:
    return str(plain_parts(rades_book(paper)))


@pytest.mark.parametrize("copy", list(Copy))
@pytest.mark.parametrize("kind", FORMATS)
def test_every_copy_is_written_in_every_format(plan, operator, tmp_path, copy, kind):
    paper = paper_of(plan, operator, copy, names=copy == Copy.OFFICE)
    path = tmp_path / file_name(paper, kind)

    save_rades(paper, kind, path)

    assert path.name == f"RADes-{SUCO}-2027-{copy}.{kind}"
    assert path.stat().st_size > 5_000


def test_the_word_file_has_the_chapters_and_the_matrix_in_rkpdes_columns(plan, operator, tmp_path):
    save_rades(paper_of(plan, operator), "docx", tmp_path / "plan.docx")

    letter = docx.Document(str(tmp_path / "plan.docx"))
    chapters = [line.text for line in letter.paragraphs if line.style.name == "Heading 1"]
    assert [text.split()[1] for text in chapters[:7]] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    matrix = next(
        table for table in letter.tables if table.rows[1].cells[1].text == "Bidang / jenis kegiatan"
    )
    assert [cell.text for cell in matrix.rows[1].cells] == [
        *("No", "Bidang / jenis kegiatan", "Lokasi", "Volume", "Sasaran / manfaat", "Waktu pelaksanaan"),
        *("Jumlah (Rp)", "Sumber", "Swa-kelola", "Antar-desa", "Pihak ketiga", "Rencana pelaksana"),
    ]


def test_the_workbooks_total_is_the_plans_total(plan, operator, tmp_path):
    paper = paper_of(plan, operator)
    save_rades(paper, "xlsx", tmp_path / "plan.xlsx")

    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)

    matrix, origin = book["Matriks RADes"], book["Dasar usulan"]
    total = next(row for row in matrix.iter_rows() if row[0].value == "JUMLAH SELURUH KEGIATAN")[6].value
    assert Decimal(total) == paper.page.sums.total
    assert next(row for row in origin.iter_rows() if row[0].value == "JUMLAH")[6].value == total
    assert book.sheetnames == ["Matriks RADes", "Dasar usulan", "Rekap anak", "Sasaran"]


def test_example_costs_are_marked_and_never_called_official(plan, operator):
    words = words_of(paper_of(plan, operator))

    assert "6.000.000*" in words
    assert "Harga satuan contoh, bukan standar resmi" in words
    assert "contoh, wajib diganti" in words


def test_a_public_copy_shows_no_small_number_no_name_and_no_origin(plan, operator):
    paper = paper_of(plan, operator, Copy.PUBLIC)

    words = words_of(paper)

    assert "LAMPIRAN" not in words and "Budi" not in words
    assert not re.search(r"'[1-4] anak", words)
    assert not re.search(r"\([1-4] anak\)", words)
    assert "<5 anak" in words


def test_a_public_copy_of_costs_cannot_be_subtracted_back(plan, operator):
    paper = paper_of(plan, operator, Copy.PUBLIC)

    assert len(paper.hidden) >= 2
    for field in paper.hidden_fields:
        assert paper.subtotal(field) == "…"
    hidden = [paper.page.rows[at] for at in paper.hidden]
    assert all(paper.cost(row) == "…" for row in hidden)


def test_no_paper_names_a_sensitive_cause(plan):
    everything_allowed = machine_account()

    for copy in Copy:
        words = words_of(paper_of(plan, everything_allowed, copy, names=copy == Copy.OFFICE))
        assert "kekerasan" not in words.lower()
        assert "c6-special" not in words


def test_a_draft_says_so_on_every_page_and_a_legalised_plan_does_not(plan, operator, head):
    assert rades_book(paper_of(plan, operator)).watermark == "RANCANGAN"
    for kept in plan.activities.exclude(kind=""):
        actions.edit_activity(
            plan, activity=kept.pk, values={"unit_cost": "7000"}, version=plan.version, by=operator
        )
    actions.hand_to_musdes(plan, by=operator)
    actions.legalise(plan, number="141/7/2026", on=date(2026, 12, 1), by=head)

    book = rades_book(paper_of(plan, operator))

    assert book.watermark == ""
    assert "Suco, 1 Desember 2026" in str(plain_parts(book))


def test_a_village_without_children_gets_an_honest_empty_paper(operator, tmp_path):
    reconcile({"status": "in_school", "out_of_school": False})
    plan = actions.draft(year=2027, at=SUCO, by=operator)
    paper = paper_of(plan, operator)

    for kind in FORMATS:
        save_rades(paper, kind, tmp_path / f"plan.{kind}")

    assert "tidak ditemukan anak tidak sekolah" in words_of(paper)


def test_the_command_drafts_when_there_is_no_plan_and_writes_three_files(tmp_path, capsys):
    reconcile({"causes": ["3"]})

    assert main(["plan", SUCO, "--out", str(tmp_path), "--year", "2027"]) == 0

    assert [line.rpartition(".")[2] for line in capsys.readouterr().out.split()] == list(FORMATS)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([SUCO, "--as", "outsider"], "no plan of 35.09.23.2005"),
        ([SUCO, "--as", "nobody"], "no account 'nobody'"),
        (["35.09", "--year", "2027"], "not a village"),
    ],
)
def test_the_command_refuses_in_one_sentence_and_writes_nothing(
    plan, outsider, tmp_path, capsys, words, complaint
):
    assert main(["plan", *words, "--out", str(tmp_path / "out")]) == 1

    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
