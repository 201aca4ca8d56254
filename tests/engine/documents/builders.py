"""A small document with one of every part, and texts that would run if they were not plain."""

from datetime import date

from jembatan.documents.rules import blocks as b

ARMED = '=cmd|" /C calc"!A1 #panic("x") $x$ *bold* {{ 7 * 7 }} <w:p/> & \\u{0}'

TABLE = b.Table(
    columns=(
        b.Column("No", 1, "centre"),
        b.Column("Kegiatan", 6),
        b.Column("Jumlah (Rp)", 3, "right", group="Biaya"),
        b.Column("Sumber", 3, group="Biaya"),
    ),
    rows=(
        b.Row(("I. Penyelenggaraan", None, None, None), "group"),
        b.Row(("1", ARMED, "1.000", "Dana Desa")),
        b.Row(("Jumlah I", None, "1.000", ""), "subtotal"),
        b.Row(("TOTAL", None, "1.000", ""), "total"),
    ),
    caption="Tabel 1",
)


def book(**changes) -> b.Book:
    parts = {
        "title": "RADes",
        "author": "Pemerintah Desa Contoh",
        "dated": date(2026, 11, 22),
        "sections": (
            b.Section((b.Letterhead(("Kabupaten Jember", "Desa Contoh"), "Jalan Contoh 1"),), centred=True),
            b.Section(
                (
                    b.Contents("Daftar Isi", ("BAB I",)),
                    b.Heading("BAB I"),
                    b.Paragraph(ARMED),
                    b.Paragraph("Judul", "title"),
                    b.Listing((b.Item("Satu", (b.Item("di bawahnya"),)), b.Item("Dua")), numbered=True),
                    b.Listing((b.Item("Lain"),), numbered=True),
                    b.Facts((("Desa", "Contoh"),)),
                )
            ),
            b.Section(
                (
                    b.Heading("Matriks", 2),
                    TABLE,
                    b.Signatures(
                        "Contoh, 1 Mei 2027", (b.Signatory("Ketua BPD"), b.Signatory("Kades", "A", "1"))
                    ),
                ),
                landscape=True,
            ),
        ),
        "watermark": "RANCANGAN",
        "footer": "RADes Desa Contoh",
    }
    return b.Book(**{**parts, **changes})


LANGUAGES = (
    b.Language("id", "Bahasa Indonesia"),
    b.Language("en", "English"),
    b.Language("ar", "العربية"),
)


def bilingual_book(clauses=3, languages=LANGUAGES, **changes) -> b.Book:
    """A text side by side in `languages`, signed by two parties at their own places."""
    words = {"id": "Pasal", "en": "Article", "ar": "المادة"}
    rows = tuple(
        tuple(
            b.Passage(f"{words.get(it.code, it.code)} {n}", it.name, (f"(1) {ARMED}", "(2)"))
            for it in languages
        )
        for n in range(1, clauses + 1)
    )
    parties = b.Signatures(
        "",
        (
            b.Signatory("Bupati", "A", place_and_date="Jember, 1 Mei 2027"),
            b.Signatory("Mayor", "B", place_and_date="Melbourne, 3 May 2027"),
        ),
    )
    section = b.Section((b.Parallel(languages, rows), parties))
    marks = {"footer": "MoU", "fingerprint": "Versi 3 · SHA-256 " + "ab" * 32, "watermark": "DRAFT"}
    return book(**{"sections": (section,), **marks, **changes})
