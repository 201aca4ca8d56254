"""A reconciliation as a folder of files, which appears whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from jembatan.children.engine.reconciling import Reconciled
from jembatan.workflow.refusals import Refused

# The file that proves that a folder holds an earlier reconciliation, which may be replaced.
SIGN = "quality.json"
# Characters that make a spreadsheet take a cell for a formula.
_FORMULA_START = r"^[=+\-@\t\r]"


class FolderInUse(Refused):
    code = "children.folder_in_use"
    status = 409
    sentence = "%(folder)s holds other files. Choose a new folder, or one of an earlier reconciliation."


def write_folder(found: Reconciled, folder: Path) -> None:
    """Write every table of `found` into `folder`. An earlier reconciliation there is replaced.

    Raises FolderInUse when the folder holds anything else; whatever fails, the folder stays as it was.
    """
    refuse_folder_in_use(folder)
    with _whole_folder(folder) as part:
        found.children.write_parquet(part / "children.parquet", compression="zstd")
        found.records.write_parquet(part / "records.parquet", compression="zstd")
        tables = {"conflicts": found.conflicts, "recap": found.recap}
        tables |= {f"only_in_{kind}": table for kind, table in found.only_in.items()}
        if found.portal_recap is not None and found.reasons is not None:
            tables |= {"recap_portal": found.portal_recap, "recap_reasons": found.reasons}
        for name, table in tables.items():
            _write_csv(table, part / f"{name}.csv")
        text = json.dumps(found.quality, ensure_ascii=False, indent=2, default=str)
        (part / SIGN).write_text(text + "\n", encoding="utf-8")


def refuse_folder_in_use(folder: Path) -> None:
    """Raises FolderInUse when `folder` exists and is neither empty nor an earlier reconciliation."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / SIGN).is_file())):
        raise FolderInUse(folder=folder.name)


def _write_csv(table: pl.DataFrame, path: Path) -> None:
    texts = [name for name, kind in table.schema.items() if kind == pl.String]
    escaped = [
        pl.when(pl.col(name).str.contains(_FORMULA_START))
        .then(pl.concat_str([pl.lit("'"), pl.col(name)]))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    ]
    table.with_columns(escaped).write_csv(path)


@contextmanager
def _whole_folder(folder: Path) -> Iterator[Path]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        yield part
        part.chmod(0o755)
        if folder.exists():
            earlier = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.")) / "earlier"
            os.replace(folder, earlier)
            os.replace(part, folder)
            shutil.rmtree(earlier.parent)
        else:
            os.replace(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
