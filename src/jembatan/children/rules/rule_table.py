"""The rule table as data: read from TOML, checked whole before it is used.

A table that names an unknown fact, parameter or status, or that could leave a child without a
status, is refused when it is read, not when a child meets the gap.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jembatan.children.rules.facts import Facts, Terms, Timing, circumstances
from jembatan.workflow.refusals import Refused

STATUSES = (
    *("in_school", "at_risk", "never_attended", "dropped_out", "not_continued"),
    *("completed", "awaiting", "out_of_range", "not_here", "unresolved"),
)
# The three statuses that together are ATS, anak tidak sekolah. Stranas ATS 2020.
OUT_OF_SCHOOL = ("never_attended", "dropped_out", "not_continued")
OPERATORS = ("below", "at_least")


class BadRuleTable(Refused):
    code = "children.bad_rule_table"
    status = 400
    sentence = "The rule table cannot be used: %(where)s: %(problem)s. Correct it and try again."


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact and what it must be: one of `words`, or a number compared by `operator` with `limit`."""

    fact: str
    words: tuple[Any, ...] = ()
    operator: str | None = None
    limit: int = 0

    def holds(self, value: Any) -> bool:
        """Whether `value` is one of the words, or a known number on the right side of the limit."""
        if self.operator is None:
            return value in self.words
        if value is None:
            return False
        return bool(value < self.limit if self.operator == "below" else value >= self.limit)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the conditions that must all hold, the status they give, and where that is written.

    `grade` is a number, `last` (the child's last grade) or None; `row` the row of the rule in the
    published list; the rule is in force from `valid_from` to `valid_to`, None meaning without end.
    """

    id: str
    order: int
    row: str
    title: str
    when: tuple[Condition, ...]
    status: str
    grade: int | str | None
    source: str
    evidence: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A remark raised beside the status whenever its conditions all hold."""

    id: str
    title: str
    when: tuple[Condition, ...]
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or day that a rule uses, with its unit and where it comes from."""

    name: str
    value: Any
    unit: str
    title: str
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Definition:
    """Which kinds of attendance count as schooling; "unknown" among them when an unnamed kind does."""

    name: str
    title: str
    schooling: frozenset[str]
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A whole table. Rules are in the order they are looked at; the last one always holds."""

    id: str
    version: str
    title: str
    source: str
    valid_from: date
    parameters: Mapping[str, Parameter]
    definitions: Mapping[str, Definition]
    rules: tuple[Rule, ...]
    flags: tuple[Flag, ...]

    def definition(self, name: str) -> Definition:
        """The definition called `name`. Raises BadRuleTable when the table has none of that name."""
        if name not in self.definitions:
            known = ", ".join(self.definitions)
            raise BadRuleTable(where="definitions", problem=f"there is no '{name}' (there are {known})")
        return self.definitions[name]

    def season_open(self, day: date) -> bool:
        """Whether `day` lies between two school years."""
        first, last = self.parameters["season_from"].value, self.parameters["season_until"].value
        return bool(first <= f"{day:%m-%d}" <= last)


@lru_cache(maxsize=1)
def known_facts() -> frozenset[str]:
    """The names a condition may use."""
    nothing = Timing(None, None, "unknown", None, None, "unknown")
    terms = Terms(as_of=date(2000, 1, 1))
    known = circumstances(Facts(), nothing, at=terms, schooling=frozenset(), season=False)
    return frozenset(known) | {"status"}


@lru_cache(maxsize=1)
def standard_table() -> RuleTable:
    """The table that comes with the program."""
    return parse_table((files("jembatan.children") / "data" / "classification.toml").read_text("utf-8"))


def parse_table(text: str) -> RuleTable:
    """The rule table written in `text` (TOML). Raises BadRuleTable with the place and the problem."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRuleTable(where="the file", problem=f"it is not TOML ({error})") from error
    try:
        return _checked(_table(written))
    except KeyError as missing:
        raise BadRuleTable(where="the file", problem=f"{missing} is missing") from missing
    except (TypeError, AttributeError, ValueError) as error:
        raise BadRuleTable(
            where="the file", problem=f"it has another shape than a rule table ({error})"
        ) from error


def _table(written: dict[str, Any]) -> RuleTable:
    head = written["table"]
    parameters = {name: Parameter(name=name, **row) for name, row in written["parameters"].items()}
    definitions = {
        name: Definition(name=name, **row | {"schooling": frozenset(row["schooling"])})
        for name, row in written["definitions"].items()
    }
    rules = (_rule(row, parameters, head["valid_from"]) for row in written["rules"])
    flags = (Flag(**row | {"when": _conditions(row, parameters)}) for row in written.get("flags", ()))
    return RuleTable(
        id=head["id"],
        version=str(head["version"]),
        title=head["title"],
        source=head["source"],
        valid_from=head["valid_from"],
        parameters=parameters,
        definitions=definitions,
        rules=tuple(sorted(rules, key=lambda rule: rule.order)),
        flags=tuple(flags),
    )


def _rule(row: dict[str, Any], parameters: Mapping[str, Parameter], valid_from: date) -> Rule:
    optional = {"row": "", "grade": None, "valid_from": valid_from, "valid_to": None}
    whole = optional | row | {"when": _conditions(row, parameters)}
    for field in fields(Rule):
        if field.name not in whole:
            raise BadRuleTable(where=f"rule {row.get('id', '?')}", problem=f"'{field.name}' is missing")
    return Rule(**whole)


def _conditions(row: dict[str, Any], parameters: Mapping[str, Parameter]) -> tuple[Condition, ...]:
    where = f"'{row.get('id', '?')}'"
    facts = known_facts()
    return tuple(
        condition_of(fact, wanted, facts=facts, parameters=parameters, where=where)
        for fact, wanted in row["when"].items()
    )


def condition_of(
    fact: str,
    wanted: Any,
    *,
    facts: frozenset[str],
    parameters: Mapping[str, Parameter],
    where: str,
) -> Condition:
    """The condition written as `fact = wanted`: a word, a list of words, or `{ below = n }`.

    `facts` are the names that may be used; `where` names the row in a refusal. Raises BadRuleTable.
    """
    if fact not in facts:
        raise BadRuleTable(where=where, problem=f"there is no fact '{fact}'")
    if not isinstance(wanted, dict):
        return Condition(fact, words=tuple(wanted) if isinstance(wanted, list) else (wanted,))
    if len(wanted) != 1 or next(iter(wanted)) not in OPERATORS:
        raise BadRuleTable(where=where, problem=f"'{fact}' needs one of {', '.join(OPERATORS)}")
    operator, limit = next(iter(wanted.items()))
    if isinstance(limit, str) and limit.startswith("$"):
        if limit[1:] not in parameters:
            raise BadRuleTable(where=where, problem=f"there is no parameter '{limit}'")
        limit = parameters[limit[1:]].value
    if not isinstance(limit, int):
        raise BadRuleTable(where=where, problem=f"'{fact}' is compared with {limit!r}, not a whole number")
    return Condition(fact, operator=operator, limit=limit)


def _checked(table: RuleTable) -> RuleTable:
    ids = [rule.id for rule in table.rules]
    orders = [str(rule.order) for rule in table.rules]
    for problem, found in (("two rules have the id", ids), ("two rules have the order", orders)):
        if twice := [word for word in found if found.count(word) > 1]:
            raise BadRuleTable(where="rules", problem=f"{problem} {twice[0]}")
    for rule in table.rules:
        if rule.status not in STATUSES:
            raise BadRuleTable(where=f"rule {rule.id}", problem=f"there is no status '{rule.status}'")
    last = table.rules[-1]
    if last.when or last.valid_to is not None or last.valid_from > table.valid_from:
        raise BadRuleTable(where=f"rule {last.id}", problem="the last rule must always hold (when = {})")
    for name in ("season_from", "season_until"):
        if name not in table.parameters:
            raise BadRuleTable(where="parameters", problem=f"'{name}' is missing")
    return table
