"""The states of a village action plan and who holds it in each.

Source: module PB.4 (village meeting led by the BPD) and RADes as a village act legalised by the Kepala Desa.
"""

from enum import StrEnum

from jembatan.workflow.lifecycles import Lifecycle


class State(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    LEGALISED = "legalised"


LIFECYCLE = Lifecycle(
    start=State.DRAFTED,
    routes={
        State.DRAFTED: (State.SUBMITTED,),
        State.SUBMITTED: (State.LEGALISED, State.DRAFTED),
        State.LEGALISED: (State.DRAFTED,),
    },
    owners={
        State.DRAFTED: "village_operator",
        State.SUBMITTED: "village_head",
        State.LEGALISED: "village_head",
    },
)
# How each state is called on paper.
STATE_NAMES = {
    State.DRAFTED: "Rancangan",
    State.SUBMITTED: "Dibahas dalam musyawarah desa",
    State.LEGALISED: "Disahkan",
}
