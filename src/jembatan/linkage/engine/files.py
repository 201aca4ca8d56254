"""Linkage from files to files: everything is computed before anything is written, and each file is written whole."""

import json
import re
from dataclasses import replace
from pathlib import Path

from jembatan.linkage.engine.link import Linked, LinkSettings, link_frames
from jembatan.linkage.engine.report import page
from jembatan.tabular.tables import UnknownExtension, load_table, save_table, whole_file
from jembatan.workflow.refusals import Refused

ENGINES = ("duckdb", "spark")
MEMORY = re.compile(r"\d+(\.\d+)?\s*(KB|MB|GB|TB|KiB|MiB|GiB|TiB)")


class EngineNotAvailable(Refused):
    code = "linkage.engine_not_available"
    status = 501
    sentence = (
        "The engine %(engine)s arrives with a later release. Leave --engine out, or say --engine duckdb."
    )


class WrongMemory(Refused):
    code = "linkage.wrong_memory"
    status = 400
    sentence = "--memory %(value)s: write a number and a unit, for example 8GB or 512MB."


class WrongThreads(Refused):
    code = "linkage.wrong_threads"
    status = 400
    sentence = "--threads %(value)d: at least one thread is needed."


def link_files(
    left: Path, right: Path, *, out: Path, report: Path | None, engine: str, settings: LinkSettings
) -> Linked:
    """Link two tables on disk into `out`, and into folder `report` if given. Raises refusals before writing."""
    if engine != "duckdb":
        raise EngineNotAvailable(engine=engine)
    if not MEMORY.fullmatch(settings.memory):
        raise WrongMemory(value=settings.memory)
    if settings.threads is not None and settings.threads < 1:
        raise WrongThreads(value=settings.threads)
    if out.suffix.lower() not in (".parquet", ".csv"):
        raise UnknownExtension(file=out.name)
    tables = (load_table(left), load_table(right))
    linked = link_frames(*tables, settings=replace(settings, left_name=left.name, right_name=right.name))
    save_table(linked.links, out)
    if report:
        _write_report(linked, report, left.name, right.name)
    return linked


def _write_report(linked: Linked, folder: Path, left: str, right: str) -> None:
    save_table(linked.people, folder / "people.parquet")
    with whole_file(folder / "quality.json") as part:
        part.write_text(json.dumps(linked.quality, indent=2) + "\n", encoding="utf-8")
    with whole_file(folder / "quality.html") as part:
        part.write_text(page(linked.quality, left=left, right=right), encoding="utf-8")
