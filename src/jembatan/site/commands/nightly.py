"""The nightly work of cooperations: reminders, overdue notices, due days. The worker does it by itself."""

import argparse
from typing import TYPE_CHECKING

from jembatan.site.arguments import iso_date

if TYPE_CHECKING:
    from jembatan.agreements.queries.tonight import Telling, Tonight

HELP = "remind people of due days of cooperations and mark what is past them; done once a day"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument(
        "--on", type=iso_date, metavar="DAY", help="with --dry-run: as if it were this day, YYYY-MM-DD"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what was done, or with --dry-run what would be. A night that was done is not done again."""
    from django.utils import timezone

    from jembatan.agreements.jobs import keep_night
    from jembatan.agreements.queries.tonight import tonight

    today = timezone.localdate()
    if arguments.dry_run:
        _print(tonight(arguments.on or today))
        return 0
    done = keep_night(today)
    if done is None:
        print(f"{today.isoformat()}: already done, or another worker is at it")
        return 0
    _print(done)
    return 0


def _print(plan: "Tonight") -> None:
    groups = (("flag", plan.flags), ("overdue", plan.overdue), ("reminder", plan.reminders))
    for name, tellings in groups:
        for telling in tellings:
            people = ", ".join(person.username for person in telling.recipients)
            print(f"{name}\t{_about(telling)}\t{people}")
    for telling in plan.unheard:
        print(f"nobody to tell\t{_about(telling)}")
    print(
        f"{plan.on.isoformat()}: {len(plan.flags)} flags, {len(plan.overdue)} overdue, "
        f"{len(plan.reminders)} reminders, {len(plan.unheard)} that reach nobody, "
        f"{len(plan.refreshed)} due days brought up to date"
    )


def _about(telling: "Telling") -> str:
    from jembatan.agreements.words.clocks import clock_name

    ticking = telling.ticking
    what = clock_name(ticking.clock, ticking.about).id
    return f"{ticking.agreement.reference}\t{what}\t{telling.due_on.isoformat()}\t{telling.rung}"
