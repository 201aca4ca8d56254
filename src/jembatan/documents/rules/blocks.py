"""The parts a printed document is built from, independent of the file format.

One `Book` is composed once and written as Word (`documents.engine.word`) and as PDF
(`documents.engine.pdf`), so that both always say the same. Every text is plain text: no writer
gives a character of it any meaning.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Align = Literal["left", "centre", "right"]
RowKind = Literal["plain", "group", "subtotal", "total"]
ParagraphKind = Literal["body", "centre", "title", "subtitle", "note", "strong"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop: who issues the paper, from the widest authority down; `address` is the small last line."""

    lines: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the table of contents. `level` 1 is a chapter (BAB), 2 a part of it, 3 a sub-part."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    text: str
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with the entries beneath it."""

    text: str
    items: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, nested as deep as its items are."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table. `width` is relative to the other columns; neighbours sharing `group`
    stand under one common heading."""

    title: str
    width: float = 1.0
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a printed table, one per column. Of a `group` row only the first cell is used; it spans all.
    The first cells of a `subtotal` or `total` row that are None are joined with the last text before them."""

    cells: tuple[str | None, ...]
    kind: RowKind = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table; its heading rows are repeated on every page. `share` is its part of the text's width."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    small: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the capacity, and the name under the line ("" leaves dots to be written on).
    `place_and_date` is this signatory's own, where parties sign apart from one another."""

    capacity: str
    name: str = ""
    number: str = ""
    place_and_date: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """A block of signatures side by side; `place_and_date` stands over the last one, unless "" because
    every signatory has an own one."""

    place_and_date: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place where the table of contents stands. `chapters` is what Word shows until its fields are
    refreshed; the PDF finds headings and pages by itself."""

    title: str
    chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A language of a text: its ISO 639-1 code, and its name as it stands over the column."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause in one language: "Pasal 1", its heading, its paragraphs. Each part may be empty."""

    number: str = ""
    heading: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parallel:
    """The same text in two or three languages side by side, clause against clause.

    Each of `rows` has one passage per language, in the order of `languages`. The languages' names are
    repeated on every page, and every cell tells the language it is in.
    """

    languages: tuple[Language, ...]
    rows: tuple[tuple[Passage, ...], ...]


Block = Letterhead | Heading | Paragraph | Listing | Facts | Table | Signatures | Contents | Parallel


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pages of one orientation; it starts on a new page."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    centred: bool = False  # vertically, for a cover


@dataclass(frozen=True, slots=True)
class Book:
    """A whole document.

    `dated` is the date the file says it was made (not the clock: the same book gives the same file).
    `watermark` is printed across every page when not empty, `footer` left of the page number.
    `fingerprint` is a line under it that ties every page to its source (see `rules.fingerprints`).
    """

    title: str
    author: str
    dated: date
    sections: tuple[Section, ...]
    paper: Literal["a4", "f4"] = "f4"
    language: str = "id"
    watermark: str = ""
    footer: str = ""
    page_word: str = "Halaman"
    of_word: str = "dari"
    keywords: tuple[str, ...] = field(default=())
    fingerprint: str = ""
