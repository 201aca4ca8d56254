"""PDF files signed for tests, with a certificate of nobody: real signatures in real incremental updates."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

ROOM = 8000  # hexadecimal digits kept free for the signature


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
    """`pdf` with a detached CMS signature over the whole of it, appended as signing programs do."""
    made, key = certificate(name)
    head = (
        f"\n900 0 obj\n<</Type/{kind}/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents ".encode()
    )
    size_of_range = 60
    start = len(pdf) + len(head)
    tail_start = start + ROOM + 2
    tail_rest = b">>\nendobj\ntrailer<</Size 901/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    rest = size_of_range + len(tail_rest)
    covered = f"/ByteRange[0 {start} {tail_start} {rest}]".ljust(size_of_range).encode()
    content = pdf + head + covered + tail_rest
    signature = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(content)
        .add_signer(made, key, hashes.SHA256())
        .sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    )
    digits = signature.hex().encode().ljust(ROOM, b"0")
    return pdf + head + b"<" + digits + b">" + covered + tail_rest
