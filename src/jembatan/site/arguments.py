"""Values that several commands take on the command line, checked where they are typed. Loads no engine."""

import argparse
from datetime import date
from pathlib import Path


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


def positive(written: str) -> int:
    """A whole number of days, 1 or more."""
    if not written.isdecimal() or int(written) < 1:
        raise argparse.ArgumentTypeError(f"'{written}' is not a number of days, 1 or more")
    return int(written)


def add_terms(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """The options that say by which day, ages, definition and rules children are judged."""
    parser.add_argument(
        "--as-of", type=iso_date, required=required, metavar="DATE", help="day of the survey, YYYY-MM-DD"
    )
    parser.add_argument(
        "--ages", type=age_range, default=(7, 18), metavar="7-18", help="age range, both ends included"
    )
    parser.add_argument(
        "--age-at", choices=("survey", "july"), default="survey", help="judge the range by the age at"
    )
    parser.add_argument(
        "--definition", default="national", metavar="national|susenas|uis", help="what counts as schooling"
    )
    parser.add_argument(
        "--rules", type=Path, metavar="FILE", help="rule table (TOML) to use instead of the standard one"
    )
    parser.set_defaults(wrong_use=parser.error)
