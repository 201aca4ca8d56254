"""Signing by Balai Sertifikasi Elektronik (BSrE) through its e-sign client service, version 1 of its API.

The service runs at the office itself and is asked over HTTP: POST /api/sign/pdf (multipart: file, nik,
passphrase, tampilan) with a name and password answers with the signed PDF; POST /api/sign/verify
(multipart: signed_file) with a report. What is known of it, and how surely, is in docs/settings.md: the
manual's contents were seen (grade B), fields and answers in published programs that use it (grade C).
"""

import base64
import http.client
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from jembatan.documents.engine.pdf_reading import START, read_pdf
from jembatan.documents.signing.elsewhere import SignedElsewhere
from jembatan.documents.signing.port import (
    Passphrase,
    SignatoryUnknown,
    SignatureReport,
    SignedPdf,
    SignerFacts,
    SignerRefused,
    SignerUnclear,
    SignerUnreachable,
    Verdict,
    WrongPassphrase,
)
from jembatan.workflow.refusals import Refused

SIGN, VERIFY, DOWNLOAD = "/api/sign/pdf", "/api/sign/verify", "/api/sign/download/"
# Codes the service gives with status 400 (grade C: seen in programs that use it).
WRONG_PASSPHRASE, NOT_REGISTERED = 2031, 2011
REFERENCE = re.compile(r"^[\w-]{1,80}$")
SECONDS = 60
LARGEST_ANSWER = 60 * 1024 * 1024
# The service gives local times, such as "2024-06-05 09:32:40.86", and validity as two of them.
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the service: HTTP status, media type, its own number of the document, and the body."""

    status: int
    media_type: str
    reference: str
    body: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Bsre:
    """The service at `url` (http or https), which this office enters as `user` with `password`."""

    url: str
    user: str
    password: str
    seconds: float = SECONDS

    @property
    def can_sign(self) -> bool:
        return True

    def sign(self, pdf: bytes, *, signatory: str, passphrase: Passphrase) -> SignedPdf:
        """Have `pdf` signed invisibly for `signatory` (NIK).

        Raises WrongPassphrase, SignatoryUnknown, SignerUnreachable, SignerRefused or SignerUnclear; nothing
        of the answer's own text is passed on, since it may name people.
        """
        fields = {"nik": signatory, "passphrase": passphrase.secret, "tampilan": "invisible"}
        answer = self._ask("POST", SIGN, _multipart(fields, "file", pdf))
        if answer.status != http.HTTPStatus.OK:
            raise _refusal(answer)
        reference = answer.reference
        if not answer.body.startswith(START):
            reference = _reference(answer)
            answer = self._ask("GET", DOWNLOAD + quote(reference), None)
        facts = read_pdf(answer.body)
        if answer.status != http.HTTPStatus.OK or not facts.is_whole or not facts.signatures:
            raise SignerUnclear()
        return SignedPdf(answer.body, reference, self._verified(answer.body))

    def verify(self, content: bytes) -> SignatureReport:
        """What the service says of the signatures of a PDF.

        Raises SignerUnreachable, SignerRefused or SignerUnclear.
        """
        answer = self._ask("POST", VERIFY, _multipart({}, "signed_file", content))
        if answer.status != http.HTTPStatus.OK:
            raise _refusal(answer)
        return _report(_object(answer), content)

    def _verified(self, signed: bytes) -> SignatureReport:
        """The service's report; its own silence must not lose a file that is signed by now."""
        try:
            return self.verify(signed)
        except Refused:
            return SignedElsewhere().verify(signed)

    def _ask(self, method: str, path: str, form: tuple[str, bytes] | None) -> Answer:
        """One question to the service. Raises SignerUnreachable or, for an endless answer, SignerUnclear."""
        place = urlsplit(self.url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = kind(place.hostname or "", place.port, timeout=self.seconds)
        known = base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        headers = {"Authorization": f"Basic {known}", "Accept": "application/pdf, application/json"}
        if form:
            headers["Content-Type"] = form[0]
        try:
            connection.request(method, place.path.rstrip("/") + path, form[1] if form else None, headers)
            answer = connection.getresponse()
            body = answer.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise SignerUnreachable() from error
        finally:
            connection.close()
        if len(body) > LARGEST_ANSWER:
            raise SignerUnclear()
        reference = answer.getheader("id_dokumen", "")
        return Answer(answer.status, answer.headers.get_content_type(), _plain(reference), body)


def _multipart(fields: Mapping[str, str], file_field: str, content: bytes) -> tuple[str, bytes]:
    """Content type and body of a form with one PDF. The boundary is drawn by chance, so no file holds it."""
    boundary = secrets.token_hex(24)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{file_field}"; filename="document.pdf"\r\n'
    parts += [
        head.encode(),
        b"Content-Type: application/pdf\r\n\r\n",
        content,
        f"\r\n--{boundary}--\r\n".encode(),
    ]
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)


