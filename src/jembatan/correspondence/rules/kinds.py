"""The kinds of notices there are: a stable code and the sentence people read.

A module that tells people something registers its kinds in its own `notices.py`, which is imported when the
program starts. The sentence is a message id (English, %(name)s for facts) and is translated when it is shown, so
that everybody reads it in the own language, however long ago it was told.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`code` is stored (`module.what`); `sentence` is a message id. Facts hold no name of a child."""

    code: str
    sentence: str


_kinds: dict[str, Kind] = {}


def register(code: str, sentence: str) -> Kind:
    """The kind with this code, now known to the inbox. A code means one sentence: another is a bug."""
    kind = _kinds.setdefault(code, Kind(code, sentence))
    assert kind.sentence == sentence, f"{code} is already another notice"
    return kind


def kind_of(code: str) -> Kind | None:
    """The registered kind, or None when the module that told it is gone."""
    return _kinds.get(code)


def check_facts(kind: Kind, facts: Mapping[str, object]) -> None:
    """Assert that `facts` fill every place of the sentence: a gap is found when telling, not when reading."""
    try:
        kind.sentence % facts
    except KeyError as gap:
        raise AssertionError(f"{kind.code} needs the fact {gap}") from None
