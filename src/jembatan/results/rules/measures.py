"""The registry of measures: everything a result can be counted by, with what it counts and from where.

Nobody types a result that is counted here. Sources: the tables of the rooms below (agreements, children, action
plans); categories of children by Stranas ATS 2020. Measures that nothing below can count yet say what they wait for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jembatan.children.rules.rule_table import OUT_OF_SCHOOL
from jembatan.results.rules.levels import Direction, Unit
from jembatan.workflow.wording import Wording


class Scope(StrEnum):
    """Whether a measure is counted of the agreement itself or in each place it works in."""

    AGREEMENT = "agreement"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that can be counted. `counts` is its definition, `source` where the rows lie.

    `statuses` are the statuses of children counted; `of_people` says that small numbers are hidden from whoever may
    see no child; `waits_for` is None for what can be counted, else what is missing for it.
    """

    code: str
    title: Wording
    counts: Wording
    source: Wording
    unit: Unit
    scope: Scope
    direction: Direction = Direction.UP
    statuses: tuple[str, ...] = ()
    of_people: bool = False
    waits_for: Wording | None = None


_PLAN = Wording("Rencana kerja kerja sama ini", "The action plan of this cooperation")
_MEETINGS = Wording("Pertemuan kerja sama ini", "The meetings of this cooperation")
_MISSIONS = Wording("Perjalanan dinas kerja sama ini", "The missions of this cooperation")
_CHILDREN = Wording(
    "Rekonsiliasi anak terbaru sampai hari itu, di wilayah kerja",
    "The newest reconciliation of children up to the day, in the places worked in",
)
_PLANS = Wording("Rencana aksi desa di wilayah kerja", "Village action plans in the places worked in")
_CASES = Wording("Pendampingan anak", "Case work with children")
_NO_CASES = Wording(
    "Pendampingan tiap anak belum dicatat di sini; hasilnya belum dapat dihitung.",
    "Case work with each child is not recorded here yet, so this cannot be counted yet.",
)


def _of_agreement(code: str, title: Wording, counts: Wording, source: Wording, unit: Unit) -> Measure:
    return Measure(f"agreements.{code}", title, counts, source, unit, Scope.AGREEMENT)


def _of_children(code: str, title: Wording, counts: Wording, statuses: tuple[str, ...]) -> Measure:
    return Measure(
        f"children.{code}",
        title,
        counts,
        _CHILDREN,
        Unit.COUNT,
        Scope.PLACES,
        direction=Direction.DOWN,
        statuses=statuses,
        of_people=True,
    )


def _of_cases(code: str, title: Wording, counts: Wording) -> Measure:
    return Measure(
        f"cases.{code}",
        title,
        counts,
        _CASES,
        Unit.COUNT,
        Scope.PLACES,
        of_people=True,
        waits_for=_NO_CASES,
    )


