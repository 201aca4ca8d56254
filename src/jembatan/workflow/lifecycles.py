"""A lifecycle as a table: which state may follow which, and who holds the thing meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from jembatan.workflow.refusals import Refused


class WrongState(Refused):
    code = "workflow.wrong_state"
    sentence = "This is %(state)s now and cannot become %(wanted)s. Reload the page to see where it stands."


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """`start` is where things are born; `routes` maps a state to the states that may follow it;
    `owners` maps every state to the role that holds the thing there (its turn)."""

    start: str
    routes: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, str]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order of the table."""
        return tuple(self.routes)

    def may(self, state: str, wanted: str) -> bool:
        """True when `wanted` may follow `state`."""
        return wanted in self.routes.get(state, ())

    def check(self, state: str, wanted: str) -> None:
        """Raise WrongState unless `wanted` may follow `state`."""
        if not self.may(state, wanted):
            raise WrongState(state=state, wanted=wanted)
