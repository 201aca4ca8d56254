"""What people call the codes of these pages. Message ids; an unknown code is shown as it is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from jembatan.action_plans.rules.lifecycle import State

STATES = {
    State.DRAFTED: pgettext_lazy("plan", "Draft"),
    State.SUBMITTED: pgettext_lazy("plan", "At the village meeting"),
    State.LEGALISED: pgettext_lazy("plan", "Legalised"),
}
# Shapes of site.templatetags: the word stands beside them.
SHAPES = {State.DRAFTED: "open", State.SUBMITTED: "risk", State.LEGALISED: "done"}

# What each unit cost rests on, and whether a reader has to be warned of it.
STANDINGS = {
    "official": _("local cost standard"),
    "stated": _("set by the office"),
    "elsewhere": _("from another region, has to be adapted"),
    "example": _("example, has to be replaced"),
    "free": _("no cost to the village"),
}
WARNED = ("example", "elsewhere")

EVENTS = {
    "action_plans.drafted": _("Drafted"),
    "action_plans.redrafted": _("Drafted again from newer data"),
    "action_plans.line_edited": _("A line was changed"),
    "action_plans.line_added": _("A line was added"),
    "action_plans.line_removed": _("A line was struck out"),
    "action_plans.line_restored": _("A line was taken back"),
    "action_plans.target_set": _("A target was set"),
    "action_plans.handed_to_musdes": _("Handed to the village meeting"),
    "action_plans.sent_back": _("Sent back to be changed"),
    "action_plans.legalised": pgettext_lazy("event", "Legalised"),
    "action_plans.reopened": _("Opened again"),
    "action_plans.printed": _("Downloaded"),
    "action_plans.names_looked_at": _("The names behind a line were looked at"),
}

# Heading of the points of one kind that are open before the village meeting, and what mends them.
LACKS = {
    "no_lines": _("Nothing is planned yet: add a line, or draft again from newer data."),
    "example_cost": _("The unit cost is only an example. Set your own:"),
    "outdated": _("No child calls for it any more. Strike it out, or change it to keep it:"),
}

RECAPS = {
    "category": _("By category"),
    "sex": _("By sex"),
    "age": _("By age"),
    "dusun": _("By dusun"),
}

# Why a value of a line was not taken; the rules say it in English.
PROBLEMS = (
    gettext_noop("the last day lies before the first day"),
    gettext_noop("the line costs more than any village has"),
    gettext_noop("this source of money is not in the list"),
    gettext_noop("this may not be empty"),
    gettext_noop("this is longer than 120 characters"),
    gettext_noop("a cost is never below zero"),
    gettext_noop("no activity uses a cost of this name"),
)

GRADES = {
    "V": _("seen in the law itself"),
    "S": _("seen in a cited text"),
    "I": _("inferred"),
    "R": _("recalled, not verified"),
    "K": _("common practice, or set by an office"),
}
