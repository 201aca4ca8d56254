"""How the name of a place is compared: folded, without the words that only say what kind it is.

Names are never keys. A name means something only inside its parent, and a name that is merely
close to an official one is offered as a candidate, never taken.
Source: the errors found in public village lists of Kabupaten Jember (docs/decisions/0003-places.md).
"""

import re
import unicodedata
from dataclasses import dataclass

# First words that say the kind of a place, and the kinds they mean. Kinds as in the official list.
_VILLAGE_WORDS = {
    "desa": "desa",
    "ds": "desa",
    "kelurahan": "kelurahan",
    "kel": "kelurahan",
    "dusun": "",
    "dsn": "",
}
_SUBDISTRICT_WORDS = {"kecamatan": "kecamatan", "kec": "kecamatan", "distrik": "kecamatan"}
_DISTRICT_WORDS = {
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "kota": "kota",
    "kotamadya": "kota",
    "kodya": "kota",
    "administrasi": "",
    "adm": "",
}
_PROVINCE_WORDS = {"provinsi": "provinsi", "propinsi": "provinsi", "prov": "provinsi", "prop": "provinsi"}
KIND_WORDS = {1: _PROVINCE_WORDS, 2: _DISTRICT_WORDS, 3: _SUBDISTRICT_WORDS, 4: _VILLAGE_WORDS}

# Written-out and shortened forms of the same word; compared in the long form.
_SHORT_WORDS = {
    "kep": "kepulauan",
    "di": "daerah istimewa",
    "dki": "daerah khusus ibukota",
}
_DOTTED_INITIALS = re.compile(r"\b(d)\.\s?(k\.\s?)?(i)\.?(?=\s|$)", re.IGNORECASE)
_LITERAL_BREAKS = re.compile(r"\\[nrt]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")

# Shortest folded name for which a one-letter difference is worth a candidate.
SHORTEST_NEAR = 4


@dataclass(frozen=True, slots=True)
class Form:
    """One way to compare a written name: `folded`, with the kind its left-out words said ("" if none)."""

    folded: str
    kind: str


@dataclass(frozen=True, slots=True)
class Written:
    """A name as somebody wrote it: first with every word, then with ever more leading kind words left out."""

    forms: tuple[Form, ...]

    @property
    def bare(self) -> str:
        """The folded name without any leading kind word."""
        return self.forms[-1].folded


def words_of(text: str) -> list[str]:
    """Lower-case words of ASCII letters and digits; accents dropped, literal `\\n` read as a blank."""
    text = _LITERAL_BREAKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_WORD.sub(" ", text.lower()).split()


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: `Karang Bayat` and `KARANG-BAYAT\\n`."""
    return "".join(words_of(text))


def read_name(text: str, level: int) -> Written:
    """How `text`, said to name a place of `level` (1 to 4), is compared."""
    if level <= 2:
        text = _DOTTED_INITIALS.sub(lambda found: f"{found[1]}{'k' if found[2] else ''}{found[3]}", text)
    words = words_of(text)
    if level <= 2:
        words = [_SHORT_WORDS.get(word, word) for word in words]
    kind_words = KIND_WORDS[level]
    forms = [Form(_joined(words), "")]
    said: set[str] = set()
    while len(words) > 1 and words[0] in kind_words:
        said |= {kind_words[words[0]]} - {""}
        words = words[1:]
        # "Desa/Kel." says both kinds, so it says nothing.
        forms.append(Form(_joined(words), next(iter(said)) if len(said) == 1 else ""))
    return Written(tuple(forms))


def _joined(words: list[str]) -> str:
    return "".join(words).replace(" ", "")


def one_letter_apart(left: str, right: str) -> bool:
    """Whether one letter changed, added, dropped or two neighbours swapped turns `left` into `right`.

    Equal names are not one letter apart, and names shorter than four letters never are.
    """
    if left == right or min(len(left), len(right)) < SHORTEST_NEAR or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest_left, rest_right = left[start:], right[start:]
    if rest_left[1:] == rest_right or rest_right[1:] == rest_left or rest_left[1:] == rest_right[1:]:
        return True
    swapped = rest_left[1::-1] + rest_left[2:]
    return len(rest_left) > 1 and swapped == rest_right
