"""What this module tells people in their inbox."""

from jembatan.correspondence.rules.kinds import register
from jembatan.workflow.messages import message as _

REVIEW_CONVENED = register("agreements.review_convened", _("You are asked to review %(reference)s."))
REVIEW_DECIDED = register("agreements.review_decided", _("The committee has decided on %(reference)s."))
CLOCK_REMINDER = register(
    "agreements.clock_reminder", _("%(reference)s: “%(what)s” is due on %(day)s, in %(days)s days or less.")
)
CLOCK_OVERDUE = register("agreements.clock_overdue", _("%(reference)s: “%(what)s” was due on %(day)s and still waits."))
DPRD_OVERDUE = register(
    "agreements.dprd_overdue",
    _(
        "%(reference)s: the DPRD had until %(day)s to decide and has not. Silence is not consent: "
        "ask for its decision."
    ),
)
LAPSED = register(
    "agreements.lapsed", _("%(reference)s has lapsed: its term ended on %(day)s and nothing renewed it.")
)
DORMANT = register("agreements.dormant", _("%(reference)s is dormant: nothing was recorded since %(day)s."))
INTENT_AGEING = register(
    "agreements.intent_ageing",
    _("%(reference)s: the letter of intent of %(day)s is ageing; no plan has gone to the DPRD."),
)
WAIVER_OPENED = register(
    "agreements.waiver_opened",
    _("%(reference)s: the stage “%(stage)s” was waived. Read the legal basis and answer the question."),
)
WAIVER_ANSWERED = register(
    "agreements.waiver_answered", _("%(reference)s: the supervisor has answered the question about a waived stage.")
)
YOUR_TURN = register("agreements.your_turn", _("%(reference)s has reached the stage “%(stage)s”: it is your turn."))
