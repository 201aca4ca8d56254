"""A plan written into a folder as Word, PDF and Excel."""

from collections.abc import Callable
from pathlib import Path

from jembatan.action_plans.exchange.book import rades_book
from jembatan.action_plans.exchange.printing import Paper
from jembatan.action_plans.exchange.sheets import rades_sheets
from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.engine.word import save_word
from jembatan.documents.engine.workbook import save_workbook

FORMATS = ("docx", "pdf", "xlsx")


def file_name(paper: Paper, kind: str) -> str:
    """RADes-35.09.23.2005-2027-kerja.pdf"""
    return f"RADes-{paper.page.village.code}-{paper.page.plan.year}-{paper.copy}.{kind}"


def save_rades(paper: Paper, kind: str, path: Path) -> None:
    """Write the plan to `path` as `kind`, one of FORMATS; whole or not at all."""
    writers: dict[str, Callable[[], None]] = {
        "docx": lambda: save_word(path, rades_book(paper)),
        "pdf": lambda: save_pdf(path, rades_book(paper)),
        "xlsx": lambda: _save_sheets(paper, path),
    }
    writers[kind]()


def _save_sheets(paper: Paper, path: Path) -> None:
    title = f"RADes P-ATS {paper.village_name} {paper.page.plan.year}"
    author = f"Pemerintah {paper.village_name}"
    save_workbook(path, rades_sheets(paper), title=title, author=author, dated=paper.printed_on)
