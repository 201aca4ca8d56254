"""Drafting again without losing what people decided: edits, removals and lines added by hand stay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jembatan.action_plans.rules.drafting import Line

# What an officer may change in a line; everything else follows from the children and the matrix.
EDITABLE = (
    "name", "location", "children", "times", "times_unit", "unit_cost", "fund",
    "pattern", "implementer", "agency", "starts", "ends", "benefit", "indicator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as it stands in a plan: what was proposed, what people changed, why it was struck out.

    `edited` maps names of EDITABLE to the value an officer gave. `removed_because` is "" for a line that
    counts. `outdated` says that no child calls for the line any more, but somebody had touched it.
    """

    proposed: Line
    edited: Mapping[str, Any] = field(default_factory=dict)
    removed_because: str = ""
    by_hand: bool = False
    outdated: bool = False

    @property
    def line(self) -> Line:
        """The line as it counts: the proposal with the officer's values in place."""
        return replace(self.proposed, **dict(self.edited))


def redrafted(entries: Iterable[Entry], proposals: Iterable[Line]) -> list[Entry]:
    """The plan's entries after a new draft.

    A proposal meets the entry of its kind and keeps that entry's edits and removal. An entry nobody
    touched goes when no child calls for it any more; a touched one stays, marked `outdated`. Lines added
    by hand stay as they are, after the others.
    """
    standing = list(entries)
    by_kind = {entry.proposed.kind: entry for entry in standing if not entry.by_hand}
    fresh = list(proposals)
    called_for = {line.kind for line in fresh}
    merged = [
        replace(by_kind[line.kind], proposed=line, outdated=False) if line.kind in by_kind else Entry(line)
        for line in fresh
    ]
    touched = [
        replace(entry, outdated=True)
        for kind, entry in by_kind.items()
        if kind not in called_for and (entry.edited or entry.removed_because)
    ]
    return [*merged, *touched, *(entry for entry in standing if entry.by_hand)]
