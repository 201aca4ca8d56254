"""`jembatan deadline`: the date on which a legal clock runs out, by the joint decrees on holidays."""

import argparse
import json

from jembatan.site.arguments import iso_date, positive
from jembatan.workflow.clocks import Deadline, calendar_deadline, working_deadline

HELP = "Say on which date a legal clock of working days or calendar days runs out."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("start", type=iso_date, metavar="START", help="the day before day 1, YYYY-MM-DD")
    unit = parser.add_mutually_exclusive_group(required=True)
    unit.add_argument("--working-days", type=positive, metavar="N", help="working days")
    unit.add_argument("--days", type=positive, metavar="N", help="calendar days")
    parser.add_argument(
        "--provisional", action="store_true", help="also answer past the last joint decree, and say so"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print the deadline. Returns 0; raises NoDecreeYet, BadPeriod."""
    if arguments.days is not None:
        deadline = calendar_deadline(arguments.start, arguments.days)
        unit = "calendar_days"
    else:
        deadline = working_deadline(
            arguments.start, arguments.working_days, provisional=arguments.provisional
        )
        unit = "working_days"
    print(_as_json(deadline, unit) if arguments.json else _in_words(deadline))
    return 0


def _in_words(deadline: Deadline) -> str:
    if not deadline.is_provisional:
        return deadline.day.isoformat()
    return f"{deadline.day.isoformat()}\n{_caution(deadline)}"


def _caution(deadline: Deadline) -> str:
    years = ", ".join(map(str, deadline.provisional_years))
    return (
        f"provisional: no joint decree is known for {years}; only weekends and fixed holidays were "
        "left out of that time, so the date can move to a later day."
    )


def _as_json(deadline: Deadline, unit: str) -> str:
    answer = {
        "start": deadline.start.isoformat(),
        unit: deadline.days,
        "unit": unit,
        "deadline": deadline.day.isoformat(),
        "provisional": deadline.is_provisional,
        "provisional_years": list(deadline.provisional_years),
        "rest_days": [{"date": day.isoformat(), "reason": reason} for day, reason in deadline.rest_days],
    }
    if deadline.is_provisional:
        answer["caution"] = _caution(deadline)
    return json.dumps(answer, ensure_ascii=False, indent=2)
