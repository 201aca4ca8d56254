"""Why a child's sources stand as they do, and what to do next: codes and their English sentences.

The sentences are message ids; `N_` marks them for the catalogue without translating here.
"""

from collections.abc import Mapping


def N_(message: str) -> str:
    """Marks a message id for translation."""
    return message


# Code of a reason in children/data/precedence.toml -> what it means. "" is agreement.
REASONS: Mapping[str, str] = {
    "": N_("The sources agree."),
    "attends_in_no_roster": N_("The child is said to attend, but no school register lists the child."),
    "census_in_portal_listed": N_(
        "The census says the child attends; the portal lists the child as not attending."
    ),
    "census_out_madrasah_in": N_(
        "The census says the child does not attend; the madrasah register lists the child."
    ),
    "census_out_portal_other": N_(
        "The census says the child does not attend; the portal was told otherwise."
    ),
    "census_out_roster_in": N_(
        "The census says the child does not attend; the school register lists the child."
    ),
    "gone": N_("The child died, moved away or was not found."),
    "gone_but_in_roster": N_("The census found the child gone; a school register still lists the child."),
    "gone_but_listed": N_(
        "The census found the child gone; the family card or the portal still lists the child."
    ),
    "in_no_roster": N_("No school register lists the child, and nobody asked the family about school."),
    "in_two_schools": N_("A school and a madrasah both list the child as their pupil."),
    "left_roster": N_("The school register says that the child left."),
    "nobody_says": N_("No source says whether the child attends."),
    "out_of_school": N_("The sources that speak say that the child does not attend."),
    "portal_gone_found_in_roster": N_(
        "The portal says the child is gone; a school register lists the child."
    ),
    "portal_gone_on_family_card": N_(
        "The portal says the child is gone; the family card still lists the child."
    ),
    "portal_listed_found_in_madrasah": N_(
        "The portal lists the child as not attending; a madrasah lists the child."
    ),
    "portal_listed_found_in_roster": N_(
        "The portal lists the child as not attending; a school lists the child."
    ),
    "portal_listed_gone_from_register": N_(
        "The portal lists the child; the village register says the child is gone."
    ),
    "portal_listed_register_in": N_(
        "The portal lists the child as not attending; the village register says pupil."
    ),
    "portal_listed_unknown_here": N_(
        "The portal lists the child here; neither census nor register knows the child."
    ),
    "portal_says_pesantren": N_(
        "The portal was told that the child is in a pesantren; no register lists the child."
    ),
    "register_in_no_roster": N_("The village register says pupil, but no school register lists the child."),
    "register_only": N_("Only the village register speaks of school, and it is often years old."),
}

NEXT_STEPS: Mapping[str, str] = {
    "none": N_("Nothing to do"),
    "visit": N_("Visit the family"),
    "ask_madrasah": N_("Ask the madrasah or pesantren"),
    "confirm_with_school": N_("Confirm with the school"),
    "correct_kk": N_("Have the family card corrected"),
    "report_found_to_portal": N_("Report to the portal that the child attends"),
    "compare_records": N_("Compare the records: they may be the same child"),
}

# What two sources can differ in without deciding the status.
DISAGREEMENTS: Mapping[str, str] = {
    "name": N_("The names differ."),
    "sex": N_("The sexes differ."),
    "birth_date": N_("The birth dates differ."),
    "nik": N_("The NIKs differ."),
    "village_code": N_("The villages differ: the family may live elsewhere than on its card."),
    "grade": N_("The grades differ."),
    "attending": N_("One source says the child attends, another that it does not."),
    "possible_match": N_("A record of a school register may be the same child; nobody has decided yet."),
}
