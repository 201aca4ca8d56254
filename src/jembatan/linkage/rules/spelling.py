"""How Indonesian names are brought to one spelling, one word at a time.

Two spellings of a word are compared at two depths. The *fold* undoes orthography (oe/u, dj/j, tj/c,
sj/sy, kh/ch, doubled letters, silent h). The *skeleton* also forgets most vowels and the voice of
consonants, which clerks hear differently (Rahman/Rohman, Ahmad/Ahmat, Fendi/Pendi).
Source: reality of names in Dukcapil and Dapodik lists; see docs/algorithms/linkage.md.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class Kind(IntEnum):
    """What a word of a name is good for."""

    PLAIN = 0
    TITLE = 1  # never part of the name: Hj., Ibu, Alm.
    PREFIX = 2  # so common in front that it says little: Muhammad, Siti
    JOINING = 3  # belongs to the next word: Abdul
    PARENTAGE = 4  # bin, binti: what follows is the father's name
    INITIAL = 5  # one letter


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. `fold` and `skeleton` are never empty for a non-empty word."""

    fold: str
    skeleton: str
    kind: Kind


TITLE_WORDS = """
    H HJ HAJI HAJJAH IBU BU NY NYONYA NYAI ALM ALMH ALMARHUM ALMARHUMAH DR DRS DRA IR SPD SAG SH SE SKOM SPDI KH
    KYAI KIAI USTAD USTADZ USTADZAH BAPAK BPK PAK TN TUAN SDR SDRI AN RADEN RR
"""
TITLES = frozenset(TITLE_WORDS.split())
PARENTAGE = frozenset({"BIN", "BINTI", "BINTE", "BTE", "BT", "IBNU"})
JOINING = frozenset({"ABD", "ABDUL", "ABDU", "ABDOEL", "ABDOL", "ABDUR", "ABDUS", "ABDUN", "ABDUT", "AB"})
# After folding: Muhammad, Mohamad, Mochammad, Mukhamat ... and their abbreviations.
MUHAMMAD = re.compile(r"M(?:[UO]?H(?:A?MA?[DT])?|H?D)")
SITI = re.compile(r"SIT?I|STI?")
# Siti or Muhammad written together with the name behind it.
PREFIX_GLUED = re.compile(r"(?:SITI|M[UO](?:H|CH|KH)AMM?AD)(?=[A-Z]{4})")
ABDUL_GLUED = re.compile(r"ABD(?:U|O|OE)(?=[A-Z]{4})")

# Spellings of one sound, applied in this order.
SOUNDS = (
    ("OE", "U"), ("TJ", "C"), ("DJ", "J"), ("SJ", "S"), ("NJ", "NY"), ("CKH", "H"), ("CH", "H"), ("KH", "H"),
    ("DH", "D"), ("TH", "T"), ("BH", "B"), ("GH", "G"), ("PH", "F"), ("SH", "S"), ("SY", "S"), ("DZ", "S"),
    ("TS", "S"), ("Z", "S"), ("V", "F"), ("Q", "K"), ("X", "KS"), ("CK", "K"), ("Y", "I"), ("IE", "I"),
    ("EI", "I"), ("UWA", "UA"), ("AW", "AU"),
)  # fmt: skip
REPEATED = re.compile(r"(.)\1+")
SILENT_H = re.compile(r"(?<=[AIUEO])H$")
NOT_LETTERS = re.compile(r"[^A-Z]+")

# Skeleton: consonants clerks confuse become one, h is not heard.
CONFUSED = str.maketrans({"T": "D", "P": "F", "B": "F", "K": "G", "O": "A", "E": "I", "H": None})
VOWELS = re.compile(r"(?<=.)[AIU]")
SHORT_SKELETON = 3


def letters(text: str) -> str:
    """Capital letters of `text` without accents, digits and signs."""
    plain = unicodedata.normalize("NFKD", text).upper()
    return NOT_LETTERS.sub("", plain)


def fold(word: str) -> str:
    """`word` (capital letters) in one spelling of each sound."""
    out = word
    for old, new in SOUNDS:
        if old in out:
            out = out.replace(old, new)
    out = REPEATED.sub(r"\1", out)
    return SILENT_H.sub("", out) if len(out) > 3 else out


def skeleton(folded: str) -> str:
    """What is left of a folded word when vowels inside it and confusable consonants are set aside.

    Words with fewer than three consonants keep their vowels: too little would be left otherwise.
    """
    heard = REPEATED.sub(r"\1", folded.translate(CONFUSED).replace("NG", "N"))
    bones = REPEATED.sub(r"\1", VOWELS.sub("", heard))
    consonants = len(bones) - (bones[:1] in ("A", "I", "U"))
    return bones if consonants >= SHORT_SKELETON else heard or folded


@lru_cache(maxsize=200_000)
def word_of(token: str) -> Word:
    """The word a written token stands for. `token` holds capital letters only and is not empty."""
    return _particle(token) or _prefix(token) or _plain(token)


def _particle(token: str) -> Word | None:
    if token in PARENTAGE:
        return Word(token, token, Kind.PARENTAGE)
    if token in TITLES:
        return Word(token, token, Kind.TITLE)
    return Word("ABD", "AFD", Kind.JOINING) if token in JOINING else None


def _prefix(token: str) -> Word | None:
    folded = fold(token)
    if MUHAMMAD.fullmatch(folded):
        return Word("MUHAMAD", "MMD", Kind.PREFIX)
    if SITI.fullmatch(folded):
        return Word("SITI", "SIDI", Kind.PREFIX)
    return None


def _plain(token: str) -> Word:
    folded = fold(token)
    if len(token) == 1:
        return Word(token, token, Kind.INITIAL)
    if PREFIX_GLUED.match(token):
        return word_of(PREFIX_GLUED.sub("", token, count=1))
    if ABDUL_GLUED.match(token):
        folded = "ABD" + fold(ABDUL_GLUED.sub("", token).lstrip("L"))
        return Word(folded, _joined_skeleton(folded), Kind.PLAIN)
    return Word(folded, skeleton(folded), Kind.PLAIN)


def _joined_skeleton(folded: str) -> str:
    return "AFD" + skeleton(folded.removeprefix("ABD"))


def words_of(name: str) -> list[str]:
    """The folded words of a whole name, prefixes and titles set aside; for one name at a time.

    The engine does the same over whole columns; this is the readable definition and its oracle.
    """
    tokens = [token for token in (letters(part) for part in split(name)) if token]
    words = [word_of(token) for token in tokens]
    cut = next((at for at, word in enumerate(words) if at and word.kind == Kind.PARENTAGE), len(words))
    kept = [word for word in words[:cut] if word.kind != Kind.TITLE or cut == 1]
    kept = _joined(kept)
    strong = [word.fold for at, word in enumerate(kept) if not _weak(word, at)]
    return strong or [word.fold for word in kept]


def _weak(word: Word, at: int) -> bool:
    return word.kind == Kind.INITIAL or (word.kind == Kind.PREFIX and at == 0)


def _joined(words: list[Word]) -> list[Word]:
    out: list[Word] = []
    for word in words:
        if out and out[-1].kind == Kind.JOINING:
            out[-1] = Word("ABD" + word.fold, "AFD" + word.skeleton, Kind.PLAIN)
        else:
            out.append(word)
    return out


SEPARATORS = re.compile(r"[\s.,/;:_()\[\]-]+")


def split(name: str) -> list[str]:
    """The written tokens of a name; apostrophes do not separate (Ma'ruf, Nu'man)."""
    return [part for part in SEPARATORS.split(name) if part]
