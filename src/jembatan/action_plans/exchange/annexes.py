"""The annexes of an office copy: where each line comes from, and the list of children by name."""

from jembatan.action_plans.exchange.printing import Paper
from jembatan.action_plans.queries.plans import PlanRow, ShownReason
from jembatan.action_plans.rules.catalogue import STANDINGS
from jembatan.documents.rules import blocks as b
from jembatan.documents.rules.writing import dotted

HIDDEN = "rincian terbatas"


def reasons_text(reasons: tuple[ShownReason, ...]) -> str:
    """Which matrix rows made a line and for how many children; hidden details say so."""
    return "; ".join(_reason(reason) for reason in reasons) or "ditambahkan oleh desa"


def _reason(reason: ShownReason) -> str:
    if reason.children is None:
        return f"{reason.cause}: {HIDDEN}"
    why = reason.support if reason.cause == "any" else f"{reason.cause} → {reason.support}"
    return f"{why}: {dotted(reason.children)} anak [{reason.rule}]"


def edits_text(row: PlanRow) -> str:
    """What the village changed in a proposed line; "" when nothing."""
    if row.activity.by_hand:
        return "ditambahkan oleh desa"
    return "diubah oleh desa" if row.activity.edited else ""


def origin(paper: Paper) -> list[b.Block]:
    """Lampiran 1: each line's matrix rows, counts of children, unit cost and what that rests on."""
    columns = (
        b.Column("No", 1, "centre"),
        b.Column("Kegiatan", 5),
        b.Column("Dasar usulan (sebab: jumlah anak [baris matriks])", 7),
        b.Column("Anak", 1.2, "right"),
        b.Column("Harga satuan (Rp)", 2.2, "right"),
        b.Column("Dasar harga", 3),
        b.Column("Instansi", 3.4),
        b.Column("Perubahan", 2.2),
    )
    rows = tuple(
        b.Row(
            (
                str(number),
                row.line.name,
                reasons_text(row.reasons),
                dotted(row.line.children) if row.line.basis == "child" else "–",
                dotted(row.line.unit_cost),
                STANDINGS[row.standing],
                row.line.agency,
                edits_text(row),
            )
        )
        for number, row in enumerate(paper.page.rows, start=1)
    )
    struck = tuple(b.Item(f"{row.line.name}: {row.activity.removed_because}") for row in paper.page.removed)
    parts: list[b.Block] = [
        b.Heading("LAMPIRAN 1  DASAR USULAN SETIAP KEGIATAN"),
        b.Table(columns, rows, small=True),
    ]
    if struck:
        parts += [b.Paragraph("Usulan yang dicoret, dengan alasannya:"), b.Listing(struck)]
    return parts


def name_list(paper: Paper) -> list[b.Block]:
    """Lampiran 2: the children by name, for those who may see them."""
    columns = (
        b.Column("No", 1, "centre"),
        b.Column("Nama", 5),
        b.Column("L/P", 1, "centre"),
        b.Column("Umur", 1.2, "right"),
        b.Column("Dusun", 3),
        b.Column("RT", 1.2, "centre"),
        b.Column("Kategori", 4),
        b.Column("Sebab", 6),
    )
    rows = tuple(
        b.Row(
            (
                str(number),
                child.name,
                child.sex,
                "" if child.age is None else str(child.age),
                child.dusun,
                child.rt,
                child.category,
                "; ".join(child.causes),
            )
        )
        for number, child in enumerate(paper.names, start=1)
    )
    return [
        b.Heading("LAMPIRAN 2  DAFTAR ANAK (TERBATAS)"),
        b.Paragraph(
            "Data pribadi anak (UU 27/2022). Tidak ikut salinan umum, tidak digandakan, dan disimpan terkunci.",
            "strong",
        ),
        b.Table(columns, rows, small=True),
    ]
