"""Every figure that a page shows, with what it means: the page of a figure is made from this table.

A number never stands without its unit, its day, its age rule and its definition (`docs/glossary.md`).
Sources: Stranas ATS 2020 and the national portal (categories), Verval ATS (recap), SIPBM-ATS (at risk).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jembatan.workflow.messages import message as _

OUT_OF_SCHOOL = ("never_attended", "dropped_out", "not_continued")
OUTSIDE_THE_COUNT = ("out_of_range", "not_here")
STATUSES = (
    *OUT_OF_SCHOOL,
    *("at_risk", "in_school", "completed", "awaiting", "unresolved"),
    *OUTSIDE_THE_COUNT,
)


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. Texts are message ids.

    `code` is its address. `counts` says which children it counts: field of a child -> the values counted
    (an empty mapping counts all). `also_called` are other names in use; `beside` the codes of figures that
    answer nearly the same question another way.
    """

    code: str
    title: str
    unit: str
    meaning: str
    formula: str
    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also_called: str = ""
    beside: tuple[str, ...] = ()


_CHILDREN = _("children")

FIGURES: Mapping[str, Definition] = {
    figure.code: figure
    for figure in (
        Definition(
            "tidak-sekolah",
            _("Children out of school"),
            _CHILDREN,
            _(
                "Children within the age range who live here and are in no school that counts: never attended, "
                "dropped out, or finished a level without going on."
            ),
            _("Never attended + dropped out + finished a level, did not go on"),
            counts={"status": OUT_OF_SCHOOL},
            also_called="ATS",
            beside=("belum-pernah-sekolah", "putus-sekolah", "lulus-tidak-melanjutkan", "ats-di-portal"),
        ),
        Definition(
            "belum-pernah-sekolah",
            _("Never attended school"),
            _CHILDREN,
            _("Children who were never in SD, MI or an equivalent. Kindergarten only counts as never."),
            _("Number of children with this status"),
            counts={"status": ("never_attended",)},
            also_called="ABS, BPB",
            beside=("tidak-sekolah",),
        ),
        Definition(
            "putus-sekolah",
            _("Dropped out"),
            _CHILDREN,
            _("Children who left school before finishing the level. The grade is the last one attended."),
            _("Number of children with this status"),
            counts={"status": ("dropped_out",)},
            also_called="APS, DO",
            beside=("tidak-sekolah", "berisiko"),
        ),
        Definition(
            "lulus-tidak-melanjutkan",
            _("Finished a level, did not go on"),
            _CHILDREN,
            _("Children who finished SD or SMP (or an equivalent) and are not registered at the next level."),
            _("Number of children with this status"),
            counts={"status": ("not_continued",)},
            also_called="ATMS, LTM",
            beside=("tidak-sekolah", "menunggu"),
        ),
        Definition(
            "berisiko",
            _("At risk of dropping out"),
            _CHILDREN,
            _(
                "Children still counted as pupils who show signs of leaving, or who left less than six months ago "
                "while the school has not declared it. They are not out of school."
            ),
            _("Number of children with this status"),
            counts={"status": ("at_risk",)},
            also_called="ABPS",
            beside=("putus-sekolah",),
        ),
        Definition(
            "bersekolah",
            _("In school"),
            _CHILDREN,
            _("Children who attend a school, madrasah or programme that the definition counts."),
            _("Number of children with this status"),
            counts={"status": ("in_school",)},
            beside=("berisiko",),
        ),
        Definition(
            "tamat",
            _("Finished twelve years"),
            _CHILDREN,
            _("Children who finished SMA, SMK, MA or Paket C."),
            _("Number of children with this status"),
            counts={"status": ("completed",)},
        ),
        Definition(
            "menunggu",
            _("Waiting for the school year"),
            _CHILDREN,
            _(
                "Children who finished a level and are registered at the next, or whose next school year has not "
                "started. They are not out of school."
            ),
            _("Number of children with this status"),
            counts={"status": ("awaiting",)},
            beside=("lulus-tidak-melanjutkan",),
        ),
        Definition(
            "belum-pasti",
            _("Cannot be decided yet"),
            _CHILDREN,
            _(
                "Children of whom something is missing: the birth date, whether they attend, or whether they finished."
            ),
            _("Number of children with this status"),
            counts={"status": ("unresolved",)},
            beside=("tidak-sekolah",),
        ),
        Definition(
            "di-luar-hitungan",
            _("Outside the count"),
            _CHILDREN,
            _(
                "Children on some list who are outside the age range, or whom a visit did not find living here."
            ),
            _("Outside the age range + no longer here"),
            counts={"status": OUTSIDE_THE_COUNT},
        ),
        Definition(
            "anak-dikenal",
            _("Children known"),
            _CHILDREN,
            _("All children that at least one source names, each counted once, whatever their status."),
            _("Number of children after the sources were linked"),
        ),
        Definition(
            "perlu-dikunjungi",
            _("To be visited"),
            _CHILDREN,
            _(
                "Children whose next step is a visit to the family, because the sources cannot settle the matter."
            ),
            _("Number of children whose next step is a visit"),
            counts={"next_step": ("visit",)},
            beside=("bertentangan", "belum-pasti"),
        ),
        Definition(
            "bertentangan",
            _("Sources contradict one another"),
            _CHILDREN,
            _("Children of whom one source says in school and another says not."),
            _("Number of children whose sources are in conflict"),
            counts={"standing": ("conflict",)},
            beside=("perlu-dikunjungi",),
        ),
        Definition(
            "ats-di-portal",
            _("On the national portal's list"),
            _CHILDREN,
            _(
                "Children that the national portal lists as BPB, DO or LTM. The portal compares the population "
                "register with Dapodik; it does not ask the family."
            ),
            _("Number of children with a status of the portal"),
            counts={"portal_status": ("BPB", "DO", "LTM")},
            also_called="Verval ATS",
            beside=("tidak-sekolah", "belum-terdaftar"),
        ),
        Definition(
            "belum-terdaftar",
            _("Out of school, not on the portal's list"),
            _CHILDREN,
            _("Children who are out of school by our sources and whom the national portal does not list."),
            _("Children out of school - those of them that the portal lists"),
            counts={"status": OUT_OF_SCHOOL, "portal_status": ("",)},
            beside=("tidak-sekolah", "ats-di-portal"),
        ),
    )
}

# The figure of each status, for lists and tables that link every number.
FIGURE_OF_STATUS: Mapping[str, str] = {
    figure.counts["status"][0]: code
    for code, figure in FIGURES.items()
    if tuple(figure.counts) == ("status",) and len(figure.counts["status"]) == 1
}

DEFINITIONS: Mapping[str, str] = {
    "national": _("National (Stranas ATS): schools, madrasah and Paket A, B, C count as schooling."),
    "susenas": _("BPS Susenas: as the national one; kindergarten only counts as never attended."),
    "uis": _("UNESCO Institute for Statistics: Paket and other non-formal learning does not count."),
}
AGE_RULES: Mapping[str, str] = {
    "survey": _("Age in completed years on the cut-off date."),
    "july": _(
        "Age in completed years on the 1 July on or before the cut-off date (start of the school year)."
    ),
}
