"""A fake of the e-sign client service of BSrE (API version 1), as docs/settings.md describes it.

It is a real HTTP server on this machine that checks name and password, reads the multipart form, signs with
a certificate of nobody, and answers in the service's own words. `mood` makes it slow, broken or strange.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from jembatan.documents.engine.pdf_reading import read_pdf
from tests.engine.documents.signed_pdfs import signed

USER, PASSWORD = "esign", "rahasia kantor"
NIK, PASSPHRASE = "9903010101900001", "kata sandi ber-spasi & é"
SIGNED_AT = "2026-11-22 09:32:40.86"
VALIDITY = "2026-01-01 00:00:00.0 to 2028-01-01 00:00:00.0"
# What a service answers that is not well, whatever it was asked.
ANSWERS = {
    "broken": (500, b"<html>java.lang.NullPointerException 9903010101900001</html>", "text/html"),
    "garbage": (200, b"\x00\x01 not a pdf, not json", "application/pdf"),
    "list": (200, b"[1, 2]", "application/json"),
    "half a pdf": (200, b"%PDF-1.7\nnothing more", "application/pdf"),
    "endless": (200, b"x" * 2000, "application/pdf"),
}


@dataclass
class Fake:
    """The state of one fake: what it was asked, and the mood it is in."""

    mood: str = "well"
    asked: list[dict[str, Any]] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    released: Event = field(default_factory=Event)
    url: str = ""


@contextmanager
def running() -> Iterator[Fake]:
    """The fake on a free port of this machine, for as long as the block lasts."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    fake: Fake

    def log_message(self, *args: object) -> None:
        """Nothing is written to the screen of the tests."""

    def do_GET(self) -> None:
        """The signed file that was not sent at once."""
        reference = self.path.rpartition("/")[2]
        if not self._is_known():
            return
        if reference not in self.fake.kept:
            self._tell(404, {"error": "Dokumen tidak ditemukan", "status_code": 2021})
            return
        self._send(200, self.fake.kept[reference], "application/pdf")

    def do_POST(self) -> None:
        """/api/sign/pdf and /api/sign/verify."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        form = _form(self.headers["Content-Type"], body)
        self.fake.asked.append({"path": self.path, **form})
        if not self._is_known() or self._is_moody():
            return
        if self.path == "/api/sign/pdf":
            self._sign(form)
        elif self.path == "/api/sign/verify":
            self._verify(form)
        else:
            self._tell(404, {"error": "Not Found", "status": 404})

    def _is_known(self) -> bool:
        known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") == f"Basic {known}":
            return True
        self._send(401, b"<html>401 Unauthorized</html>", "text/html")
        return False

    def _is_moody(self) -> bool:
        """Moods that answer at once, whatever was asked."""
        mood = self.fake.mood
        if mood == "verify is down" and self.path == "/api/sign/verify":
            mood = "broken"
        if mood in ANSWERS:
            self._send(*ANSWERS[mood])
        elif mood == "asleep":
            self.fake.released.wait(5)
        elif mood == "hangs up":
            self.connection.close()
        else:
            return False
        return True

    def _sign(self, form: dict[str, Any]) -> None:
        if form.get("nik") != NIK:
            self._tell(400, {"error": "User tidak terdaftar", "status_code": 2011})
        elif form.get("passphrase") != PASSPHRASE:
            self._tell(400, {"error": "Passphrase anda salah", "status_code": 2031})
        elif not form.get("file", b"").startswith(b"%PDF-"):
            self._tell(400, {"error": "File bukan PDF", "status_code": 2003})
        else:
            reference = f"dok-{len(self.fake.kept) + 1}"
            self.fake.kept[reference] = done = signed(form["file"])
            if self.fake.mood == "fetch it":
                self._tell(200, {"id_dokumen": reference})
            elif self.fake.mood == "nothing to fetch":
                self._tell(200, {"message": "ok"})
            else:
                self._send(200, done, "application/pdf", id_dokumen=reference)

    def _verify(self, form: dict[str, Any]) -> None:
        facts = read_pdf(form["signed_file"])
        sound = all(it.is_unchanged for it in facts.signatures)
        details = [_detail(it.certificate, it.is_unchanged) for it in facts.signatures]
        answer: dict[str, Any] = {
            "nama_dokumen": "document.pdf",
            "jumlah_signature": len(details),
            "notes": "Dokumen valid, Sertifikat yang digunakan terpercaya"
            if sound
            else "Dokumen tidak valid",
            "details": details,
            "summary": "VALID" if sound and details else "INVALID",
        }
        if self.fake.mood == "old details":
            person, document = details[0]["info_signer"], details[0]["signature_document"]
            person |= {"cert_user_certified": 1, "signer_cert_validity": "2026-02-31 to"}
            document |= {"document_integrity": 1, "signed_in": None}
        elif self.fake.mood == "strange details":
            answer["details"] = [{"info_signer": "nobody"}, "nothing"]
        elif self.fake.mood == "no count":
            del answer["jumlah_signature"]
        self._tell(200, answer)

    def _tell(self, status: int, answer: dict[str, Any]) -> None:
        self._send(status, json.dumps(answer).encode(), "application/json;charset=UTF-8")

    def _send(self, status: int, body: bytes, media_type: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _detail(certificate: Any, unchanged: bool | None) -> dict[str, Any]:
    return {
        "info_tsa": {"name": "Timestamp Authority Contoh", "tsa_cert_validity": None},
        "signature_field": "sig_1",
        "info_signer": {
            "issuer_dn": f"C=ID,CN={certificate.issuer}",
            "signer_name": certificate.holder,
            "signer_cert_validity": VALIDITY,
            "signer_dn": f"CN={certificate.holder}",
            "cert_user_certified": True,
        },
        "signature_document": {
            "signed_using_tsa": True,
            "reason": None,
            "document_integrity": bool(unchanged),
            "signature_value": None,
            "signed_in": SIGNED_AT,
            "location": None,
            "hash_value": None,
        },
    }


def _form(content_type: str, body: bytes) -> dict[str, Any]:
    """The fields of a multipart form: texts as text, files as bytes."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    fields: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        raw = part.get_payload(decode=True)
        is_file = part.get_filename() is not None
        fields[str(name)] = raw if is_file else raw.decode("utf-8")  # type: ignore[union-attr]
    return fields
