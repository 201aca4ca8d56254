"""How the parts of a plan are written on paper: volumes, times, costs, and what a public copy hides.

Papers of a village are Indonesian, whatever language the screen speaks.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jembatan.action_plans.queries.children import NamedChild
from jembatan.action_plans.queries.plans import PlanPage, PlanRow
from jembatan.action_plans.rules.catalogue import PATTERNS
from jembatan.action_plans.rules.drafting import Line
from jembatan.action_plans.rules.lifecycle import State
from jembatan.action_plans.rules.protection import (
    MARK,
    SMALLEST_SHOWN,
    TAKEN_ALONG,
    hidden_lines,
    protected_counts,
)
from jembatan.documents.rules.writing import MONTHS, dotted, long_date

# Marks at a cost that no source of the village's own gives, explained under the table.
COST_MARKS = {"example": "*", "elsewhere": "**"}
TICK = "√"
ROMAN = ("", "I", "II", "III", "IV")


class Copy(StrEnum):
    """Who a copy is for: everybody (small numbers hidden), or the offices that work with the plan."""

    PUBLIC = "umum"
    OFFICE = "kerja"


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan page with how it is printed: for whom, on which day, with which names (none in a public copy)."""

    page: PlanPage
    copy: Copy
    printed_on: date
    names: tuple[NamedChild, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.copy == Copy.PUBLIC

    @property
    def village_word(self) -> str:
        """Desa or Kelurahan, as the official list says."""
        return str(self.page.village.get_kind_display())

    @property
    def village_name(self) -> str:
        """Desa Suco."""
        return f"{self.village_word} {self.page.village.name}"

    @property
    def district_name(self) -> str:
        """Kabupaten Jember. The official list writes the word into the name of a district."""
        district = self.page.places[1]
        kind = district.get_kind_display()
        return district.name if district.name.startswith(f"{kind} ") else f"{kind} {district.name}"

    @property
    def head_title(self) -> str:
        return "Lurah" if self.page.village.kind == "kelurahan" else "Kepala Desa"

    @property
    def is_draft(self) -> bool:
        return self.page.plan.state != State.LEGALISED

    @property
    def hidden(self) -> set[int]:
        """Positions of the rows whose volume and cost this copy does not print."""
        if not self.is_public:
            return set()
        counts = [row.line.children if row.line.basis == "child" else 0 for row in self.page.rows]
        return hidden_lines(counts)

    @property
    def hidden_fields(self) -> set[int]:
        """Fields whose subtotal this copy does not print, because a row in them is hidden."""
        return {self.page.rows[at].line.field for at in self.hidden}

    def count(self, number: int) -> str:
        """A count of children as this copy prints it."""
        return MARK if self.is_public and 0 < number < SMALLEST_SHOWN else dotted(number)

    def counts(self, table: dict[str, int]) -> dict[str, str]:
        """A table of counts that stands beside its total, as this copy prints it."""
        if self.is_public:
            return protected_counts(table)
        return {word: dotted(number) for word, number in table.items()}

    def row_is_hidden(self, row: PlanRow) -> bool:
        return self.page.rows.index(row) in self.hidden

    def total(self) -> str:
        """The sum of the plan; hidden only where a single row would show through it."""
        alone = len(self.page.rows) == 1 and bool(self.hidden)
        return TAKEN_ALONG if alone else dotted(self.page.sums.total)

    def volume(self, row: PlanRow) -> str:
        """2 anak x 10 bulan; in a public copy <5 anak where the number is small."""
        line = row.line
        if self.row_is_hidden(row):
            small = line.basis == "child" and 0 < line.children < SMALLEST_SHOWN
            return f"{MARK} anak" if small else TAKEN_ALONG
        return volume_of(line)

    def cost(self, row: PlanRow) -> str:
        """The cost in rupiah with the mark of what it rests on."""
        if self.row_is_hidden(row):
            return TAKEN_ALONG
        mark = COST_MARKS.get(row.standing, "") if row.total else ""
        return f"{dotted(row.total)}{mark}"

    def subtotal(self, field: int) -> str:
        if field in self.hidden_fields:
            return TAKEN_ALONG
        return dotted(self.page.sums.by_field.get(field, Decimal(0)))


def volume_of(line: Line) -> str:
    """How many units are paid, in words: 2 anak x 10 bulan; 3 anak; 1 paket."""
    if line.basis == "village":
        return f"{dotted(line.times)} {line.times_unit or 'paket'}"
    repeated = f" × {dotted(line.times)} {line.times_unit}".rstrip() if line.times != 1 else ""
    return f"{dotted(line.children)} anak{repeated}"


def when(line: Line) -> str:
    """Mei–Agustus 2027 (paling lambat 31 Agustus); the last day is named where it is the cut-off of 31 August."""
    first, last = MONTHS[line.starts.month - 1], MONTHS[line.ends.month - 1]
    if line.starts.year != line.ends.year:
        return f"{first} {line.starts.year}–{last} {line.ends.year}"
    span = first if first == last else f"{first}–{last}"
    cut_off = " (paling lambat 31 Agustus)" if (line.ends.month, line.ends.day) == (8, 31) else ""
    return f"{span} {line.starts.year}{cut_off}"


def ticks(line: Line) -> tuple[str, ...]:
    """A tick under the pattern of work, one cell for each of PATTERNS."""
    return tuple(TICK if line.pattern == pattern else "" for pattern in PATTERNS)


def cost_notes(paper: Paper) -> list[str]:
    """What the marks in the cost column mean, for those that occur."""
    seen = {row.standing for row in paper.page.rows if row.total}
    texts = {
        "example": "* Harga satuan contoh, bukan standar resmi; wajib diganti sebelum musyawarah desa.",
        "elsewhere": "** Harga satuan acuan daerah lain (lihat dasar usulan); wajib disesuaikan.",
    }
    notes = [text for standing, text in texts.items() if standing in seen]
    if paper.hidden:
        notes.append(
            f"{MARK}: kurang dari {SMALLEST_SHOWN} anak; {TAKEN_ALONG}: ikut disembunyikan agar angka kecil "
            "tidak dapat dihitung kembali. Jumlah seluruh kegiatan tetap lengkap."
        )
    return notes


def no_children(paper: Paper) -> str:
    """The sentence of a village where nobody was found."""
    return (
        f"Pada batas data {long_date(paper.page.plan.as_of)} tidak ditemukan anak tidak sekolah atau berisiko putus "
        f"sekolah di {paper.village_name}. Tidak ada kegiatan yang diusulkan."
    )
