"""Everything a person can do to partners abroad."""

from jembatan.counterparts.actions.merging import merge_counterparts, undo_merge
from jembatan.counterparts.actions.profiles import (
    Profile,
    add_counterpart,
    add_fact,
    add_name,
    edit_counterpart,
)
from jembatan.counterparts.actions.recognition import set_recognition

__all__ = [
    "Profile",
    "add_counterpart",
    "add_fact",
    "add_name",
    "edit_counterpart",
    "merge_counterparts",
    "set_recognition",
    "undo_merge",
]
