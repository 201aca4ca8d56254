"""The facts a classification may look at: what a record says, and what follows from it.

Sources: contract of `jembatan classify` (columns and words); grade table SD/MI 1-6, SMP/MTs 7-9,
SMA/MA/SMK 10-12(13), Paket A/B/C and PKPPS ula/wustha/ulya alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jembatan.children.rules.ages import completed_years, july_before, whole_months
from jembatan.workflow.refusals import Refused

YES_NO = ("yes", "no")
YES_NO_UNKNOWN = ("yes", "no", "unknown")

# The words each column may hold; a missing value is None, never a word.
VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "sex": ("L", "P"),
    "outcome": ("present", "died", "moved", "not_found", "not_resident", "abroad"),
    "attending": YES_NO_UNKNOWN,
    "attending_kind": (
        "formal",
        "madrasah",
        "slb",
        "pkpps",
        "paket",
        "pesantren_salaf",
        "homeschool",
        "kindergarten",
        "course",
    ),
    "level": (
        *("sd", "smp", "sma", "smk", "paket_a", "paket_b", "paket_c", "mi", "mts", "ma"),
        *("ula", "wustha", "ulya", "tk"),
    ),
    "completed": YES_NO_UNKNOWN,
    "certificate_seen": YES_NO_UNKNOWN,
    "declared_left": YES_NO_UNKNOWN,
    "registered_next": ("yes", "no", "waiting", "unknown"),
}
LOWEST_GRADE, HIGHEST_GRADE = 1, 13

PRIMARY, LOWER, UPPER = "primary", "lower_secondary", "upper_secondary"
STAGE_OF_LEVEL: Mapping[str, str] = {
    **dict.fromkeys(("sd", "mi", "paket_a", "ula"), PRIMARY),
    **dict.fromkeys(("smp", "mts", "paket_b", "wustha"), LOWER),
    **dict.fromkeys(("sma", "smk", "ma", "paket_c", "ulya"), UPPER),
}
GRADES_OF_STAGE: Mapping[str, tuple[int, int]] = {PRIMARY: (1, 6), LOWER: (7, 9), UPPER: (10, 13)}
LAST_GRADE: Mapping[str, int] = {PRIMARY: 6, LOWER: 9, UPPER: 12}
KIND_OF_LEVEL: Mapping[str, str] = {
    **dict.fromkeys(("sd", "smp", "sma", "smk"), "formal"),
    **dict.fromkeys(("mi", "mts", "ma"), "madrasah"),
    **dict.fromkeys(("paket_a", "paket_b", "paket_c"), "paket"),
    **dict.fromkeys(("ula", "wustha", "ulya"), "pkpps"),
    "tk": "kindergarten",
}
# Attending one of these is attending SD, MI or an equivalent, whatever else is known.
SCHOOL_KINDS = ("formal", "madrasah", "slb", "pkpps", "paket")

# What a fact that follows from others was made of; a trace shows these beside the deciding rule.
MADE_OF: Mapping[str, tuple[str, ...]] = {
    "age_range": ("age",),
    "learning": ("attending", "kind"),
    "stage": ("level", "grade"),
    "finished": ("completed", "certificate_seen", "grade"),
    "season": ("months_absent",),
}

SINGLE_WORDS = ("single", "belum kawin", "belum menikah", "never_married", "no", "tidak", "1")
DENIALS = ("no", "none", "tidak", "tidak ada", "sehat", "healthy", "0", "false")


class UnknownTerms(Refused):
    code = "children.unknown_terms"
    status = 400
    sentence = "%(term)s: '%(value)s' is not possible here. Use %(allowed)s."


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says of one child. None is "not said"; words are those of VOCABULARY.

    `left_on` is a day; for a year-month, its first day. `marital_status`, `disability` and `works`
    are free words of the source and only raise flags. `grade` is 1 to 13.
    """

    birth_date: date | None = None
    sex: str | None = None
    outcome: str | None = None
    attending: str | None = None
    attending_kind: str | None = None
    level: str | None = None
    grade: int | None = None
    completed: str | None = None
    certificate_seen: str | None = None
    left_on: date | None = None
    declared_left: str | None = None
    registered_next: str | None = None
    risk_points: int | None = None
    marital_status: str | None = None
    disability: str | None = None
    works: str | None = None
    nik: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """By which day, ages and definition a child is judged.

    `ages` are completed years, both ends included; `age_at` is `survey` (the day `as_of`) or `july`
    (the 1 July on or before it). Raises UnknownTerms.
    """

    as_of: date
    ages: tuple[int, int] = (7, 18)
    age_at: str = "survey"
    definition: str = "national"

    def __post_init__(self) -> None:
        if self.age_at not in ("survey", "july"):
            raise UnknownTerms(term="age-at", value=self.age_at, allowed="survey or july")
        lowest, highest = self.ages
        if not 0 <= lowest <= highest:
            raise UnknownTerms(term="ages", value=f"{lowest}-{highest}", allowed="lowest-highest, as in 7-18")


@dataclass(frozen=True, slots=True)
class Timing:
    """All that the dates of a record say, so that the rest of the judgement needs no date.

    Ages are completed years, None when unknown or not born yet; `months_absent` whole months since
    `left_on`, None when that is unknown; `left_this_year` whether `left_on` is in the year of the survey.
    """

    age_at_survey: int | None
    age_on_1_july: int | None
    born: str  # yes, no (after the survey) or unknown
    months_absent: int | None
    left_this_year: bool | None
    nik_birth_date: str  # agrees, differs, other_sex or unknown


