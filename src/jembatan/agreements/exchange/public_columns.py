"""The columns of the open register: what each is called, what kind of value it holds, what it means.

One list makes the CSV, the JSON, the workbook, the data package and the description of the API.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.register import public_parent, signed_text
from jembatan.agreements.rules.kinds import Kind, Tier
from jembatan.agreements.rules.lifecycle import Disclosure, TermType
from jembatan.agreements.rules.register import Standing, standing_of
from jembatan.workflow.wording import Wording

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is one of Frictionless Table Schema; `values` are all codes there can be, empty when open."""

    name: str
    type: str
    title: Wording
    definition: Wording
    value: Callable[[Agreement], Value]
    values: tuple[str, ...] = ()
    required: bool = False
    format: str = ""


def _date(name: str) -> Callable[[Agreement], Value]:
    def value(agreement: Agreement) -> Value:
        day = getattr(agreement, name)
        return day.isoformat() if day is not None else None

    return value


def _text(name: str) -> Callable[[Agreement], Value]:
    return lambda agreement: getattr(agreement, name) or None


def fields_of(agreement: Agreement) -> list[str]:
    """Codes of the fields it is about; needs the topics."""
    return [topic.code for topic in agreement.topics.all() if topic.list == "field"]


PUBLIC: tuple[Column, ...] = (
    Column(
        "reference",
        "string",
        Wording("Nomor register", "Reference"),
        Wording("Nomor tetap kerja sama dalam register ini.", "The lasting number of the cooperation here."),
        _text("reference"),
        required=True,
    ),
    Column(
        "title_id",
        "string",
        Wording("Judul", "Title (Indonesian)"),
        Wording("Judul dalam bahasa Indonesia.", "Title in Indonesian."),
        _text("title_id"),
        required=True,
    ),
    Column(
        "title_en",
        "string",
        Wording("Judul (Inggris)", "Title (English)"),
        Wording("Judul dalam bahasa Inggris.", "Title in English."),
        _text("title_en"),
    ),
    Column(
        "place_code",
        "string",
        Wording("Kode wilayah", "Code of the region"),
        Wording(
            "Kode Kemendagri; kosong untuk pemerintah pusat.",
            "Kemendagri code; empty for the central government.",
        ),
        lambda agreement: agreement.place_id,
    ),
    Column(
        "place_name",
        "string",
        Wording("Wilayah", "Region"),
        Wording("Nama wilayah menurut daftar resmi.", "Name of the region in the official list."),
        lambda agreement: agreement.place.name if agreement.place is not None else None,
    ),
    Column(
        "partner",
        "string",
        Wording("Mitra", "Partner"),
        Wording("Nama mitra di luar negeri.", "Name of the partner abroad."),
        lambda agreement: agreement.counterpart.official_name,
        required=True,
    ),
    Column(
        "partner_kind",
        "string",
        Wording("Jenis mitra", "Kind of partner"),
        Wording("Menurut PP 28/2018 Pasal 1 dan 36.", "After PP 28/2018 arts 1 and 36."),
        lambda agreement: agreement.counterpart.kind,
        required=True,
    ),
    Column(
        "partner_country",
        "string",
        Wording("Negara mitra", "Country of the partner"),
        Wording(
            "ISO 3166-1 alpha-2; kosong untuk organisasi internasional.",
            "ISO 3166-1 alpha-2; empty for an international organisation.",
        ),
        lambda agreement: agreement.counterpart.country_code or None,
    ),
    Column(
        "kind",
        "string",
        Wording("Bentuk", "Kind"),
        Wording("Bentuk kerja sama (PP 28/2018 Pasal 24, 25).", "Form (PP 28/2018 arts 24, 25)."),
        _text("kind"),
        values=tuple(Kind),
        required=True,
    ),
    Column(
        "tier",
        "string",
        Wording("Tingkat naskah", "Rank of the text"),
        Wording("Kedudukan naskah dalam rangkaian naskah.", "Where the text stands in the chain of texts."),
        _text("tier"),
        values=tuple(Tier),
        required=True,
    ),
    Column(
        "parent_reference",
        "string",
        Wording("Di bawah", "Stands under"),
        Wording("Nomor naskah di atasnya.", "Reference of the text above it."),
        lambda agreement: public_parent(agreement) or None,
    ),
    Column(
        "standing",
        "string",
        Wording("Keadaan", "Standing"),
        Wording(
            "Keadaan menurut register, atau menurut sumber bila belum ada catatan di sini.",
            "The state here, or only what the source says while nothing has been recorded here.",
        ),
        lambda agreement: str(
            standing_of(
                agreement.state,
                agreement.source_status,
                stage=agreement.stage,
                is_legacy=agreement.is_legacy,
            )
        ),
        values=tuple(Standing),
        required=True,
    ),
    Column(
        "signed_on",
        "string",
        Wording("Ditandatangani", "Signed"),
        Wording(
            "Setepat sumbernya: 2017, 2017-10 atau 2017-10-06; kosong bila tidak diketahui.",
            "As precise as its source: 2017, 2017-10 or 2017-10-06; empty when unknown.",
        ),
        lambda agreement: signed_text(agreement) or None,
    ),
    Column(
        "starts_on",
        "date",
        Wording("Mulai berlaku", "In force from"),
        Wording("Hari pertama berlaku.", "First day in force."),
        _date("starts_on"),
    ),
    Column(
        "ends_on",
        "date",
        Wording("Berlaku sampai", "In force until"),
        Wording("Hari terakhir berlaku.", "Last day in force."),
        _date("ends_on"),
    ),
    Column(
        "ended_on",
        "date",
        Wording("Berakhir", "Ended on"),
        Wording("Hari kerja sama berakhir.", "The day the cooperation ended."),
        _date("ended_on"),
    ),
    Column(
        "term_type",
        "string",
        Wording("Jenis jangka waktu", "Kind of term"),
        Wording("Tetap, diperpanjang sendiri, atau tanpa batas.", "Fixed, renewing itself, or without end."),
        _text("term_type"),
        values=tuple(TermType),
        required=True,
    ),
    Column(
        "fields",
        "string",
        Wording("Bidang", "Fields"),
        Wording("Kode bidang, dipisahkan titik koma.", "Codes of the fields, separated by semicolons."),
        lambda agreement: ";".join(fields_of(agreement)) or None,
    ),
    Column(
        "source",
        "string",
        Wording("Sumber", "Source"),
        Wording("Sumber pernyataan keadaan.", "Who says how it stands."),
        lambda agreement: agreement.source_said or None,  # type: ignore[attr-defined]
    ),
    Column(
        "source_url",
        "string",
        Wording("Alamat sumber", "Address of the source"),
        Wording("Halaman sumber.", "Page of the source."),
        lambda agreement: agreement.source_url or None,  # type: ignore[attr-defined]
        format="uri",
    ),
    Column(
        "source_grade",
        "string",
        Wording("Tingkat keyakinan", "Grade of the source"),
        Wording(
            "A naskah dibaca; B laman resmi; C pers, makalah; D belum diverifikasi.",
            "A the text was read; B official page; C press, paper; D unverified.",
        ),
        lambda agreement: agreement.source_grade or None,  # type: ignore[attr-defined]
        values=("A", "B", "C", "D"),
    ),
)


