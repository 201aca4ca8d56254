"""Which causes are shown only to those who accompany the child, and how the others see them.

Source: UU 27/2022 (specific personal data of children); UU 24/2013 art. 84 (disability); the national
validation form, causes 6 and 12; local lists, x1 and x2. Graded [I]: the law names no list of causes.
"""

from collections.abc import Collection, Sequence

# Violence or trauma, health or disability, conflict with the law.
SENSITIVE_CAUSES = frozenset({"6", "12", "x1", "x2"})
# "Another cause". A mark such as "secret" would itself tell that the cause is a sensitive one.
SHOWN_INSTEAD = "x6"
SENSITIVE_FLAGS = frozenset({"disability"})
SENSITIVE_FIELDS = frozenset({"disability", "causes", "cause_main", "reason_label"})


def shown_cause(cause: str, *, may_see: bool) -> str:
    """The cause as this viewer is shown it; a sensitive one becomes "another cause" for most."""
    return SHOWN_INSTEAD if cause in SENSITIVE_CAUSES and not may_see else cause


def shown_causes(causes: Sequence[str], *, may_see: bool) -> list[str]:
    """All causes as this viewer is shown them, each once, in the order given."""
    return list(dict.fromkeys(shown_cause(cause, may_see=may_see) for cause in causes))


def shown_flags(flags: Sequence[str], *, may_see: bool) -> list[str]:
    """The flags this viewer is shown."""
    return [flag for flag in flags if may_see or flag not in SENSITIVE_FLAGS]


def meant_causes(wanted: str, *, may_see: bool) -> Collection[str]:
    """Which stored causes a filter for `wanted` finds, so that filtering tells no more than the list."""
    if may_see:
        return (wanted,)
    if wanted in SENSITIVE_CAUSES:
        return ()
    return (wanted, *sorted(SENSITIVE_CAUSES)) if wanted == SHOWN_INSTEAD else (wanted,)
