"""Bring a file in: staged, checked, committed; or taken back."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jembatan.tabular.progress import Progress
from jembatan.workflow.refusals import Refused

if TYPE_CHECKING:
    from jembatan.accounts.models import User
    from jembatan.rosters.engine.inspecting import Handover, Inspected

HELP = "bring a file or a folder of registers, rosters, censuses or portal lists into the database"
NEEDS_DATABASE = True

PROFILES = ["auto", "dapodik", "dapodik_ws", "emis", "verval", "opensid", "opendk", "kobo", "odk"]
PROFILES += ["regsosek", "dtsen", "siak", "bip"]


class NoSuchFile(Refused):
    code = "import.no_such_file"
    status = 404
    sentence = "%(file)s: there is no such file. Check the path."


class NoSuchBatch(Refused):
    code = "import.no_such_batch"
    status = 404
    sentence = "There is no batch %(batch)s."


class NothingInFolder(Refused):
    code = "import.nothing_in_folder"
    status = 404
    sentence = "%(folder)s holds no file. Check the path."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", choices=[*PROFILES, "undo"], help="the layout; 'undo' takes a batch back")
    parser.add_argument("file", help="the file, or a folder with many; with 'undo' the number of the batch")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument("--place", "--village", metavar="CODE", help="Kemendagri code the file speaks for")
    parser.add_argument("--npsn", help="the school, where the file does not say")
    parser.add_argument(
        "--cut-off", type=date.fromisoformat, metavar="DATE", help="the day the content holds for"
    )
    parser.add_argument(
        "--errors", metavar="FILE", help="write refused rows here, to be corrected and read again"
    )
    parser.add_argument(
        "--as", dest="user", metavar="ACCOUNT", help="the person who acts (default: this machine)"
    )
    parser.add_argument(
        "--jobs", type=int, default=2, metavar="N", help="files of a folder read at once (default 2)"
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.profile == "undo":
        return _undo(arguments)
    path = Path(arguments.file)
    if path.is_dir():
        return _bring_folder_in(arguments, path)
    if not path.is_file():
        raise NoSuchFile(file=path.name)
    return _bring_in(arguments, path)


def _bring_in(arguments: argparse.Namespace, path: Path) -> int:
    from jembatan.rosters.engine.inspecting import inspect
    from jembatan.rosters.jobs import bring_in

    inspected = inspect(path, _handover(arguments), today=_today())
    _tell(path, inspected)
    if arguments.errors and inspected.reading.refusals.height:
        from jembatan.rosters.engine.reading import error_workbook

        error_workbook(inspected.reading, path, Path(arguments.errors))
        print(f"refused rows are in {arguments.errors}: correct them there and import that file")
    if arguments.dry_run:
        print("dry run: nothing was changed")
        return 0
    with Progress(path.name, inspected.kept.height) as progress:
        batch, is_new = bring_in(inspected, by=_user(arguments.user), progress=progress)
    print(f"batch {batch.pk} committed" if is_new else f"already imported as batch {batch.pk}; nothing to do")
    return 0


def _tell(path: Path, inspected: "Inspected") -> None:
    reading = inspected.reading
    print(f"{path.name}: {reading.profile} ({'; '.join(reading.evidence)})")
    print(
        f"rows read {reading.rows_read}, kept {inspected.kept.height}, refused {reading.refusals.height}, "
        f"outside the purpose {reading.records.height - inspected.kept.height}"
    )


def _bring_folder_in(arguments: argparse.Namespace, folder: Path) -> int:
    """Every file of the folder. Exit code 1 when one was refused; the others are in all the same."""
    from jembatan.rosters.engine.reading_ahead import files_in
    from jembatan.rosters.jobs import bring_in_all, look_at_all

    files = files_in(folder, _handover(arguments))
    if not files:
        raise NothingInFolder(folder=folder.name)
    if arguments.dry_run:
        summary = look_at_all(files, today=_today(), jobs=arguments.jobs)
    else:
        summary = bring_in_all(files, by=_user(arguments.user), today=_today(), jobs=arguments.jobs)
    for path, sentence in summary.refused:
        print(f"refused: {Path(path).relative_to(folder)}: {sentence}", file=sys.stderr)
    print(
        f"{len(files)} files: {summary.new} {'new' if arguments.dry_run else 'imported'}, "
        f"{summary.already_in} in before, {len(summary.refused)} refused"
    )
    print(
        f"rows read {summary.rows_read}, kept {summary.rows_kept}, refused {summary.rows_refused}, "
        f"outside the purpose {summary.rows_read - summary.rows_kept - summary.rows_refused}"
    )
    if arguments.dry_run:
        print("dry run: nothing was changed")
    return 1 if summary.refused else 0


def _handover(arguments: argparse.Namespace) -> "Handover":
    from jembatan.rosters.engine.inspecting import Handover

    return Handover(
        profile=arguments.profile,
        place=arguments.place,
        npsn=arguments.npsn,
        cut_off=arguments.cut_off,
    )


def _undo(arguments: argparse.Namespace) -> int:
    from jembatan.rosters import actions
    from jembatan.rosters.models import Batch

    batch = Batch.objects.filter(pk=arguments.file).first() if arguments.file.isdigit() else None
    if batch is None:
        raise NoSuchBatch(batch=arguments.file)
    actions.undo(batch, by=_user(arguments.user))
    print(f"batch {batch.pk} taken back")
    return 0


def _user(name: str | None) -> "User":
    from jembatan.ledger.machine import acting_account

    return acting_account(name)


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()
