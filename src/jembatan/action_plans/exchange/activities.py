"""The chapter of activities and budget: the matrix in the columns of the RKPDes, with its notes and sums.

Source of the columns: RKPDes annex as circulated (pdfcoffee.com, "sistematika penyusunan RPJMDes").
"""

from jembatan.action_plans.exchange.printing import ROMAN, Paper, cost_notes, no_children, ticks, when
from jembatan.action_plans.queries.plans import rows_by_field
from jembatan.action_plans.rules.catalogue import PATTERNS
from jembatan.documents.rules import blocks as b
from jembatan.documents.rules.writing import dotted, in_words

MATRIX_COLUMNS = (
    b.Column("No", 1, "centre"),
    b.Column("Bidang / jenis kegiatan", 5.4),
    b.Column("Lokasi", 2.8),
    b.Column("Volume", 2.4),
    b.Column("Sasaran / manfaat", 3.8),
    b.Column("Waktu pelaksanaan", 2.9),
    b.Column("Jumlah (Rp)", 2.6, "right", group="Perkiraan biaya"),
    b.Column("Sumber", 2.5, group="Perkiraan biaya"),
    b.Column("Swa-kelola", 1.4, "centre", group="Pola pelaksanaan"),
    b.Column("Antar-desa", 1.4, "centre", group="Pola pelaksanaan"),
    b.Column("Pihak ketiga", 1.4, "centre", group="Pola pelaksanaan"),
    b.Column("Rencana pelaksana", 3.2),
)


def chapter(paper: Paper) -> list[b.Block]:
    """BAB V: the matrix in the columns of the RKPDes."""
    parts: list[b.Block] = [b.Heading("BAB V  RENCANA KEGIATAN DAN ANGGARAN")]
    if not paper.page.rows:
        return [*parts, b.Paragraph(no_children(paper), "strong")]
    parts += [b.Table(MATRIX_COLUMNS, tuple(_matrix_rows(paper)), small=True)]
    parts += [b.Paragraph(note, "note") for note in cost_notes(paper)]
    if not (paper.is_public and len(paper.page.rows) == 1):
        parts.append(b.Paragraph(f"Terbilang: {in_words(int(paper.page.sums.total))} rupiah.", "note"))
    if not paper.is_public:
        parts.append(_fund_table(paper))
    return parts


def _matrix_rows(paper: Paper) -> list[b.Row]:
    printed: list[b.Row] = []
    number = 0
    blank = (None,) * 5
    for field, name, rows, _ in rows_by_field(paper.page):
        printed.append(b.Row((f"{ROMAN[field]}.  {name}", *(None,) * 11), "group"))
        for row in rows:
            number += 1
            line, fund = row.line, paper.page.catalogue.funds[row.line.fund].name
            printed.append(
                b.Row(
                    (
                        str(number),
                        line.name,
                        line.location,
                        paper.volume(row),
                        line.benefit,
                        when(line),
                        paper.cost(row),
                        fund,
                        *ticks(line),
                        line.implementer,
                    )
                )
            )
        empty = "" if rows else " (tidak ada kegiatan)"
        sums = (
            f"Jumlah bidang {ROMAN[field]}{empty}",
            *blank,
            paper.subtotal(field),
            "",
            *("",) * len(PATTERNS),
            "",
        )
        printed.append(b.Row(sums, "subtotal"))
    total = ("JUMLAH SELURUH KEGIATAN", *blank, paper.total(), "", *("",) * len(PATTERNS), "")
    return [*printed, b.Row(total, "total")]


def _fund_table(paper: Paper) -> b.Table:
    sums, funds = paper.page.sums, paper.page.catalogue.funds
    rows = [b.Row((funds[code].name, dotted(amount))) for code, amount in sums.by_fund.items()]
    rows.append(b.Row(("JUMLAH", dotted(sums.total)), "total"))
    columns = (b.Column("Sumber dana", 3), b.Column("Jumlah (Rp)", 2, "right"))
    return b.Table(columns, tuple(rows), caption="Perkiraan biaya menurut sumber dana", share=0.5)
