"""What surrounds a synthetic child: work, marriage, absence, papers, residence, and why it is not in school.

Causes carry the numbers of the national validation form (1-12); several are usual, one is main.
Their profile mixes the portal's verified shares for East Java (work 26.7 %, unwilling 14.1 %) with
the survey shares of May 2025 (money 25.6 %, work 21.6 %, marriage 14.6 %), because the profile
depends on the instrument. Source: out-of-school children domain note, 4.2.
"""

import numpy as np
import polars as pl

from jembatan.site.demo.dates import month_before

# Main cause of a child that neither works, is married nor disabled: cause number -> weight.
OTHER_CAUSES = {1: 24, 2: 38, 3: 8, 4: 13, 6: 1.2, 8: 8, 9: 5, 10: 2.8}
SECOND_CAUSES = (1, 2, 3, 4, 8, 9, 10)
MOVED, DIED, NEWCOMER = 0.017, 0.0012, 0.024
NO_BIRTH_CERTIFICATE = 0.035
RISK_THRESHOLD = 3  # points at which a pupil counts as at risk, the default of `classify`

# Left less than six months before the survey: at risk, not yet dropped out (Perbup Brebes 115/2017).
RECENTLY = month_before(5)

OUT = ("never_attended", "dropped_out", "not_continued")


def circumstances(lives: pl.DataFrame, people: pl.DataFrame, *, seed: int, number: int) -> pl.DataFrame:
    """`lives` with work, marriage, absence, risk points, papers, residence and causes added.

    `residence`: here, newcomer (lives here, card elsewhere), moved (card here, lives elsewhere) or died;
    the status of the last two becomes `not_here`.
    """
    rng = np.random.default_rng([seed, number, 4])
    facts = lives.join(
        people.select("person_id", "female", "age", "wealth"),
        on="person_id",
        how="left",
        maintain_order="left",
    )
    out = facts["status"].is_in(OUT).to_numpy()
    works, married = _works_and_married(facts, out, rng)
    steady = 0.26 + 0.3 * facts["wealth"].to_numpy()
    absent = np.where(facts["status"].to_numpy() == "in_school", rng.negative_binomial(1, steady), 0)
    facts = facts.with_columns(
        works=works,
        married=married,
        absent_days=np.where((absent > 0) & (rng.random(len(facts)) < 0.06), absent + 6, absent),
        birth_certificate=rng.random(len(facts))
        > np.where(out, NO_BIRTH_CERTIFICATE * 3, NO_BIRTH_CERTIFICATE),
        residence=pl.Series(_residence(len(facts), rng)),
        pip=rng.random(len(facts)) < (1 - facts["wealth"].to_numpy()) * 0.35,
    )
    facts = facts.with_columns(_causes(facts, out, rng)).with_columns(risk_points=_risk_points())
    gone = pl.col("residence").is_in(["moved", "died"])
    at_risk = (pl.col("status") == "in_school") & (pl.col("risk_points") >= RISK_THRESHOLD)
    return facts.with_columns(
        true_status=pl.when(gone).then(pl.lit("not_here"))
        .when((pl.col("status") == "too_young") & pl.col("age").is_between(7, 18)).then(pl.lit("never_attended"))
        .when(~pl.col("age").is_between(7, 18)).then(pl.lit("out_of_range"))
        .when((pl.col("status") == "dropped_out") & (pl.col("left_on") >= RECENTLY)).then(pl.lit("at_risk"))
        .when(at_risk).then(pl.lit("at_risk")).otherwise("status"),
    ).drop("female", "age", "wealth")  # fmt: skip


def _works_and_married(
    facts: pl.DataFrame, out: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    age, female = facts["age"].to_numpy(), facts["female"].to_numpy()
    chance = np.select([out & (age >= 15), out & (age >= 12), age >= 13], [0.46, 0.2, 0.03], 0.0)
    works = rng.random(len(facts)) < np.where(female, chance * 0.7, chance)
    married_chance = np.select(
        [
            out & female & (age >= 17),
            out & female & (age >= 15),
            out & ~female & (age >= 17),
            ~out & (age >= 18),
        ],
        [0.3, 0.1, 0.05, 0.02],
        0.0,
    )
    return works, rng.random(len(facts)) < married_chance


def _residence(count: int, rng: np.random.Generator) -> np.ndarray:
    draw = rng.random(count)
    return np.select(
        [draw < DIED, draw < DIED + MOVED, draw < DIED + MOVED + NEWCOMER],
        ["died", "moved", "newcomer"],
        "here",
    )


def _risk_points() -> pl.Expr:
    """Points of a pupil: absence, over-age, work, poverty, disability. Simple and open on purpose."""
    return (
        pl.when(pl.col("absent_days") >= 5).then(2).when(pl.col("absent_days") >= 3).then(1).otherwise(0)
        + pl.when(pl.col("years_lost") >= 2).then(2).otherwise("years_lost")
        + pl.col("works").cast(pl.Int64) * 2
        + pl.col("married").cast(pl.Int64) * 2
        + (pl.col("wealth") < 0.35).cast(pl.Int64)
        + pl.col("disabled").cast(pl.Int64)
    )


def _causes(facts: pl.DataFrame, out: np.ndarray, rng: np.random.Generator) -> list[pl.Series]:
    """`cause` (main, 1-12, null when in school) and `causes` (all, as the form writes them: '7 2')."""
    count = len(facts)
    codes, weights = np.array(list(OTHER_CAUSES)), np.array(list(OTHER_CAUSES.values()))
    poor = (1 - facts["wealth"].to_numpy()) > 0.5
    other = rng.choice(codes, count, p=weights / weights.sum())
    other = np.where((other == 4) & poor & (rng.random(count) < 0.5), 2, other)
    main = np.select(
        [
            facts["disabled"].to_numpy() & (rng.random(count) < 0.8),
            facts["married"].to_numpy() & (rng.random(count) < 0.85),
            facts["works"].to_numpy() & (rng.random(count) < 0.72),
            ~facts["birth_certificate"].to_numpy() & (facts["status"] == "never_attended").to_numpy(),
        ],
        [12, 5, 7, 11],
        other,
    )
    second = rng.choice(SECOND_CAUSES, count)
    several = out & (rng.random(count) < 0.45) & (second != main)
    text = pl.Series("causes", main).cast(pl.String)
    pairs = pl.select(
        pl.when(pl.Series(several)).then(text + " " + pl.Series(second).cast(pl.String))
        .when(pl.Series(out)).then(text)
    ).to_series()  # fmt: skip
    return [
        pl.select(pl.when(pl.Series(out)).then(pl.Series(main))).to_series().alias("cause"),
        pairs.alias("causes"),
    ]
