"""The line that ties a page to its source."""

import hashlib

from jembatan.documents.rules.fingerprints import fingerprint, fingerprints_in

SUM = hashlib.sha256(b"text").hexdigest()


def test_the_line_names_version_and_checksum():
    assert fingerprint("3", b"text") == f"Versi 3 · SHA-256 {SUM}"
    assert fingerprint("3", b"text", word="Version") == f"Version 3 · SHA-256 {SUM}"


def test_the_line_is_found_again_once():
    line = fingerprint("3", b"text")

    assert fingerprints_in(f"a {line} b\n{line}") == (SUM,)


def test_other_numbers_are_no_checksum():
    assert fingerprints_in(f"SHA-256 {SUM}0") == ()
    assert fingerprints_in(SUM) == ()
