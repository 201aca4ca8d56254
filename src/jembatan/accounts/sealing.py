"""Identity numbers at rest: sealed with AES-GCM, findable by a keyed index.

One of the few files that touch identity (docs/data-protection.md). A sealed value carries the
version of its key, so keys can be changed; the index is an HMAC with a key of its own, because a
NIK has little entropy and a plain hash of it could be tried out. Sealed values cannot be searched
in part, sorted or compared: that is the point.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

from jembatan.workflow.refusals import Refused

KEY_VERSION = "1"
NONCE_BYTES = 12


class SealBroken(Refused):
    code = "accounts.seal_broken"
    status = 500
    sentence = "A sealed identity number cannot be opened. Was SEALING_KEY changed without re-sealing?"


@cache
def _key(purpose: str, secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"jembatan/{purpose}".encode())
    return derived.derive(secret.encode())


@cache
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_key("seal", secret))


def seal(value: str | None) -> str | None:
    """`value` as text that only this office's key opens; None stays None."""
    if value is None:
        return None
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(settings.SEALING_KEY).encrypt(nonce, value.encode(), KEY_VERSION.encode())
    return f"{KEY_VERSION}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(text: str | None) -> str | None:
    """What `seal` was given. Raises SealBroken when the key or the text is not the one it was."""
    if text is None:
        return None
    version, _, body = text.partition(":")
    raw = base64.b64decode(body)
    try:
        opened = _cipher(settings.SEALING_KEY).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], version.encode())
    except InvalidTag as error:
        raise SealBroken() from error
    return opened.decode()


def blind_index(value: str | None) -> str | None:
    """A short keyed digest (128 bit, hex) by which an exact value is found; None stays None."""
    if value is None:
        return None
    digest = hmac.new(_key("index", settings.SEALING_KEY), value.encode(), hashlib.sha256)
    return digest.hexdigest()[:32]


def seal_bytes(content: bytes) -> bytes:
    """A whole file sealed, for originals kept on disk."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(settings.SEALING_KEY).encrypt(nonce, content, b"file")


def unseal_bytes(content: bytes) -> bytes:
    """What `seal_bytes` was given. Raises SealBroken."""
    try:
        return _cipher(settings.SEALING_KEY).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], b"file")
    except InvalidTag as error:
        raise SealBroken() from error


class SealedField(models.TextField):
    """Text that is sealed in the database and clear in Python. Never use it in a filter."""

    def get_prep_value(self, value: str | None) -> str | None:
        return seal(super().get_prep_value(value))

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return unseal(value)

    def get_lookup(self, lookup_name: str) -> type | None:
        # Only "is it there at all?" has an answer in a sealed column.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
