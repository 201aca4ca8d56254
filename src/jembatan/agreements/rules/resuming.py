"""A case that was given up or not continued can be taken up again: its last ending then counts no more.

Ours: no article speaks of it. The event stays where it was recorded; only its effect ends, so that a history
never loses what happened.
"""

from collections.abc import Iterable

from jembatan.agreements.rules.standing import StageEvent

RESUMED = "RESUMED"


def effective(events: Iterable[StageEvent]) -> list[StageEvent]:
    """`events` without the resumptions and without what each of them undoes: the last one recorded before it
    for the same stage and round."""
    kept: list[StageEvent] = []
    for event in sorted(events, key=lambda event: event.sequence):
        if event.outcome != RESUMED:
            kept.append(event)
            continue
        place = (event.stage, event.round)
        ending = next((one for one in reversed(kept) if (one.stage, one.round) == place), None)
        if ending is not None:
            kept.remove(ending)
    return kept
