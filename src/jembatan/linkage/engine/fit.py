"""The probabilistic model: what agreement is worth, learnt from the files at hand without labels.

Fellegi and Sunter (1969) with four classes of pairs instead of two: the same person, children of one
household, twins, and strangers. Siblings share card, mother and village; with two classes these count
as proof of identity (Newcombe 1993 described the mistake). Household and twin levels come from children
on one card inside one file; stranger levels from random pairs; person levels by expectation and
maximisation, starting from and held by shipped levels, which a village's few pairs hardly move.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jembatan.linkage.engine.compare import Patterns
from jembatan.linkage.rules.levels import BITS, FIELDS, Field

FloatArray = NDArray[np.float64]
Levels = dict[str, FloatArray]

SHIPPED = Path(__file__).parent / "shipped_model.json"
ROUNDS = 40
SETTLED = 1e-5
# How many pairs the shipped levels weigh as much as, by class.
PERSON_STRENGTH, HOUSEHOLD_STRENGTH, TWIN_STRENGTH, STRANGER_STRENGTH = 400.0, 200.0, 60.0, 50.0
# Fields in which a household is as one person: what these say is not about which child.
OF_THE_HOUSEHOLD = ("mother_name", "father_name", "place")
SMALLEST = 1e-9


@dataclass
class Expected:
    """How many pairs of each class there are between two sets of records."""

    persons: float = 1.0
    households: float = 1.0
    twins: float = 1.0
    strangers: float = 1.0


@dataclass
class Model:
    """Probability of each level given the class, and how many pairs of each class are expected.

    `rest` counts between the records that certain passes left over, `whole` between all: strangers among
    the rest are far fewer, and forgetting that makes every doubtful pair look worse than it is.
    """

    person: Levels
    household: Levels
    twin: Levels
    stranger: Levels
    # Factor from "shares of people with that name" to "random pairs at that level", per level.
    name_scale: FloatArray = field(default_factory=lambda: np.zeros(0))
    mother_scale: FloatArray = field(default_factory=lambda: np.zeros(0))
    rest: Expected = field(default_factory=Expected)
    whole: Expected = field(default_factory=Expected)
    # Siblings a child has in a file, and twin pairs for each sibling pair.
    rate: float = 0.6
    twin_share: float = 0.025
    rounds: int = 0


@dataclass(frozen=True)
class Scores:
    """Per pattern: odds of same person against all else, and where they come from.

    `bits` by field are against strangers; `household_bits` is what brothers, sisters and twins take off
    (never positive); `prior_bits` has one value for certain pairs and one for the rest. Their sum is log2 of the odds.
    """

    odds: FloatArray
    bits: dict[str, FloatArray]
    household_bits: FloatArray
    prior_bits: FloatArray


@cache
def _shipped_text() -> str:
    return SHIPPED.read_text(encoding="utf-8")


def shipped() -> Model:
    """The levels this program comes with; trained on invented worlds, see shipped_model.json."""
    classes: dict[str, dict[str, list[float]]] = json.loads(_shipped_text())["levels"]
    levels = {
        name: {of: np.array(values, dtype=np.float64) for of, values in fields.items()}
        for name, fields in classes.items()
    }
    return Model(levels["person"], levels["household"], levels["twin"], levels["stranger"])


def shares(counts: FloatArray, field_: Field, prior: FloatArray, strength: float) -> FloatArray:
    """Counts by level as shares inside each group, with `prior` weighing `strength` pairs. 1 where ungrouped."""
    out = np.ones(field_.size)
    groups = np.array([-1 if group is None else group for group in field_.groups])
    for group in set(groups[groups >= 0].tolist()):
        of_group = groups == group
        expected = prior[of_group] / prior[of_group].sum()
        smoothed = counts[of_group] + strength * expected
        out[of_group] = smoothed / smoothed.sum()
    return np.maximum(out, SMALLEST)


def by_level(patterns: Patterns, field_: Field, weights: FloatArray) -> FloatArray:
    """Sum of `weights` (one a pattern) by level of the field."""
    return np.bincount(patterns.digit(field_.name), weights=weights, minlength=field_.size)


def learn_strangers(model: Model, patterns: Patterns, name_bits: FloatArray, mother_bits: FloatArray) -> None:
    """Set stranger levels from random pairs, and how name levels follow from the commonness of names.

    `name_bits` and `mother_bits` are mean shares of people per kind of bits: whole, sound, first word, part.
    """
    far = patterns.digit("birth_date") <= 1
    unlike = patterns.digit("name") <= 2
    weights = patterns.count.astype(float)
    for field_ in FIELDS:
        # Pairs that may be one person are left out by a field that is not being counted.
        use = weights * (unlike if field_.name == "birth_date" else far)
        counts = by_level(patterns, field_, use)
        if field_.name in ("nik", "nisn"):
            continue
        if field_.name == "place":
            counts = _without_shared_cards(counts, model.stranger["place"])
        model.stranger[field_.name] = shares(counts, field_, model.stranger[field_.name], STRANGER_STRENGTH)
    model.name_scale = _scale(model.stranger["name"], name_bits)
    model.mother_scale = _scale(model.stranger["mother_name"], mother_bits)


def _without_shared_cards(counts: FloatArray, prior: FloatArray) -> FloatArray:
    # Strangers hardly ever share a card number; those seen at random are households.
    out = counts.copy()
    out[8:12] = out[4:8] * 1e-6
    return out


def _scale(levels: FloatArray, mean_shares: FloatArray) -> FloatArray:
    whole, sound, first, part = mean_shares
    means = np.array([1, 1, 1, 1, first, whole, part, sound, whole])
    scale = levels / np.maximum(means, SMALLEST)
    scale[:4] = levels[:4]
    # Being the same is exactly as likely as the name is common.
    scale[8] = 1.0
    return scale


def learn_households(model: Model, siblings: Patterns, twins: Patterns) -> None:
    """Set household and twin levels from pairs on one card inside one file."""
    for field_ in FIELDS:
        if field_.name in OF_THE_HOUSEHOLD or field_.name in ("nik", "nisn", "npsn", "grade"):
            continue
        for levels, seen, strength in (
            (model.household, siblings, HOUSEHOLD_STRENGTH),
            (model.twin, twins, TWIN_STRENGTH),
        ):
            counts = by_level(seen, field_, seen.count.astype(float))
            levels[field_.name] = shares(counts, field_, levels[field_.name], strength)


def learn_persons(model: Model, patterns: Patterns, *, most: float) -> None:
    """Set person levels and the number of persons by EM over candidate patterns.

    `most` bounds the persons: no more than the smaller file has records.
    """
    start = {name: levels.copy() for name, levels in model.person.items()}
    weights = patterns.count.astype(float)
    for _ in range(ROUNDS):
        _share_with_household(model)
        posterior = probability(score(model, patterns).odds)
        mass = weights * posterior
        before = model.rest.persons
        # All persons, also for the rest: certain passes took the pairs whose levels are high, so what is
        # left at a given pattern is what the whole would have there.
        model.rest.persons = model.whole.persons = float(max(min(mass.sum(), most), 0.5))
        for field_ in FIELDS:
            counts = by_level(patterns, field_, mass)
            model.person[field_.name] = shares(counts, field_, start[field_.name], PERSON_STRENGTH)
        model.rounds += 1
        if abs(model.rest.persons - before) <= SETTLED * max(before, 1.0):
            break
    _share_with_household(model)


def _share_with_household(model: Model) -> None:
    for name in OF_THE_HOUSEHOLD:
        model.household[name] = model.twin[name] = model.person[name]


def probability(odds: FloatArray) -> FloatArray:
    """Odds as probability."""
    return odds / (1.0 + odds)


def score(model: Model, patterns: Patterns) -> Scores:
    """Odds that pairs of each pattern are one person, against household, twin and stranger together."""
    total = dict.fromkeys(("person", "household", "twin", "stranger"), np.zeros(len(patterns.code)))
    logs: dict[str, dict[str, FloatArray]] = {}
    for field_ in FIELDS:
        digit = patterns.digit(field_.name)
        one = {name: np.log2(levels)[digit] for name, levels in _levels(model, field_).items()}
        if field_.name in ("name", "mother_name"):
            one["stranger"] = _rarity(model, patterns, field_.name, one["stranger"])
        logs[field_.name] = one
        total = {name: total[name] + one[name] for name in total}
    certain = patterns.digit("certain") == 1
    persons, *others = (
        np.where(certain, *pair) for pair in zip(_counts(model.whole), _counts(model.rest), strict=True)
    )
    rivals = zip(("household", "twin", "stranger"), others, strict=True)
    against = sum(count * np.exp2(total[name] - total["person"]) for name, count in rivals)
    odds = persons / np.maximum(against, 1e-300)
    bits = {name: one["person"] - one["stranger"] for name, one in logs.items()}
    prior_bits = np.log2(persons / others[-1])
    household = np.log2(odds) - prior_bits - sum(bits.values())
    return Scores(np.clip(odds, 1e-12, 1e12), bits, household, prior_bits)


def _levels(model: Model, field_: Field) -> Levels:
    """The field's levels by class, a plain difference never likelier for a person than for strangers."""
    classes = ("person", "household", "twin", "stranger")
    levels: Levels = {name: getattr(model, name)[field_.name].copy() for name in classes}
    at = list(field_.never_for)
    held = classes[:3] if field_.name in OF_THE_HOUSEHOLD else classes[:1]
    for name in held:
        levels[name][at] = np.minimum(levels[name][at], levels["stranger"][at])
    return levels


def _counts(expected: Expected) -> tuple[float, float, float, float]:
    return expected.persons, expected.households, expected.twins, expected.strangers


def _rarity(model: Model, patterns: Patterns, name: str, plain: FloatArray) -> FloatArray:
    """Stranger levels of a name field with how rare the shared part is."""
    scale = model.name_scale if name == "name" else model.mother_scale
    if not scale.size:
        return plain
    level = patterns.digit(name)
    bits = patterns.digit("name_bits" if name == "name" else "mother_bits") % BITS
    rare = np.log2(np.maximum(scale[level], SMALLEST)) - bits
    return np.where(level >= 4, np.maximum(rare, -40.0), plain)
