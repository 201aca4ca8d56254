"""Text as it is compared: without case, accents, punctuation and quotation marks."""

import re
import unicodedata

# Letters that no decomposition turns into a plain one.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_SILENT = re.compile("['\u2018\u2019\u02bc\u02bb`\u00b4\u2032]")
# The dots of J.I.C.A.
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_](?:\.|$|\b))")
_GAPS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` in small letters, accents dropped, apostrophes and the dots
    of initials gone, other signs as one blank; "" for nothing.

    Letters of other scripts stay as they are.
    """
    together = _INITIALS.sub(r"\1", _SILENT.sub("", text))
    decomposed = unicodedata.normalize("NFKD", together.casefold().translate(_PLAIN))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _GAPS.sub(" ", unicodedata.normalize("NFC", bare)).strip()