# What offices see beside it in their own list.
OFFICE: tuple[Column, ...] = (
    *PUBLIC,
    Column(
        "stage",
        "string",
        Wording("Tahap", "Stage"),
        Wording("Tahap yang terbuka pada jalan hukum.", "The open stage of the legal road."),
        _text("stage"),
    ),
    Column(
        "stage_since",
        "date",
        Wording("Sejak", "Since"),
        Wording("Sejak kapan tahap itu terbuka.", "Since when that stage is open."),
        _date("stage_since"),
    ),
    Column(
        "turn",
        "string",
        Wording("Giliran", "Turn"),
        Wording("Kantor yang harus bertindak.", "The office that must act."),
        _text("turn"),
    ),
    Column(
        "next_due_on",
        "date",
        Wording("Tenggat berikut", "Next due day"),
        Wording("Tenggat terdekat.", "The nearest due day."),
        _date("next_due_on"),
    ),
    Column(
        "last_active_on",
        "date",
        Wording("Terakhir aktif", "Last active"),
        Wording("Hari kegiatan terakhir tercatat.", "The day something was last recorded."),
        _date("last_active_on"),
    ),
    Column(
        "disclosure",
        "string",
        Wording("Keterbukaan", "Disclosure"),
        Wording("Tampil di register publik atau tidak.", "Whether the public register shows it."),
        _text("disclosure"),
        values=tuple(Disclosure),
    ),
)


def record_of(agreement: Agreement, columns: Iterable[Column] = PUBLIC) -> dict[str, Value]:
    """The values of one cooperation by column; needs queries.register.with_sources and the topics."""
    return {column.name: column.value(agreement) for column in columns}
