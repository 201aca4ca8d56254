"""Looks into the PDF files that tests wrote."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def page_streams(raw: bytes) -> list[bytes]:
    """What is drawn on each page: the unpacked streams that show text."""
    return [drawn for drawn in map(_unpacked, STREAM.findall(raw)) if b" Tf" in drawn]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""
