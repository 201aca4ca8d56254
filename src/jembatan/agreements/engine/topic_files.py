"""The lists of fields and affairs that come with the program; see data/register/SOURCES.md."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from jembatan.agreements.rules.topics import Affair, Field
from jembatan.workflow.wording import Wording

DATA = Path(__file__).resolve().parents[1] / "data"


@lru_cache(maxsize=1)
def fields() -> Mapping[str, Field]:
    """Every field of cooperation by its code, in the order of the list."""
    rows = tomllib.loads((DATA / "fields.toml").read_text(encoding="utf-8"))["field"]
    return MappingProxyType(
        {
            row["code"]: Field(row["code"], Wording(row["id"], row["en"]), row["sector"], tuple(row["words"]))
            for row in rows
        }
    )


@lru_cache(maxsize=1)
def affairs() -> Mapping[str, Affair]:
    """Every affair of regional government by its code, in the order of the law."""
    table = tomllib.loads((DATA / "affairs.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            row["code"]: Affair(
                code=row["code"],
                group=row["group"],
                article=row["article"],
                name=Wording(row["id"], row["en"]),
                source=table["source"],
                grade=table["grade"],
                fields=tuple(row["fields"]),
            )
            for row in table["affair"]
        }
    )
