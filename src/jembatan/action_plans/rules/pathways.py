"""The way back that is proposed for a child: formal school, Paket, literacy or training.

Sources: cascade formal, non-formal, informal and the two-year rule of Brebes; age limits of SPMB
(Permendikdasmen 3/2025: SMP 15, SMA 21 on 1 July); limits are lifted for children with a disability.
It is a proposal: the family and the school decide.
"""

from jembatan.action_plans.rules.facts import ChildFacts

FORMAL = ("sd", "smp", "sma")
EQUIVALENT = {"sd": "paket_a", "smp": "paket_b", "sma": "paket_c"}
RETURNING = (*FORMAL, *EQUIVALENT.values(), "literacy")
# Oldest age in completed years for the formal school. SD has no stated maximum: 12 is the end of its age.
OLDEST = {"sd": 12, "smp": 15, "sma": 21}
# More whole years out than this leads to the non-formal way. Brebes.
LONGEST_GAP = 2
# Outcomes of a visit that must be settled before a way back can be proposed (national form).
UNSETTLED = ("15", "20", "22")


def level_to_join(child: ChildFacts) -> str:
    """sd, smp or sma: the level the child would join next. A child with an unknown grade joins by age."""
    if child.category == "never_attended":
        return "sd"
    if child.grade is None:
        return (
            "sd"
            if (child.age or 0) <= OLDEST["sd"]
            else "smp"
            if (child.age or 0) <= OLDEST["smp"]
            else "sma"
        )
    finished = child.category == "not_continued"
    if child.grade < 6 or (child.grade == 6 and not finished):
        return "sd"
    return "smp" if child.grade < 9 or (child.grade == 9 and not finished) else "sma"


def pathway_of(child: ChildFacts) -> str:
    """The proposed way back: an entry of RETURNING, "training", or "" when there is none to propose.

    None is proposed for a child still at school, for one whose whereabouts are unsettled, and for one who
    refuses (that child gets visits first).
    """
    if not child.is_out_of_school or child.wish == "refuses" or set(child.causes) & set(UNSETTLED):
        return ""
    if child.wish in ("literacy", "training"):
        return child.wish
    level = level_to_join(child)
    return level if _may_join_formal(child, level) else EQUIVALENT[level]


def fits(pathway: str, wanted: str) -> bool:
    """True when `pathway` is what a support rule asks for: "" any, "returning" any way back to learning,
    "paket" any Paket, otherwise exactly that one."""
    if wanted == "returning":
        return pathway in RETURNING
    if wanted == "paket":
        return pathway in EQUIVALENT.values()
    return wanted in ("", pathway)


def _may_join_formal(child: ChildFacts, level: str) -> bool:
    if child.wish == "non_formal":
        return False
    if child.disability:
        return True
    if child.married or child.works:
        return child.wish == "formal"
    too_old = child.age is not None and child.age > OLDEST[level]
    too_long = child.years_out is not None and child.years_out > LONGEST_GAP
    return not (too_old or too_long)
