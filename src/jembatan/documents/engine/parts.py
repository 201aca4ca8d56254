"""A document's parts as plain dictionaries, each naming its type, with unprintable characters gone."""

from dataclasses import fields, is_dataclass
from typing import Any

from jembatan.documents.rules.blocks import Book
from jembatan.documents.rules.guarding import printable


def plain_parts(book: Book) -> dict[str, Any]:
    """`book` as nested dictionaries, lists, texts and numbers; every part carries its class as `type`."""
    parts: dict[str, Any] = _plain(book)
    return parts


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        shown = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        return {"type": type(value).__name__, **shown}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return printable(value) if isinstance(value, str) else value
