"""PDF files: archival and tagged, reproducible, and no text of a document is ever run."""

import json
import re

from jembatan.documents.engine.parts import plain_parts
from jembatan.documents.engine.pdf import save_pdf
from tests.engine.documents.builders import ARMED, book


def test_the_paper_is_archival_tagged_and_indonesian(tmp_path):
    save_pdf(tmp_path / "plan.pdf", book())

    raw = (tmp_path / "plan.pdf").read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in raw
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert b"/Lang(id)" in raw


def test_wide_sections_lie_across(tmp_path):
    save_pdf(tmp_path / "plan.pdf", book())

    boxes = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", (tmp_path / "plan.pdf").read_bytes())
    assert [float(width) > float(height) for width, height in boxes] == [False, False, True]


def test_the_same_book_gives_the_same_bytes(tmp_path):
    save_pdf(tmp_path / "one.pdf", book())
    save_pdf(tmp_path / "two.pdf", book())

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_texts_reach_the_typesetter_as_texts():
    parts = plain_parts(book())

    paragraph = parts["sections"][1]["blocks"][2]
    assert paragraph == {"type": "Paragraph", "text": ARMED, "kind": "body"}
    assert json.dumps(parts, default=str)


def test_nothing_is_left_beside_the_paper(tmp_path):
    save_pdf(tmp_path / "plan.pdf", book())

    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]
