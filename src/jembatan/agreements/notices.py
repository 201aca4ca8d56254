"""What this module tells people in their inbox."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.correspondence import subjects
from jembatan.correspondence.rules.feeds import register as register_feed
from jembatan.correspondence.rules.kinds import register
from jembatan.workflow.messages import message as _

REVIEW_CONVENED = register("agreements.review_convened", _("You are asked to review %(reference)s."))
REVIEW_DECIDED = register("agreements.review_decided", _("The committee has decided on %(reference)s."))
CLOCK_REMINDER = register(
    "agreements.clock_reminder", _("%(reference)s: “%(what)s” is due on %(day)s, in %(days)s days or less.")
)
CLOCK_OVERDUE = register(
    "agreements.clock_overdue", _("%(reference)s: “%(what)s” was due on %(day)s and still waits.")
)
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
    "agreements.waiver_answered",
    _("%(reference)s: the supervisor has answered the question about a waived stage."),
)
YOUR_TURN = register(
    "agreements.your_turn", _("%(reference)s has reached the stage “%(stage)s”: it is your turn.")
)


def subject_for(agreement: Agreement) -> subjects.Subject:
    """The agreement as what remarks are about, with the fields that may be remarked on one by one."""
    return subjects.subject_of(
        agreement,
        url=reverse("agreements:agreement", args=[agreement.reference]),
        title=agreement.title_id,
        fields={
            "title_id": gettext_lazy("Title"),
            "purpose": gettext_lazy("Purpose"),
            "counterpart": gettext_lazy("Counterpart"),
            "topics": gettext_lazy("What it is about"),
            "term": gettext_lazy("Term"),
            "road": gettext_lazy("Road"),
            "papers": gettext_lazy("Documents"),
        },
    )


def find_agreement(viewer: User, subject_id: str) -> subjects.Subject | None:
    """The agreement as a subject, if the viewer may see it."""
    if not (subject_id.isascii() and subject_id.isdigit()):
        return None
    found = Agreement.objects.visible_to(viewer).filter(pk=int(subject_id)).first()
    return subject_for(found) if found else None


subjects.register("agreements.agreement", find_agreement)
DUE_DAYS = register_feed("agreements:feed", _("Due days of cooperations"))
