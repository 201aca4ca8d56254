"""The worked examples of classification.toml, as facts and terms ready to be judged."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jembatan.children.rules.ages import earliest_day
from jembatan.children.rules.facts import Facts, Terms


@dataclass(frozen=True)
class Example:
    """One row of a table: what is said, in words and as facts, and what must come out."""

    says: str
    facts: Facts
    written: dict[str, Any]
    terms: Terms
    changed_terms: dict[str, Any]
    status: str
    rule: str
    grade: int | None
    flags: list[str]


@dataclass(frozen=True)
class Spec:
    """One table: a rule of the published list with its source and examples."""

    title: str
    row: str
    source: str
    examples: list[Example] = field(default_factory=list)


def specs() -> list[Spec]:
    """Every table, in the order of the file."""
    written = tomllib.loads(Path(__file__).with_name("classification.toml").read_text("utf-8"))
    usual = written["terms"]
    return [
        Spec(
            table["title"], table["row"], table["source"], [_example(row, usual) for row in table["examples"]]
        )
        for table in written["spec"]
    ]


def examples() -> list[Example]:
    """Every example of every table."""
    return [example for spec in specs() for example in spec.examples]


def _example(row: dict[str, Any], usual: dict[str, Any]) -> Example:
    said = dict(row["facts"])
    born = row.get("born", usual["birth_date"])
    facts = dict(said, birth_date=born if isinstance(born, date) else None)
    if "left_on" in facts:
        facts["left_on"] = earliest_day(facts["left_on"])
    changed = dict(row.get("terms", {}))
    terms = {"as_of": usual["as_of"]} | changed
    if "ages" in terms:
        terms["ages"] = tuple(terms["ages"])
    if born != usual["birth_date"]:
        said = {"birth_date": born or "not known"} | said
    return Example(
        says=row["says"],
        facts=Facts(**facts),
        written=said,
        terms=Terms(**terms),
        changed_terms=changed,
        status=row["status"],
        rule=row["rule"],
        grade=row.get("grade"),
        flags=row.get("flags", []),
    )
