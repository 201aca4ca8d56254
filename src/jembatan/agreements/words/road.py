"""Words of the legal road: states, outcomes of questions, what a statement asks, what the ledger tells."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jembatan.agreements.rules import signing
from jembatan.agreements.rules.lifecycle import Disclosure, EndedBecause, State, TermType
from jembatan.agreements.rules.waivers import ACCEPTED, OBJECTED, OPEN
from jembatan.agreements.words.life import EVENTS as EVENTS_OF_LIFE

STATES = {
    State.ON_THE_ROAD: pgettext_lazy("agreement", "On its legal road"),
    State.IN_FORCE: pgettext_lazy("agreement", "In force"),
    State.SUSPENDED: pgettext_lazy("agreement", "Suspended"),
    State.ENDED: pgettext_lazy("agreement", "Ended"),
    State.DROPPED: pgettext_lazy("agreement", "Given up"),
}
# Shape of the state chip; the word stands beside it.
SHAPES = {
    State.ON_THE_ROAD: "open",
    State.IN_FORCE: "in",
    State.SUSPENDED: "risk",
    State.ENDED: "done",
    State.DROPPED: "gone",
}
ENDINGS = {
    EndedBecause.COMPLETED: _("its term or aim was reached"),
    EndedBecause.TERMINATED: _("it was terminated"),
    EndedBecause.SUPERSEDED: _("a new agreement took its place"),
}
DISCLOSURES = {
    Disclosure.INTERNAL: _("seen by the offices only"),
    Disclosure.PUBLIC: _("shown in the public register"),
}
TERMS = {
    TermType.FIXED: _("Fixed term"),
    TermType.FIXED_AUTO_RENEW: _("Fixed term that renews itself"),
    TermType.INDEFINITE_WITH_REVIEW: _("No last day, reviewed from time to time"),
}
QUESTIONS = {
    OPEN: _("open question to the supervisor"),
    ACCEPTED: _("accepted by the supervisor"),
    OBJECTED: _("objected to by the supervisor"),
}
POWERS = {
    signing.HELD: _("full powers held"),
    signing.NOT_REQUIRED: _("no full powers needed"),
    signing.OTHER_SIDE: _("the counterpart's own rules"),
}
METHODS = {"wet": _("on paper"), "electronic": _("electronic (TTE)")}
GRADES = {
    "A": _("the article itself was read"),
    "B": _("an official page or an excerpt was read"),
    "C": _("known from news or papers only"),
    "D": _("unverified: nobody here has read a text"),
}
# What was done, by the event of the ledger.
EVENTS = {
    **EVENTS_OF_LIFE,
    "agreements.started": _("Cooperation opened"),
    "agreements.entered": _("Entered in the register"),
    "agreements.edited": _("Terms changed"),
    "agreements.party_added": _("Party added"),
    "agreements.party_removed": _("Party taken out"),
    "agreements.kind_set": _("Kind and road changed"),
    "agreements.dropped": _("Given up"),
    "agreements.taken_up_again": _("Taken up again"),
    "agreements.published": _("Shown in the public register"),
    "agreements.withdrawn_from_register": _("Taken out of the public register"),
    "agreements.stage_taken": _("Stage closed"),
    "agreements.stage_waived": _("Stage waived"),
    "agreements.stated": _("Something stated"),
    "agreements.paper_added": _("Document added"),
    "agreements.signature_recorded": _("Signature recorded"),
    "agreements.signature_taken_back": _("Signature taken back"),
}
