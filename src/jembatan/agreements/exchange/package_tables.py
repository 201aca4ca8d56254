"""The tables of the data package beside the register itself: parties, claims, activities. No person is named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jembatan.agreements.models import Activity, Claim, Party
from jembatan.agreements.models.agreement import AgreementQuerySet
from jembatan.agreements.rules.claims import GRADES, Fact
from jembatan.workflow.wording import Wording


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One column of a table that belongs to an agreement; `value` is given a row of its model."""

    name: str
    type: str
    title: Wording
    definition: Wording
    value: Callable[[Any], Any]
    values: tuple[str, ...] = ()
    required: bool = False
    format: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` gives the model's rows of the public agreements, in a lasting order."""

    name: str
    columns: tuple[RowColumn, ...]
    key: list[str]
    rows: Callable[[AgreementQuerySet], QuerySet[Any]]


def rows_of(table: Table, public: AgreementQuerySet) -> Iterator[dict[str, str]]:
    """The rows of a table as text; missing is empty. Holds only ROWS_AT_ONCE of them."""
    for row in table.rows(public).iterator(chunk_size=ROWS_AT_ONCE):
        yield {column.name: _text(column.value(row)) for column in table.columns}


ROWS_AT_ONCE = 2_000
NUMBER = RowColumn(
    "number",
    "integer",
    Wording("Nomor", "Number"),
    Wording("Nomor tetap baris ini.", "Lasting number of this row."),
    lambda row: row.pk,
    required=True,
)
REFERENCE = RowColumn(
    "reference",
    "string",
    Wording("Nomor register", "Reference"),
    Wording("Kerja sama yang dimaksud.", "The cooperation it belongs to."),
    lambda row: row.agreement.reference,
    required=True,
)


def _plain(name: str, type_: str, title: Wording, definition: Wording, **more: Any) -> RowColumn:
    return RowColumn(name, type_, title, definition, lambda row: getattr(row, name), **more)


PARTIES = Table(
    "parties",
    (
        NUMBER,
        REFERENCE,
        _plain(
            "role",
            "string",
            Wording("Peran", "Role"),
            Wording("Peran pihak dalam kerja sama.", "What the party is in the cooperation."),
            values=tuple(Party.Role.values),
            required=True,
        ),
        _plain(
            "shown_name",
            "string",
            Wording("Nama", "Name"),
            Wording("Nama lembaga atau wilayah.", "Name of the body or region."),
            required=True,
        ),
        RowColumn(
            "place_code",
            "string",
            Wording("Kode wilayah", "Code of the region"),
            Wording(
                "Kode Kemendagri; kosong bila bukan wilayah.", "Kemendagri code; empty for other bodies."
            ),
            lambda row: row.place_id,
        ),
        RowColumn(
            "country",
            "string",
            Wording("Negara", "Country"),
            Wording("ISO 3166-1 alpha-2 pihak luar negeri.", "ISO 3166-1 alpha-2 of a party abroad."),
            lambda row: row.counterpart.country_code if row.counterpart else "ID",
        ),
        _plain(
            "must_sign",
            "boolean",
            Wording("Menandatangani", "Signs"),
            Wording("Apakah pihak ini menandatangani.", "Whether this party signs."),
            required=True,
        ),
    ),
    ["number"],
    lambda public: (
        Party.objects.filter(agreement__in=public.order_by().values("pk"))
        .select_related("agreement", "place", "counterpart")
        .order_by("agreement__reference", "pk")
    ),
)
CLAIMS = Table(
    "claims",
    (
        NUMBER,
        REFERENCE,
        _plain(
            "fact",
            "string",
            Wording("Fakta", "Fact"),
            Wording("Hal yang dinyatakan sumber.", "What the source speaks of."),
            values=tuple(Fact),
            required=True,
        ),
        _plain(
            "value",
            "string",
            Wording("Nilai", "Value"),
            Wording(
                "Kata sumber; tanggal setepat sumbernya.", "What the source says; dates as precise as it."
            ),
            required=True,
        ),
        _plain(
            "source",
            "string",
            Wording("Sumber", "Source"),
            Wording("Siapa yang menyatakan.", "Who says so."),
            required=True,
        ),
        _plain(
            "url",
            "string",
            Wording("Alamat", "Address"),
            Wording("Halaman sumber.", "Page of the source."),
            format="uri",
        ),
        _plain(
            "grade",
            "string",
            Wording("Tingkat kepercayaan", "Grade"),
            Wording("A sampai D; lihat register.", "A to D; see the register."),
            values=GRADES,
            required=True,
        ),
        _plain(
            "is_preferred",
            "boolean",
            Wording("Diutamakan", "Preferred"),
            Wording("Pernyataan yang dipakai register.", "The claim the register goes by."),
            required=True,
        ),
        _plain(
            "remark",
            "string",
            Wording("Catatan", "Remark"),
            Wording("Alasan atau keterangan lain.", "The reason, or what else is said."),
        ),
    ),
    ["number"],
    lambda public: (
        Claim.objects.filter(agreement__in=public.order_by().values("pk"))
        .select_related("agreement")
        .order_by("agreement__reference", "fact", "-is_preferred", "pk")
    ),
)
ACTIVITIES = Table(
    "activities",
    (
        NUMBER,
        REFERENCE,
        _plain(
            "title",
            "string",
            Wording("Kegiatan", "Activity"),
            Wording("Nama kegiatan.", "Name of the activity."),
            required=True,
        ),
        _plain(
            "field",
            "string",
            Wording("Bidang", "Field"),
            Wording("Kode bidang.", "Code of the field."),
        ),
        _plain(
            "starts_on",
            "date",
            Wording("Mulai", "From"),
            Wording("Hari pertama.", "First day."),
            required=True,
        ),
        _plain(
            "ends_on",
            "date",
            Wording("Sampai", "Until"),
            Wording("Hari terakhir.", "Last day."),
            required=True,
        ),
        _plain(
            "state",
            "string",
            Wording("Keadaan", "State"),
            Wording("Direncanakan, berjalan, selesai, batal.", "Planned, under way, done, cancelled."),
            values=tuple(Activity.State.values),
            required=True,
        ),
        _plain(
            "done_on",
            "date",
            Wording("Selesai", "Done on"),
            Wording("Hari selesai.", "The day it was done."),
        ),
        _plain(
            "direction",
            "string",
            Wording("Arah", "Direction"),
            Wording("Ke mitra, dari mitra, atau dua arah.", "To the partner, from it, or both ways."),
            values=tuple(Activity.Direction.values),
            required=True,
        ),
        _plain(
            "budget",
            "number",
            Wording("Anggaran (Rp)", "Budget (Rp)"),
            Wording("Kosong bila belum diketahui.", "Empty while nobody knows."),
        ),
    ),
    ["number"],
    lambda public: (
        Activity.objects.filter(agreement__in=public.order_by().values("pk"))
        .select_related("agreement")
        .order_by("agreement__reference", "starts_on", "pk")
    ),
)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
