"""What a type of document must hold: items with their source and how far that source is to be trusted.

The types themselves are data (agreements/data/texts/document_types.toml), read by engine/text_files.py.
Grades are those of the rule catalogue: A and B were read in the law or on an official page, C and D not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

Grade = Literal["A", "B", "C", "D"]


class DocumentTypeUnknown(Refused):
    code = "agreements.document_type_unknown"
    status = 404
    sentence = "There is no type of document %(document_type)s."


@dataclass(frozen=True, slots=True)
class Item:
    """Something a document must hold. `binds` is False for advice: its absence is told but stops nothing."""

    code: str
    says: Wording
    source: str
    grade: Grade
    binds: bool


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document and its items, in the order in which the source names them."""

    code: str
    name: Wording
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        """The item with this code, or None."""
        return next((item for item in self.items if item.code == code), None)


def items_missing(document_type: DocumentType, present: Collection[str]) -> tuple[Item, ...]:
    """The items whose codes are not among `present`; those that bind come first."""
    missing = [item for item in document_type.items if item.code not in present]
    return tuple(sorted(missing, key=lambda item: not item.binds))
