"""Why a row is refused, what to do about it, and what each flag on a kept row means."""

from dataclasses import dataclass

from jembatan.workflow.messages import message as _


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is not in the table: a sentence, and what a person can do."""

    code: str
    sentence: str
    mend: str


REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason("blank_row", _("The row is empty."), _("Nothing to do, or delete the row.")),
        Reason("repeated_header", _("The row repeats the headings."), _("Nothing to do, or delete the row.")),
        Reason("total_row", _("The row is a total, not a person."), _("Nothing to do, or delete the row.")),
        Reason("soft_deleted", _("The source marks this row as deleted."), _("Nothing to do.")),
        Reason(
            "declared_invalid",
            _("The source marks this person as not valid."),
            _("Correct the person in the source register and export again."),
        ),
        Reason("no_name", _("The name is missing."), _("Write the name in the source and export again.")),
        Reason(
            "formula_without_value",
            _("A cell that should hold a name or a number is a formula without a stored result."),
            _("Open the file in a spreadsheet program, save it, or paste the values."),
        ),
        Reason(
            "broken_text",
            _("The row holds bytes that are not text in the encoding of the file."),
            _("Open the row, write the damaged letters again and save as CSV UTF-8."),
        ),
        Reason(
            "too_many_cells",
            _("The row has more cells than the header row."),
            _("Put quotation marks around the value that contains the separator."),
        ),
        Reason(
            "duplicate_id",
            _("The same id of the source stands in an earlier row of this file."),
            _("Keep the right one of the two rows."),
        ),
    )
}

# Upper case: a cell was damaged, dropped or repaired. Lower case: two facts do not go together.
FLAGS: dict[str, str] = {
    "NIK_MISSING": _("There is no NIK."),
    "NIK_PRECISION_LOST": _("The NIK was stored as a number and lost its last digit; it was dropped."),
    "NIK_PLACEHOLDER": _("The NIK is a placeholder such as 0 or 9999; it was dropped."),
    "NIK_INVALID": _("The NIK does not have 16 digits; it was dropped."),
    "NIK_DUPLICATE": _("Another row of this file has the same NIK."),
    "KK_PRECISION_LOST": _("The family card number was stored as a number and lost its last digit."),
    "KK_INVALID": _("The family card number does not have 16 digits; it was dropped."),
    "NISN_MISSING": _("There is no NISN."),
    "NISN_INVALID": _("The NISN has more than 10 digits or other characters; it was dropped."),
    "NISN_DUPLICATE": _("Another row of this file has the same NISN."),
    "MOTHER_NIK_PRECISION_LOST": _("The mother's NIK was stored as a number and lost its last digit."),
    "FATHER_NIK_PRECISION_LOST": _("The father's NIK was stored as a number and lost its last digit."),
    "BIRTH_DATE_MISSING": _("There is no birth date."),
    "BIRTH_DATE_UNREADABLE": _("The birth date is not written in any known way; it was dropped."),
    "SEX_UNREADABLE": _("The sex is neither L nor P in any known way of writing; it was dropped."),
    "RT_ZERO": _("RT or RW is 0; it was dropped."),
    "LATLON_SWAPPED": _("Latitude and longitude were swapped and have been put right."),
    "LATLON_OUTSIDE": _("The coordinate lies outside Indonesia; it was dropped."),
    "GRADE_UNREADABLE": _("No grade could be read from the class."),
    "CLASS_IGNORED": _("The pupil has no class; the class fields repeat the row before and were ignored."),
    "CODE_UNKNOWN": _("The value is not in the code list of the source."),
    "FORMULA": _("The value is the stored result of a formula."),
    "VILLAGE_CODE_INVALID": _("The village code is not a Kemendagri code; it was dropped."),
    "village_unknown": _("No village of this name is known in the subdistrict or district of the file."),
    "village_ambiguous": _("Several villages of this name are possible."),
    "village_code_unknown": _("The village code is not in the list of places."),
    "nik_birthdate_differs": _("The birth date inside the NIK differs (female: day + 40)."),
    "nik_sex_differs": _("The NIK says the other sex."),
    "nisn_birthyear_differs": _("The first three digits of the NISN are not the birth year."),
    "default_birth_date": _("1 January, 1 July or 31 December: often a default."),
    "village_register_candidate": _("Not attending according to a village register that may be years old."),
    "returned_to_school": _("Registered as 'Kembali bersekolah': official proof of return."),
    "not_active": _("The source says the pupil is no longer active."),
    "portal_resolved_in_education": _("The portal's verification says the child is learning elsewhere."),
}
