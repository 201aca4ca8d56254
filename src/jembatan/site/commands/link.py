"""`jembatan link`: which records of two files are the same child."""

import argparse
import os
import sys
from pathlib import Path

HELP = "Link the records of two files that are the same child."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two files in, one table of pairs out; see docs/algorithms/linkage.md."""
    parser.add_argument("left", type=Path, help="census, .parquet or .csv; only record_id is required")
    parser.add_argument("right", type=Path, help="school roster or register, .parquet or .csv")
    parser.add_argument("--out", type=Path, required=True, help="where the pairs go, .parquet or .csv")
    parser.add_argument(
        "--report", type=Path, help="folder for people.parquet, quality.json and quality.html"
    )
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument(
        "--threads", type=int, help="default: all cores; the result is the same with any number"
    )
    parser.add_argument("--memory", default="8GB", help="what the database engine may use, default 8GB")
    parser.add_argument("--seed", type=int, default=1, help="chooses the random pairs that are learnt from")


def run(arguments: argparse.Namespace) -> int:
    """Link and say in one line what came out."""
    # The tables library reads its number of threads once, when it is loaded.
    if arguments.threads:
        os.environ.setdefault("POLARS_MAX_THREADS", str(arguments.threads))
    # Here and not at the top: the overview of commands should not load the engine.
    from jembatan.linkage.engine.files import link_files
    from jembatan.linkage.engine.link import LinkSettings

    settings = LinkSettings(threads=arguments.threads, memory=arguments.memory, seed=arguments.seed, say=_say)
    linked = link_files(
        arguments.left,
        arguments.right,
        out=arguments.out,
        report=arguments.report,
        engine=arguments.engine,
        settings=settings,
    )
    report = linked.quality
    _say(
        f"{report['links']:,} links, {report['review']:,} pairs for review, about "
        f"{report['expected_without_partner']:,.0f} of {report['records']['left']:,} records without a partner"
    )
    return 0


def _say(text: str) -> None:
    print(f"jembatan link: {text}", file=sys.stderr, flush=True)
