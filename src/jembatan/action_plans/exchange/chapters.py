"""The chapters of the RADes, each a run of parts of the document.

Contents proposed from module PB.4 and the RKPDes annex as circulated: legal basis, profile, recap, problem
tree, targets, activities and budget, monitoring, closing. No article is cited that nobody here has read.
"""

from datetime import date

from jembatan.action_plans.exchange.printing import Paper, no_children
from jembatan.action_plans.exchange.recapping import recap_counts, recap_total
from jembatan.action_plans.rules.protection import MARK, SMALLEST_SHOWN
from jembatan.documents.rules import blocks as b
from jembatan.documents.rules.writing import dotted, long_date

LEGAL_BASIS = (
    "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi",
    "Peraturan Presiden Nomor 3 Tahun 2026 tentang Pencegahan dan Penanganan Anak Tidak Sekolah",
    "Peraturan Menteri Desa, PDT, dan Transmigrasi Nomor 7 Tahun 2020 (penanganan anak usia 7–18 tahun yang tidak "
    "sekolah dapat dibiayai Dana Desa)",
    "Strategi Nasional Penanganan Anak Tidak Sekolah di Indonesia, Bappenas, 2020",
    "Keputusan Kepala Desa tentang Tim Penanganan Anak Tidak Sekolah, Nomor ........ Tahun ........",
)
DEFINITIONS = (
    ("ABS/BPB", "belum pernah bersekolah di SD/MI atau sederajat (hanya TK dihitung belum pernah)"),
    ("APS/DO", "pernah bersekolah dan berhenti sebelum menamatkan jenjangnya"),
    ("ATMS/LTM", "tamat SD atau SMP sederajat dan tidak terdaftar pada jenjang berikutnya"),
    ("ABPS", "masih bersekolah tetapi berisiko berhenti; tidak dihitung sebagai ATS"),
)
PORTIONS = {
    "kobo": "Kobo",
    "odk": "ODK",
    "dapodik": "Dapodik",
    "emis": "EMIS",
    "opensid": "OpenSID",
    "verval": "Verval ATS",
}
KINDS = {
    "census": "pendataan warga",
    "register": "register kependudukan",
    "roster": "data sekolah",
    "madrasah": "data madrasah",
    "portal": "daftar nasional",
    "social": "data sosial",
}
MONITORING = (
    ("Bulan ke-1", "Kehadiran di sekolah atau PKBM", "Pendamping desa, TP-PKK"),
    ("Bulan ke-3", "Kehadiran dan hambatan baru", "Pendamping desa, sekolah/PKBM"),
    ("Bulan ke-6", "Anak masih terdaftar (bertahan 6 bulan)", "Tim penanganan ATS desa"),
    (
        "Bulan ke-12",
        "Anak masih terdaftar atau naik kelas; daftar dimutakhirkan",
        "Tim penanganan ATS desa, BPD",
    ),
)


def cover(paper: Paper) -> b.Section:
    """The title page."""
    subdistrict = paper.page.places[2]
    state = "RANCANGAN – belum disahkan" if paper.is_draft else f"Disahkan: {paper.page.plan.legal_number}"
    return b.Section(
        (
            b.Paragraph("RENCANA AKSI DESA (RADes)", "title"),
            b.Paragraph("PENANGANAN ANAK TIDAK SEKOLAH", "title"),
            b.Paragraph(f"TAHUN {paper.page.plan.year}", "title"),
            b.Paragraph(paper.village_name.upper(), "subtitle"),
            b.Paragraph(f"Kecamatan {subdistrict.name}", "centre"),
            b.Paragraph(f"{paper.district_name}, Provinsi {paper.page.places[0].name}", "centre"),
            b.Paragraph(state, "centre"),
            b.Paragraph(f"Salinan {paper.copy} · dicetak {long_date(paper.printed_on)}", "centre"),
        ),
        centred=True,
    )


def letterhead(paper: Paper) -> b.Letterhead:
    return b.Letterhead(
        (
            f"Pemerintah {paper.district_name}",
            f"Kecamatan {paper.page.places[2].name}",
            f"Pemerintah {paper.village_name}",
        ),
        "Alamat: ................................................ Kode Pos ..........",
    )


