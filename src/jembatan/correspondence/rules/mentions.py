"""Who is addressed in a remark, and what a remark must not hold."""

import re

# A user name after an at sign; not the second half of an e-mail address.
MENTION = re.compile(r"(?<![\w.@+-])@([\w.+-]+)")
MOST_MENTIONS = 20
# Sixteen digits, as people write a NIK or a KK: together or in groups.
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")


def mentioned(text: str) -> tuple[str, ...]:
    """The user names addressed in `text`, in small letters, each once, the first MOST_MENTIONS of them."""
    names = (name.rstrip(".+-").lower() for name in MENTION.findall(text))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_MENTIONS]


def holds_identity_number(text: str) -> bool:
    """Whether something in `text` looks like an identity number: those are kept sealed, never in a remark."""
    return IDENTITY_NUMBER.search(text) is not None
