"""PDF files signed for tests, with a certificate of nobody: real signatures in real incremental updates."""

import re
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

ROOM = 8000  # hexadecimal digits kept free for the signature
SIZE_OF_RANGE = 60  # bytes kept for the range that is signed


def certificate(
    name: str, issuer: str = "Penerbit Contoh"
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A key and a certificate for an invented signatory, valid from 2026 to 2028."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(1000)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return made, key


def signed(pdf: bytes, name: str = "Bupati Contoh", *, kind: str = "Sig") -> bytes:
    """`pdf` with a detached CMS signature over the whole of it, appended as signing programs do.

    The catalogue gets a form with one signature field; a short table points to the three new objects.
    """
    made, key = certificate(name)
    root = int(re.findall(rb"/Root (\d+) 0 R", pdf)[-1])
    before = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    catalogue = re.findall(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % root, pdf, re.DOTALL)[-1]
    new = max(int(number) for number in re.findall(rb"\n(\d+) 0 obj", pdf)) + 1
    fields = b" ".join([*re.findall(rb"/Fields\[(.*?)\]", catalogue), b"%d 0 R" % (new + 1)])
    catalogue = re.sub(rb"/AcroForm<<.*?>>", b"", catalogue) + b"/AcroForm<</SigFlags 3/Fields[%s]>>" % fields

    signature = b"\n%d 0 obj\n<</Type/%s/Filter/Adobe.PPKLite" % (new, kind.encode())
    head = pdf + signature + b"/SubFilter/ETSI.CAdES.detached/Contents "
    tail = b">>\nendobj"
    field = b"\n%d 0 obj\n<</FT/Sig/T(sig%d)/V %d 0 R>>\nendobj" % (new + 1, new, new)
    form = b"\n%d 0 obj\n<<%s>>\nendobj\n" % (root, catalogue)
    at = len(head) + ROOM + 2 + SIZE_OF_RANGE + len(tail)
    places = ((new, len(pdf) + 1), (new + 1, at + 1), (root, at + len(field) + 1))
    table = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    rest = tail + field + form + table + trailer % (new + 2, root, before, at + len(field) + len(form))

    reach = b"/ByteRange[0 %d %d %d]" % (len(head), len(head) + ROOM + 2, SIZE_OF_RANGE + len(rest))
    rest = reach.ljust(SIZE_OF_RANGE) + rest
    done = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(head + rest)
        .add_signer(made, key, hashes.SHA256())
        .sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    )
    return head + b"<" + done.hex().encode().ljust(ROOM, b"0") + b">" + rest
