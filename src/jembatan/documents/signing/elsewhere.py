"""Signed elsewhere: with another program, or on paper and scanned, and handed over here.

Nothing is judged that only a certification authority can judge: the report says what the bytes carry.
"""

import io
import zipfile

from jembatan.documents.engine.file_kinds import FileKind
from jembatan.documents.engine.pdf_reading import PdfSignature, read_pdf
from jembatan.documents.receiving import ReceivedFile, receive
from jembatan.documents.rules.fingerprints import fingerprints_in
from jembatan.documents.signing.port import (
    Passphrase,
    SignatureReport,
    SignedPdf,
    SignerFacts,
    SigningOff,
    Verdict,
)

# A signed text comes as a PDF, as a scan, or as a Word file that was signed on paper.
SIGNED_KINDS = frozenset({FileKind.PDF, FileKind.JPEG, FileKind.PNG, FileKind.DOCX})
# A text of ours names its source in the file's properties and in its footers.
WORD_PARTS = ("docProps/core.xml", "word/footer")
MOST_OF_A_PART = 1024 * 1024


class SignedElsewhere:
    """Looks at files that were signed with another program or on paper."""

    @property
    def can_sign(self) -> bool:
        return False

    def sign(self, pdf: bytes, *, signatory: str, passphrase: Passphrase) -> SignedPdf:
        """Always raises SigningOff."""
        raise SigningOff()

    def verify(self, content: bytes) -> SignatureReport:
        """What a PDF, Word file or picture carries; other content is told as unsigned."""
        if content.startswith(b"PK"):
            return SignatureReport(Verdict.UNSIGNED, fingerprints=_word_fingerprints(content))
        facts = read_pdf(content)
        own = [it for it in facts.signatures if not it.is_timestamp]
        if not own:
            return SignatureReport(Verdict.UNSIGNED, fingerprints=facts.fingerprints)
        broken = any(it.is_unchanged is False for it in facts.signatures)
        return SignatureReport(
            verdict=Verdict.BROKEN if broken else Verdict.FOUND,
            signers=tuple(_told(it) for it in own),
            covers_file=any(it.covers_file for it in facts.signatures),
            fingerprints=facts.fingerprints,
        )


def receive_signed(name: str, content: bytes) -> tuple[ReceivedFile, SignatureReport]:
    """Check a signed file that is handed over, and tell what it carries. Nothing is kept yet.

    Raises what `receiving.receive` raises; spreadsheets are not taken.
    """
    received = receive(name, content, kinds=SIGNED_KINDS)
    return received, SignedElsewhere().verify(content)


def _told(signature: PdfSignature) -> SignerFacts:
    known = signature.certificate
    if known is None:
        return SignerFacts(name="", issuer="", is_unchanged=signature.is_unchanged)
    return SignerFacts(
        name=known.holder,
        issuer=known.issuer,
        valid_from=known.valid_from,
        valid_until=known.valid_until,
        is_unchanged=signature.is_unchanged,
    )


def _word_fingerprints(content: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [it.filename for it in archive.infolist() if it.filename.startswith(WORD_PARTS)]
            texts = [_part(archive, name) for name in names]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        return ()
    return tuple(dict.fromkeys(sha for text in texts for sha in fingerprints_in(text)))


def _part(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return part.read(MOST_OF_A_PART).decode("utf-8", "replace")
