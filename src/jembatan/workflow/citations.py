"""How a citation of the law is written on an Indonesian page: "PP 28/2018 Pasal 30 ayat (4)".

Tables cite in the short English way, "PP 28/2018, art. 30(4)". Source of the Indonesian form: UU 12/2011,
Lampiran II, on how laws refer to their own articles, paragraphs (ayat) and letters (huruf).
"""

import re

ARTICLE = re.compile(r",? arts?\.? (?=\d)")
PARAGRAPHS = re.compile(r"(?<=\d)(\(\d+\)(?:-\(\d+\))?)(?:([a-z])\b)?")
# What stands beside articles in the tables of sources.
WORDS = {
    "practice of UNICEF programmes": "praktik program UNICEF",
    "practice": "praktik",
    "rule of this program": "aturan program ini",
    "advice to regions": "saran kepada daerah",
    "written for other cooperations": "ditulis untuk kerja sama lain",
    "and elucidation": "dan penjelasannya",
    "elucidation": "penjelasan",
    "objects:": "objek:",
    "grants:": "hibah:",
    "end:": "pengakhiran:",
}


def articles(text: str) -> str:
    """Articles written out: "30(4)" is "30 ayat (4)", "27(1)a" is "27 ayat (1) huruf a"."""
    return PARAGRAPHS.sub(_written_out, text)


def in_indonesian(citation: str) -> str:
    """A whole citation of a table; words it does not know stay as they are."""
    for english, indonesian in WORDS.items():
        citation = citation.replace(english, indonesian)
    return articles(ARTICLE.sub(" Pasal ", citation))


def _written_out(found: re.Match[str]) -> str:
    letter = f" huruf {found[2]}" if found[2] else ""
    return f" ayat {found[1].replace('-', '–')}{letter}"
