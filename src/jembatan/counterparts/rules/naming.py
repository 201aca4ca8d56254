"""Names of partners as they are compared: three spellings of one partner become one key.

The tables of generic words and of other names are packaged data. Ours, without a legal source.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jembatan.counterparts.rules.folding import fold

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GenericWords:
    """Words that say what a place is, not which: "Kota", "Prefecture", "-do".

    `level` is a Level code or "" when the words tell no level; `countries` empty holds everywhere.
    """

    words: Words
    level: str
    leads: bool
    trails: bool
    countries: frozenset[str]

    def holds_in(self, country: str) -> bool:
        return not self.countries or country in self.countries


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`generic` longest first. `other_names` maps (country or "", compact other name) to a compact name.
    `country_names` maps an ISO code to every folded name of the country."""

    generic: tuple[GenericWords, ...]
    other_names: Mapping[tuple[str, str], str]
    country_names: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name as it is compared.

    `plain` is the folded spelling, `core` the bare name without blanks, `level` what the words tell
    ("" nothing), `within` the places it is said to lie in. `is_declared`: a person chose the level.
    """

    plain: str
    core: str
    level: str
    within: frozenset[str]
    is_declared: bool = False

    def declared(self, level: str) -> "NameKey":
        """This key with the level a person chose; "" leaves what the words tell."""
        return replace(self, level=level, is_declared=True) if level else self


_NOTE = re.compile("[\"'\u2018\u2019\u201c\u201d]|^(?:with|dengan|as|see|lihat)\\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_LINKS = ("of", "de", "du", "del", "della", "di", "da", "do", "van", "des", "the")
_LEGAL_FORMS = frozenset(
    {"the", "of", "for", "and", "de", "inc", "ltd", "foundation", "yayasan", "stichting"}
)
_SAME_WORD = {
    "universitas": "university",
    "universitat": "university",
    "universiteit": "university",
    "organisation": "organization",
    "programme": "program",
    "centre": "center",
    "internasional": "international",
}


def place_key(text: str, country: str, lexicon: Lexicon, *, within: str = "") -> NameKey:
    """The key of a place's name in the country `country` (ISO alpha-2, "" unknown).

    What follows a comma or stands in brackets is where it lies, as is `within`; notes in brackets
    ("as printed") and the country's own name are dropped. The bare name is never empty unless `text` is.
    """
    bare = _BRACKETS.sub(_bracket_as_part, text)
    head, *rest = [part for part in map(fold, bare.split(",")) if part] or [""]
    words, level = _without_generic(tuple(head.split()), country, lexicon)
    around = {
        _standard(_without_generic(tuple(part.split()), country, lexicon)[0], country, lexicon)
        for part in (*rest, *map(fold, within.split(",")))
        if part and part not in lexicon.country_names.get(country, frozenset())
    }
    core = _standard(words, country, lexicon)
    return NameKey(fold(bare), core, level, frozenset(around - {core}))


def body_key(text: str, country: str, lexicon: Lexicon) -> NameKey:
    """The key of an organisation's name: its words in any order, without notes and legal forms."""
    bare = _BRACKETS.sub(_bracket_of_body, text)
    folded = fold(bare)
    words = [_SAME_WORD.get(word, word) for word in folded.split()]
    for spelled in (folded.replace(" ", ""), "".join(words)):
        if other := lexicon.other_names.get(("", spelled)):
            return NameKey(folded, other, "", frozenset())
    telling = sorted(word for word in words if word not in _LEGAL_FORMS) or words
    return NameKey(folded, _standard(tuple(telling), country, lexicon), "", frozenset())


def _bracket_as_part(match: re.Match[str]) -> str:
    return "" if _NOTE.search(match[1]) else f", {match[1]}"


def _bracket_of_body(match: re.Match[str]) -> str:
    is_short_form = match[1].isupper() and match[1].isalpha() and len(match[1]) > 2
    return "" if is_short_form or _NOTE.search(match[1]) else f" {match[1]} "


def _standard(words: Words, country: str, lexicon: Lexicon) -> str:
    compact = "".join(words)
    return lexicon.other_names.get((country, compact), compact)


def _without_generic(words: Words, country: str, lexicon: Lexicon) -> tuple[Words, str]:
    """`words` without the generic ones around the name, and the level they tell; something is always left."""
    level, found = "", True
    while found:
        found = False
        for generic in lexicon.generic:
            if not generic.holds_in(country):
                continue
            if (shorter := _stripped(words, generic)) is not None:
                words, level, found = shorter, level or generic.level, True
                break
    return words, level


def _stripped(words: Words, generic: GenericWords) -> Words | None:
    count = len(generic.words)
    if generic.trails and len(words) > count and words[-count:] == generic.words:
        return words[:-count]
    if generic.leads and len(words) > count and words[:count] == generic.words:
        rest = words[count:]
        while len(rest) > 1 and rest[0] in _LINKS:
            rest = rest[1:]
        return rest
    return None
