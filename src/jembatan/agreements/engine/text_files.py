"""The templates, clauses and document types that come with the program, read from agreements/data/texts.

Each file is checked when it is read: a template with a place nobody fills, a clause missing in one of its
languages, or an item its document type does not know stops with BadTemplate. Provenance: data/texts/SOURCES.md.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jembatan.agreements.rules.document_types import DocumentType, DocumentTypeUnknown, Item
from jembatan.agreements.rules.fact_words import FactKind
from jembatan.agreements.rules.templates import (
    BadTemplate,
    ClauseTemplate,
    Fact,
    Form,
    Template,
    TemplateUnknown,
    check_template,
)
from jembatan.workflow.wording import Wording

TEXTS = Path(__file__).resolve().parents[1] / "data" / "texts"
# Files of the folder that hold no template.
SHARED_FILES = ("document_types", "clauses", "facts")
BINDING_GRADES = ("A", "B")


@lru_cache(maxsize=1)
def document_types() -> Mapping[str, DocumentType]:
    """Every type of document by its code, in the order of the file."""
    types = [_document_type(entry) for entry in _toml("document_types")["type"]]
    return _by_code(types)


def mandatory_items(document_type: str) -> tuple[Item, ...]:
    """What a document of this type must hold. Raises DocumentTypeUnknown."""
    if document_type not in document_types():
        raise DocumentTypeUnknown(document_type=document_type)
    return document_types()[document_type].items


@lru_cache(maxsize=1)
def clause_library() -> Mapping[str, ClauseTemplate]:
    """The clauses that any text may take, by their code."""
    return _by_code([_clause(entry) for entry in _toml("clauses")["clause"]])


@lru_cache(maxsize=1)
def shared_facts() -> Mapping[str, Fact]:
    """Facts that many templates ask for, by their code."""
    return _by_code([_fact(entry) for entry in _toml("facts")["fact"]])


@lru_cache(maxsize=1)
def standard_templates() -> Mapping[str, Template]:
    """Every template by its code. Raises BadTemplate when a file contradicts itself."""
    names = sorted(path.stem for path in TEXTS.glob("*.toml") if path.stem not in SHARED_FILES)
    return _by_code([read_template(_toml(name)) for name in names])


def standard_template(code: str) -> Template:
    """The template with this code. Raises TemplateUnknown."""
    if code not in standard_templates():
        raise TemplateUnknown(template=code)
    return standard_templates()[code]


def templates_for(document_type: str) -> tuple[Template, ...]:
    """The templates that make a document of this type; empty when there is none."""
    return tuple(it for it in standard_templates().values() if it.document_type == document_type)


def read_template(entry: Mapping[str, Any]) -> Template:
    """A template from its file's content, checked. Raises BadTemplate.

    Its facts are its own ones and those of the shared ones that it has places for.
    """
    bare = Template(
        code=entry["code"],
        document_type=entry["document_type"],
        form=Form(entry["form"]),
        name=Wording(**entry["name"]),
        note=Wording(**entry["note"]),
        grade=entry["grade"],
        facts=tuple(_fact(fact) for fact in entry.get("facts", ())),
        titles=entry["title"],
        openings=entry.get("opening", {}),
        clauses=tuple(_known_clause(entry["code"], clause) for clause in entry.get("clause", ())),
        closings=entry.get("closing", {}),
        covers=tuple(entry.get("covers", ())),
    )
    own = {fact.code for fact in bare.facts}
    used = [code for code in bare.places if code not in own and code in shared_facts()]
    template = replace(bare, facts=(*(shared_facts()[code] for code in used), *bare.facts))
    check_template(template)
    _check_items(template)
    return template


def _check_items(template: Template) -> None:
    """Raise BadTemplate when the template answers an item that its document type does not know."""
    if template.document_type not in document_types():
        raise BadTemplate(template=template.code, reason=f"no document type {template.document_type}")
    kind = document_types()[template.document_type]
    answered = {*template.covers, *(code for clause in template.clauses for code in clause.covers)}
    if strange := sorted(code for code in answered if kind.item(code) is None):
        raise BadTemplate(template=template.code, reason=f"{kind.code} has no item {', '.join(strange)}")


def _known_clause(template: str, entry: Mapping[str, Any]) -> ClauseTemplate:
    """A clause of a template: its own, or one of the library (`use`) with the items it covers here."""
    if "use" not in entry:
        return _clause(entry)
    if entry["use"] not in clause_library():
        raise BadTemplate(template=template, reason=f"there is no clause {entry['use']}")
    known = clause_library()[entry["use"]]
    return replace(known, covers=tuple(entry.get("covers", ())))


def _clause(entry: Mapping[str, Any]) -> ClauseTemplate:
    return ClauseTemplate(
        code=entry["code"],
        name=Wording(entry["heading"]["id"], entry["heading"].get("en", entry["heading"]["id"])),
        headings=entry["heading"],
        bodies=entry["body"],
        covers=tuple(entry.get("covers", ())),
        source=entry.get("source", "practice"),
        grade=entry.get("grade", "D"),
    )


def _fact(entry: Mapping[str, Any]) -> Fact:
    hint = Wording(**entry["hint"]) if "hint" in entry else None
    return Fact(entry["code"], FactKind(entry["kind"]), Wording(**entry["name"]), hint)


def _document_type(entry: Mapping[str, Any]) -> DocumentType:
    items = tuple(
        Item(
            code=item["code"],
            says=Wording(item["id"], item["en"]),
            source=item["source"],
            grade=item["grade"],
            binds=item.get("binds", item["grade"] in BINDING_GRADES),
        )
        for item in entry["items"]
    )
    return DocumentType(entry["code"], Wording(**entry["name"]), items)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def _by_code[T: (DocumentType, ClauseTemplate, Fact, Template)](entries: Iterable[T]) -> dict[str, T]:
    known: dict[str, T] = {}
    for entry in entries:
        if entry.code in known:
            raise BadTemplate(template=entry.code, reason="its code is taken")
        known[entry.code] = entry
    return known
