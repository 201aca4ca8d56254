"""The true school life of every synthetic child: how far it came, where it learns, when it left.

Grades are walked one by one: in each the child may leave, after grades 6 and 9 it may not go on.
Chances are of the order published for East Java and the pilot villages (5 to 8 % of 7-18 out of
school, few before grade 6, most around grade 9), steeper for the poor and children with a
disability. They are the world's truth, not an estimate of Jember.
"""

import numpy as np
import polars as pl

from jembatan.site.demo.dates import AS_OF, DAYS_PER_YEAR, SCHOOL_YEAR_START, ages_on

# Chance of leaving during a grade, index = grade; [0] unused.
LEAVES = np.array([0, 0.004, 0.001, 0.001, 0.002, 0.004, 0.005, 0.017, 0.016, 0.011, 0.031, 0.024, 0.012])
STOPS_AFTER = {6: 0.021, 9: 0.085}
# Age at which a family sends its child to grade 1 (mean, spread, least, most), on 1 July.
ENTRY_AGE = (6.2, 0.22, 5.6, 7.2)
# Years lost later by repeating or pausing: 0, 1, 2.
YEARS_LOST = (0.915, 0.065, 0.02)
NEVER, NEVER_DISABLED = 0.0035, 0.22
# Chance that an out-of-school child is back in a learning group (Paket), or in a salaf pesantren.
BACK_IN_PAKET, IN_SALAF = 0.09, 0.05
AWAITS = 0.02  # of those who did not go on: accepted somewhere, not started
MADRASAH_SHARE = {"mi": 0.17, "mts": 0.36, "ma": 0.24}
VOCATIONAL = 0.55  # of those who enter a formal upper secondary school
DISABLED, IN_SPECIAL_SCHOOL = 0.013, 0.3
CHILD_AGES = (4, 21)  # ages at survey whose schooling is told


def school_lives(people: pl.DataFrame, *, seed: int, number: int) -> pl.DataFrame:
    """One row a child of CHILD_AGES: person_id and the columns of the truth.

    `people` needs person_id, birth_date, age, female, wealth. Statuses are those of `classify`.
    """
    children = people.filter(pl.col("age").is_between(*CHILD_AGES))
    rng = np.random.default_rng([seed, number, 3])
    count = len(children)
    age_july = ages_on(children["birth_date"], SCHOOL_YEAR_START)
    disabled = rng.random(count) < DISABLED
    burden = 0.25 + 2.1 * (1 - children["wealth"].to_numpy()) ** 2 + disabled * 3.0
    # The grade the child would be in today, had it never left.
    mean, spread, least, most = ENTRY_AGE
    entry = np.clip(rng.normal(mean, spread, count), least, most)
    lost = rng.choice(3, count, p=YEARS_LOST)
    first = np.floor(_exact_age(children["birth_date"]) - entry).astype(int) + 1
    due = np.maximum(first - lost, np.minimum(first, 1))
    never = (rng.random(count) < np.where(disabled, NEVER_DISABLED, NEVER * burden)) & (age_july >= 7)
    reached, left, stopped = _walk(np.where(never, 0, due), burden, rng)
    sectors = _sectors(count, disabled, rng)
    status, kind = _status(due, never=never, left=left, stopped=stopped, reached=reached)
    lives = pl.DataFrame(
        {
            "person_id": children["person_id"],
            "age_july": age_july,
            "status": status,
            "kind": kind,
            "grade": np.where(never, 0, np.maximum(reached, 0)),
            "disabled": disabled,
            "burden": np.round(burden, 3),
            "years_lost": lost,
            "due_grade": due,
            "left_on": _left_on(due - reached, finished=stopped | (status == "completed"), rng=rng),
            **sectors,
        }
    )
    return _second_chances(lives, rng).with_columns(level=_level())


