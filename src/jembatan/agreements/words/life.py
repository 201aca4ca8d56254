"""Words of an agreement's life: activities, journeys, permits, promises, risks, terms, amendments, flags."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from jembatan.agreements.rules.activities import Direction, State
from jembatan.agreements.rules.amending import State as AmendmentState
from jembatan.agreements.rules.promises import GRANT_REPORT, PROMISE, Level
from jembatan.agreements.rules.term import Kind

ACTIVITIES = {
    State.PLANNED: pgettext_lazy("activity", "Planned"),
    State.UNDER_WAY: pgettext_lazy("activity", "Under way"),
    State.DONE: pgettext_lazy("activity", "Carried out"),
    State.CANCELLED: pgettext_lazy("activity", "Cancelled"),
}
ACTIVITY_SHAPES = {State.PLANNED: "", State.UNDER_WAY: "in", State.DONE: "done", State.CANCELLED: "gone"}
DIRECTIONS = {
    Direction.OUT: _("to the counterpart"),
    Direction.IN: _("from the counterpart"),
    Direction.BOTH: _("both ways"),
}
PERMITS = {
    "principal_permit": _("Principal permit (izin prinsip)"),
    "operational_permit": _("Operational permit (izin operasional)"),
}
OBLIGATIONS = {GRANT_REPORT: _("report on a grant"), PROMISE: pgettext_lazy("noun", "promise")}
LEVELS = {
    Level.LOW: pgettext_lazy("risk", "Low"),
    Level.MODERATE: pgettext_lazy("risk", "Moderate"),
    Level.SIGNIFICANT: pgettext_lazy("risk", "Significant"),
    Level.HIGH: pgettext_lazy("risk", "High"),
}
LEVEL_SHAPES = {Level.LOW: "in", Level.MODERATE: "", Level.SIGNIFICANT: "risk", Level.HIGH: "out"}
AMENDMENTS = {
    AmendmentState.DRAFTED: pgettext_lazy("amendment", "Being drafted"),
    AmendmentState.AGREED: pgettext_lazy("amendment", "Agreed by the parties"),
    AmendmentState.MERGED: pgettext_lazy("amendment", "In force"),
    AmendmentState.WITHDRAWN: pgettext_lazy("amendment", "Withdrawn"),
}
AMENDMENT_SHAPES = {
    AmendmentState.DRAFTED: "open",
    AmendmentState.AGREED: "in",
    AmendmentState.MERGED: "done",
    AmendmentState.WITHDRAWN: "gone",
}
# The fields an amendment can change, as people call them; a clause has its number behind.
TERMS = {
    "title_id": _("Title (Indonesian)"),
    "title_en": _("Title (English)"),
    "purpose": _("Purpose"),
    "starts_on": _("In force from"),
    "ends_on": _("In force until"),
    "term_type": _("Kind of term"),
    "review_every_months": _("Review every (months)"),
    "notice_days": _("Notice (days)"),
    "topics": _("What it is about"),
    "parties": _("Parties"),
    "clauses": _("Clauses"),
}
CHANGES = {
    Kind.EXTENSION: pgettext_lazy("term", "Extended"),
    Kind.SUSPENSION: pgettext_lazy("term", "Suspended"),
    Kind.RESUMPTION: pgettext_lazy("term", "Resumed"),
    Kind.REVIVAL: pgettext_lazy("term", "Revived after it had lapsed"),
    Kind.TERMINATION: pgettext_lazy("term", "Terminated"),
    Kind.COMPLETION: pgettext_lazy("term", "Ended at its term or aim"),
    Kind.SUPERSESSION: pgettext_lazy("term", "Replaced by a new agreement"),
}
# The last word of the address of each change, and what its button says.
SLUGS = {
    "perpanjang": (Kind.EXTENSION, _("Extend")),
    "hidupkan": (Kind.REVIVAL, _("Revive")),
    "tangguhkan": (Kind.SUSPENSION, _("Suspend")),
    "teruskan": (Kind.RESUMPTION, _("Resume")),
    "selesai": (Kind.COMPLETION, _("Complete")),
    "ganti": (Kind.SUPERSESSION, _("Replace")),
    "akhiri": (Kind.TERMINATION, _("Terminate")),
}
# Why something is not possible; the rules say it in English.
PROBLEMS = (
    gettext_noop("it has not come yet"),
    gettext_noop("it lies before the signature"),
    gettext_noop("it is not later than the day before it"),
    gettext_noop("no term is that long"),
)
EVENTS = {
    "agreements.activity_planned": _("An activity was planned"),
    "agreements.activity_changed": _("An activity was changed"),
    "agreements.activity_begun": _("An activity began"),
    "agreements.activity_done": _("An activity was carried out"),
    "agreements.activity_cancelled": _("An activity was cancelled"),
    "agreements.activity_planned_again": _("A cancelled activity was planned again"),
    "agreements.action_plan_taken_over": _("The action plan was taken over from a sheet"),
    "agreements.meeting_planned": _("A meeting was planned"),
    "agreements.meeting_held": _("A meeting was held"),
    "agreements.meeting_cancelled": _("A meeting was cancelled"),
    "agreements.minutes_added": _("Minutes were added"),
    "agreements.mission_planned": _("A journey was planned"),
    "agreements.mission_changed": _("A journey was changed"),
    "agreements.travel_permit_recorded": _("A travel permit was recorded"),
    "agreements.departure_confirmed": _("A departure was confirmed"),
    "agreements.mission_reported": _("A journey was reported"),
    "agreements.mission_cancelled": _("A journey was cancelled"),
    "agreements.obligation_noted": _("A promise was noted"),
    "agreements.grant_reports_owed": _("Reports on a grant were set down"),
    "agreements.obligation_met": _("An obligation was met"),
    "agreements.obligation_given_up": _("An obligation was given up"),
    "agreements.permit_recorded": _("A permit was recorded"),
    "agreements.permit_renewal_filed": _("The renewal of a permit was asked for"),
    "agreements.risk_noted": _("A risk was noted"),
    "agreements.risk_reviewed": _("A risk was looked at again"),
    "agreements.risk_closed": _("A risk was closed"),
    "agreements.extended": _("The term was extended"),
    "agreements.revived": _("Revived after it had lapsed"),
    "agreements.suspended": _("Suspended"),
    "agreements.resumed": _("Resumed"),
    "agreements.terminated": _("Terminated"),
    "agreements.completed": _("Ended at its term or aim"),
    "agreements.superseded": _("Replaced by a new agreement"),
    "agreements.amendment_proposed": _("An amendment was proposed"),
    "agreements.amendment_edited": _("The working copy was changed"),
    "agreements.amendment_agreed": _("The parties agreed on an amendment"),
    "agreements.amendment_merged": _("An amendment came into force"),
    "agreements.amendment_withdrawn": _("An amendment was withdrawn"),
}
