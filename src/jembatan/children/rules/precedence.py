"""Which source is believed on a child's schooling, why, and what to do next; and signs of risk.

The rows are data: children/data/precedence.toml. Sources never overwrite one another; this only says
whose answer is judged, and keeps the row that said so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jembatan.children.rules.reasons import NEXT_STEPS, REASONS
from jembatan.children.rules.rule_table import BadRuleTable, Condition, condition_of

# The kinds of source, in the order in which their records are brought together.
KINDS = ("census", "register", "social", "roster", "madrasah", "portal")
WINNERS = (*KINDS, "nobody")
STANDS = ("absent", "in", "out", "gone", "unknown", "listed", "found", "pesantren", "completed")
FACTS = frozenset({*KINDS, "searched", "census_kind", "lives_here"})
SIGN_FACTS = frozenset({"years_over_age", "kind", "class_missing", "ever_married", "works", "disability"})
# Grade 1 is entered at six at the earliest in the ordinary way. Permendikdasmen 3/2025.
ENTRY_AGE = 6


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose answer is judged (`nobody`: none), whether that is a conflict, why, and what to do next."""

    rule: str
    winner: str
    conflict: bool
    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of precedence."""

    order: int
    when: tuple[Condition, ...]
    decision: Decision
    evidence: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign that a child in school may leave it, and its points."""

    id: str
    title: str
    points: int
    when: tuple[Condition, ...]
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Precedence:
    """The whole table. `identity_order` is whose spelling of name, birth date and so on is shown first."""

    version: str
    identity_order: tuple[str, ...]
    rows: tuple[Row, ...]
    signs: tuple[Sign, ...]


@lru_cache(maxsize=1)
def standard_precedence() -> Precedence:
    """The table that comes with the program."""
    return parse_precedence((files("jembatan.children") / "data" / "precedence.toml").read_text("utf-8"))


def parse_precedence(text: str) -> Precedence:
    """The table written in `text` (TOML). Raises BadRuleTable with the place and the problem."""
    written = tomllib.loads(text)
    rows = tuple(sorted((_row(row) for row in written["rules"]), key=lambda row: row.order))
    if rows[-1].when:
        raise BadRuleTable(where=rows[-1].decision.rule, problem="the last rule must always hold (when = {})")
    order = tuple(written["identity"]["order"])
    if sorted(order) != sorted(KINDS):
        raise BadRuleTable(where="identity", problem=f"the order must name each of {', '.join(KINDS)} once")
    signs = tuple(_sign(row) for row in written["risk_signs"])
    return Precedence(str(written["table"]["version"]), order, rows, signs)


def precedence(known: Mapping[str, Any], *, table: Precedence | None = None) -> Decision:
    """The decision for what each source says: `known` has a value for every name in FACTS."""
    rows = (table or standard_precedence()).rows
    # The last row of a checked table always holds.
    return next(
        row.decision for row in rows if all(condition.holds(known[condition.fact]) for condition in row.when)
    )


def standing(decision: Decision, present: tuple[str, ...]) -> str:
    """`conflict`, `agreed` when several sources know the child, or `only_<kind>` when one does."""
    if decision.conflict:
        return "conflict"
    return f"only_{present[0]}" if len(present) == 1 else "agreed"


def risk(known: Mapping[str, Any], *, table: Precedence | None = None) -> tuple[int, tuple[str, ...]]:
    """Points and the signs behind them; `known` has a value for every name in SIGN_FACTS."""
    signs = [
        sign
        for sign in (table or standard_precedence()).signs
        if all(condition.holds(known[condition.fact]) for condition in sign.when)
    ]
    return sum(sign.points for sign in signs), tuple(sign.id for sign in signs)


def years_over_age(age_on_1_july: int | None, grade: int | None) -> int | None:
    """How many years older than a child who entered grade 1 at six; None when age or grade is unknown."""
    if age_on_1_july is None or grade is None:
        return None
    return age_on_1_july - (grade + ENTRY_AGE - 1)


def _row(written: dict[str, Any]) -> Row:
    where = f"'{written.get('id', '?')}'"
    decision = Decision(
        rule=written["id"],
        winner=written["winner"],
        conflict=written.get("conflict", False),
        reason=written.get("reason", ""),
        next_step=written.get("next_step", "none"),
    )
    for value, known, what in (
        (decision.winner, WINNERS, "source"),
        (decision.reason, REASONS, "reason"),
        (decision.next_step, NEXT_STEPS, "next step"),
    ):
        if value not in known:
            raise BadRuleTable(where=where, problem=f"there is no {what} '{value}'")
    return Row(written["order"], _conditions(written, FACTS), decision, written["evidence"])


def _sign(written: dict[str, Any]) -> Sign:
    return Sign(**written | {"when": _conditions(written, SIGN_FACTS)})


def _conditions(written: dict[str, Any], facts: frozenset[str]) -> tuple[Condition, ...]:
    where = f"'{written.get('id', '?')}'"
    return tuple(
        condition_of(fact, wanted, facts=facts, parameters={}, where=where)
        for fact, wanted in written["when"].items()
    )
