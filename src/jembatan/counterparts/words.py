"""What people call the codes of these pages, and the shape of each chip."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jembatan.counterparts.rules.diligence import Risk
from jembatan.counterparts.rules.matching import Agreement
from jembatan.counterparts.rules.recognition import Outcome, Relation
from jembatan.counterparts.rules.selection import State

# Shapes of chips (site/static/site/jembatan.css); the word stands beside them.
RELATION_SHAPES = {
    Relation.DIPLOMATIC: "done",
    Relation.NONE: "out",
    Relation.PROHIBITED: "out",
    Relation.SPECIAL: "risk",
    Relation.UNVERIFIED: "open",
}
OUTCOME_NOTES = {Outcome.CLEAR: "good", Outcome.NEEDS_CONFIRMATION: "", Outcome.BLOCKED: "warn"}
RISK_SHAPES = {Risk.LOW: "in", Risk.MEDIUM: "", Risk.SIGNIFICANT: "risk", Risk.HIGH: "out"}
AGREEMENT_SHAPES = {
    Agreement.AGREE: "done",
    Agreement.PARTLY: "",
    Agreement.DIFFERS: "risk",
    Agreement.UNKNOWN: "open",
}
CALL_SHAPES = {State.OPEN: "", State.DECIDED: "done", State.ENDED: "gone"}

# What the packaged statements say (data/recognition.csv); pages translate it.
PACKAGED = (
    gettext_noop("Permenlu 3/2019, Bab X nos. 150-151, read in press excerpts only"),
    gettext_noop(
        "No official relation at any level: no correspondence on official letterhead, no official delegation in "
        "official venues, no flag or anthem. A guide for regions."
    ),
    gettext_noop(
        "The guide treats relations with Taiwan separately; its rules were not read. Ask the Foreign Ministry."
    ),
)

GRADES = {
    "A": _("the text itself was read"),
    "B": _("an official page or excerpt"),
    "C": _("press or a paper, unverified"),
    "D": _("no text seen, unverified"),
}
EVENTS = {
    "counterparts.added": _("The profile was made"),
    "counterparts.edited": _("The profile was changed"),
    "counterparts.name_added": _("A spelling was added"),
    "counterparts.fact_added": _("A fact was added"),
    "counterparts.merged": _("Two profiles were merged"),
    "counterparts.merge_undone": _("A merge was taken back"),
    "counterparts.assessed": _("Due diligence was done"),
}
# Labels that refusals name.
FIELDS = (
    gettext_noop("kind"),
    gettext_noop("level"),
    gettext_noop("country"),
    gettext_noop("spelling"),
)
