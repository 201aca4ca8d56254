"""A template and the facts that fill it: holes are refused, never printed.

Templates are data (agreements/data/texts), read by engine/text_files.py. All of them are the program's own
wording and are shown as "template only": what a text must say is decided by the parties and the ministries.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jembatan.agreements.rules.clauses import Clause, LanguageVersion, Line, Text
from jembatan.agreements.rules.document_types import DocumentType, Grade, Item, items_missing
from jembatan.agreements.rules.fact_words import FactKind, FactValue, fact_in_words, is_given
from jembatan.agreements.rules.numbering import mark_depths, split_mark
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# How a clause is called, in each language templates are written in.
CLAUSE_WORDS: Mapping[str, str] = {"id": "Pasal", "en": "Article"}


class Form(StrEnum):
    """What kind of paper a template makes: its clauses are numbered only in an agreement."""

    AGREEMENT = "agreement"
    LETTER = "letter"
    RECORD = "record"
    PAPER = "paper"


class BadTemplate(Refused):
    code = "agreements.bad_template"
    status = 500
    sentence = "The template %(template)s is wrong: %(reason)s. Mend its file."


class TemplateUnknown(Refused):
    code = "agreements.template_unknown"
    status = 404
    sentence = "There is no template %(template)s."


class FactsMissing(Refused):
    code = "agreements.facts_missing"
    status = 422
    sentence = "The text cannot be written yet. Missing: %(names)s. Fill them in and try again."


class FactMisfit(Refused):
    code = "agreements.fact_misfit"
    status = 422
    sentence = "%(name)s must be %(wanted)s. Correct it and try again."


class LanguageNotThere(Refused):
    code = "agreements.language_not_there"
    status = 422
    sentence = (
        "The template is not written in %(language)s. Choose among %(languages)s and translate the rest."
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a template must be told. `hint` says where it is found."""

    code: str
    kind: FactKind
    name: Wording
    hint: Wording | None = None


@dataclass(frozen=True, slots=True)
class ClauseTemplate:
    """A clause to be filled. `headings` and `bodies` by language; `covers` are the items it answers."""

    code: str
    name: Wording
    headings: Mapping[str, str]
    bodies: Mapping[str, str]
    covers: tuple[str, ...] = ()
    source: str = ""
    grade: Grade = "D"


