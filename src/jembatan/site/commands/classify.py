"""`jembatan classify`: every person's schooling status, and the rule that decided it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jembatan.site.arguments import add_terms

if TYPE_CHECKING:
    from jembatan.children.rules.rule_table import RuleTable

HELP = "Say what each person's schooling status is, and which rule decided."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "people", nargs="?", type=Path, metavar="PEOPLE", help="table of people, .parquet or .csv"
    )
    parser.add_argument(
        "--out", type=Path, metavar="STATUS", help="table to write; without it CSV goes to standard output"
    )
    add_terms(parser, required=False)
    parser.add_argument("--explain", action="store_true", help="print the rule table and do nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Classify, or explain. Returns 0."""
    # Here and not at the top: the overview of commands should not load the engine.
    from jembatan.children.engine.classifying import REQUIRED, BadTable, classify_frame
    from jembatan.children.rules.explaining import explained
    from jembatan.tabular.tables import load_table, save_table

    rules = rule_table(arguments)
    if arguments.explain:
        print(explained(rules))
        return 0
    if arguments.people is None or arguments.as_of is None:
        arguments.wrong_use("PEOPLE and --as-of are needed (or --explain)")
    people = load_table(arguments.people, required=REQUIRED)
    try:
        statuses = classify_frame(
            people,
            as_of=arguments.as_of,
            ages=arguments.ages,
            age_at=arguments.age_at,
            definition=arguments.definition,
            rules=rules,
        )
    except BadTable as refusal:
        raise refusal.named(arguments.people.name) from refusal
    if arguments.out is None:
        sys.stdout.write(statuses.write_csv())
    else:
        save_table(statuses, arguments.out)
    for status, count in statuses["status"].value_counts(sort=True).iter_rows():
        print(f"jembatan classify: {count:,} {status}", file=sys.stderr)
    return 0


def rule_table(arguments: argparse.Namespace) -> "RuleTable":
    """The rule table of --rules, or the standard one; it has the --definition that was asked for.

    Raises NoSuchFile, UnreadableTable, BadRuleTable; an unknown definition is wrong use.
    """
    from jembatan.children.rules.rule_table import parse_table, standard_table
    from jembatan.tabular.tables import NoSuchFile, UnreadableTable

    path = arguments.rules
    if path is None:
        table = standard_table()
    elif not path.is_file():
        raise NoSuchFile(file=path.name)
    else:
        try:
            table = parse_table(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableTable(file=path.name, kind="rule", reason=str(error)) from error
    if arguments.definition not in table.definitions:
        arguments.wrong_use(f"--definition is one of {', '.join(table.definitions)}")
    return table
