"""The line on every page that ties a paper to its source: version and SHA-256.

The line also stands in the properties of the file, so that a paper that comes back can be recognised
even where the text of its pages cannot be read. Checksum: FIPS 180-4 (SHA-256).
"""

import hashlib
import re

MARK = "SHA-256"
HASH = re.compile(r"SHA-256[ :]+([0-9a-f]{64})(?![0-9a-f])")


def fingerprint(version: str, source: bytes, *, word: str = "Versi") -> str:
    """The line for a paper made from `source`, such as "Versi 3 · SHA-256 ab12…" (64 hexadecimal digits)."""
    return f"{word} {version} · {MARK} {hashlib.sha256(source).hexdigest()}"


def fingerprints_in(text: str) -> tuple[str, ...]:
    """The checksums of such lines within `text`, in their order, each once."""
    return tuple(dict.fromkeys(HASH.findall(text)))