def _walk(
    due: np.ndarray, burden: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Grade reached (up to 12), and whether the child left within it or stopped after it."""
    reached = np.minimum(due, 1)
    left, stopped = np.zeros(len(due), bool), np.zeros(len(due), bool)
    for grade in range(1, 13):
        here = (reached == grade) & ~left & ~stopped
        # Of the current grade only three months have passed.
        exposure = np.where(due == grade, 0.3, 1.0)
        left |= here & (rng.random(len(due)) < LEAVES[grade] * burden * exposure)
        goes_on = here & ~left & (due > grade)
        if grade in STOPS_AFTER:
            stopped |= goes_on & (rng.random(len(due)) < STOPS_AFTER[grade] * burden)
        if grade < 12:
            reached = np.where(goes_on & ~stopped, grade + 1, reached)
    return reached, left, stopped


def _sectors(count: int, disabled: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Kind of school the child went or would go to on each of the three levels."""
    pious = rng.random(count)  # the same leaning on all levels: MI children go on to MTs
    lean = {level: pious * 0.6 + rng.random(count) * 0.4 for level in MADRASAH_SHARE}
    cut = {level: np.quantile(lean[level], 1 - share) for level, share in MADRASAH_SHARE.items()}
    special = disabled & (rng.random(count) < IN_SPECIAL_SCHOOL)
    upper = np.where(rng.random(count) < VOCATIONAL, "smk", "sma")
    return {
        "school_1": np.where(special, "slb", np.where(lean["mi"] > cut["mi"], "mi", "sd")),
        "school_2": np.where(special, "slb", np.where(lean["mts"] > cut["mts"], "mts", "smp")),
        "school_3": np.where(special, "slb", np.where(lean["ma"] > cut["ma"], "ma", upper)),
    }


def _status(
    due: np.ndarray, *, never: np.ndarray, left: np.ndarray, stopped: np.ndarray, reached: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Status and attending kind before second chances. Whoever is too young is in kindergarten."""
    done = (reached == 12) & (due > 12) & ~left
    young = (due < 1) & ~never
    status = np.select(
        [young, never, left, stopped, done],
        ["too_young", "never_attended", "dropped_out", "not_continued", "completed"],
        "in_school",
    )
    kind = np.select([young, status == "in_school"], ["kindergarten", "formal"], "none")
    return status, kind


def _exact_age(born: pl.Series) -> np.ndarray:
    """Years, with their fraction, on the first day of the school year."""
    days = (pl.Series([SCHOOL_YEAR_START]) - born).dt.total_days()
    return days.to_numpy() / DAYS_PER_YEAR


def _left_on(years_ago: np.ndarray, *, finished: np.ndarray, rng: np.random.Generator) -> pl.Series:
    """Month of the last attendance (yyyy-mm) of those who left; meaningless for others.

    `years_ago` counts school years since the last grade; those who finished it left in its June.
    """
    since = np.maximum(0, years_ago)
    within = np.where(since == 0, rng.integers(1, 4, len(since)), rng.integers(4, 16, len(since)))
    months_back = np.where(finished, 4, within) + 12 * np.maximum(0, since - 1)
    months = AS_OF.year * 12 + AS_OF.month - 1 - months_back
    text = [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(months.min(), months.max() + 1)]
    return pl.Series(text).gather(months - months.min())


def _second_chances(lives: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Some of those who left learn again in a PKBM, some live in a salaf pesantren, some wait."""
    draw = pl.Series(rng.random(len(lives)))
    out = pl.col("status").is_in(["dropped_out", "not_continued"])
    paket = out & (pl.col("age_july") >= 11) & (draw < BACK_IN_PAKET)
    salaf = out & (pl.col("grade") >= 6) & draw.is_between(BACK_IN_PAKET, BACK_IN_PAKET + IN_SALAF)
    waits = (pl.col("status") == "not_continued") & (draw > 1 - AWAITS)
    again = pl.min_horizontal(pl.col("grade") + (pl.col("status") == "not_continued").cast(pl.Int64), 12)
    return lives.with_columns(
        status=pl.when(paket)
        .then(pl.lit("in_school"))
        .when(waits)
        .then(pl.lit("awaiting"))
        .otherwise("status"),
        kind=pl.when(paket)
        .then(pl.lit("paket"))
        .when(salaf)
        .then(pl.lit("pesantren_salaf"))
        .otherwise("kind"),
        grade=pl.when(paket).then(again).otherwise("grade"),
    )


def _level() -> pl.Expr:
    """Level of the last or present grade, in the words of `classify`."""
    lower, middle = pl.col("grade") <= 6, pl.col("grade") <= 9
    stage = pl.when(lower).then("school_1").when(middle).then("school_2").otherwise("school_3")
    packet = (
        pl.when(lower)
        .then(pl.lit("paket_a"))
        .when(middle)
        .then(pl.lit("paket_b"))
        .otherwise(pl.lit("paket_c"))
    )
    plain = pl.when(lower).then(pl.lit("sd")).when(middle).then(pl.lit("smp")).otherwise(pl.lit("sma"))
    attended = (
        pl.when(pl.col("kind") == "paket").then(packet).when(stage == "slb").then(plain).otherwise(stage)
    )
    in_kindergarten = pl.col("kind") == "kindergarten"
    return pl.when(in_kindergarten).then(pl.lit("tk")).when(pl.col("grade") > 0).then(attended)
