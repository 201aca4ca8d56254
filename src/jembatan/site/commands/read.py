"""Read one file of a register, roster, census or portal list into a clean table."""

import argparse
import sys
from pathlib import Path

import polars as pl

from jembatan.rosters.engine.reading import Reading, error_workbook, read_file
from jembatan.rosters.rules.profiles import PROFILES
from jembatan.tabular.progress import Progress
from jembatan.tabular.tables import save_table

HELP = "read one messy file into a clean table of canonical child records"
# Characters that make a spreadsheet take a cell for a formula.
FORMULA_STARTS = r"^[=+\-@\t\r]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a .xlsx, .xls, .csv, .json, .xml or OpenDK .zip"
    )
    parser.add_argument(
        "--profile", choices=["auto", *PROFILES], default="auto", help="the layout (default: find it)"
    )
    parser.add_argument("--village", metavar="CODE", help="Kemendagri code of the village the file is about")
    parser.add_argument("--npsn", metavar="NPSN", help="the school the file is from, where it does not say")
    parser.add_argument(
        "--out", metavar="TABLE", type=Path, required=True, help="the clean table, .parquet or .csv"
    )
    parser.add_argument(
        "--errors",
        metavar="FILE",
        type=Path,
        help="the refused rows: .csv or .parquet as a list, .xlsx in the layout of the source",
    )


def run(arguments: argparse.Namespace) -> int:
    with Progress(arguments.file.name) as progress:
        reading = read_file(
            arguments.file,
            profile=arguments.profile,
            village=arguments.village,
            npsn=arguments.npsn,
            progress=progress,
        )
    save_table(reading.records, arguments.out)
    if arguments.errors:
        _save_errors(reading, arguments.file, arguments.errors)
    _report(reading, has_errors=arguments.errors is not None)
    return 0


def _save_errors(reading: Reading, path_in: Path, path_out: Path) -> None:
    if path_out.suffix.lower() == ".xlsx":
        error_workbook(reading, path_in, path_out)
        return
    written = [
        pl.when(pl.col(name).str.contains(FORMULA_STARTS))
        .then(pl.concat_str([pl.lit("'"), pl.col(name)]))
        .otherwise(pl.col(name))
        .alias(name)
        for name in ("sheet", "column")
    ]
    save_table(reading.refusals.with_columns(written), path_out)


def _report(reading: Reading, *, has_errors: bool) -> None:
    print(f"profile: {reading.profile}")
    for line in reading.evidence:
        print(f"evidence: {line}")
    print(f"rows read: {reading.rows_read}")
    print(f"rows kept: {reading.records.height}")
    print(f"rows refused: {reading.refusals.height}")
    counts = reading.refusals.group_by("reason_code", "reason").len().sort("len", descending=True)
    for _, reason, count in counts.iter_rows():
        print(f"  {count} x {reason}")
    if reading.refusals.height and not has_errors:
        print("Give --errors FILE to see which rows.", file=sys.stderr)
