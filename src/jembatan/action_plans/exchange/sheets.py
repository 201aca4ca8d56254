"""The RADes as a workbook: the matrix in RKPDes columns, where each line comes from, recap and targets."""

from collections.abc import Iterator

from jembatan.action_plans.exchange.annexes import edits_text, reasons_text
from jembatan.action_plans.exchange.printing import ROMAN, Paper, cost_notes, ticks, when
from jembatan.action_plans.queries.plans import PlanRow, rows_by_field
from jembatan.action_plans.rules.catalogue import STANDINGS
from jembatan.documents.engine.workbook import Cell, Column, Line, Sheet
from jembatan.documents.rules.writing import long_date

COLUMNS = (
    Column("No", "count", 5),
    Column("Bidang / jenis kegiatan", width=38),
    Column("Lokasi", width=20),
    Column("Volume", width=18),
    Column("Sasaran / manfaat", width=28),
    Column("Waktu pelaksanaan", width=22),
    Column("Jumlah (Rp)", "money", 15, total=True, group="Perkiraan biaya"),
    Column("Sumber", width=18, group="Perkiraan biaya"),
    Column("Swakelola", width=10, group="Pola pelaksanaan"),
    Column("Antar-desa", width=10, group="Pola pelaksanaan"),
    Column("Pihak ketiga", width=10, group="Pola pelaksanaan"),
    Column("Rencana pelaksana", width=26),
)
ORIGIN_COLUMNS = (
    Column("No", "count", 5),
    Column("Kegiatan", width=38),
    Column("Dasar usulan", width=50),
    Column("Jumlah anak", "count", 9),
    Column("Satuan dibayar", "count", 10),
    Column("Harga satuan (Rp)", "money", 14),
    Column("Jumlah (Rp)", "money", 15, total=True),
    Column("Dasar harga", width=26),
    Column("Instansi", width=26),
    Column("Indikator keberhasilan", width=34),
    Column("Perubahan", width=18),
)


def rades_sheets(paper: Paper) -> list[Sheet]:
    """The sheets of a plan. A public copy has no sheet of origins: its small counts would show."""
    sheets = [_matrix(paper), _recap(paper), _targets(paper)]
    if not paper.is_public and paper.page.rows:
        sheets.insert(1, _origin(paper))
    return sheets


def _titles(paper: Paper) -> tuple[str, ...]:
    place = f"{paper.village_name}, Kecamatan {paper.page.places[2].name}, {paper.district_name}"
    state = "RANCANGAN" if paper.is_draft else f"Disahkan: {paper.page.plan.legal_number}"
    return (
        "RENCANA AKSI DESA PENANGANAN ANAK TIDAK SEKOLAH (RADes P-ATS)",
        f"{place} – Tahun {paper.page.plan.year} – {state}",
        f"Batas data {long_date(paper.page.plan.as_of)} · salinan {paper.copy}",
    )


def _matrix(paper: Paper) -> Sheet:
    place = paper.page.village.name
    return Sheet(
        name="Matriks RADes",
        columns=COLUMNS,
        lines=list(_matrix_lines(paper)),
        titles=_titles(paper),
        notes=cost_notes(paper),
        signatures=(("Ketua BPD", ""), (f"{paper.head_title} {place}", "")),
        total_word="" if paper.hidden else "JUMLAH SELURUH KEGIATAN",
    )


def _matrix_lines(paper: Paper) -> Iterator[Line]:
    number = 0
    rest: tuple[Cell, ...] = (None,) * (len(COLUMNS) - 1)
    for field, name, rows, _ in rows_by_field(paper.page):
        yield Line((f"{ROMAN[field]}.  {name}", *rest), "group")
        for row in rows:
            number += 1
            yield Line(_matrix_cells(paper, row, number))
        if field in paper.hidden_fields:
            cells: tuple[Cell, ...] = (
                f"Jumlah bidang {ROMAN[field]}",
                *rest[:5],
                paper.subtotal(field),
                *rest[6:],
            )
            yield Line(cells, "subtotal")
        else:
            yield Line((f"Jumlah bidang {ROMAN[field]}", *rest), "subtotal")
    if paper.hidden:
        yield Line(("JUMLAH SELURUH KEGIATAN", *rest[:5], _plain_total(paper), *rest[6:]), "total")


def _matrix_cells(paper: Paper, row: PlanRow, number: int) -> tuple[Cell, ...]:
    line = row.line
    return (
        number,
        line.name,
        line.location,
        paper.volume(row),
        line.benefit,
        when(line),
        paper.cost(row) if paper.row_is_hidden(row) else line.total,
        paper.page.catalogue.funds[line.fund].name,
        *ticks(line),
        line.implementer,
    )


def _plain_total(paper: Paper) -> Cell:
    return paper.total() if len(paper.page.rows) == 1 else paper.page.sums.total


def _origin(paper: Paper) -> Sheet:
    lines = [
        Line(
            (
                number,
                row.line.name,
                reasons_text(row.reasons),
                row.line.children if row.line.basis == "child" else None,
                row.line.quantity,
                row.line.unit_cost,
                row.line.total,
                STANDINGS[row.standing],
                row.line.agency,
                row.line.indicator,
                edits_text(row),
            )
        )
        for number, row in enumerate(paper.page.rows, start=1)
    ]
    return Sheet(
        name="Dasar usulan",
        columns=ORIGIN_COLUMNS,
        lines=lines,
        titles=("Dasar usulan setiap kegiatan", *_titles(paper)[1:]),
        notes=("Usulan dari data anak; diputuskan dalam musyawarah desa.",),
        total_word="JUMLAH",
    )


def _recap(paper: Paper) -> Sheet:
    recap = paper.page.recap
    tables = (
        ("Kategori", recap.by_category),
        ("Jenis kelamin", recap.by_sex),
        ("Umur", recap.by_age),
        ("Dusun", recap.by_dusun),
    )
    lines = []
    for title, counts in tables:
        lines.append(Line((title, None), "group"))
        lines += [Line((word, shown)) for word, shown in paper.counts(dict(counts)).items()]
        lines.append(Line(("Jumlah", paper.count(recap.total)), "subtotal"))
    return Sheet(
        name="Rekap anak",
        columns=(Column("Uraian", width=44), Column("Jumlah anak", width=14)),
        lines=lines,
        titles=("Rekapitulasi anak", *_titles(paper)[1:]),
        landscape=False,
    )


def _targets(paper: Paper) -> Sheet:
    columns = (
        Column("Sasaran", width=40),
        Column("Tahun", "code", 8),
        Column("Anak terdata", width=12),
        Column("Sasaran (%)", "count", 10),
        Column("Sasaran (anak)", width=12),
        Column("Dasar", width=60),
    )
    lines = [
        Line(
            (
                target.label,
                str(target.year),
                paper.count(target.base),
                target.percent,
                paper.count(target.children),
                target.source,
            )
        )
        for target in paper.page.targets
    ]
    return Sheet("Sasaran", columns, lines, titles=("Sasaran tahunan", *_titles(paper)[1:]))
