"""How invented names and dates get written down wrongly, in two tables that share nothing but typos.

Table "a" spells by sound the old and the Arabic way; table "b" confuses vowels, voiced endings and
keyboard neighbours. Neither is derived from the normaliser: the normaliser must survive both.
Source of the kinds of noise: field lists of Dukcapil anomalies and name reality, from memory.
"""

import random
from collections.abc import Callable

SOUNDS_A = (
    ("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("SY", "SJ"), ("KH", "CH"), ("F", "V"), ("F", "P"), ("Z", "S"),
    ("I", "Y"), ("D", "DH"), ("T", "TH"), ("L", "LL"), ("N", "NN"), ("R", "RR"), ("H", "CH"), ("IA", "IYA"),
    ("AH", "A"), ("Q", "K"), ("S", "Z"), ("AU", "AW"), ("IYA", "IA"), ("M", "MM"),
)  # fmt: skip
SOUNDS_B = (
    ("A", "O"), ("I", "E"), ("E", "I"), ("U", "O"), ("K", "Q"), ("KS", "X"), ("D", "T"), ("T", "D"),
    ("B", "P"), ("SH", "S"), ("SY", "S"), ("KH", "K"), ("KH", "H"), ("AI", "AY"), ("UA", "UWA"), ("G", "K"),
    ("DZ", "Z"), ("S", "SH"), ("N", "NG"), ("AE", "A"), ("Y", "I"), ("EI", "I"), ("W", "U"), ("J", "Z"),
)  # fmt: skip
SOUNDS = {"a": SOUNDS_A, "b": SOUNDS_B}

MUHAMMAD = {
    "a": ("MUHAMMAD", "MOHAMMAD", "MUHAMAD", "MOHAMAD", "MOCHAMMAD", "MUH.", "MOH.", "M.", "MOCH", "M", ""),
    "b": ("MUHAMMAD", "MOKHAMAD", "MUKHAMMAD", "MUHAMMAT", "MHD", "MHD.", "MUH", "MUCHAMAD", "M", "MD", ""),
}
SITI = {"a": ("SITI", "ST.", "SITTI", "ST", ""), "b": ("SITI", "SITY", "S.", "STI", "SITTY", "")}
ABDUL = {"a": ("ABDUL", "ABD.", "ABD", "ABDOEL"), "b": ("ABDUL", "ABDU", "ABDOL", "AB.")}
NEIGHBOURS = {
    "A": "SQZ", "B": "VNG", "C": "XVD", "D": "SFE", "E": "WRD", "F": "DGR", "G": "FHT", "H": "GJY", "I": "UOK",
    "J": "HKU", "K": "JLI", "L": "KOP", "M": "NJK", "N": "BMH", "O": "IPL", "P": "OL", "Q": "WA", "R": "ETF",
    "S": "ADW", "T": "RYG", "U": "YIJ", "V": "CBF", "W": "QES", "X": "ZCS", "Y": "TUG", "Z": "XAS",
}  # fmt: skip
# Order of shares: spelling of one word, prefix form, typo, dropped last, initial, dropped first,
# reordered, truncated, words run together, only one word, bin/binti added.
SHARES = (0.145, 0.40, 0.035, 0.035, 0.025, 0.008, 0.006, 0.010, 0.012, 0.012, 0.012)
VOWELS = "AIUEO"


def respelt(word: str, rng: random.Random, table: str) -> str:
    """`word` with one sound written another way, when it holds any of the table's sounds."""
    fitting = [pair for pair in SOUNDS[table] if pair[0] in word]
    if not fitting or len(word) < 3:
        return word
    old, new = rng.choice(fitting)
    places = [at for at in range(len(word)) if word.startswith(old, at)]
    at = rng.choice(places)
    return word[:at] + new + word[at + len(old) :]


def mistyped(word: str, rng: random.Random) -> str:
    """`word` with one slip of the finger: dropped, doubled, swapped or neighbouring letter."""
    if len(word) < 3:
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(NEIGHBOURS.get(word[at], "A")) + word[at + 1 :]


def _change_one(words: list[str], change: Callable[[str], str], rng: random.Random) -> None:
    at = rng.randrange(len(words))
    words[at] = change(words[at])


def _prefix(words: list[str], rng: random.Random, table: str) -> None:
    for full, forms in (("MUHAMMAD", MUHAMMAD), ("SITI", SITI), ("ABDUL", ABDUL)):
        if words[0] == full and len(words) > 1:
            words[0] = rng.choice(forms[table])
            if not words[0]:
                del words[0]
            return


def noisy_name(name: str, rng: random.Random, *, table: str, level: float, father: str | None = None) -> str:
    """`name` as one clerk wrote it. `level` 1 is the brief profile; 0 leaves it alone."""
    words = name.split()
    # One draw a kind keeps the stream of random numbers the same length for every name.
    hit = [rng.random() < share * level for share in SHARES]
    if hit[1]:
        _prefix(words, rng, table)
    if hit[0]:
        _change_one(words, lambda word: respelt(word, rng, table), rng)
    if hit[2]:
        _change_one(words, lambda word: mistyped(word, rng), rng)
    _shorten(words, hit, rng)
    if hit[8] and len(words) > 1:
        words[-2:] = [words[-2] + words[-1]]
    text = " ".join(words)
    if hit[10] and father:
        text += f" {'BIN' if rng.random() < 0.5 else 'BINTI'} {father}"
    if hit[7]:
        text = text[:14].strip()
    return text if rng.random() < 0.5 else text.title()


def _shorten(words: list[str], hit: list[bool], rng: random.Random) -> None:
    if hit[3] and len(words) > 1:
        words.pop()
    if hit[4] and len(words) > 1:
        words[-1] = words[-1][0] + ("." if rng.random() < 0.5 else "")
    if hit[5] and len(words) > 2:
        del words[0]
    if hit[6] and len(words) > 1:
        rng.shuffle(words)
    if hit[9] and len(words) > 1:
        words[:] = [rng.choice(words)]
