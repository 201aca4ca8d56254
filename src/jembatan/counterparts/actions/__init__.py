"""Everything a person can do to partners abroad."""

from jembatan.counterparts.actions.diligence import Findings, ImportedRating, assess
from jembatan.counterparts.actions.merging import merge_counterparts, undo_merge
from jembatan.counterparts.actions.profiles import (
    Profile,
    add_counterpart,
    add_fact,
    add_name,
    edit_counterpart,
)
from jembatan.counterparts.actions.recognition import set_recognition
from jembatan.counterparts.actions.selection import (
    CallTerms,
    add_candidate,
    choose_candidate,
    end_call,
    open_call,
    score_candidate,
)
from jembatan.counterparts.actions.tagging import tag_region, untag_region

__all__ = [
    "CallTerms",
    "Findings",
    "ImportedRating",
    "Profile",
    "add_candidate",
    "add_counterpart",
    "add_fact",
    "add_name",
    "assess",
    "choose_candidate",
    "edit_counterpart",
    "end_call",
    "merge_counterparts",
    "open_call",
    "score_candidate",
    "set_recognition",
    "tag_region",
    "undo_merge",
    "untag_region",
]
