"""Bring a register of foreign cooperations in: the one that comes with the program, or a file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jembatan.tabular.progress import Progress

if TYPE_CHECKING:
    from jembatan.agreements.exchange.register_in import Result

HELP = "bring in the starting register of foreign cooperations, or a register file"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="a register in the columns of the packaged one (CSV or Parquet); default: the packaged register",
    )
    parser.add_argument(
        "--claims",
        type=Path,
        metavar="FILE",
        help="what further sources say, as `jembatan export csv` writes it",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write what became of every row here (CSV or Parquet)"
    )
    parser.add_argument(
        "--partners-compared",
        action="store_true",
        help="enter partners whose names only resemble kept ones as new: somebody has compared them",
    )
    parser.add_argument(
        "--as", dest="user", metavar="ACCOUNT", help="the person who acts (default: this machine)"
    )


def run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from jembatan.agreements.engine.register_files import (
        claims_of,
        register_of,
        starting_claims,
        starting_register,
    )
    from jembatan.agreements.exchange.register_in import import_register
    from jembatan.ledger.machine import acting_account

    packaged = arguments.file is None
    rows = starting_register() if packaged else register_of(arguments.file)
    claims = starting_claims() if packaged else ()
    if arguments.claims:
        claims = claims_of(arguments.claims)
    with Progress("cooperations", len(rows)) as progress:
        results = import_register(
            rows,
            claims=claims,
            on=timezone.localdate(),
            by=acting_account(arguments.user),
            partners_are_known_new=packaged or arguments.partners_compared,
            advance=progress.advance,
        )
    _tell(results)
    if arguments.report:
        _save(results, arguments.report)
    return 1 if any(result.refusal for result in results) else 0


def _tell(results: "list[Result]") -> None:
    counts = {"entered": 0, "already_there": 0, "refused": 0}
    for result in results:
        counts[result.outcome] += 1
        if result.refusal:
            print(f"refused: line {result.line}, {result.reference}: {result.refusal}", file=sys.stderr)
    added = sum(result.claims_added for result in results)
    print(
        f"{len(results)} rows: {counts['entered']} entered, {counts['already_there']} already there "
        f"({added} claims added), {counts['refused']} refused"
    )


def _save(results: "list[Result]", path: Path) -> None:
    import polars as pl

    from jembatan.tabular.tables import save_table

    rows = [
        {
            "line": result.line,
            "reference": result.reference,
            "outcome": str(result.outcome),
            "reason": str(result.refusal) if result.refusal else None,
        }
        for result in results
    ]
    schema = {"line": pl.Int64, "reference": pl.String, "outcome": pl.String, "reason": pl.String}
    save_table(pl.DataFrame(rows, schema=schema), path)
