"""What a signer does, whoever it is: sign a PDF, and tell what a signed file carries.

A passphrase passes through once: it is never stored, logged or shown.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from jembatan.workflow.refusals import Refused


class Verdict(StrEnum):
    """VALID and INVALID are said by a certification service; FOUND: a signature is there, nobody judged its
    certificate; BROKEN: the signed bytes were changed; UNSIGNED: no electronic signature."""

    VALID = "valid"
    INVALID = "invalid"
    FOUND = "found"
    BROKEN = "broken"
    UNSIGNED = "unsigned"


class SigningOff(Refused):
    code = "documents.signing_off"
    status = 409
    sentence = "Electronic signing is not set up here. Sign elsewhere and hand the signed file over."


class WrongPassphrase(Refused):
    code = "documents.wrong_passphrase"
    status = 422
    sentence = "The signing service did not take the passphrase. Enter it again; nothing was signed."


class SignatoryUnknown(Refused):
    code = "documents.signatory_unknown"
    status = 422
    sentence = (
        "The signing service does not know this signatory. Register with BSrE first; nothing was signed."
    )


class SignerUnreachable(Refused):
    code = "documents.signer_unreachable"
    status = 503
    sentence = (
        "The signing service does not answer. Try again later; check first whether the file was signed."
    )


class SignerRefused(Refused):
    code = "documents.signer_refused"
    status = 502
    sentence = (
        "The signing service refused (%(answer)s). Nothing was signed; ask the operator of the service."
    )


class SignerUnclear(Refused):
    code = "documents.signer_unclear"
    status = 502
    sentence = (
        "The signing service gave an answer that cannot be read. Check there whether the file was signed."
    )


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """A passphrase that does not show itself in logs and error pages."""

    secret: str

    def __repr__(self) -> str:
        return "Passphrase(***)"


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """Whom one signature names. None: the file or the service does not tell."""

    name: str
    issuer: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    signed_at: datetime | None = None
    is_trusted: bool | None = None
    is_unchanged: bool | None = None


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What a file carries. `covers_file`: the last signature spans the whole file; None when unsigned.
    `fingerprints`: checksums of our texts that the file names. `checked_by`: "here" or "bsre"."""

    verdict: Verdict
    signers: tuple[SignerFacts, ...] = ()
    covers_file: bool | None = None
    fingerprints: tuple[str, ...] = ()
    checked_by: str = "here"

    @property
    def is_signed(self) -> bool:
        """Whether the file carries an electronic signature at all."""
        return self.verdict is not Verdict.UNSIGNED

    def names_source(self, sha256: str) -> bool:
        """Whether the file says that it was made from the text with this checksum."""
        return sha256 in self.fingerprints

    def as_parts(self) -> dict[str, Any]:
        """The report as JSON can hold it, for keeping with the file."""
        return {
            "signed": self.is_signed,
            "verdict": str(self.verdict),
            "covers_file": self.covers_file,
            "fingerprints": list(self.fingerprints),
            "checked_by": self.checked_by,
            "signers": [
                {
                    "name": it.name,
                    "issuer": it.issuer,
                    "valid_from": _iso(it.valid_from),
                    "valid_until": _iso(it.valid_until),
                    "signed_at": _iso(it.signed_at),
                    "trusted": it.is_trusted,
                    "unchanged": it.is_unchanged,
                }
                for it in self.signers
            ],
        }


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A PDF as it came back signed. `reference` is the service's own number of it, "" when it gave none."""

    content: bytes
    reference: str
    report: SignatureReport


class Signer(Protocol):
    """Whoever signs. `can_sign` is False where files are only looked at."""

    @property
    def can_sign(self) -> bool: ...

    def sign(self, pdf: bytes, *, signatory: str, passphrase: Passphrase) -> SignedPdf:
        """Sign `pdf` as `signatory` (the NIK known to the service)."""
        ...

    def verify(self, content: bytes) -> SignatureReport:
        """What the file carries."""
        ...


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
