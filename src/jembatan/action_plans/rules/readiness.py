"""What a plan still lacks before it goes to the village meeting, and what a reader must be warned of.

The same list disables the button and refuses the verb.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jembatan.action_plans.rules.redrafting import Entry
from jembatan.workflow.refusals import Refused


class NotReady(Refused):
    code = "action_plans.not_ready"
    sentence = (
        "The plan cannot go to the village meeting yet: %(count)s point(s) are open. See the plan's page."
    )


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: `code` says what, `kind` and `name` which activity ("" for the whole plan)."""

    code: str
    kind: str = ""
    name: str = ""


def standing_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count: those nobody struck out."""
    return [entry for entry in entries if not entry.removed_because]


def missing_before_meeting(entries: Iterable[Entry]) -> list[Lack]:
    """What keeps a plan from the village meeting; empty when it is ready.

    `no_lines`: nothing is planned. `example_cost`: a cost is only an example and has to be replaced by the
    office's own. `outdated`: no child calls for the line any more; keep it by hand or strike it out.
    """
    standing = standing_entries(entries)
    if not standing:
        return [Lack("no_lines")]
    lacks = []
    for entry in standing:
        line = entry.line
        if rests_on_example(entry) and line.total:
            lacks.append(Lack("example_cost", line.kind, line.name))
        if entry.outdated:
            lacks.append(Lack("outdated", line.kind, line.name))
    return lacks


def rests_on_example(entry: Entry) -> bool:
    """True when the unit cost is the program's example and nobody has replaced it."""
    return entry.proposed.standing == "example" and "unit_cost" not in entry.edited


def standing_of_cost(entry: Entry) -> str:
    """What the unit cost rests on: a key of STANDINGS; "stated" once an officer has set it."""
    return "stated" if entry.by_hand or "unit_cost" in entry.edited else entry.proposed.standing
