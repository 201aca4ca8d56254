"""Refusals of the verbs that keep profiles, and the one check on texts people type."""

from jembatan.counterparts.rules.kinds import BadProfile
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

# Most letters of a reason.
SHORT_REASON = 300


class AlreadyKept(Refused):
    code = "counterparts.already_kept"
    sentence = (
        "%(name)s is kept already as %(profile)s (partner %(counterpart)s). "
        "Open that profile and add the spelling. If it is another place of the same name, "
        "say in which state or province it lies."
    )


class PerhapsKept(Refused):
    code = "counterparts.perhaps_kept"
    sentence = (
        "%(name)s may be kept already: %(profiles)s. "
        "Look at them; if it is another partner, confirm and save again."
    )


class Stale(Refused):
    code = "counterparts.stale"
    sentence = (
        "Somebody else has changed this profile since you opened it. Open it again and repeat your change."
    )


class MergedAway(Refused):
    code = "counterparts.merged_away"
    sentence = "This profile was merged into %(profile)s (partner %(counterpart)s). Go on there."


class CannotMerge(Refused):
    code = "counterparts.cannot_merge"
    sentence = "These two profiles cannot be merged: %(problem)s."


class NotUndoable(Refused):
    code = "counterparts.not_undoable"
    sentence = "This merge cannot be taken back: %(problem)s."


def told(text: str, field: str, longest: int) -> str:
    """`text` without blanks around it. Raises BadProfile when nothing is left or it is too long."""
    bare = text.strip()
    if not bare:
        raise BadProfile(field=field, problem=_("this may not be empty"))
    if len(bare) > longest:
        raise BadProfile(field=field, problem=_("this is too long"))
    return bare
