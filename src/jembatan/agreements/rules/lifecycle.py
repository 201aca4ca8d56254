"""The few stored states of an agreement; what follows from dates (lapsed, dormant, expiring) is a flag.

Source: UU 24/2000, arts. 15, 16, 18 (validity, change, end); PP 28/2018, art. 48 (older agreements). Suspension has
no article that was read: a grade D state kept because agreements in use provide for it.
"""

from enum import StrEnum

from jembatan.workflow.lifecycles import Lifecycle


class State(StrEnum):
    ON_THE_ROAD = "on_the_road"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    DROPPED = "dropped"


class EndedBecause(StrEnum):
    COMPLETED = "completed"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"


class TermType(StrEnum):
    FIXED = "fixed"
    FIXED_AUTO_RENEW = "fixed_auto_renew"
    INDEFINITE_WITH_REVIEW = "indefinite_with_review"


class Disclosure(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


LIFECYCLE = Lifecycle(
    start=State.ON_THE_ROAD,
    routes={
        State.ON_THE_ROAD: (State.IN_FORCE, State.DROPPED),
        State.IN_FORCE: (State.SUSPENDED, State.ENDED),
        State.SUSPENDED: (State.IN_FORCE, State.ENDED),
        State.ENDED: (),
        State.DROPPED: (State.ON_THE_ROAD,),
    },
    owners={
        State.ON_THE_ROAD: "cooperation_officer",
        State.IN_FORCE: "cooperation_officer",
        State.SUSPENDED: "cooperation_officer",
        State.ENDED: "ministry_supervisor",
        State.DROPPED: "cooperation_officer",
    },
)
