"""The facts of one child that a village action plan looks at, and the causes that follow from them.

Sources: Stranas ATS 2020 (the four groups); national validation form (causes 1-22).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# The three groups that together are ATS, and the group at risk that is still at school.
OUT_OF_SCHOOL = ("never_attended", "dropped_out", "not_continued")
AT_RISK = "at_risk"
CATEGORIES: Mapping[str, str] = {
    "never_attended": "Belum pernah sekolah (ABS/BPB)",
    "dropped_out": "Putus sekolah (APS/DO)",
    "not_continued": "Tamat tidak melanjutkan (ATMS/LTM)",
    "at_risk": "Berisiko putus sekolah (ABPS)",
}
# Lowest and highest completed age of each printed band. National validation form.
AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("di bawah 7 tahun", 0, 6),
    ("7–12 tahun", 7, 12),
    ("13–15 tahun", 13, 15),
    ("16–18 tahun", 16, 18),
    ("19–25 tahun", 19, 25),
)
UNKNOWN_AGE = "umur tidak diketahui"
# What a fact of its own says about the causes, when the list of causes does not name it.
MARRIED, WORKS, HEALTH_OR_DISABILITY = "5", "7", "12"
NO_CAUSE = "none"

Wish = Literal["", "formal", "non_formal", "literacy", "training", "undecided", "refuses"]


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """One child of the village.

    `reference` is an opaque id. `category` is a key of CATEGORIES. `age` is in completed years, None when
    unknown. `causes` are codes of the cause catalogue, as stated; `main_cause` is one of them or "".
    `grade` is the last grade attended (1-13), None when unknown or never attended; for not_continued the
    grade completed (6 or 9). `years_out` counts whole years since the child left, None when unknown.
    """

    reference: str
    category: str
    sex: str = ""
    age: int | None = None
    dusun: str = ""
    causes: tuple[str, ...] = ()
    main_cause: str = ""
    grade: int | None = None
    years_out: int | None = None
    works: bool = False
    married: bool = False
    disability: bool = False
    wish: Wish = ""

    @property
    def is_out_of_school(self) -> bool:
        """True for the three groups of ATS, False for a child at risk."""
        return self.category in OUT_OF_SCHOOL


def causes_of(child: ChildFacts) -> tuple[str, ...]:
    """The child's causes without repeats: those stated, and those its circumstances say.

    (NO_CAUSE,) when there are none: then the cause has to be asked for.
    """
    shown = {
        MARRIED: child.married,
        WORKS: child.works,
        HEALTH_OR_DISABILITY: child.disability,
    }
    stated = [*child.causes, child.main_cause, *(code for code, holds in shown.items() if holds)]
    return tuple(dict.fromkeys(code for code in stated if code)) or (NO_CAUSE,)


def age_band(age: int | None) -> str:
    """The printed band `age` falls in; UNKNOWN_AGE for None and for ages beyond the bands."""
    for name, lowest, highest in AGE_BANDS:
        if age is not None and lowest <= age <= highest:
            return name
    return UNKNOWN_AGE
