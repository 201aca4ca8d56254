"""Tables in and out of files, as Parquet or CSV (UTF-8); the extension decides.

A file is written beside its final place and renamed when whole, so that a failure, a full disk
or a killed process never leaves half a table behind.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from jembatan.workflow.refusals import Refused


class NoSuchFile(Refused):
    code = "tabular.no_such_file"
    status = 404
    sentence = "%(file)s: there is no such file. Check the path."


class UnknownExtension(Refused):
    code = "tabular.unknown_extension"
    status = 400
    sentence = "%(file)s: tables are .parquet or .csv files. Rename it or choose another name."


class UnreadableTable(Refused):
    code = "tabular.unreadable"
    status = 400
    sentence = "%(file)s: this is not a readable %(kind)s table (%(reason)s). Export it again."


class MissingColumns(Refused):
    code = "tabular.missing_columns"
    status = 400
    sentence = "%(file)s: the column(s) %(columns)s are missing from the header row. Add them and try again."


# What people and spreadsheets write for "nothing here".
EMPTY_WORDS = ("", "-", "NULL", "null", "None", "nan", "NaN")


def load_table(path: Path | str, *, required: tuple[str, ...] = ()) -> pl.DataFrame:
    """The table in `path`. CSV columns all come as text, empty cells as null.

    Raises NoSuchFile, UnknownExtension, UnreadableTable, or MissingColumns when one of `required` is absent.
    """
    path = Path(path)
    if not path.is_file():
        raise NoSuchFile(file=path.name)
    kind = _kind(path)
    try:
        if kind == "Parquet":
            frame = pl.read_parquet(path)
        else:
            frame = pl.read_csv(path, infer_schema=False, null_values=[""], encoding="utf8")
            frame = frame.rename({name: name.lstrip("\ufeff") for name in frame.columns})
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0][:120]
        raise UnreadableTable(file=path.name, kind=kind, reason=reason) from error
    if absent := [name for name in required if name not in frame.columns]:
        raise MissingColumns(file=path.name, columns=", ".join(absent))
    return frame


def save_table(frame: pl.DataFrame, path: Path | str) -> None:
    """Write `frame` to `path` whole, or leave what was there untouched. Raises UnknownExtension."""
    path = Path(path)
    kind = _kind(path)
    with whole_file(path) as part:
        if kind == "Parquet":
            frame.write_parquet(part, compression="zstd")
        else:
            frame.write_csv(part)


@contextmanager
def whole_file(path: Path | str, *, mode: int = 0o644) -> Iterator[Path]:
    """A path to write to; it becomes `path` when the block ends well and vanishes when it does not."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _kind(path: Path) -> str:
    kinds = {".parquet": "Parquet", ".csv": "CSV"}
    if path.suffix.lower() not in kinds:
        raise UnknownExtension(file=path.name)
    return kinds[path.suffix.lower()]