def ages_at(birth_date: date | None, as_of: date) -> tuple[int | None, int | None, str]:
    """Age at the survey, age on the 1 July on or before it, and whether born by then: yes, no, unknown."""
    if birth_date is None:
        return None, None, "unknown"
    born = "no" if birth_date > as_of else "yes"
    return completed_years(birth_date, as_of), completed_years(birth_date, july_before(as_of)), born


def absence_at(left_on: date | None, as_of: date) -> tuple[int | None, bool | None]:
    """Whole months since `left_on`, and whether that was in the year of `as_of`; None when unknown."""
    if left_on is None:
        return None, None
    return whole_months(left_on, as_of), left_on.year == as_of.year


def circumstances(
    facts: Facts, timing: Timing, *, at: Terms, schooling: frozenset[str], season: bool
) -> dict[str, Any]:
    """Every fact a rule may name, with its value. Looks at no date of `facts`: `timing` has them all.

    `schooling` are the kinds that count as schooling, "unknown" among them when an unnamed kind does;
    `season` whether the survey lies between two school years.
    """
    attending = facts.attending or "unknown"
    kind = _kind(facts)
    stage = _stage(facts, kind, has_left=timing.months_absent is not None)
    age, other_age = timing.age_at_survey, timing.age_on_1_july
    if at.age_at == "july":
        age, other_age = other_age, age
    learning = {"yes": "counts" if kind in schooling else "not_counted", "no": "none"}
    return {
        "outcome": facts.outcome or "present",
        "age": age,
        "age_range": _range(age, at.ages, timing.born),
        "range_by_other_age": _range(other_age, at.ages, timing.born),
        "born_after_survey": "yes" if timing.born == "no" else "no",
        "sex": facts.sex or "unknown",
        "attending": attending,
        "kind": kind,
        "learning": learning.get(attending, "unknown"),
        "risk_points": facts.risk_points,
        "level": facts.level or "unknown",
        "stage": stage,
        "grade": facts.grade,
        "grade_fits_level": _grade_fits(facts),
        "below_last_grade": _below_last(facts, stage),
        "completed": facts.completed or "unknown",
        "certificate_seen": facts.certificate_seen or "unknown",
        "finished": _finished(facts, stage),
        "registered_next": facts.registered_next or "unknown",
        "declared_left": facts.declared_left or "unknown",
        "months_absent": timing.months_absent,
        "season": "open" if season and timing.left_this_year is not False else "closed",
        "kindergarten": "yes" if "kindergarten" in (kind, KIND_OF_LEVEL.get(facts.level or "")) else "no",
        **conditions_of_life(facts.marital_status, facts.disability, facts.works),
        "nik_birth_date": timing.nik_birth_date,
    }


def stage_of_grade(grade: int | None) -> str | None:
    """The stage a grade belongs to: 1-6 primary, 7-9 lower secondary, 10-13 upper secondary."""
    if grade is None:
        return None
    return next((stage for stage, (low, high) in GRADES_OF_STAGE.items() if low <= grade <= high), None)


def _kind(facts: Facts) -> str:
    return facts.attending_kind or KIND_OF_LEVEL.get(facts.level or "", "unknown")


def _stage(facts: Facts, kind: str, *, has_left: bool) -> str:
    if facts.level == "tk":
        return "none"
    if stage := STAGE_OF_LEVEL.get(facts.level or "") or stage_of_grade(facts.grade):
        return stage
    in_some_school = facts.attending == "yes" and kind in SCHOOL_KINDS
    traces = "yes" in (facts.completed, facts.certificate_seen, facts.declared_left)
    return "unknown" if in_some_school or traces or has_left else "none"


def _finished(facts: Facts, stage: str) -> str:
    if facts.completed in YES_NO:
        return facts.completed
    if facts.certificate_seen == "yes" or facts.registered_next in ("yes", "waiting"):
        return "yes"
    return "no" if _below_last(facts, stage) == "yes" else "unknown"


def _below_last(facts: Facts, stage: str) -> str:
    if facts.grade is None or stage not in LAST_GRADE:
        return "unknown"
    return "yes" if facts.grade < LAST_GRADE[stage] else "no"


def _grade_fits(facts: Facts) -> str:
    stage = STAGE_OF_LEVEL.get(facts.level or "")
    if stage is None or facts.grade is None:
        return "unknown"
    low, high = GRADES_OF_STAGE[stage]
    # Grade 13 exists in four-year SMK only.
    if facts.level not in ("smk", None):
        high = LAST_GRADE[stage]
    return "yes" if low <= facts.grade <= high else "no"


def _range(age: int | None, ages: tuple[int, int], born: str) -> str:
    if born != "yes":
        return "unknown"
    if age is None or age < ages[0]:
        return "below"
    return "above" if age > ages[1] else "inside"


def conditions_of_life(
    marital_status: str | None, disability: str | None, works: str | None
) -> dict[str, str]:
    """Whether the free words of a source say married (ever), disabled, working: yes, no or unknown."""
    return {
        "ever_married": _claim(marital_status, SINGLE_WORDS),
        "disability": _claim(disability, DENIALS),
        "works": _claim(works, DENIALS),
    }


def _claim(word: str | None, denials: tuple[str, ...]) -> str:
    if word is None or word.strip().lower() in ("", "unknown"):
        return "unknown"
    return "no" if word.strip().lower() in denials else "yes"
