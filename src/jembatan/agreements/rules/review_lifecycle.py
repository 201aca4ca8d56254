"""The states of a review by the committee.

Source: ours, after what cooperation teams do (convene, discuss, recommend or send back); no article prescribes it.
"""

from enum import StrEnum

from jembatan.workflow.lifecycles import Lifecycle


class State(StrEnum):
    CONVENED = "convened"
    RECOMMENDED = "recommended"
    SENT_BACK = "sent_back"
    REJECTED = "rejected"


LIFECYCLE = Lifecycle(
    start=State.CONVENED,
    routes={
        State.CONVENED: (State.RECOMMENDED, State.SENT_BACK, State.REJECTED),
        State.RECOMMENDED: (),
        # A text that was sent back and mended is reviewed in a new round.
        State.SENT_BACK: (),
        State.REJECTED: (),
    },
    owners={
        State.CONVENED: "cooperation_team",
        State.RECOMMENDED: "cooperation_officer",
        State.SENT_BACK: "cooperation_officer",
        State.REJECTED: "cooperation_officer",
    },
)
