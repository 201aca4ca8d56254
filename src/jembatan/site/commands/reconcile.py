"""`jembatan reconcile`: census, school registers and portal brought together, child by child."""

import argparse
import sys
from pathlib import Path

from jembatan.site.arguments import add_terms
from jembatan.site.commands.classify import rule_table

HELP = "Bring census, school registers and portal together, child by child."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command. Files are raw (read by their layout) or tables that were read before."""
    parser.add_argument(
        "--census",
        type=Path,
        nargs="+",
        action="extend",
        required=True,
        metavar="FILE",
        help="who lives here: census or village register",
    )
    parser.add_argument(
        "--roster",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="pupils: Dapodik, EMIS",
    )
    parser.add_argument(
        "--portal",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="the national portal's list",
    )
    parser.add_argument(
        "--village", metavar="CODE", help="village of census files that do not say it, PP.KK.CC.DDDD"
    )
    add_terms(parser, required=True)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder to write; an earlier result is replaced",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, link, classify, write the folder. Returns 0."""
    # Here and not at the top: the overview of commands should not load the engines.
    from jembatan.children.engine.handing_over import refuse_folder_in_use, write_folder
    from jembatan.children.engine.reconciling import Terms, reconcile_frames
    from jembatan.children.engine.source_files import apart, read_sources, together

    rules = rule_table(arguments)
    refuse_folder_in_use(arguments.out)
    census = read_sources(arguments.census, label="reading the census", village=arguments.village)
    rosters = read_sources(arguments.roster, label="reading school registers")
    portal = read_sources(arguments.portal, label="reading the portal's list")
    _say("linking and classifying")
    tables = apart(
        together(census, role="census"),
        together(rosters, role="roster") if rosters else None,
        together(portal, role="portal") if portal else None,
        roles=("census", "roster", "portal"),
    )
    people, pupils, listed = tables
    assert people is not None, "a census is always given"
    terms = Terms(arguments.as_of, arguments.ages, arguments.age_at, arguments.definition, rules)
    found = reconcile_frames(people, pupils, listed, terms=terms)
    found.quality["sources"] = [source.summary for source in (*census, *rosters, *portal)]
    write_folder(found, arguments.out)
    conflicts = found.quality["standing"].get("conflict", 0)
    _say(
        f"{found.children.height:,} children, {found.quality['out_of_school']:,} out of school, "
        f"{conflicts:,} in conflict; see {arguments.out}"
    )
    return 0


def _say(text: str) -> None:
    print(f"jembatan reconcile: {text}", file=sys.stderr, flush=True)
