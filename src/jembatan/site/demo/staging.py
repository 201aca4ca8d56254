"""Plays the demo's files through the very steps a user would take: import, reconcile, plan."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.ledger.actions import assign, open_account
from jembatan.ledger.machine import machine_account
from jembatan.rosters import actions as rosters
from jembatan.rosters.engine.inspecting import Handover, inspect
from jembatan.rosters.models import Batch
from jembatan.rosters.queries import same_file
from jembatan.rosters.rules.batches import State
from jembatan.site.demo.cast import CAST
from jembatan.tabular.progress import Progress

# The day the demo pretends to be: files are cut off before it.
ROLES_SINCE = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Handed:
    """One line of the manifest: a file, and what the person handing it over would say about it."""

    path: Path
    handover: Handover


def cast_accounts(password: str) -> None:
    """Open the cast's accounts and give them their roles; those already there stay as they are."""
    machine = machine_account()
    for member in CAST:
        if User.objects.filter(username=member.username).exists():
            continue
        at = member.places[0] if member.places else COUNTRY
        user = open_account(
            username=member.username,
            full_name=member.full_name,
            password=password,
            office=member.office,
            at=at,
            by=machine,
        )
        for place in member.places:
            assign(user, role=str(member.role), at=place, since=ROLES_SINCE, by=machine)


def manifest(folder: Path) -> Iterator[Handed]:
    """The files in `folder`, as its manifest.json lists them."""
    for line in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]:
        handover = Handover(
            profile=line["profile"],
            place=line.get("village") or line.get("place"),
            npsn=line.get("npsn"),
            cut_off=date.fromisoformat(line["cut_off"]) if line.get("cut_off") else None,
        )
        yield Handed(folder / line["file"], handover)


def import_all(folder: Path, *, today: date) -> int:
    """Import every file of the manifest that is not in the database yet. Returns how many were new."""
    machine, new = machine_account(), 0
    files = list(manifest(folder))
    known = set(Batch.objects.committed().values_list("file_name", "size"))
    with Progress("import", len(files)) as progress:
        for handed in files:
            # Most files of a repeated demo are known: name and size spare reading them again.
            if (handed.path.name, handed.path.stat().st_size) not in known:
                new += _import_one(handed, machine, today)
            progress.advance()
    return new


def _import_one(handed: Handed, machine: User, today: date) -> int:
    inspected = inspect(handed.path, handed.handover, today=today)
    batch = same_file(inspected)
    if batch is not None and batch.state == State.COMMITTED:
        return 0
    batch = batch or rosters.stage(inspected, at=inspected.place_code, by=machine)
    rosters.commit(batch, by=machine, inspected=inspected)
    return 1


def day_of(folder: Path) -> date:
    """The day the demo is seen on: the latest cut-off among its files."""
    cut_offs = [handed.handover.cut_off for handed in manifest(folder) if handed.handover.cut_off]
    return max(cut_offs)
