"""Which status a child's schooling has, which rule decided, and why: the one interpreter of the table.

Pure: facts and terms in, a verdict with its trace out. The table is children/data/classification.toml;
worked examples, printed in docs/rules/classification.md, are in tests/spec/children.
Source: Stranas ATS 2020, Perbup Brebes 115/2017, Verval ATS, Susenas and UIS, named rule by rule.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jembatan.children.rules.ages import nik_birth_date
from jembatan.children.rules.facts import MADE_OF, Facts, Terms, Timing, absence_at, ages_at, circumstances
from jembatan.children.rules.rule_table import OUT_OF_SCHOOL, Condition, Rule, RuleTable, standard_table
from jembatan.workflow.refusals import Refused


class NotInForce(Refused):
    code = "children.rules_not_in_force"
    status = 400
    sentence = "The rule table holds from %(valid_from)s on. Choose a later --as-of, or a table of that time."


@dataclass(frozen=True, slots=True)
class Look:
    """One rule that was looked at: the facts it used until it was settled, and whether it held."""

    rule: str
    facts: tuple[tuple[str, Any], ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A child's status and how it came about.

    `grade` is the last grade for dropped_out (None when unknown), 6 or 9 for not_continued, otherwise
    None. Ages are completed years, None when unknown or not born yet. `trace` ends with the deciding rule.
    """

    status: str
    out_of_school: bool
    grade: int | None
    age_at_survey: int | None
    age_on_1_july: int | None
    rule: str
    trace: tuple[Look, ...]
    flags: tuple[str, ...]


def classify(facts: Facts, *, at: Terms, table: RuleTable | None = None) -> Verdict:
    """The status of one child by `table` (None: the standard one). Raises BadRuleTable, NotInForce."""
    return decide(facts, timing_of(facts, at=at), at=at, table=table or standard_table())


def timing_of(facts: Facts, *, at: Terms) -> Timing:
    """What the dates of `facts` say on the day of the survey."""
    survey, july, born = ages_at(facts.birth_date, at.as_of)
    months, this_year = absence_at(facts.left_on, at.as_of)
    return Timing(
        age_at_survey=survey,
        age_on_1_july=july,
        born=born,
        months_absent=months,
        left_this_year=this_year,
        nik_birth_date=nik_birth_date(facts.nik, facts.birth_date, facts.sex),
    )


def decide(facts: Facts, timing: Timing, *, at: Terms, table: RuleTable) -> Verdict:
    """The verdict for facts whose dates have already been turned into `timing`.

    Records that differ in their dates only, but not in `timing`, have the same verdict: that is
    what lets a whole district be judged by a few thousand calls.
    """
    if at.as_of < table.valid_from:
        raise NotInForce(valid_from=f"{table.valid_from:%Y-%m-%d}")
    schooling = table.definition(at.definition).schooling
    known = circumstances(facts, timing, at=at, schooling=schooling, season=table.season_open(at.as_of))
    rule, trace = _first_that_holds(table, known, at)
    known["status"] = rule.status
    return Verdict(
        status=rule.status,
        out_of_school=rule.status in OUT_OF_SCHOOL,
        grade=facts.grade if rule.grade == "last" else _number(rule.grade),
        age_at_survey=timing.age_at_survey,
        age_on_1_july=timing.age_on_1_july,
        rule=rule.id,
        trace=trace,
        flags=tuple(flag.id for flag in table.flags if _look(flag.when, known)[1]),
    )


def trace_as_json(trace: Sequence[Look]) -> str:
    """The trace as the column of a table: a list of rules, each with its facts and whether it held."""
    looks = [{"rule": look.rule, "holds": look.holds, "facts": dict(look.facts)} for look in trace]
    return json.dumps(looks, ensure_ascii=False, separators=(",", ":"))


def _first_that_holds(table: RuleTable, known: Mapping[str, Any], at: Terms) -> tuple[Rule, tuple[Look, ...]]:
    trace: list[Look] = []
    for rule in table.rules:
        if rule.valid_from > at.as_of or (rule.valid_to is not None and rule.valid_to < at.as_of):
            continue
        used, holds = _look(rule.when, known)
        if holds:
            return rule, (*trace, Look(rule.id, used + _behind(used, known), holds))
        trace.append(Look(rule.id, used, holds))
    raise AssertionError("the last rule of a checked table always holds")


def _look(
    conditions: Sequence[Condition], known: Mapping[str, Any]
) -> tuple[tuple[tuple[str, Any], ...], bool]:
    used = []
    for condition in conditions:
        value = known[condition.fact]
        used.append((condition.fact, value))
        if not condition.holds(value):
            return tuple(used), False
    return tuple(used), True


def _behind(used: Sequence[tuple[str, Any]], known: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    names = dict.fromkeys(source for fact, _ in used for source in MADE_OF.get(fact, ()))
    shown = {fact for fact, _ in used}
    return tuple(
        (name, known[name]) for name in names if name not in shown and known[name] not in (None, "unknown")
    )


def _number(grade: int | str | None) -> int | None:
    return grade if isinstance(grade, int) else None
