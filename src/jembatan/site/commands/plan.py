"""Write a village's action plan as Word, PDF and Excel; draft it first when there is none."""

import argparse
from pathlib import Path

from jembatan.workflow.refusals import Refused

HELP = "write a village's action plan (RADes) as docx, pdf and xlsx"
NEEDS_DATABASE = True


class NotVisible(Refused):
    code = "plan.not_visible"
    status = 404
    sentence = "There is no plan of %(village)s for this account to see. Draft one, or act as somebody of the village."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "village", metavar="VILLAGE", help="Kemendagri code of the village, such as 35.09.23.2005"
    )
    parser.add_argument("--out", metavar="DIR", required=True, help="folder for the files")
    parser.add_argument(
        "--year", type=int, help="the plan's year (default: the newest plan, or next year's draft)"
    )
    parser.add_argument(
        "--copy",
        choices=["kerja", "umum"],
        default="kerja",
        help="kerja: for the offices; umum: for everybody, small numbers hidden (default: kerja)",
    )
    parser.add_argument(
        "--names", action="store_true", help="full names in the restricted list, where allowed"
    )
    parser.add_argument(
        "--as", dest="user", metavar="ACCOUNT", help="the person who asks (default: this machine)"
    )


def run(arguments: argparse.Namespace) -> int:
    # Django's models can only be imported once it has been set up.
    from django.utils import timezone

    from jembatan.action_plans import actions
    from jembatan.action_plans.exchange.files import FORMATS, file_name, save_rades
    from jembatan.action_plans.exchange.printing import Copy, Paper
    from jembatan.action_plans.queries.children import names_behind
    from jembatan.action_plans.queries.plans import plan_for, plan_page
    from jembatan.ledger.machine import acting_account

    viewer, today = acting_account(arguments.user), timezone.localdate()
    plan = plan_for(viewer, arguments.village, year=arguments.year)
    if plan is None and arguments.user is None:
        year = arguments.year or today.year + 1
        plan = actions.draft(year=year, at=arguments.village, by=viewer)
    if plan is None:
        raise NotVisible(village=arguments.village)
    copy = Copy(arguments.copy)
    names = (
        () if copy == Copy.PUBLIC else tuple(names_behind(viewer, plan, full=arguments.names, on_paper=True))
    )
    paper = Paper(plan_page(viewer, plan, on_paper=True), copy, today, names)
    for kind in FORMATS:
        path = Path(arguments.out) / file_name(paper, kind)
        save_rades(paper, kind, path)
        print(path)
    return 0
