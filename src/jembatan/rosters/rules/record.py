"""The canonical child record: the columns every reader gives and every engine relies on.

Missing is null, never "", "0" or "-". Sources never overwrite one another: a value is what its
own file says, cleaned. Source: the mapping of the interchange formats, `docs/formats.md`.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "date", "integer", "decimal", "json"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what kind of value it holds, and what the value means."""

    name: str
    kind: Kind
    meaning: str


COLUMNS: tuple[Column, ...] = (
    Column("record_id", "text", "unique in the file; the source's own id, else sheet!row"),
    Column("name", "text", "upper case, blanks collapsed"),
    Column("nik", "text", "16 digits"),
    Column("kk", "text", "16 digits, number of the family card"),
    Column("nisn", "text", "10 digits"),
    Column("sex", "text", "L or P"),
    Column("birth_date", "date", "null when missing or unreadable"),
    Column("birth_place", "text", "as written"),
    Column("mother_name", "text", "upper case"),
    Column("mother_nik", "text", "16 digits"),
    Column("father_name", "text", "upper case"),
    Column("father_nik", "text", "16 digits"),
    Column("village_code", "text", "Kemendagri PP.KK.CC.DDDD"),
    Column("subdistrict_code", "text", "Kemendagri PP.KK.CC"),
    Column("dusun", "text", "without the word Dusun"),
    Column("rw", "text", "three digits"),
    Column("rt", "text", "three digits"),
    Column("address", "text", "as written"),
    Column("npsn", "text", "8 characters, the school of the record"),
    Column("school_name", "text", "as written"),
    Column(
        "level",
        "text",
        "highest attended: tk sd mi paket_a ula smp mts paket_b wustha sma smk ma paket_c ulya",
    ),
    Column("grade", "integer", "highest attended, 1 to 13 counted from the first year of SD"),
    Column("class_name", "text", "the class or rombel as written"),
    Column("attending", "text", "yes, no or unknown"),
    Column(
        "attending_kind",
        "text",
        "formal madrasah slb pkpps paket pesantren_salaf homeschool kindergarten course",
    ),
    Column("completed", "text", "yes, no or unknown: was that level finished"),
    Column("certificate_seen", "text", "yes, no or unknown: was the ijazah seen"),
    Column("left_on", "text", "YYYY-MM-DD, YYYY-MM or YYYY of the last attendance"),
    Column("declared_left", "text", "yes or no: the school has declared the child gone"),
    Column("registered_next", "text", "yes, no or waiting: registered at the next level"),
    Column("outcome", "text", "present died moved not_found not_resident abroad"),
    Column(
        "relation",
        "text",
        "to the head: head husband wife spouse child child_in_law grandchild parent "
        "parent_in_law family servant other",
    ),
    Column("marital_status", "text", "single married divorced widowed"),
    Column("works", "text", "yes, no or unknown"),
    Column("disability", "text", "physical vision hearing_speech mental physical_mental other ..."),
    Column("aid", "json", "list of KIP PIP PKH KPS KKS BPJS_PBI"),
    Column("causes", "json", "list of national reason codes, 1 to 22 and x1 to x6"),
    Column("cause_main", "text", "one national reason code"),
    Column("portal_status", "text", "DO LTM BPB, of the national portal"),
    Column("portal_grade", "integer", "the portal's tingkat_pendidikan, 1 to 13"),
    Column("reason_id", "text", "the portal's reason id; its legend is not published"),
    Column("reason_label", "text", "the portal's reason in words"),
    Column("lat", "decimal", "degrees north"),
    Column("lon", "decimal", "degrees east"),
    Column("source_profile", "text", "the layout that was read"),
    Column("source_sheet", "text", "sheet, or file within an archive; null for CSV and JSON"),
    Column("source_row", "integer", "1-based row of the sheet as a person sees it"),
    Column("flags", "json", "list of {code, column, cell}"),
    Column("raw", "json", "the untouched values by their own headings"),
)

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)

# Grades of each kind of school, first and last.
GRADES_OF_LEVEL = {
    "sd": (1, 6),
    "mi": (1, 6),
    "paket_a": (1, 6),
    "ula": (1, 6),
    "smp": (7, 9),
    "mts": (7, 9),
    "paket_b": (7, 9),
    "wustha": (7, 9),
    "sma": (10, 12),
    "smk": (10, 13),
    "ma": (10, 12),
    "paket_c": (10, 12),
    "ulya": (10, 12),
}
