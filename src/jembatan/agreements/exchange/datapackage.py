"""The description of the open register: a Frictionless data package, and the same columns as an API schema.

Sources: Data Package and Table Schema specifications (specs.frictionlessdata.io, version 1); OpenAPI 3.1.
"""

from collections.abc import Iterable
from typing import Any

from jembatan import __version__
from jembatan.agreements.exchange.package_tables import RowColumn
from jembatan.agreements.exchange.public_columns import PUBLIC, Column

# The compilation; the pages named as sources keep their own terms, and no text of theirs is copied.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TITLE = "Register kerja sama luar negeri pemerintah daerah / Register of regional foreign cooperation"
DESCRIPTION = (
    "Foreign cooperations of Indonesian local governments that are open to the public, with the source and grade "
    "of what is known about each. Dates are as precise as their source."
)


def data_package(resources: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The whole descriptor around the given resources."""
    return {
        "profile": "tabular-data-package",
        "name": "jembatan-foreign-cooperation",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": __version__,
        "licenses": [LICENCE],
        "resources": list(resources),
    }


def resource(
    name: str, path: str, columns: Iterable[Column | RowColumn], *, key: list[str], parent: str = ""
) -> dict[str, Any]:
    """One table of the package. Missing values are empty; `key` names the columns that tell rows apart.

    The rows of a table with a `parent` belong to that table's rows by their reference.
    """
    foreign = {"fields": "reference", "reference": {"resource": parent, "fields": "reference"}}
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [table_field(column) for column in columns],
            "missingValues": [""],
            "primaryKey": key,
            **({"foreignKeys": [foreign]} if parent else {}),
        },
    }


def table_field(column: Column | RowColumn) -> dict[str, Any]:
    """One column as Table Schema says it."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.title.en,
        "description": f"{column.definition.en} / {column.definition.id}",
    }
    if column.format:
        described["format"] = column.format
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return {**described, "constraints": constraints} if constraints else described


def agreements_resource(path: str) -> dict[str, Any]:
    """The register itself as a resource."""
    return resource("agreements", path, PUBLIC, key=["reference"])


def json_schema() -> dict[str, Any]:
    """One record of the API as JSON Schema."""
    return {
        "type": "object",
        "required": [column.name for column in PUBLIC],
        "properties": {column.name: _property(column) for column in PUBLIC},
    }


def _property(column: Column) -> dict[str, Any]:
    kinds = ["string"] if column.required else ["string", "null"]
    described: dict[str, Any] = {
        "type": kinds if len(kinds) > 1 else kinds[0],
        "title": column.title.en,
        "description": column.definition.en,
    }
    if column.type == "date" or column.format:
        described["format"] = column.format or "date"
    if column.values:
        described["enum"] = [*column.values, *([] if column.required else [None])]
    return described
