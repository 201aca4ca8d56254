"""What a PDF file tells about itself without being opened: pages, password, programs, signatures.

Only the file's own structure is read (ISO 32000-1, 7.5 and 12.8): nothing in it is run, drawn or followed.
Packed parts are unpacked up to a limit. A signature is described, not judged: whether its certificate is
trusted is for the certification authority to say.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from jembatan.documents.rules.fingerprints import fingerprints_in

START, END = b"%PDF-", b"%%EOF"
# A reader finds the start within the first and the end within the last kilobyte (ISO 32000-1, annex H.3).
EDGE = 1024
MOST_UNPACKED = 64 * 1024 * 1024
STREAM_START = re.compile(rb">>\s*stream\r?\n")
STREAM_END = b"endstream"
LONGEST_HEAD = 4096
# The entries of a signature dictionary stand this near to the signature itself.
NEAR = 2000
# More than these are in no document; a file with more was made to keep the reader busy.
MOST_NODES, MOST_SIGNATURES = 3000, 20
PAGES = re.compile(rb"/Type\s*/Pages(?![a-zA-Z])")
COUNT = re.compile(rb"/Count\s+(\d{1,6})")
TOKENS = re.compile(rb"<<|>>")
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
LOCKED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
RUNS = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b")
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
SIGNATURE_KIND = re.compile(rb"/Type\s*/(Sig|DocTimeStamp)(?![a-zA-Z])")
HEX = re.compile(rb"^<([0-9A-Fa-f\s]*)>$")
DIGESTS = ("sha256", "sha384", "sha512", "sha1")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whom a certificate names, who issued it, and from when to when it is valid (UTC)."""

    holder: str
    issuer: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One signature dictionary.

    `covers_file`: the signed bytes are the whole file but for the signature itself. `is_unchanged`: the
    digest within the signature is that of the signed bytes; None when it holds no readable signature.
    `certificate` is the signer's, None when it cannot be read. `is_timestamp`: it only proves the time.
    """

    covers_file: bool
    is_unchanged: bool | None
    certificate: Certificate | None
    is_timestamp: bool = False


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """`pages` None when the file does not tell. `is_whole`: it has its start and its end.
    `fingerprints` are the checksums of sources that it names in its properties."""

    is_whole: bool
    is_locked: bool
    runs_programs: bool
    pages: int | None
    signatures: tuple[PdfSignature, ...]
    fingerprints: tuple[str, ...]


def read_pdf(content: bytes) -> PdfFacts:
    """The facts of a PDF. Never raises for a damaged one: what cannot be read is told as missing."""
    structure, streams = _parted(content)
    whole = b"\n".join([structure, *streams])
    return PdfFacts(
        is_whole=START in content[:EDGE] and END in content[-EDGE:],
        is_locked=bool(LOCKED.search(structure)),
        runs_programs=bool(RUNS.search(whole)),
        pages=_pages(whole),
        signatures=tuple(islice(_signatures(content), MOST_SIGNATURES)),
        fingerprints=_fingerprints(content, streams),
    )


def _parted(content: bytes) -> tuple[bytes, list[bytes]]:
    """What stands outside of streams, and the object and metadata streams, unpacked."""
    outside: list[bytes] = []
    streams: list[bytes] = []
    at, left = 0, MOST_UNPACKED
    while found := STREAM_START.search(content, at):
        end = content.find(STREAM_END, found.end())
        if end < 0:
            break
        outside.append(content[at : found.end()])
        head = content[max(at, found.start() - LONGEST_HEAD) : found.start()].rpartition(b"obj")[2]
        if b"/ObjStm" in head or b"/Metadata" in head:
            body = content[found.end() : end]
            streams.append(_inflated(body, left) if b"/FlateDecode" in head else body)
            left -= len(streams[-1])
        at = end
    return b"".join([*outside, content[at:]]), streams


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, max(most, 1))
    except zlib.error:
        return b""


def _pages(structure: bytes) -> int | None:
    """The count of the page tree's root, which alone has no parent; else the pages themselves, counted."""
    found = islice(PAGES.finditer(structure), MOST_NODES)
    nodes = [_own_entries(structure, it.start()) for it in found]
    roots = [node for node in nodes if b"/Parent" not in node] or nodes
    counts = [int(told[1]) for node in roots if (told := COUNT.search(node))]
    return max(counts, default=0) or sum(1 for _ in PAGE.finditer(structure)) or None