def introduction(paper: Paper) -> list[b.Block]:
    """BAB I: why, on what basis, from which figures."""
    page, run = paper.page, paper.page.plan.reconciliation
    rows = tuple(
        b.Row(
            (
                KINDS.get(str(source.get("kind")), str(source.get("kind", ""))),
                PORTIONS.get(str(source.get("profile")), str(source.get("profile", ""))),
                _cut_off(source.get("cut_off")),
                dotted(int(source["rows"])) if source.get("rows") is not None else "–",
            )
        )
        for source in run.sources
    )
    columns = (
        b.Column("Sumber", 3),
        b.Column("Bentuk", 3),
        b.Column("Batas data", 2),
        b.Column("Baris", 2, "right"),
    )
    return [
        b.Heading("BAB I  PENDAHULUAN"),
        b.Heading("1.1  Latar belakang", 2),
        b.Paragraph(
            f"Rencana aksi ini disusun dari data anak {paper.village_name} sendiri: setiap kegiatan berasal dari "
            "sebab yang ditemukan pada anak, dan setiap angka dapat ditelusuri sampai ke barisnya. Isinya adalah "
            "usulan; keputusan diambil dalam musyawarah desa dan disahkan oleh "
            f"{paper.head_title} bersama BPD."
        ),
        b.Heading("1.2  Dasar", 2),
        b.Listing(tuple(b.Item(text) for text in LEGAL_BASIS), numbered=True),
        b.Heading("1.3  Sumber data dan cara hitung", 2),
        b.Facts(
            (
                ("Batas data", long_date(page.plan.as_of)),
                ("Umur yang dihitung", f"{run.youngest}–{run.oldest} tahun, {_age_rule(run.age_at)}"),
                ("Definisi", {"national": "nasional (Stranas ATS)"}.get(run.definition, run.definition)),
                ("Rekonsiliasi", f"nomor {run.pk}"),
            )
        ),
        *([b.Table(columns, rows, caption="Sumber yang dipakai")] if rows else []),
        b.Facts(DEFINITIONS),
    ]


def situation(paper: Paper) -> list[b.Block]:
    """BAB II: the village and its children, counted one way at a time."""
    page, recap = paper.page, paper.page.recap
    parts: list[b.Block] = [
        b.Heading("BAB II  KEADAAN DESA DAN ANAK"),
        b.Heading("2.1  Profil wilayah", 2),
        b.Facts(
            (
                (paper.village_word, page.village.name),
                ("Kode Kemendagri", page.village.code),
                ("Kecamatan", page.places[2].name),
                ("Kabupaten/Kota", paper.district_name),
                ("Luas, penduduk, sekolah", "................................ (diisi dari profil desa)"),
            )
        ),
        b.Heading("2.2  Rekapitulasi anak", 2),
    ]
    if not recap.total:
        return [*parts, b.Paragraph(no_children(paper), "strong")]
    parts += [
        b.Paragraph(
            f"Ditemukan {paper.count(recap.out_of_school)} anak tidak sekolah dan "
            f"{paper.count(recap.total - recap.out_of_school)} anak berisiko putus sekolah. Tabel berikut "
            "menghitung keduanya, setiap kali dengan jumlah yang sama."
        ),
        _recap_table(paper),
    ]
    if paper.is_public:
        parts.append(b.Paragraph(f"{MARK}: kurang dari {SMALLEST_SHOWN}; …: ikut disembunyikan.", "note"))
    return parts


def problems(paper: Paper) -> list[b.Block]:
    """BAB III: the problem tree."""
    tree = paper.page.tree
    heading = b.Heading("BAB III  POHON MASALAH")
    if not tree.children:
        return [heading, b.Paragraph(no_children(paper))]
    shown = paper.counts({branch.problem: branch.children for branch in tree.branches})
    # Sorted by what is printed: the place of a hidden count would tell how large it is.
    ordered = sorted(tree.branches, key=lambda it: (-int(_digits(shown[it.problem])), it.problem))
    branches = tuple(
        b.Item(f"{it.problem} ({shown[it.problem]} anak)", tuple(b.Item(text) for text in it.behind))
        for it in ordered
    )
    return [
        heading,
        b.Paragraph(
            f"Masalah pokok: {paper.count(tree.children)} anak di {paper.village_name} tidak sekolah.",
            "strong",
        ),
        b.Paragraph("Sebab tingkat pertama (dari data) dan kemungkinan penyebab di baliknya:"),
        b.Listing(branches, numbered=True),
        b.Paragraph("Akar masalah yang mungkin:"),
        b.Listing(tuple(b.Item(text) for text in tree.roots)),
        b.Paragraph(
            "Seorang anak dapat mempunyai beberapa sebab, sehingga jumlah sebab dapat melebihi jumlah anak. Tingkat "
            "kedua dan akar masalah adalah bahan musyawarah, bukan hasil hitungan: pilih, ubah, atau coret.",
            "note",
        ),
    ]


