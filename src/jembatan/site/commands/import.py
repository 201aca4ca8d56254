"""Bring a file in: staged, checked, committed; or taken back."""

import argparse
from datetime import date
from pathlib import Path

from jembatan.tabular.progress import Progress
from jembatan.workflow.refusals import Refused

HELP = "bring a file of a register, roster, census or portal list into the database"
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


class NoSuchUser(Refused):
    code = "import.no_such_user"
    status = 404
    sentence = "There is no account '%(user)s'."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", choices=[*PROFILES, "undo"], help="the layout; 'undo' takes a batch back")
    parser.add_argument("file", help="the file, or with 'undo' the number of the batch")
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


def run(arguments: argparse.Namespace) -> int:
    if arguments.profile == "undo":
        return _undo(arguments)
    path = Path(arguments.file)
    if not path.is_file():
        raise NoSuchFile(file=path.name)
    return _bring_in(arguments, path)


def _bring_in(arguments: argparse.Namespace, path: Path) -> int:
    from jembatan.rosters import actions
    from jembatan.rosters.engine.inspecting import Handover, inspect
    from jembatan.rosters.queries import same_file

    handover = Handover(
        profile=arguments.profile,
        place=arguments.place,
        npsn=arguments.npsn,
        cut_off=arguments.cut_off,
    )
    inspected = inspect(path, handover, today=_today())
    reading = inspected.reading
    print(f"{path.name}: {reading.profile} ({'; '.join(reading.evidence)})")
    print(
        f"rows read {reading.rows_read}, kept {inspected.kept.height}, refused {reading.refusals.height}, ",
        end="",
    )
    print(f"outside the purpose {reading.records.height - inspected.kept.height}")
    if arguments.errors and reading.refusals.height:
        from jembatan.rosters.engine.reading import error_workbook

        error_workbook(reading, path, Path(arguments.errors))
    if (earlier := same_file(inspected)) is not None and earlier.state == "committed":
        print(f"already imported as batch {earlier.pk}; nothing to do")
        return 0
    if arguments.dry_run:
        print("dry run: nothing was changed")
        return 0
    user = _user(arguments.user)
    batch = earlier or actions.stage(inspected, at=inspected.place_code, by=user)
    with Progress(path.name, inspected.kept.height) as progress:
        actions.commit(batch, by=user, inspected=inspected, progress=progress)
    print(f"batch {batch.pk} committed")
    return 0


def _undo(arguments: argparse.Namespace) -> int:
    from jembatan.rosters import actions
    from jembatan.rosters.models import Batch

    batch = Batch.objects.filter(pk=arguments.file).first() if arguments.file.isdigit() else None
    if batch is None:
        raise NoSuchBatch(batch=arguments.file)
    actions.undo(batch, by=_user(arguments.user))
    print(f"batch {batch.pk} taken back")
    return 0


def _user(name: str | None):  # type: ignore[no-untyped-def]
    from jembatan.accounts.models import User
    from jembatan.ledger.machine import machine_account

    if name is None:
        return machine_account()
    user = User.objects.filter(username=name).first()
    if user is None:
        raise NoSuchUser(user=name)
    return user


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()