def _refusal(answer: Answer) -> Refused:
    """The sentence for an answer that is not 200: by the service's own code, else by the HTTP status."""
    try:
        code = json.loads(answer.body).get("status_code")
    except (ValueError, AttributeError):
        code = None
    if code == WRONG_PASSPHRASE:
        return WrongPassphrase()
    if code == NOT_REGISTERED:
        return SignatoryUnknown()
    known = code if isinstance(code, int) else f"HTTP {answer.status}"
    return SignerRefused(answer=known)


def _reference(answer: Answer) -> str:
    """The number under which the signed file can be fetched, where it did not come at once."""
    reference = answer.reference or _plain(_object(answer).get("id_dokumen"))
    if not reference:
        raise SignerUnclear()
    return reference


def _plain(reference: object) -> str:
    return reference if isinstance(reference, str) and REFERENCE.match(reference) else ""


def _object(answer: Answer) -> dict[str, Any]:
    try:
        told = json.loads(answer.body)
    except ValueError as error:
        raise SignerUnclear() from error
    if not isinstance(told, dict):
        raise SignerUnclear()
    return told


def _report(told: Mapping[str, Any], content: bytes) -> SignatureReport:
    """The service's report beside what the bytes themselves show. Raises SignerUnclear."""
    count, summary, details = told.get("jumlah_signature"), told.get("summary"), told.get("details") or []
    if not isinstance(count, int) or not isinstance(details, list):
        raise SignerUnclear()
    facts = read_pdf(content)
    if count == 0:
        return SignatureReport(Verdict.UNSIGNED, fingerprints=facts.fingerprints, checked_by="bsre")
    return SignatureReport(
        verdict=Verdict.VALID if summary == "VALID" else Verdict.INVALID,
        signers=tuple(_signer(detail) for detail in details if isinstance(detail, dict)),
        covers_file=any(it.covers_file for it in facts.signatures),
        fingerprints=facts.fingerprints,
        checked_by="bsre",
    )


def _signer(detail: Mapping[str, Any]) -> SignerFacts:
    person, document = _part(detail, "info_signer"), _part(detail, "signature_document")
    validity = _moments(person.get("signer_cert_validity"))
    signed = _moments(document.get("signed_in"))
    return SignerFacts(
        name=str(person.get("signer_name") or ""),
        issuer=str(person.get("issuer_dn") or ""),
        valid_from=validity[0] if validity else None,
        valid_until=validity[1] if len(validity) > 1 else None,
        signed_at=signed[0] if signed else None,
        is_trusted=_truth(person.get("cert_user_certified")),
        is_unchanged=_truth(document.get("document_integrity")),
    )


def _part(detail: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = detail.get(name)
    return part if isinstance(part, dict) else {}


def _truth(told: object) -> bool | None:
    """Newer services say true and false, older ones 1 and 0."""
    return bool(told) if told in (True, False, 1, 0) else None


def _moments(told: object) -> list[datetime]:
    found = MOMENT.findall(told) if isinstance(told, str) else []
    moments = []
    for written in found:
        try:
            moments.append(datetime.fromisoformat(written))
        except ValueError:
            continue
    return moments
