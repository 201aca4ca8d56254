"""Everything a person can do to a village action plan, its costs and its rules."""

from jembatan.action_plans.actions.drafting import (
    AlreadyPlanned,
    NoSuchVillage,
    NothingReconciled,
    draft,
    redraft,
)
from jembatan.action_plans.actions.editing import (
    NoSuchLine,
    Stale,
    add_activity,
    edit_activity,
    remove_activity,
    restore_activity,
    set_target,
)
from jembatan.action_plans.actions.moving import (
    NoNumber,
    hand_to_musdes,
    legalise,
    reopen,
    send_back,
)
from jembatan.action_plans.actions.reference import set_cost, set_rule
from jembatan.action_plans.rules.reasons import NoReason

__all__ = [
    "AlreadyPlanned",
    "NoNumber",
    "NoReason",
    "NoSuchLine",
    "NoSuchVillage",
    "NothingReconciled",
    "Stale",
    "add_activity",
    "draft",
    "edit_activity",
    "hand_to_musdes",
    "legalise",
    "redraft",
    "remove_activity",
    "reopen",
    "restore_activity",
    "send_back",
    "set_cost",
    "set_rule",
    "set_target",
]
