"""The translation catalogues: extract every message, update each language, compile; or check.

GNU gettext is not on a fresh machine, so Babel reads and writes the files. Messages come from three places:
gettext calls in Python, `{% translate %}` and `{% blocktranslate %}` in templates, and the English
sentences of refusals, `sentence = "..."` in a class or a call. Pure rules, which know no Django, mark theirs
with `from jembatan.workflow.messages import message as _`.

usage: python -m scripts.catalogue [--check]
"""

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.plurals import PLURALS
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from scripts.steps import PROJECT

PACKAGE = PROJECT / "src" / "jembatan"
LOCALE = PACKAGE / "site" / "locale"
DOMAIN = "django"

# Where each gettext function has its message, plural and context among its arguments.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLAIN_NAMES = ("sentence",)

# Indonesian has no plural form, which Babel does not know.
PLURALS["id"] = (1, "0")

# Times of writing say nothing about a catalogue and would make two equal ones differ.
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """One message where it stands. `singular` alone, or with its plural."""

    singular: str
    plural: str | None
    context: str | None
    file: str
    line: int


def messages(package: Path = PACKAGE) -> Iterator[Found]:
    """Every message of the program, by file and line."""
    for path in sorted(package.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from in_python(path.read_text(encoding="utf-8"), _name(path, package))
    for path in sorted([*package.rglob("templates/**/*.html"), *package.rglob("templates/**/*.txt")]):
        yield from in_template(path.read_text(encoding="utf-8"), _name(path, package))


def _name(path: Path, package: Path) -> str:
    return path.relative_to(package.parent).as_posix()


def in_python(text: str, file: str) -> Iterator[Found]:
    """Messages of one Python file: calls of gettext, and plain sentences of rules."""
    yield from _called(text, file)
    for node in ast.walk(ast.parse(text)):
        for value in _plain_values(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield Found(value.value, None, None, file, value.lineno)


def _plain_values(node: ast.AST) -> Iterator[ast.expr | None]:
    if isinstance(node, ast.ClassDef):
        for statement in node.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            if names & set(PLAIN_NAMES) and isinstance(statement, ast.Assign | ast.AnnAssign):
                yield statement.value
    elif isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg in PLAIN_NAMES)


def in_template(text: str, file: str) -> Iterator[Found]:
    """Messages of one template. Django turns its tags into calls; the rest of the page becomes noise."""
    code = templatize(text, origin=file)
    # Indentation of the page means nothing in the calls, but Python's tokenizer would object to it.
    yield from _called(re.sub(r"^[ \t]+", "", code, flags=re.MULTILINE), file)


def _called(code: str, file: str) -> Iterator[Found]:
    found = extract_python(io.BytesIO(code.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for line, function, arguments, _comments in found:
        words = tuple(arguments) if isinstance(arguments, tuple | list) else (arguments,)
        context, texts = _split(words, KEYWORDS[str(function)])
        if texts and texts[0]:
            yield Found(texts[0], texts[1] if len(texts) > 1 else None, context, file, line)


def _split(
    words: tuple[str | None, ...], places: tuple[int | tuple[int, str], ...] | None
) -> tuple[str | None, list[str | None]]:
    """The context and the message texts among a call's arguments."""
    if places is None:
        return None, [words[0]]
    context = next((words[place[0] - 1] for place in places if isinstance(place, tuple)), None)
    return context, [words[place - 1] for place in places if isinstance(place, int)]


def template_catalogue(found: Iterator[Found]) -> Catalog:
    """An untranslated catalogue of the messages, without line numbers, so that moves make no noise."""
    catalogue = _empty(None)
    for message in found:
        identity = (message.singular, message.plural) if message.plural else message.singular
        catalogue.add(identity, locations=[(message.file, 0)], context=message.context)
    for entry in catalogue:
        entry.locations = sorted(set(entry.locations))
    return catalogue


def languages() -> list[str]:
    """The languages that need a catalogue: all but English, in which the messages are written."""
    return [code for code, _name in settings.LANGUAGES if code != "en"]


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a .po file; an empty one if there is none yet."""
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="Jembatan",
        version="0",
        creation_date=UNDATED,
        revision_date=UNDATED,
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        header_comment="# Messages of Jembatan.",
        fuzzy=False,
    )


def compiled(catalogue: Catalog) -> bytes:
    """The .mo of a catalogue. Fuzzy messages are left out, as gettext does."""
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def update(language: str, template: Catalog) -> Catalog:
    """Write the language's .po with every message of the template, and its .mo."""
    path = po_file(language)
    catalogue = read(path, language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = UNDATED
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(read(path, language)))
    return catalogue


def problems(language: str, template: Catalog) -> list[str]:
    """What is missing, empty, fuzzy, broken or stale in a language, each as one line."""
    path = po_file(language)
    catalogue = read(path, language)
    faults = [_fault(message, catalogue) for message in template if message.id]
    listed = [f"{language}: {fault}" for fault in faults if fault]
    known = {(message.id, message.context) for message in template}
    listed += [
        f"{language}: no longer used: {message.id!r}"
        for message in catalogue
        if message.id and (message.id, message.context) not in known
    ]
    mo = path.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalogue):
        listed.append(f"{language}: {mo.name} is not the compiled {path.name}; run make translations")
    return listed


def _fault(message: Message, catalogue: Catalog) -> str | None:
    translated = catalogue.get(message.id, message.context)
    if translated is None:
        return f"missing: {message.id!r}; run make translations"
    texts = translated.string if isinstance(translated.string, tuple | list) else (translated.string,)
    if not all(texts):
        return f"not translated: {message.id!r} ({message.locations[0][0]})"
    if translated.fuzzy:
        return f"fuzzy: {message.id!r}"
    wanted = _places(message.id if isinstance(message.id, str) else message.id[-1])
    for text in map(str, texts):
        if _places(text) - wanted or (len(texts) == 1 and wanted - _places(text)):
            return f"other places than in English: {message.id!r} -> {text!r}"
    return None


def _places(text: str) -> set[str]:
    """The %(name)s places of a message."""
    return set(re.findall(r"%\(\w+\)[a-z]", text))


def main(words: list[str]) -> int:
    """Update, or check. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jembatan.site.settings")
    settings.LANGUAGES  # noqa: B018 - loads the settings before anything is read
    template = template_catalogue(messages())
    if "--check" not in words:
        for language in languages():
            catalogue = update(language, template)
            print(f"{po_file(language).relative_to(PROJECT)}: {len(catalogue)} messages")
    found = [problem for language in languages() for problem in problems(language, template)]
    print("\n".join(found) or f"{len(template)} messages, all translated")
    return 1 if found and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
