"""Population registers: OpenSID, its push to OpenDK, SIAK and BIP of the civil registry.

What they say about schooling is a candidate only: the values are often years old and code 18 of
OpenSID hides whether a child never came, left or finished. Such rows carry a flag.
Source: `docs/formats.md`, OpenSID import and export.
"""

import polars as pl

from jembatan.rosters.engine.canonical import Facts
from jembatan.rosters.engine.cleaning import coded, mapped
from jembatan.rosters.engine.codelists import codes_of
from jembatan.rosters.engine.flagging import Flag

RELATIONS = {
    "1": "head",
    "2": "husband",
    "3": "wife",
    "4": "child",
    "5": "child_in_law",
    "6": "grandchild",
    "7": "parent",
    "8": "parent_in_law",
    "9": "family",
    "10": "servant",
    "11": "other",
}
MARITAL = {"1": "single", "2": "married", "3": "divorced", "4": "widowed"}
DISABILITIES = {
    "1": "physical",
    "2": "vision",
    "3": "hearing_speech",
    "4": "mental",
    "5": "physical_mental",
    "6": "other",
}
# Basic status: alive, dead, moved, lost, gone; 9 (not valid) refuses the row.
OUTCOMES = {"1": "present", "2": "died", "3": "moved", "4": "not_found", "6": "not_resident"}
# Being educated now (pendidikan_sedang_id).
_ATTENDING = ["2", "4", *(str(code) for code in range(6, 17))]
_NOT_ATTENDING = ["1", "3", "5", "17", "18"]
_LEVEL_NOW = {"2": "tk", "4": "sd", "6": "smp", "7": "sma"}
# Education finished (pendidikan_kk_id): 1 none, 2 SD not finished, 3 SD, 4 SMP, 5 and above SMA or more.
_LEVEL_FINISHED = {"3": "sd", "4": "smp", **{str(code): "sma" for code in range(5, 11)}}
# Occupations that are no work: none, household, pupil or student, pensioner.
_NO_WORK = ["1", "2", "3", "4"]


def opensid(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of the village register, codes or labels."""
    now = coded(frame, "attending_now", codes_of("opensid", "pendidikan_sedang_id"))
    household = _household(frame)
    attending = (
        pl.when(now.is_in(_ATTENDING))
        .then(pl.lit("yes"))
        .when(now.is_in(_NOT_ATTENDING))
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown"))
    )
    level, completed = _left_level(frame, now)
    kind = (
        pl.when(now == "2")
        .then(pl.lit("kindergarten"))
        .when(now.is_in(["14", "15", "16"]))
        .then(pl.lit("slb"))
        .when(now.is_in(_ATTENDING))
        .then(pl.lit("formal"))
    )
    columns = {
        **household.columns,
        "attending": attending,
        "attending_kind": kind,
        "level": pl.coalesce(mapped(now, _LEVEL_NOW), level),
        "completed": completed,
        "aid": pl.when(pl.col("f_insurance") == "2").then(pl.lit('["BPJS_PBI"]'))
        if "f_insurance" in frame.columns
        else pl.lit(None, dtype=pl.String),
    }
    if "f_person_id" in frame.columns:
        columns["record_id"] = pl.concat_str(
            [pl.col("f_village_code_written"), pl.col("f_person_id")], separator="/"
        )
    unknown = pl.col("f_attending_now").is_not_null() & now.is_null()
    flags = (
        *household.flags,
        Flag("village_register_candidate", "attending_now", attending == "no"),
        Flag("CODE_UNKNOWN", "attending_now", unknown),
    )
    return Facts(columns, flags, household.refused)


def _left_level(frame: pl.DataFrame, now: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Highest level and whether it was finished, of somebody not attending.

    3 and 17 are never; 5 is SD not finished; 18 depends on the education finished: below SD, SD not
    finished; SD or SMP, that level finished (whether the next was begun is not known).
    """
    finished = coded(frame, "finished", codes_of("opensid", "pendidikan_kk_id"))
    is_left = now == "18"
    level = (
        pl.when((now == "5") | (is_left & finished.is_in(["1", "2"])))
        .then(pl.lit("sd"))
        .when(is_left)
        .then(mapped(finished, _LEVEL_FINISHED))
    )
    completed = (
        pl.when((now == "5") | (is_left & finished.is_in(["1", "2"])))
        .then(pl.lit("no"))
        .when(is_left & finished.is_not_null())
        .then(pl.lit("yes"))
    )
    return level, completed


def civil_registry(frame: pl.DataFrame, context: dict[str, object]) -> Facts:
    """Facts of SIAK and BIP: education finished and occupation, nothing about attending now."""
    finished = coded(frame, "finished", codes_of("opensid", "pendidikan_kk_id"))
    household = _household(frame)
    address = pl.col("f_address")
    columns = {
        **household.columns,
        "attending": pl.lit("unknown"),
        "level": mapped(finished, _LEVEL_FINISHED),
        "completed": pl.when(mapped(finished, _LEVEL_FINISHED).is_not_null()).then(pl.lit("yes")),
    }
    if "rt" not in frame.columns:
        both = address.str.extract_groups(r"(?i)RT\s*/\s*RW\s*:?\s*(\d{1,3})\s*/\s*(\d{1,3})")
        columns["rt"] = both.struct.field("1").str.zfill(3)
        columns["rw"] = both.struct.field("2").str.zfill(3)
    return Facts(columns, household.flags, household.refused)


def _household(frame: pl.DataFrame) -> Facts:
    """What registers say alike: relation, marriage, work, disability, whether the person is still there."""
    occupation = coded(frame, "occupation", codes_of("opensid", "pekerjaan_id"))
    columns = {
        "relation": mapped(coded(frame, "relation", codes_of("opensid", "kk_level")), RELATIONS),
        "marital_status": mapped(coded(frame, "marital", codes_of("opensid", "status_kawin")), MARITAL),
        "works": pl.when(occupation.is_in(_NO_WORK))
        .then(pl.lit("no"))
        .when(occupation.is_not_null())
        .then(pl.lit("yes"))
        .otherwise(pl.lit("unknown")),
    }
    if "f_disability" in frame.columns:
        columns["disability"] = mapped(
            coded(frame, "disability", codes_of("opensid", "cacat_id")), DISABILITIES
        )
    if "f_alive" not in frame.columns:
        return Facts(columns)
    alive = coded(frame, "alive", codes_of("opensid", "status_dasar"))
    columns["outcome"] = mapped(alive, OUTCOMES)
    return Facts(columns, refused={"declared_invalid": ("alive", alive == "9")})