def _own_entries(structure: bytes, inside: int) -> bytes:
    """The dictionary around a place, without the dictionaries within it, as far as a few kilobytes reach."""
    before = structure[max(0, inside - LONGEST_HEAD) : inside]
    after = structure[inside : inside + LONGEST_HEAD]
    return _outer(before[::-1], b">>") + b" " + _outer(after, b"<<")


def _outer(text: bytes, deeper: bytes) -> bytes:
    """`text` up to the sign that ends the dictionary it lies in, without what lies deeper.

    Text before the place is read backwards, so its signs are told by their letters; it is given back forwards.
    """
    kept, depth, at = [], 0, 0
    for found in TOKENS.finditer(text):
        if depth == 0:
            kept.append(text[at : found.start()])
        depth += 1 if found[0] == deeper else -1
        at = found.end()
        if depth < 0:
            break
    else:
        kept.append(text[at:] if depth == 0 else b"")
    whole = b" ".join(kept)
    return whole[::-1] if deeper == b">>" else whole


def _fingerprints(content: bytes, streams: list[bytes]) -> tuple[str, ...]:
    """Checksums that the file's properties name, as UTF-8 or as the UTF-16 of the older properties."""
    texts = [part.decode("latin-1") for part in (content, *streams)]
    old = [bytes.fromhex(it.decode()).decode("utf-16", "replace") for it in _hex_strings(content)]
    return tuple(dict.fromkeys(sha for text in (*texts, *old) for sha in fingerprints_in(text)))


def _hex_strings(content: bytes) -> list[bytes]:
    return [it for it in re.findall(rb"<(FEFF[0-9A-F]{80,4000})>", content) if len(it) % 4 == 0]


def _signatures(content: bytes) -> Iterator[PdfSignature]:
    for found in BYTE_RANGE.finditer(content):
        start, length, second, rest = (int(number) for number in found.groups())
        fits = start == 0 and length <= second and second + rest <= len(content)
        packed = HEX.match(content[length:second].strip()) if fits else None
        if packed is None:
            continue
        signature = _der(re.sub(rb"\s", b"", packed[1]))
        signed = content[:length] + content[second : second + rest]
        around = content[max(0, length - NEAR) : length] + content[second : second + NEAR]
        kind = SIGNATURE_KIND.search(around)
        yield PdfSignature(
            covers_file=second + rest == len(content),
            is_unchanged=_is_digest_of(signature, signed) if signature else None,
            certificate=_signer(signature),
            is_timestamp=kind is not None and kind[1] == b"DocTimeStamp",
        )


def _der(digits: bytes) -> bytes:
    """The signature without the zeros that fill its place."""
    try:
        padded = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""
    if len(padded) < 4 or padded[0] != 0x30:
        return b""
    if padded[1] < 0x80:
        return padded[: 2 + padded[1]]
    count = padded[1] & 0x7F
    return padded[: 2 + count + int.from_bytes(padded[2 : 2 + count])]


def _is_digest_of(signature: bytes, signed: bytes) -> bool:
    """Whether the signature holds the digest of what it claims to sign (CMS messageDigest, RFC 5652, 11.2)."""
    return any(hashlib.new(name, signed).digest() in signature for name in DIGESTS)


def _signer(signature: bytes) -> Certificate | None:
    """The certificate among those in the signature that issued none of the others: the signer's own."""
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(signature)
    except ValueError:
        return None
    issuers = {it.issuer for it in certificates if it.issuer != it.subject}
    own = [it for it in certificates if it.subject not in issuers] or certificates
    return _told(own[0]) if own else None


def _told(certificate: x509.Certificate) -> Certificate:
    return Certificate(
        holder=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )


def _name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
