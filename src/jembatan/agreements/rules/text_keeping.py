"""When a text may be kept and when the parties may agree on it, and what a fact of a form becomes.

Source: UU 24/2009, art. 31 (languages); the rest is our own order.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jembatan.agreements.rules.bilingual import Difference
from jembatan.agreements.rules.clauses import LanguageVersion, Text, parse
from jembatan.agreements.rules.fact_words import FactKind, FactValue
from jembatan.workflow.refusals import Refused

# As many as stand side by side on a page.
MOST_LANGUAGES = 3
NUMBERS = (FactKind.YEARS, FactKind.MONTHS, FactKind.DAYS, FactKind.COUNT)


class EmptyText(Refused):
    code = "agreements.empty_text"
    status = 400
    sentence = "Write the text in at least one language before keeping it."


class TooManyLanguages(Refused):
    code = "agreements.too_many_languages"
    status = 400
    sentence = "A text is kept in at most %(most)s languages side by side; this one has %(count)s. Leave one box empty."


class StaleText(Refused):
    code = "agreements.stale_text"
    sentence = (
        "Version %(newest)s was kept while you were writing on version %(seen)s. "
        "Compare the two and write your change into the newer one."
    )


class TextNotComplete(Refused):
    code = "agreements.text_not_complete"
    sentence = (
        "The parties cannot agree on this version yet: %(count)s differences between its languages "
        "must be mended."
    )


class NumberUnreadable(Refused):
    code = "agreements.number_unreadable"
    status = 400
    sentence = "%(name)s must be a whole number, such as 5."


def text_from(pasted: Mapping[str, str]) -> Text:
    """The text from what was typed or pasted for each language, Indonesian first; empty languages fall away.

    Raises EmptyText, TooManyLanguages, or TextTooLong.
    """
    versions = [parse(language, words) for language, words in pasted.items() if words.strip()]
    if not versions:
        raise EmptyText()
    if len(versions) > MOST_LANGUAGES:
        raise TooManyLanguages(most=MOST_LANGUAGES, count=len(versions))
    return Text(tuple(sorted(versions, key=_indonesian_first)))


def check_complete(blocking: Sequence[Difference]) -> None:
    """Raise TextNotComplete when a difference that blocks is left."""
    if blocking:
        raise TextNotComplete(count=len(blocking), differences=[it.code for it in blocking])


def typed_fact(kind: FactKind, name: str, typed: Mapping[str, str]) -> FactValue:
    """What a form's texts for one fact mean. `typed` maps a language to its text, "" to one for all.

    A list has one entry a line, the same number in every language. Raises NumberUnreadable.
    """
    if kind in NUMBERS or kind is FactKind.RUPIAH:
        return _number(kind, name, typed.get("", ""))
    if kind is FactKind.LIST:
        columns = {language: words.split("\n") for language, words in typed.items()}
        return tuple(dict(zip(columns, entry, strict=True)) for entry in _rows(columns))
    return typed[""] if "" in typed else dict(typed)


def _rows(columns: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """Lines of all languages beside one another; a language with fewer lines gives empty texts."""
    kept = {language: [line.strip() for line in lines if line.strip()] for language, lines in columns.items()}
    longest = max((len(lines) for lines in kept.values()), default=0)
    padded = [lines + [""] * (longest - len(lines)) for lines in kept.values()]
    return list(zip(*padded, strict=True))


def _number(kind: FactKind, name: str, typed: str) -> FactValue:
    digits = typed.strip().removeprefix("Rp").replace(".", "").strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()):
        raise NumberUnreadable(name=name)
    return Decimal(digits) if kind is FactKind.RUPIAH else int(digits)


def _indonesian_first(version: LanguageVersion) -> tuple[bool, str]:
    return version.language != "id", version.language
