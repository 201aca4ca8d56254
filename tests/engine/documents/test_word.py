"""Word files: real styles and tables, nothing in a text is ever run, the same book the same file."""

import zipfile

import docx
import jinja2
import pytest

from jembatan.documents.engine.word import fill_letter, save_word
from tests.engine.documents.builders import ARMED, book


def paper(tmp_path, **changes):
    path = tmp_path / "plan.docx"
    save_word(path, book(**changes))
    return docx.Document(str(path)), path


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_headings_and_texts_stand_as_given(tmp_path):
    letter, _ = paper(tmp_path)

    assert [line.text for line in letter.paragraphs if line.style.name == "Heading 1"] == ["BAB I"]
    assert ARMED in [line.text for line in letter.paragraphs]


def test_the_same_book_gives_the_same_bytes(tmp_path):
    save_word(tmp_path / "one.docx", book())
    save_word(tmp_path / "two.docx", book())

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_table_repeats_its_headings_and_joins_its_group(tmp_path):
    letter, path = paper(tmp_path)

    matrix = next(table for table in letter.tables if table.rows[0].cells[0].text == "No")

    assert [cell.text for cell in matrix.rows[0].cells] == ["No", "Kegiatan", "Biaya", "Biaya"]
    assert [cell.text for cell in matrix.rows[1].cells] == ["No", "Kegiatan", "Jumlah (Rp)", "Sumber"]
    assert part(path, "word/document.xml").count("w:tblHeader") == 2
    assert matrix.rows[2].cells[0].text == matrix.rows[2].cells[3].text == "I. Penyelenggaraan"
    assert [cell.text for cell in matrix.rows[4].cells] == ["Jumlah I", "Jumlah I", "1.000", ""]


def test_a_section_lies_across_when_it_is_wide(tmp_path):
    letter, _ = paper(tmp_path)

    assert [place.page_width > place.page_height for place in letter.sections] == [False, False, True]


def test_every_numbered_list_starts_at_one(tmp_path):
    letter, _ = paper(tmp_path)

    numbers = {
        line.text: line._p.pPr.numPr.numId.val
        for line in letter.paragraphs
        if line.style.name == "List Number"
    }
    assert numbers["Satu"] == numbers["Dua"] != numbers["Lain"]


def test_a_draft_carries_its_watermark_and_a_final_paper_does_not(tmp_path):
    _, draft = paper(tmp_path)
    assert 'string="RANCANGAN"' in "".join(part(draft, f"word/header{n}.xml") for n in (1, 2, 3))

    _, final = paper(tmp_path, watermark="")
    assert "textpath" not in "".join(part(final, f"word/header{n}.xml") for n in (1, 2, 3))


def test_pages_are_numbered_by_the_word_processor(tmp_path):
    _, path = paper(tmp_path)

    footer = part(path, "word/footer1.xml")
    assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer


@pytest.fixture
def template(tmp_path):
    letter = docx.Document()
    letter.add_paragraph("Kepada {{ recipient }}")
    letter.save(str(tmp_path / "template.docx"))
    return tmp_path / "template.docx"


def test_a_letter_takes_its_values_as_plain_text(tmp_path, template):
    fill_letter(tmp_path / "letter.docx", template, {"recipient": "A & B <w:p/> {{ 7 * 7 }}"})

    letter = docx.Document(str(tmp_path / "letter.docx"))
    assert letter.paragraphs[0].text == "Kepada A & B <w:p/> {{ 7 * 7 }}"


def test_a_letter_with_a_hole_is_not_written(tmp_path, template):
    with pytest.raises(jinja2.UndefinedError):
        fill_letter(tmp_path / "letter.docx", template, {})

    assert not (tmp_path / "letter.docx").exists()


def test_a_template_cannot_reach_into_the_program(tmp_path):
    letter = docx.Document()
    letter.add_paragraph("{{ recipient.__class__.__mro__ }}")
    letter.save(str(tmp_path / "template.docx"))

    with pytest.raises(jinja2.exceptions.SecurityError):
        fill_letter(tmp_path / "letter.docx", tmp_path / "template.docx", {"recipient": "A"})
