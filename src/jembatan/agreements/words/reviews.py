"""Words for the states and capacities of reviews."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jembatan.agreements.rules.review_lifecycle import State

STATES = {
    State.CONVENED: pgettext_lazy("review", "Members are answering"),
    State.RECOMMENDED: pgettext_lazy("review", "Recommended"),
    State.SENT_BACK: pgettext_lazy("review", "Sent back to be changed"),
    State.REJECTED: pgettext_lazy("review", "Not recommended"),
}
# Shapes of the state chip: the word stands beside it.
SHAPES = {State.CONVENED: "open", State.RECOMMENDED: "done", State.SENT_BACK: "risk", State.REJECTED: "out"}
CANNOT_JUDGE = _("Cannot judge")