def targets(paper: Paper) -> list[b.Block]:
    """BAB IV: yearly targets."""
    columns = (
        b.Column("Sasaran", 5),
        b.Column("Tahun", 1.5, "centre"),
        b.Column("Anak terdata", 2, "right"),
        b.Column("Sasaran (%)", 2, "right"),
        b.Column("Sasaran (anak)", 2, "right"),
        b.Column("Dasar", 5),
    )
    rows = tuple(
        b.Row(
            (
                target.label,
                str(target.year),
                paper.count(target.base),
                f"{target.percent.normalize():f}".replace(".", ","),
                paper.count(target.children),
                target.source,
            )
        )
        for target in paper.page.targets
    )
    table: b.Block = b.Table(columns, rows) if rows else b.Paragraph(no_children(paper))
    return [
        b.Heading("BAB IV  SASARAN TAHUNAN"),
        table,
        b.Paragraph(
            "Anak dihitung kembali hanya bila tercatat aktif di Dapodik atau EMIS (NISN dan NPSN), bukan dari "
            "pernyataan. Batas data: 31 Agustus.",
            "note",
        ),
    ]


def monitoring(paper: Paper) -> list[b.Block]:
    """BAB VI: what is looked at when, by whom."""
    columns = (b.Column("Waktu", 2), b.Column("Yang dilihat", 5), b.Column("Pelaksana", 4))
    indicators = tuple(dict.fromkeys(row.line.indicator for row in paper.page.rows if row.line.indicator))
    parts: list[b.Block] = [
        b.Heading("BAB VI  PEMANTAUAN"),
        b.Table(columns, tuple(b.Row(row) for row in MONITORING)),
    ]
    if indicators:
        parts.append(b.Paragraph("Tanda keberhasilan kegiatan:"))
        parts.append(b.Listing(tuple(b.Item(text) for text in indicators)))
    return parts


def closing(paper: Paper) -> list[b.Block]:
    """BAB VII and the signatures."""
    plan = paper.page.plan
    if plan.legalised_on is None:
        day = f".................... {plan.year - 1}"
        word = "Rancangan ini dibahas dalam musyawarah desa sebelum disahkan."
    else:
        day, word = long_date(plan.legalised_on), f"Rencana aksi ini disahkan dengan {plan.legal_number}."
    urban = paper.page.village.kind == "kelurahan"
    return [
        b.Heading("BAB VII  PENUTUP"),
        b.Paragraph(
            f"{word} Rencana aksi dimutakhirkan sekurang-kurangnya setahun sekali dari data anak terbaru."
        ),
        b.Signatures(
            f"{paper.page.village.name}, {day}",
            (
                b.Signatory("Perwakilan warga" if urban else "Ketua Badan Permusyawaratan Desa"),
                b.Signatory(f"{paper.head_title} {paper.page.village.name}"),
            ),
        ),
    ]


def _recap_table(paper: Paper) -> b.Table:
    titles = {
        "category": "Menurut kategori",
        "sex": "Menurut jenis kelamin",
        "age": "Menurut umur",
        "dusun": "Menurut dusun",
    }
    rows: list[b.Row] = []
    for way, counts in recap_counts(paper).items():
        rows.append(b.Row((titles[way], None), "group"))
        rows += [b.Row((word, shown)) for word, shown in counts.items()]
    rows.append(b.Row(("Jumlah anak", recap_total(paper)), "total"))
    return b.Table((b.Column("Uraian", 5), b.Column("Jumlah anak", 2, "right")), tuple(rows), share=0.75)


def _age_rule(age_at: str) -> str:
    return {"survey": "umur pada batas data", "july": "umur pada 1 Juli"}.get(age_at, age_at)


def _cut_off(written: object) -> str:
    try:
        return long_date(date.fromisoformat(str(written)[:10]))
    except ValueError:
        return "–"


def _digits(shown: str) -> str:
    """The printed count without its dots; 0 for a hidden one."""
    return shown.replace(".", "") if shown.replace(".", "").isdigit() else "0"