_ALL = (
    _of_agreement(
        "activities_done",
        Wording("Kegiatan terlaksana", "Activities carried out"),
        Wording(
            "Kegiatan rencana kerja yang sudah dilaksanakan sampai hari itu.",
            "Activities of the action plan that were carried out up to the day.",
        ),
        _PLAN,
        Unit.COUNT,
    ),
    _of_agreement(
        "activities_continuing",
        Wording("Kegiatan yang berlanjut tiap tahun", "Activities that continue every year"),
        Wording(
            "Kegiatan bertanda berlanjut tiap tahun yang sudah mulai pada hari itu dan tidak dibatalkan.",
            "Activities marked as continuing every year that had begun by the day and were not cancelled.",
        ),
        _PLAN,
        Unit.COUNT,
    ),
    _of_agreement(
        "participants",
        Wording("Peserta kegiatan", "Participants of activities"),
        Wording(
            "Jumlah peserta kegiatan yang sudah terlaksana; orang yang ikut dua kegiatan terhitung dua kali. "
            "Kegiatan tanpa catatan peserta tidak dihitung nol, tetapi disebut belum diketahui.",
            "Participants of the activities carried out; whoever takes part twice counts twice. An activity "
            "nobody gave a number for is unknown, not 0.",
        ),
        _PLAN,
        Unit.COUNT,
    ),
    _of_agreement(
        "both_directions",
        Wording("Berjalan dua arah", "Goes both ways"),
        Wording(
            "Ya bila kegiatan yang terlaksana berlangsung ke mitra dan dari mitra; tidak diketahui selama belum ada "
            "kegiatan terlaksana.",
            "Yes when activities carried out went to the counterpart and came from it; unknown while none was "
            "carried out.",
        ),
        _PLAN,
        Unit.YES_NO,
    ),
    _of_agreement(
        "meetings_held",
        Wording("Pertemuan terlaksana", "Meetings held"),
        Wording("Pertemuan yang sudah berlangsung sampai hari itu.", "Meetings held up to the day."),
        _MEETINGS,
        Unit.COUNT,
    ),
    _of_agreement(
        "missions_made",
        Wording("Perjalanan terlaksana", "Missions made"),
        Wording(
            "Perjalanan yang keberangkatannya dipastikan dan sudah kembali pada hari itu.",
            "Missions whose departure was confirmed and that had returned by the day.",
        ),
        _MISSIONS,
        Unit.COUNT,
    ),
    _of_agreement(
        "rupiah_spent",
        Wording("Rupiah dibelanjakan", "Rupiah spent"),
        Wording(
            "Belanja kegiatan yang terlaksana sampai hari itu. Tanpa catatan berarti belum diketahui, bukan nol.",
            "Spent on activities carried out up to the day. An activity nobody gave an amount for is unknown, not 0.",
        ),
        _PLAN,
        Unit.RUPIAH,
    ),
    _of_children(
        "out_of_school",
        Wording("Anak tidak sekolah", "Children out of school"),
        Wording(
            "Semua anak tidak sekolah (ATS) di wilayah kerja: belum pernah sekolah, putus sekolah, atau tamat dan "
            "tidak melanjutkan.",
            "All children out of school in the places worked in: never attended, dropped out, or finished a level "
            "without going on.",
        ),
        OUT_OF_SCHOOL,
    ),
    _of_children(
        "never_attended",
        Wording("Anak belum pernah sekolah", "Children who never attended school"),
        Wording(
            "Semua anak di wilayah kerja yang belum pernah bersekolah di SD/MI atau sederajat.",
            "All children in the places worked in who were never in SD, MI or an equivalent.",
        ),
        ("never_attended",),
    ),
    _of_children(
        "dropped_out",
        Wording("Anak putus sekolah", "Children who dropped out"),
        Wording(
            "Semua anak di wilayah kerja yang berhenti sebelum menamatkan jenjangnya.",
            "All children in the places worked in who left school before finishing the level.",
        ),
        ("dropped_out",),
    ),
    _of_children(
        "not_continued",
        Wording("Anak tamat tidak melanjutkan", "Children who finished a level and did not go on"),
        Wording(
            "Semua anak di wilayah kerja yang menamatkan SD atau SMP dan tidak terdaftar di jenjang berikutnya.",
            "All children in the places worked in who finished SD or SMP and are registered nowhere after it.",
        ),
        ("not_continued",),
    ),
    _of_children(
        "at_risk",
        Wording("Anak berisiko putus sekolah", "Children at risk of dropping out"),
        Wording(
            "Semua anak di wilayah kerja yang masih terhitung murid tetapi menunjukkan tanda akan berhenti.",
            "All children in the places worked in who still count as pupils and show signs of leaving.",
        ),
        ("at_risk",),
    ),
    Measure(
        "children.villages_reconciled",
        Wording("Desa yang anaknya sudah direkonsiliasi", "Villages with reconciled children"),
        Wording(
            "Desa di wilayah kerja yang memiliki sekurangnya satu anak dalam rekonsiliasi terbaru sampai hari itu.",
            "Villages in the places worked in with at least one child in the newest reconciliation up to the day.",
        ),
        _CHILDREN,
        Unit.COUNT,
        Scope.PLACES,
    ),
    Measure(
        "action_plans.plans_legalised",
        Wording("Desa dengan rencana aksi yang disahkan", "Villages with a legalised action plan"),
        Wording(
            "Desa di wilayah kerja yang rencana aksinya (RADes) sudah disahkan sampai hari itu.",
            "Villages in the places worked in whose action plan (RADes) was legalised up to the day.",
        ),
        _PLANS,
        Unit.COUNT,
        Scope.PLACES,
    ),
    Measure(
        "action_plans.children_in_plans",
        Wording(
            "Anak tidak sekolah yang direncanakan desa", "Children out of school whom a village plans for"
        ),
        Wording(
            "Anak tidak sekolah yang menjadi dasar rencana aksi desa terbaru yang disahkan.",
            "Children out of school from whom the newest legalised village plan was drafted.",
        ),
        _PLANS,
        Unit.COUNT,
        Scope.PLACES,
        statuses=OUT_OF_SCHOOL,
        of_people=True,
    ),
    Measure(
        "action_plans.rupiah_planned",
        Wording("Rupiah direncanakan desa", "Rupiah planned by villages"),
        Wording(
            "Biaya semua kegiatan dalam rencana aksi desa terbaru yang disahkan; rencana, bukan belanja.",
            "Costs of all activities in the newest legalised village plans: planned, not spent.",
        ),
        _PLANS,
        Unit.RUPIAH,
        Scope.PLACES,
        of_people=True,
    ),
    _of_cases(
        "returned",
        Wording("Anak kembali belajar", "Children back at learning"),
        Wording(
            "Anak yang kembali belajar setelah didampingi.",
            "Children who returned to learning after case work.",
        ),
    ),
    _of_cases(
        "retained",
        Wording("Anak bertahan belajar", "Children who stayed in learning"),
        Wording(
            "Anak yang masih belajar enam bulan setelah kembali.",
            "Children who still learn six months after their return.",
        ),
    ),
)
MEASURES: Mapping[str, Measure] = {measure.code: measure for measure in _ALL}
# An indicator without a code is stated: typed, with its day, source and document.
STATED = ""
