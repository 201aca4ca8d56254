"""Why a row is refused, what to do about it, and what each flag on a kept row means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is not in the table: a sentence, and what a person can do."""

    code: str
    sentence: str
    mend: str


REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason("blank_row", "The row is empty.", "Nothing to do, or delete the row."),
        Reason("repeated_header", "The row repeats the headings.", "Nothing to do, or delete the row."),
        Reason("total_row", "The row is a total, not a person.", "Nothing to do, or delete the row."),
        Reason("soft_deleted", "The source marks this row as deleted.", "Nothing to do."),
        Reason(
            "declared_invalid",
            "The source marks this person as not valid.",
            "Correct the person in the source register and export again.",
        ),
        Reason("no_name", "The name is missing.", "Write the name in the source and export again."),
        Reason(
            "formula_without_value",
            "A cell that should hold a name or a number is a formula without a stored result.",
            "Open the file in a spreadsheet program, save it, or paste the values.",
        ),
        Reason(
            "broken_text",
            "The row holds bytes that are not text in the encoding of the file.",
            "Open the row, write the damaged letters again and save as CSV UTF-8.",
        ),
        Reason(
            "too_many_cells",
            "The row has more cells than the header row.",
            "Put quotation marks around the value that contains the separator.",
        ),
        Reason(
            "duplicate_id",
            "The same id of the source stands in an earlier row of this file.",
            "Keep the right one of the two rows.",
        ),
    )
}

# Upper case: a cell was damaged, dropped or repaired. Lower case: two facts do not go together.
FLAGS: dict[str, str] = {
    "NIK_MISSING": "There is no NIK.",
    "NIK_PRECISION_LOST": "The NIK was stored as a number and lost its last digit; it was dropped.",
    "NIK_PLACEHOLDER": "The NIK is a placeholder such as 0 or 9999; it was dropped.",
    "NIK_INVALID": "The NIK has not 16 digits; it was dropped.",
    "NIK_DUPLICATE": "Another row of this file has the same NIK.",
    "KK_PRECISION_LOST": "The family card number was stored as a number and lost its last digit.",
    "KK_INVALID": "The family card number has not 16 digits; it was dropped.",
    "NISN_MISSING": "There is no NISN.",
    "NISN_INVALID": "The NISN has more than 10 digits or other characters; it was dropped.",
    "NISN_DUPLICATE": "Another row of this file has the same NISN.",
    "MOTHER_NIK_PRECISION_LOST": "The mother's NIK was stored as a number and lost its last digit.",
    "FATHER_NIK_PRECISION_LOST": "The father's NIK was stored as a number and lost its last digit.",
    "BIRTH_DATE_MISSING": "There is no birth date.",
    "BIRTH_DATE_UNREADABLE": "The birth date is none of the four known ways of writing; it was dropped.",
    "SEX_UNREADABLE": "The sex is neither L nor P in any known way of writing; it was dropped.",
    "RT_ZERO": "RT or RW is 0; it was dropped.",
    "LATLON_SWAPPED": "Latitude and longitude were exchanged and have been put right.",
    "LATLON_OUTSIDE": "The coordinate lies outside Indonesia; it was dropped.",
    "GRADE_UNREADABLE": "No grade could be read from the class.",
    "CLASS_IGNORED": "The pupil has no class; the class fields repeat the row before and were ignored.",
    "CODE_UNKNOWN": "The value is no code or label of the source's code list.",
    "FORMULA": "The value is the stored result of a formula.",
    "VILLAGE_CODE_INVALID": "The village code is not a Kemendagri code; it was dropped.",
    "village_unknown": "No village of this name is known in the subdistrict or district of the file.",
    "village_ambiguous": "Several villages of this name are possible.",
    "village_code_unknown": "The village code is not in the list of places.",
    "nik_birthdate_differs": "The birth date inside the NIK differs (female: day + 40).",
    "nik_sex_differs": "The NIK says the other sex.",
    "nisn_birthyear_differs": "The first three digits of the NISN are not the birth year.",
    "default_birth_date": "1 January, 1 July or 31 December: often a default.",
    "village_register_candidate": "Not attending according to a village register that may be years old.",
    "returned_to_school": "Registered as 'Kembali bersekolah': official proof of return.",
    "not_active": "The source says the pupil is no longer active.",
    "portal_resolved_in_education": "The portal's verification says the child is learning elsewhere.",
}
