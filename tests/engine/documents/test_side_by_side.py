"""Languages side by side: each cell tells its language, the names repeat, every page names its source."""

import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from jembatan.documents.engine.pdf import NoLetters, save_pdf
from jembatan.documents.engine.word import save_word
from jembatan.documents.rules import blocks as b
from tests.engine.documents.builders import ARMED, bilingual_book
from tests.engine.documents.pdfs import page_streams

JAPANESE = (b.Language("id", "Bahasa Indonesia"), b.Language("ja", "日本語"))


@pytest.fixture
def word(tmp_path):
    save_word(tmp_path / "text.docx", bilingual_book())
    return docx.Document(str(tmp_path / "text.docx"))


def marks(cell):
    """The language marks of every run of a cell: (latin, east asian, right-to-left)."""
    return {
        tuple(mark.get(qn(f"w:{side}")) for side in ("val", "eastAsia", "bidi"))
        for mark in cell._tc.iter(qn("w:lang"))
    }


def test_clause_stands_against_clause_in_word(word):
    table = word.tables[0]

    assert [cell.text for cell in table.rows[0].cells] == ["Bahasa Indonesia", "English", "العربية"]
    assert [cell.paragraphs[0].text for cell in table.rows[2].cells] == ["Pasal 2", "Article 2", "المادة 2"]
    assert table.rows[1].cells[1].paragraphs[2].text == f"(1) {ARMED}"


def test_the_names_of_the_languages_repeat_on_every_page_of_word(word):
    rows = word.tables[0]._tbl.tr_lst

    assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True, False, False, False]


def test_every_cell_of_word_tells_its_language(word):
    for row in word.tables[0].rows:
        indonesian, english, arabic = row.cells
        assert marks(indonesian) == {("id-ID", "id-ID", None)}
        assert marks(english) == {("en-GB", "en-GB", None)}
        assert marks(arabic) == {(None, None, "ar-SA")}


def test_a_language_from_right_to_left_runs_so_in_word(word):
    arabic, english = word.tables[0].rows[1].cells[2], word.tables[0].rows[1].cells[1]

    assert all(line._p.pPr.find(qn("w:bidi")) is not None for line in arabic.paragraphs)
    assert all(line._p.pPr.find(qn("w:bidi")) is None for line in english.paragraphs)


def test_an_east_asian_language_has_its_own_mark_in_word(tmp_path):
    save_word(tmp_path / "text.docx", bilingual_book(languages=JAPANESE))

    table = docx.Document(str(tmp_path / "text.docx")).tables[0]
    assert marks(table.rows[1].cells[1]) == {("en-GB", "ja-JP", None)}


def test_the_parts_of_a_paragraph_stand_in_the_order_that_word_demands(word):
    order = ["keepNext", "bidi", "spacing", "jc"]

    for line in word.tables[0].rows[1].cells[2].paragraphs:
        names = [child.tag.rpartition("}")[2] for child in line._p.pPr]
        assert names == [name for name in order if name in names]


def test_each_party_signs_at_its_own_place(word):
    places, people = word.tables[1].rows

    assert [cell.text for cell in places.cells] == ["Jember, 1 Mei 2027", "Melbourne, 3 May 2027"]
    assert [cell.text.splitlines()[0] for cell in people.cells] == ["Bupati", "Mayor"]


def test_a_common_place_stands_over_the_last_signatory(tmp_path):
    block = b.Signatures("Jember, 1 Mei 2027", (b.Signatory("Saksi"), b.Signatory("Bupati")))
    save_word(tmp_path / "text.docx", bilingual_book(sections=(b.Section((block,)),)))

    row = docx.Document(str(tmp_path / "text.docx")).tables[0].rows[0]
    assert [cell.text for cell in row.cells] == ["", "Jember, 1 Mei 2027"]


def test_word_names_version_and_checksum_on_every_page(word):
    assert [line.text for line in word.sections[0].footer.paragraphs][1:] == [
        "Versi 3 · SHA-256 " + "ab" * 32
    ]


def test_a_draft_in_two_languages_carries_its_watermark(tmp_path):
    save_word(tmp_path / "text.docx", bilingual_book())

    with zipfile.ZipFile(tmp_path / "text.docx") as archive:
        assert 'string="DRAFT"' in archive.read("word/header1.xml").decode()


def test_the_same_text_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        save_word(tmp_path / f"{name}.docx", bilingual_book())
        save_pdf(tmp_path / f"{name}.pdf", bilingual_book())

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_every_cell_of_the_pdf_tells_its_language(tmp_path):
    save_pdf(tmp_path / "text.pdf", bilingual_book(clauses=5))

    raw = (tmp_path / "text.pdf").read_bytes()
    assert raw.count(b"/Lang(en)") >= 5
    assert raw.count(b"/Lang(ar)") >= 5
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw


def test_the_languages_repeat_on_every_page_of_the_pdf(tmp_path):
    save_pdf(tmp_path / "text.pdf", bilingual_book(clauses=40, watermark=""))

    fill = re.compile(rb"0\.8509\d* 0\.8980\d* 0\.9254\d* (?:rg|scn|sc)")
    pages = page_streams((tmp_path / "text.pdf").read_bytes())
    assert len(pages) > 3
    assert [bool(fill.search(page)) for page in pages] == [True] * len(pages)


def test_the_pdf_refuses_letters_it_does_not_have(tmp_path):
    with pytest.raises(NoLetters) as refusal:
        save_pdf(tmp_path / "text.pdf", bilingual_book(languages=JAPANESE))

    assert refusal.value.detail == {"sign": "日"}
    assert "Word" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_letters_of_a_font_that_the_office_lays_down_do_not_hide_the_ones_inside(tmp_path):
    (tmp_path / "fonts").mkdir()

    save_pdf(tmp_path / "text.pdf", bilingual_book(), fonts=tmp_path / "fonts")

    assert (tmp_path / "text.pdf").stat().st_size > 1000
