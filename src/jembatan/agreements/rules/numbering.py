"""How clauses and their sub-items are numbered in the languages agreements come in.

Clauses: Pasal 1, Article I, Artikel 1, Artículo 1, Статья 1, Điều 1, 第一条, 제1조, المادة 1.
Sub-items: (1) 1. 1) (a) a. a) (i) i. ① 一、 - •. Source: common practice.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = (
    "pasal", "article", "artikel", "artículo", "articulo", "artigo", "articolo", "section", "clause", "klausul",
    "статья", "điều", "madde", "المادة", "مادة", "ข้อ",
)  # fmt: skip
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
CHINESE = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "両": 2, "两": 2}
CHINESE_UNITS = {"十": 10, "百": 100}
_NUMBER = r"(?:\d{1,3}|[IVXLC]{1,8}|[ivxlc]{1,8})"
_REST = r"(?:\s*[.:：]\s*|\s+[-–—]\s+|\s+|$)(?P<rest>.*)"
WESTERN = re.compile(
    rf"^(?P<number>(?:{'|'.join(WORDS)})\s+(?P<value>{_NUMBER}))(?![\w)]){_REST}$", re.IGNORECASE
)
HAN = re.compile(
    r"^(?P<number>第\s*(?P<value>[0-9０-９〇零一二三四五六七八九十百両两]{1,6})\s*[条條])[\s:：、]*(?P<rest>.*)$"
)
HANGUL = re.compile(r"^(?P<number>제\s*(?P<value>\d{1,3})\s*조)[\s:：.]*(?P<rest>.*)$")
# A reference such as "Article 5 of the Memorandum shall ..." is no heading: it runs on as a sentence.
SENTENCE = re.compile(
    r"^(ayat|of|and|dan|huruf|angka|di atas|above|shall|paragraph|mengenai|to|or|atau|dari|,|;)\b|^\(", re.I
)
MARKS = re.compile(
    r"^(?P<mark>[(（]\s*(?:\d{1,3}|[a-z]{1,5}|[A-Z])\s*[)）]|(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5}|[A-Z])[.)）](?!\w)"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}、|[-–•●▪])\s*(?P<text>.*)$"
)


@dataclass(frozen=True, slots=True)
class ClauseStart:
    """A line that names a clause: its number as written, its value (None: not read), the heading behind it."""

    number: str
    ordinal: int | None
    heading: str


def clause_start(line: str) -> ClauseStart | None:
    """What `line` names when it begins a clause; None for any other line, references to clauses included."""
    found = WESTERN.match(line) or HAN.match(line) or HANGUL.match(line)
    if not found or SENTENCE.match(found["rest"]):
        return None
    heading = found["rest"].strip(" .:：-–—")
    return ClauseStart(found["number"], number_value(found["value"]), heading)


def split_mark(line: str) -> tuple[str, str]:
    """A line's own mark, such as "(1)" or "a.", and its text; the mark is "" when there is none."""
    found = MARKS.match(line)
    return (found["mark"], found["text"]) if found else ("", line)


def number_value(written: str) -> int | None:
    """The value of a number written in digits of any script, Roman or Chinese numerals; else None."""
    plain = unicodedata.normalize("NFKC", written).strip().casefold()
    if plain.isdecimal():
        return int(plain)
    if plain and set(plain) <= ROMAN.keys():
        return _roman(plain)
    if plain and set(plain) <= CHINESE.keys() | CHINESE_UNITS.keys():
        return _chinese(plain)
    return None


def mark_depths(marks: Sequence[str]) -> list[int]:
    """The depth of each line of a clause: a kind of mark not yet open lies one deeper than the line before.

    Lines without a mark have depth 0 and leave what is open as it is.
    """
    open_kinds: list[str] = []
    last_of: dict[str, str] = {}
    depths = []
    for mark in marks:
        if not mark:
            depths.append(0)
            continue
        kind = _kind(mark, last_of)
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        else:
            open_kinds.append(kind)
        last_of[kind] = _bare(mark)
        depths.append(open_kinds.index(kind))
    return depths


def mark_value(mark: str) -> int | None:
    """The place a mark claims in its list: (2) and b. give 2; None for dashes and what cannot be read."""
    bare = _bare(mark)
    if len(bare) == 1 and bare.isascii() and bare.isalpha():
        return ord(bare) - ord("a") + 1
    return number_value(bare.rpartition(".")[2])


def _kind(mark: str, last_of: dict[str, str]) -> str:
    """Marks of one kind count on from one another: the signs around the number, and the kind of number."""
    bare = _bare(mark)
    frame = unicodedata.normalize("NFKC", mark).casefold().replace(bare, "#", 1)
    if bare.replace(".", "").isdecimal():
        return f"{frame} digits {bare.count('.')}"
    letters = f"{frame} letters"
    counts_on = len(bare) == 1 and last_of.get(letters) == chr(ord(bare) - 1) if bare else False
    if bare and set(bare) <= set("ivx") and not counts_on:
        return f"{frame} roman"
    return letters


def _bare(mark: str) -> str:
    return re.sub(r"[().、\s]+$|^[(\s]+", "", unicodedata.normalize("NFKC", mark).casefold())


def _roman(plain: str) -> int:
    values = [ROMAN[sign] for sign in plain]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _chinese(plain: str) -> int:
    total = digit = 0
    for sign in plain:
        if sign in CHINESE_UNITS:
            total += max(digit, 1) * CHINESE_UNITS[sign]
            digit = 0
        else:
            digit = CHINESE[sign]
    return total + digit
