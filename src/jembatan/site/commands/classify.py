"""`jembatan classify`: every person's schooling status, and the rule that decided it."""

import argparse
import sys
from datetime import date
from pathlib import Path

from jembatan.children.engine.classifying import REQUIRED, BadTable, classify_frame
from jembatan.children.rules.explaining import explained
from jembatan.children.rules.rule_table import RuleTable, parse_table, standard_table
from jembatan.tabular.tables import NoSuchFile, UnreadableTable, load_table, save_table

HELP = "Say what each person's schooling status is, and which rule decided."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "people", nargs="?", type=Path, metavar="PEOPLE", help="table of people, .parquet or .csv"
    )
    parser.add_argument(
        "--out", type=Path, metavar="STATUS", help="table to write; without it, CSV goes to standard output"
    )
    add_terms(parser, required=False)
    parser.add_argument("--explain", action="store_true", help="print the rule table and do nothing else")
    parser.set_defaults(wrong_use=parser.error)


def add_terms(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """The options that say by which day, ages, definition and rules children are judged."""
    parser.add_argument(
        "--as-of", type=iso_date, required=required, metavar="DATE", help="day of the survey, YYYY-MM-DD"
    )
    parser.add_argument(
        "--ages", type=age_range, default=(7, 18), metavar="7-18", help="age range, both ends included"
    )
    parser.add_argument(
        "--age-at", choices=("survey", "july"), default="survey", help="judge the age range by age at"
    )
    parser.add_argument(
        "--definition", default="national", metavar="national|susenas|uis", help="what counts as schooling"
    )
    parser.add_argument(
        "--rules", type=Path, metavar="FILE", help="rule table (TOML) to use instead of the standard one"
    )


def run(arguments: argparse.Namespace) -> int:
    """Classify, or explain. Returns 0."""
    rules = rule_table(arguments.rules)
    if arguments.explain:
        print(explained(rules))
        return 0
    if arguments.people is None or arguments.as_of is None:
        arguments.wrong_use("PEOPLE and --as-of are needed (or --explain)")
    if arguments.definition not in rules.definitions:
        arguments.wrong_use(f"--definition is one of {', '.join(rules.definitions)}")
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
        print(f"{status:<16}{count:>10,}", file=sys.stderr)
    return 0


def rule_table(path: Path | None) -> RuleTable:
    """The rule table in `path`, or the standard one. Raises NoSuchFile, UnreadableTable, BadRuleTable."""
    if path is None:
        return standard_table()
    if not path.is_file():
        raise NoSuchFile(file=path.name)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableTable(file=path.name, kind="rule", reason=str(error)) from error
    return parse_table(text)


def iso_date(written: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{written}' is not a date written YYYY-MM-DD") from error


def age_range(written: str) -> tuple[int, int]:
    """Two ages written lowest-highest."""
    lowest, _, highest = written.partition("-")
    if not (lowest.isdecimal() and highest.isdecimal()) or int(lowest) > int(highest):
        raise argparse.ArgumentTypeError(f"'{written}' is not an age range, write it as 7-18")
    return int(lowest), int(highest)