@dataclass(frozen=True, slots=True)
class Template:
    """A whole document to be filled, in the languages of `titles`. `openings` and `closings` may be empty."""

    code: str
    document_type: str
    form: Form
    name: Wording
    note: Wording
    grade: Grade
    facts: tuple[Fact, ...]
    titles: Mapping[str, str]
    openings: Mapping[str, str]
    clauses: tuple[ClauseTemplate, ...]
    closings: Mapping[str, str]
    covers: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, in their order."""
        return tuple(self.titles)

    @property
    def places(self) -> tuple[str, ...]:
        """The codes of the facts it has places for, in the order in which they appear, each once."""
        parts = (part for it in self.languages for part in _parts(self, it))
        return tuple(dict.fromkeys(place for part in parts for place in PLACE.findall(part)))


@dataclass(frozen=True, slots=True)
class Hole:
    """A fact that is missing: `language` says in which language, None when in all."""

    fact: Fact
    language: str | None = None


def holes(
    template: Template, facts: Mapping[str, FactValue], languages: Sequence[str] = ()
) -> tuple[Hole, ...]:
    """The facts still missing for `template` in `languages` (empty: all of the template's)."""
    found = []
    for fact in template.facts:
        value = facts.get(fact.code)
        if not is_given(value):
            found.append(Hole(fact))
        elif isinstance(value, Mapping):
            wanted = languages or template.languages
            found += [Hole(fact, it) for it in wanted if not is_given(value.get(it))]
    return tuple(found)


def fill(template: Template, facts: Mapping[str, FactValue], languages: Sequence[str] = ()) -> Text:
    """`template` with its places filled from `facts`, in `languages` (empty: all of the template's).

    A fact is a text (the same in every language), a text for each language, a list of either (one entry
    each), a date, or a whole or decimal number, as its kind says. Facts the template does not know are
    left aside. Raises FactsMissing, naming what is missing, FactMisfit, and LanguageNotThere.
    """
    for language in languages:
        if language not in template.languages:
            raise LanguageNotThere(language=language, languages=", ".join(template.languages))
    if missing := holes(template, facts, languages):
        shown = [f"{it.fact.name.en} ({it.language})" if it.language else it.fact.name.en for it in missing]
        raise FactsMissing(
            names=", ".join(shown),
            missing=[it.fact.code for it in missing],
            wordings=[it.fact.name for it in missing],
        )
    return Text(tuple(_version(template, facts, it) for it in languages or template.languages))


def template_gaps(template: Template, document_type: DocumentType) -> tuple[Item, ...]:
    """The items of its document type that no clause or part of the template answers."""
    covered = {*template.covers, *(code for clause in template.clauses for code in clause.covers)}
    return items_missing(document_type, covered)


def check_template(template: Template) -> None:
    """Raise BadTemplate when a place has no fact, a fact no place, or a language lacks a part."""
    declared = {fact.code for fact in template.facts}
    for language in template.languages:
        lacking = [
            clause.code
            for clause in template.clauses
            if not clause.bodies.get(language) or not clause.headings.get(language)
        ]
        if lacking:
            raise BadTemplate(template=template.code, reason=f"{language} lacks {', '.join(lacking)}")
        used = {place for part in _parts(template, language) for place in PLACE.findall(part)}
        if used - declared:
            reason = f"{language} has places without a fact: {', '.join(sorted(used - declared))}"
            raise BadTemplate(template=template.code, reason=reason)
        if declared - used:
            reason = f"{language} never uses {', '.join(sorted(declared - used))}"
            raise BadTemplate(template=template.code, reason=reason)


def _parts(template: Template, language: str) -> Iterable[str]:
    yield template.titles[language]
    yield template.openings.get(language, "")
    for clause in template.clauses:
        yield clause.headings.get(language, "")
        yield clause.bodies.get(language, "")
    yield template.closings.get(language, "")


def _version(template: Template, facts: Mapping[str, FactValue], language: str) -> LanguageVersion:
    words = {fact.code: _words(fact, facts[fact.code], language) for fact in template.facts}

    def filled(part: str) -> tuple[Line, ...]:
        return _lines(part, words)

    numbered = template.form is Form.AGREEMENT
    clauses = tuple(
        Clause(
            number=f"{CLAUSE_WORDS[language]} {place}" if numbered else f"{place}.",
            heading=_inline(clause.headings[language], words),
            lines=filled(clause.bodies[language]),
            ordinal=place,
        )
        for place, clause in enumerate(template.clauses, start=1)
    )
    return LanguageVersion(
        language=language,
        title=_inline(template.titles[language], words),
        opening=filled(template.openings.get(language, "")),
        clauses=clauses,
        closing=filled(template.closings.get(language, "")),
    )


def _words(fact: Fact, value: FactValue, language: str) -> str | tuple[str, ...]:
    words = fact_in_words(fact.kind, value, language)
    if words is None:
        raise FactMisfit(name=fact.name.en, wanted=fact.kind.wanted, fact=fact.code, wordings=[fact.name])
    return words


def _lines(part: str, words: Mapping[str, str | tuple[str, ...]]) -> tuple[Line, ...]:
    """The paragraphs of `part`, filled. A paragraph that is only a place of a list becomes a., b., c. …"""
    split: list[tuple[str, str]] = []
    for block in filter(None, (" ".join(block.split()) for block in part.split("\n\n"))):
        alone = PLACE.fullmatch(block)
        entries = words.get(alone[1], "") if alone else ""
        if isinstance(entries, tuple):
            split += [(f"{chr(ord('a') + at)}.", entry) for at, entry in enumerate(entries)]
        else:
            mark, text = split_mark(block)
            split.append((mark, _inline(text, words)))
    depths = mark_depths([mark for mark, _ in split])
    return tuple(Line(text, mark, depth) for (mark, text), depth in zip(split, depths, strict=True))


def _inline(part: str, words: Mapping[str, str | tuple[str, ...]]) -> str:
    def shown(found: re.Match[str]) -> str:
        value = words[found[1]]
        return "; ".join(value) if isinstance(value, tuple) else value

    return PLACE.sub(shown, part)
