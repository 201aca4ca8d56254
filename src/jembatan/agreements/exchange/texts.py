"""A version of a text as Word and PDF: marked as a draft until the parties agreed on it, one signature a party."""

from pathlib import Path

from django.utils import timezone

from jembatan.agreements.models import AgreementText, Party
from jembatan.agreements.rules.clauses import from_parts
from jembatan.agreements.rules.papers import PaperFacts, compose
from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.engine.word import save_word
from jembatan.documents.fonts import office_fonts
from jembatan.documents.rules.blocks import Book, Signatory
from jembatan.documents.rules.writing import long_date

FORMATS = ("docx", "pdf")


def file_name(kept: AgreementText, kind: str) -> str:
    """KSDPL-35.09-2026-001-mou-v3.pdf"""
    return f"{kept.agreement.reference}-{kept.type}-v{kept.version}.{kind}"


def save_text(kept: AgreementText, kind: str, path: Path) -> None:
    """Write the version to `path` as `kind`, one of FORMATS; whole or not at all.

    Raises NoLetters when a PDF needs a script for which neither the program nor the office has a font.
    """
    book = text_book(kept)
    if kind == "docx":
        save_word(path, book)
    else:
        save_pdf(path, book, fonts=office_fonts())


def text_book(kept: AgreementText) -> Book:
    """The version as a document. The same version with the same signatures gives the same document."""
    parties = kept.agreement.parties.filter(must_sign=True).select_related(
        "place", "counterpart", "signature"
    )
    facts = PaperFacts(
        author=kept.agreement.home_name,
        dated=timezone.localdate(kept.written_at),
        version=str(kept.version),
        draft=kept.agreed_on is None,
        signatories=[_signatory(party) for party in parties],
    )
    return compose(from_parts(kept.clauses), facts)


def _signatory(party: Party) -> Signatory:
    """Whose line it is; who signed, where and when once that is recorded."""
    signed = getattr(party, "signature", None)
    if signed is None:
        return Signatory(party.shown_name)
    return Signatory(
        f"{signed.capacity} {party.shown_name}",
        signed.signatory,
        place_and_date=f"{signed.at_place}, {long_date(signed.on)}",
    )
