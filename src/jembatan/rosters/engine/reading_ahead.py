"""Many files read at once in helper processes, handed back one by one in the order they were named."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jembatan.rosters.engine import workers
from jembatan.rosters.engine.inspecting import Handover, Inspected, inspect
from jembatan.workflow.refusals import Refused

MANIFEST = "manifest.json"
# Files read but not yet taken, per helper: enough to keep it busy, few enough to bound the memory.
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Handed:
    """A file, and what the person handing it over says about it."""

    path: Path
    handover: Handover


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A refusal on its way between two processes: its class, and the facts it is made from."""

    kind: type[Refused]
    detail: dict[str, Any]


def files_in(folder: Path, handover: Handover) -> list[Handed]:
    """Every file below `folder` in the order of its path, said to be as `handover` says.

    Where `folder` has a manifest.json, only the files it lists, each as its line says: `file`, `profile`,
    `village` or `place`, `npsn`, `cut_off`. Hidden files are left out.
    """
    if (folder / MANIFEST).is_file():
        return list(manifest(folder))
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    names = sorted(name for name in inside if not any(part.startswith(".") for part in name.parts))
    return [Handed(folder / name, handover) for name in names]


def manifest(folder: Path) -> Iterator[Handed]:
    """The files in `folder`, as its manifest.json lists them."""
    for line in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]:
        handover = Handover(
            profile=line["profile"],
            place=line.get("village") or line.get("place"),
            npsn=line.get("npsn"),
            cut_off=date.fromisoformat(line["cut_off"]) if line.get("cut_off") else None,
        )
        yield Handed(folder / line["file"], handover)


def inspected_ahead(
    files: Iterable[Handed], *, today: date, jobs: int
) -> Iterator[tuple[Handed, Inspected | Refused]]:
    """Each of `files` with what `inspect` found, or why the reader refused it; in the same order.

    With `jobs` 2 or more that many processes read ahead of the caller; with 1 this process reads.
    """
    if jobs < 2:
        for handed in files:
            yield handed, _restored(_read(handed, today))
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=workers.begin) as pool:
        waiting: deque[tuple[Handed, Future[Inspected | _Refusal]]] = deque()
        try:
            for handed in files:
                waiting.append((handed, pool.submit(_read, handed, today)))
                if len(waiting) >= jobs * AHEAD:
                    yield _next_of(waiting)
            while waiting:
                yield _next_of(waiting)
        finally:
            pool.shutdown(cancel_futures=True)


def _next_of(
    waiting: deque[tuple[Handed, Future[Inspected | _Refusal]]],
) -> tuple[Handed, Inspected | Refused]:
    handed, future = waiting.popleft()
    return handed, _restored(future.result())


def _read(handed: Handed, today: date) -> Inspected | _Refusal:
    try:
        return inspect(handed.path, handed.handover, today=today)
    except Refused as refusal:
        return _Refusal(type(refusal), dict(refusal.detail))


def _restored(read: Inspected | _Refusal) -> Inspected | Refused:
    return read.kind(**read.detail) if isinstance(read, _Refusal) else read
